import BanditCards
import BanditEnvironments
import BanditGames

extension AlgorithmEntry {
  /// An entry for a learner for bandits, of your own or of the catalogue; it plays for losses and in recurring
  /// tasks, too.
  @inlinable
  public static func bandit<L: BanditLearner & Configurable<BanditProblem>>(_ learner: L.Type) -> AlgorithmEntry {
    AlgorithmEntry(L.card, alsoPlaying: [.experts, .recurring], seats(ofBanditLearner: learner))
  }

  /// An entry for a learner for bandits that is played many replications at a time where arms do not remember.
  @inlinable
  public static func bandit<L: LockstepLearner & Configurable<BanditProblem>>(_ learner: L.Type) -> AlgorithmEntry {
    AlgorithmEntry(
      L.card, alsoPlaying: [.experts, .recurring],
      [
        Seat(lockstep: BanditLockstep<BernoulliBandit, L.Lanes>.self),
        Seat(lockstep: BanditLockstep<GaussianBandit, L.Lanes>.self),
        Seat(lockstep: BanditLockstep<ArmsBandit, L.Lanes>.self),
        Seat(lockstep: BanditLockstep<PiecewiseBandit, L.Lanes>.self),
      ] + seats(ofBanditLearner: learner))
  }

  @inlinable
  static func seats<L: BanditLearner & Configurable<BanditProblem>>(ofBanditLearner learner: L.Type) -> [Seat] {
    [
      Seat(BanditGame<BernoulliBandit, L>.self), Seat(BanditGame<GaussianBandit, L>.self),
      Seat(BanditGame<ArmsBandit, L>.self), Seat(BanditGame<PiecewiseBandit, L>.self),
      Seat(BanditGame<WeightedTallyingBandit, L>.self), Seat(BanditGame<HistoryBandit, L>.self),
      Seat(BanditGame<RewardTable, L>.self),
      Seat(ExpertsGame<SegmentedLosses, RewardedByLosses<L>>.self),
      Seat(ExpertsGame<LossTable, RewardedByLosses<L>>.self),
      Seat(ExpertsGame<MultiScaleRandomWalk, RewardedByLosses<L>>.self),
      Seat(RecurringGame<RecurringBernoulli, AnewEachTask<L>>.self),
      Seat(L.self, erasedIn: BanditGame<AnyBandit, AnyBanditLearner>.self),
      Seat(RewardedByLosses<L>.self, erasedIn: ExpertsGame<AnyLosses, AnyExpertsLearner>.self),
      Seat(AnewEachTask<L>.self, erasedIn: RecurringGame<AnyRecurring, AnyRecurringLearner>.self),
    ]
  }

  /// An entry for a yardstick for bandits.
  @inlinable
  public static func bandit<L: BanditLearner & Yardstick<BanditProblem, BanditTruth>>(
    yardstick: L.Type
  ) -> AlgorithmEntry {
    AlgorithmEntry(
      L.card,
      [
        Seat(yardstick: BanditGame<BernoulliBandit, L>.self), Seat(yardstick: BanditGame<GaussianBandit, L>.self),
        Seat(yardstick: BanditGame<ArmsBandit, L>.self), Seat(yardstick: BanditGame<PiecewiseBandit, L>.self),
        Seat(yardstick: BanditGame<WeightedTallyingBandit, L>.self),
        Seat(yardstick: BanditGame<HistoryBandit, L>.self), Seat(yardstick: BanditGame<RewardTable, L>.self),
        Seat(yardstick: L.self, erasedIn: BanditGame<AnyBandit, AnyBanditLearner>.self),
      ])
  }
}

extension Seat {
  /// Where yardsticks of contextual bandits cannot sit.
  public static let noTruthInLogs = Seat(
    refusedBy: ContextualReplayModel.self, because: "is told the truth, which nobody knows of a log")
}

extension Catalogue {
  /// The bandits; those that remember come last.
  package static let banditEnvironments: [EnvironmentEntry] = [
    .init(BernoulliModel.self), .init(GaussianModel.self), .init(ArmsModel.self), .init(PiecewiseModel.self),
    .init(LipschitzModel.self), .init(IncentiveModel.self), .init(RewardTableModel.self),
    // Bandits that remember.
    .init(WeightedTallyingModel.self), .init(RottingModel.self), .init(RisingModel.self),
    .init(SinglePeakedModel.self), .init(CongestedModel.self), .init(BlockingModel.self),
    .init(DelayDependentModel.self),
  ]
}
