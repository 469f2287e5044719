import BanditAlgorithms
import BanditCards
import BanditEnvironments
import BanditGames

extension AlgorithmEntry {
  /// An entry for a learner for bandits, of one's own or of the catalogue; it plays for losses, too.
  @inlinable
  public static func bandit<L: BanditLearner & Configurable<BanditProblem>>(_ learner: L.Type) -> AlgorithmEntry {
    AlgorithmEntry(
      L.card,
      [
        Seat(BanditGame<BernoulliBandit, L>.self), Seat(BanditGame<GaussianBandit, L>.self),
        Seat(BanditGame<ArmsBandit, L>.self), Seat(BanditGame<PiecewiseBandit, L>.self),
        Seat(BanditGame<WeightedTallyingBandit, L>.self), Seat(BanditGame<HistoryBandit, L>.self),
        Seat(ExpertsGame<SegmentedLosses, RewardedByLosses<L>>.self),
        Seat(ExpertsGame<LossTable, RewardedByLosses<L>>.self),
        Seat(ExpertsGame<MultiScaleRandomWalk, RewardedByLosses<L>>.self),
        Seat(BanditGame<AnyBandit, L>.self), Seat(ExpertsGame<AnyLosses, RewardedByLosses<L>>.self),
      ])
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
        Seat(yardstick: BanditGame<HistoryBandit, L>.self), Seat(yardstick: BanditGame<AnyBandit, L>.self),
      ])
  }
}

extension Catalogue {
  static let bandit = Page(
    .bandit, ledger: BanditLedger.self,
    environments: [
      .init(BernoulliModel.self), .init(GaussianModel.self), .init(ArmsModel.self), .init(PiecewiseModel.self),
      // Bandits that remember.
      .init(WeightedTallyingModel.self), .init(RottingModel.self), .init(RisingModel.self),
      .init(SinglePeakedModel.self), .init(CongestedModel.self), .init(BlockingModel.self),
      .init(DelayDependentModel.self),
    ],
    algorithms: [
      .bandit(UniformLearner.self), .bandit(FixedArm.self), .bandit(yardstick: Oracle.self),
      .bandit(EpsilonGreedy.self), .bandit(UCB1.self), .bandit(ThompsonBeta.self),
      .bandit(SuccessiveElimination.self), .bandit(ExploreThenCommit.self), .bandit(UCBTuned.self),
      .bandit(UCBV.self), .bandit(MOSS.self), .bandit(KLUCB.self), .bandit(BayesUCB.self),
      .bandit(ThompsonGaussian.self), .bandit(UCB2.self), .bandit(PhasedElimination.self),
      .bandit(SwitchingBudgetElimination.self),
      // Follow-the-regularized-leader and mirror descent under bandit feedback; ftrl also sees the losses of all actions
      // where its settings say so.
      .bandit(Exp3.self),
      .bandit(FTRL.self).seated(
        at: Seat(ExpertsGame<SegmentedLosses, FTRLExperts>.self).when(FTRLExperts.isMeant),
        Seat(ExpertsGame<LossTable, FTRLExperts>.self).when(FTRLExperts.isMeant),
        Seat(ExpertsGame<MultiScaleRandomWalk, FTRLExperts>.self).when(FTRLExperts.isMeant),
        Seat(ExpertsGame<AnyLosses, FTRLExperts>.self).when(FTRLExperts.isMeant)),
      .bandit(TsallisINF.self), .bandit(Exp3IX.self), .bandit(Exp3P.self), .bandit(Exp3PlusPlus.self),
      .bandit(LogBarrierLearner.self), .bandit(LogBarrierAdaptive.self), .bandit(Broad.self),
      .bandit(PogodinLattimore.self), .bandit(BatchedExp3.self), .bandit(TsallisSwitch.self),
      // Means that change.
      .bandit(SWUCB.self), .bandit(DUCB.self), .bandit(RBOCPDUCB.self), .bandit(RBOCPDTS.self), .bandit(MUCB.self),
      .bandit(Exp3S.self), .bandit(yardstick: OracleRestart.self),
      // Means that depend on the past.
      .bandit(WTBSuccessiveElimination.self), .bandit(TallyingPlanner.self), .bandit(MiniBatch.self),
      .bandit(yardstick: OptimalSequence.self),
    ])
}
