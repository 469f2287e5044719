import BanditCards
import BanditEnvironments
import BanditExperiments
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

  /// An entry for a learner for bandits whose aim is not its reward, but to find the best arm, of your own or of the
  /// catalogue: it plays bandits alone.
  @inlinable
  public static func exploring<L: BanditLearner & Configurable<BanditProblem> & Recommending>(
    _ learner: L.Type
  ) -> AlgorithmEntry {
    AlgorithmEntry(L.card, banditSeats(of: learner) + [.onTerms(learner), .erased(learner)])
  }

  @inlinable
  static func seats<L: BanditLearner & Configurable<BanditProblem>>(ofBanditLearner learner: L.Type) -> [Seat] {
    banditSeats(of: learner) + [
      Seat(ExpertsGame<SegmentedLosses, RewardedByLosses<L>>.self),
      Seat(ExpertsGame<LossTable, RewardedByLosses<L>>.self),
      Seat(ExpertsGame<MultiScaleRandomWalk, RewardedByLosses<L>>.self),
      Seat(RecurringGame<RecurringBernoulli, AnewEachTask<L>>.self),
      .onTerms(learner), .erased(learner),
      Seat(RewardedByLosses<L>.self, erasedIn: ExpertsGame<AnyLosses, AnyExpertsLearner>.self),
      Seat(AnewEachTask<L>.self, erasedIn: RecurringGame<AnyRecurring, AnyRecurringLearner>.self),
    ]
  }

  /// The seats at bandits of known types.
  @inlinable
  static func banditSeats<L: BanditLearner & Configurable<BanditProblem>>(of learner: L.Type) -> [Seat] {
    [
      Seat(BanditGame<BernoulliBandit, L>.self), Seat(BanditGame<GaussianBandit, L>.self),
      Seat(BanditGame<ArmsBandit, L>.self), Seat(BanditGame<PiecewiseBandit, L>.self),
      Seat(BanditGame<WeightedTallyingBandit, L>.self), Seat(BanditGame<HistoryBandit, L>.self),
      Seat(BanditGame<RewardTable, L>.self),
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
        .onTerms(yardstick: yardstick),
        Seat(yardstick: L.self, erasedIn: BanditGame<AnyBandit, AnyBanditLearner>.self),
      ])
  }
}

extension Seat {
  /// The seat of a learner at bandits of any type.
  @usableFromInline
  static func erased<L: BanditLearner & Configurable<BanditProblem>>(_ learner: L.Type) -> Seat {
    Seat(learner, erasedIn: BanditGame<AnyBandit, AnyBanditLearner>.self)
  }

  /// The seat of a learner at bandits on terms: one loop for all of them, which knows the types of neither.
  @usableFromInline
  static func onTerms<L: BanditLearner & Configurable<BanditProblem>>(_ learner: L.Type) -> Seat {
    Seat(family: .bandit) { settings, model, context throws(InvalidSettings) in
      guard let model = model as? any EnvironmentModel<BanditOnTerms, BanditProblem> else { return nil }
      try refuseTerms(of: model, to: L.card)
      let itself = try L(settings: settings, problem: model.problem)
      let learner = AnyBanditLearner(erasing: itself)!
      return Seated(
        historyBytes: itself.historyBytes(problem: model.problem),
        caveats: Caveats.of(itself) + Caveats.missing(context.layout.notions, for: L.self),
        Simulation(
          InTurn<BanditTermsGame>.self, context, model.problem, environment: { model.instance(of: $0, from: &$1) }
        ) { _ in learner })
    }
  }

  /// The seat of a yardstick there.
  @usableFromInline
  static func onTerms<L: BanditLearner & Yardstick<BanditProblem, BanditTruth>>(yardstick: L.Type) -> Seat {
    Seat(family: .bandit) { settings, model, context throws(InvalidSettings) in
      guard let model = model as? any EnvironmentModel<BanditOnTerms, BanditProblem> else { return nil }
      try refuseTerms(of: model, to: L.card)
      let problem = model.problem
      try L.check(settings: settings, problem: problem, truth: model.commonInstance?.truth)
      return Seated(
        caveats: L.caveats(settings: settings, problem: problem)
          + Caveats.missing(context.layout.notions, for: L.self),
        Simulation(
          InTurn<BanditTermsGame>.self, context, problem, environment: { model.instance(of: $0, from: &$1) }
        ) { AnyBanditLearner(erasing: L(settings: settings, problem: problem, truth: $0.truth))! })
    }
  }

  /// The seat that a learner cannot take: bandits on terms refuse it, with a sentence.
  public static func refusedOnTerms(_ card: AlgorithmCard) -> Seat {
    Seat(family: .bandit) { _, model, _ throws(InvalidSettings) in
      guard let model = model as? any EnvironmentModel<BanditOnTerms, BanditProblem> else { return nil }
      try refuseTerms(of: model, to: card)
      throw InvalidSettings(
        "",
        "\(card.id) is not told what pulls and changes of arm cost; leave `pullCosts` and `switchingCosts` of this environment out"
      )
    }
  }

  private static func refuseTerms(
    of model: any EnvironmentModel<BanditOnTerms, BanditProblem>, to card: AlgorithmCard
  ) throws(InvalidSettings) {
    guard let terms = (model as? any BanditTermsModel)?.terms else { return }
    if terms.hasDelays && !card.acceptsDelays {
      throw InvalidSettings(
        "",
        """
        \(card.id) needs the reward of a round before the next one, and `delay` of this environment holds rewards back; \
        cards say which learners accept delays
        """)
    }
    if terms.available != nil && !card.acceptsAbsence {
      throw InvalidSettings(
        "",
        """
        \(card.id) chooses among all arms, and `available` of this environment says that arms come and go; cards say which \
        learners accept that
        """)
    }
  }

  /// Where yardsticks of contextual bandits cannot sit.
  public static let noTruthInLogs = Seat(
    refusedBy: ContextualReplayModel.self, because: "is told the truth, which nobody knows of a log")
}

extension EnvironmentEntry {
  /// An entry for a model of bandits that may be played on terms; without any, it is the model itself.
  static func onTerms<Model: EnvironmentModel>(_ model: Model.Type) -> EnvironmentEntry
  where Model.Instance: BanditEnvironment, Model.Problem == BanditProblem {
    EnvironmentEntry(card: OnTerms<Model>.card) { settings, horizon throws(InvalidSettings) in
      if BanditTerms.areGiven(in: settings) { return try OnTerms<Model>(settings: settings, horizon: horizon) }
      return try Model(settings: settings, horizon: horizon)
    }
  }
}

extension Catalogue {
  /// The bandits; those that remember come last.
  package static let banditEnvironments: [EnvironmentEntry] = [
    .onTerms(BernoulliModel.self), .onTerms(GaussianModel.self), .onTerms(ArmsModel.self),
    .onTerms(PiecewiseModel.self),
    .init(LipschitzModel.self), .init(IncentiveModel.self), .init(RewardTableModel.self), .onTerms(DriftingModel.self),
    .onTerms(SinusoidalModel.self), .init(BestArmModel.self), .onTerms(GPGridModel.self),
    // Bandits that remember.
    .init(WeightedTallyingModel.self), .init(RottingModel.self), .init(RisingModel.self),
    .init(SinglePeakedModel.self), .init(CongestedModel.self), .init(BlockingModel.self),
    .init(DelayDependentModel.self),
  ]
}
