import BanditAlgorithms
import BanditEnvironments

extension Catalogue {
  /// This package's own environments and algorithms.
  public static let standard = Catalogue(
    environments: bandits + banditsThatRemember + recoveringArms + lossSources + groupedData + channels + processes
      + streams,
    algorithms: banditPolicies + leaders + policiesForChanges + policiesForMemory + policiesForRecoveringArms
      + policiesForLosses + learnersOfGroups + policiesForChannels + learnersOfProcesses + detectors)

  // MARK: Environments

  private static let bandits: [EnvironmentEntry] = [
    .bandit(BernoulliModel.self) { .bernoulli($0) },
    .bandit(GaussianModel.self) { .gaussian($0) },
    .bandit(ArmsModel.self) { .arms($0) },
    .bandit(PiecewiseModel.self) { .piecewise($0) },
  ]

  private static let banditsThatRemember: [EnvironmentEntry] = [
    .bandit(WeightedTallyingModel.self) { .weightedTallying($0) },
    .feature(RottingModel.self),
    .feature(RisingModel.self),
    .feature(SinglePeakedModel.self),
    .feature(CongestedModel.self),
    .feature(BlockingModel.self),
    .feature(DelayDependentModel.self),
  ]

  private static let recoveringArms: [EnvironmentEntry] = [
    .semiBandit(RecoveringModel.self) { .recovering($0) }
  ]

  private static let lossSources: [EnvironmentEntry] = [
    .experts(IIDLossesModel.self) { .iid($0) },
    .experts(PiecewiseLossesModel.self) { .piecewise($0) },
    .experts(StochasticallyConstrainedModel.self) { .constrained($0) },
    .experts(MultiScaleRandomWalkModel.self) { .randomWalk($0) },
    .experts(LossTableModel.self) { .table($0) },
  ]

  private static let groupedData: [EnvironmentEntry] = [
    .grouped(GroupwiseSyntheticModel.self) { .synthetic($0) },
    .grouped(GroupwiseCSVModel.self) { .csv($0) },
  ]

  private static let channels: [EnvironmentEntry] = [
    .channels(AutobiddingModel.self) { .autobidding($0) }
  ]

  private static let processes: [EnvironmentEntry] = [
    .averageReward(MDPModel.self) { .mdp($0) },
    .averageReward(RiverSwimModel.self) { .riverSwim($0) },
    .averageReward(RandomSwitchingModel.self) { .randomSwitching($0) },
    .episodic(AdversarialProcessModel.self),
  ]

  private static let streams: [EnvironmentEntry] = [
    .stream(CategoricalStreamModel.self)
  ]

  // MARK: Algorithms

  private static let banditPolicies: [AlgorithmEntry] = [
    .bandit(UniformPolicy.self),
    .bandit(FixedArm.self),
    .oracle(OraclePolicy.self),
    .bandit(EpsilonGreedy.self),
    .bandit(UCB1.self),
    .bandit(ThompsonBeta.self),
    .bandit(SuccessiveElimination.self),
    .bandit(ExploreThenCommit.self),
    .bandit(UCBTuned.self),
    .bandit(UCBV.self),
    .bandit(MOSS.self),
    .bandit(KLUCB.self),
    .bandit(BayesUCB.self),
    .bandit(ThompsonGaussian.self),
    .bandit(UCB2.self),
    .bandit(PhasedElimination.self),
    .bandit(SwitchingBudgetElimination.self),
  ]

  /// Follow-the-regularized-leader and mirror descent under bandit feedback.
  private static let leaders: [AlgorithmEntry] = [
    .bandit(Exp3.self),
    .ftrl(FTRLPolicy.self),
    .bandit(TsallisINF.self),
    .bandit(Exp3IX.self),
    .bandit(Exp3P.self),
    .bandit(Exp3PlusPlus.self),
    .bandit(LogBarrierPolicy.self),
    .bandit(AdaptiveLogBarrier.self),
    .bandit(Broad.self),
    .bandit(PogodinLattimore.self),
    .bandit(BatchedExp3.self),
    .bandit(TsallisSwitch.self),
  ]

  private static let policiesForChanges: [AlgorithmEntry] = [
    .bandit(SlidingWindowUCB.self),
    .bandit(DiscountedUCB.self),
    .bandit(DetectorUCB.self),
    .bandit(DetectorThompson.self),
    .bandit(MonitoredUCB.self),
    .bandit(Exp3S.self),
    .oracle(OracleRestart.self),
  ]

  private static let policiesForMemory: [AlgorithmEntry] = [
    .bandit(WTBSuccessiveElimination.self),
    .bandit(TallyingPlanner.self),
    .bandit(MiniBatch.self),
    .oracle(OptimalSequence.self),
  ]

  private static let policiesForRecoveringArms: [AlgorithmEntry] = [
    .semiBandit(RandomArms.self),
    .semiBandit(RoundRobin.self),
    .semiBanditOracle(TopK.self),
    .semiBanditOracle(MyopicGreedy.self),
    .semiBanditOracle(Lookahead.self),
    .semiBanditOracle(PurelyPeriodic.self),
    .semiBandit(MyopicUCB.self),
    .semiBandit(UCBZ.self),
    .semiBandit(OnlinePurelyPeriodic.self),
  ]

  private static let policiesForLosses: [AlgorithmEntry] = [
    .experts(Hedge.self),
    .experts(ShrinkingDartboard.self),
    .experts(RandomWalkPerturbation.self),
    .experts(LazyLeader.self),
    .experts(BatchedOMD.self),
    .experts(LimitedAdvice.self),
  ]

  private static let learnersOfGroups: [AlgorithmEntry] = [
    .grouped(OnlineRidge.self),
    .grouped(VovkAzouryWarmuth.self),
    .groupwise(GroupwiseRidge.self),
  ]

  private static let policiesForChannels: [AlgorithmEntry] = [
    .channels(SGDUCB.self),
    .channels(UniformBudgets.self),
    .channelsOracle(OptimalBudgets.self),
    .channelsOracle(ROIOnly.self),
    .channels(ChannelUCB.self),
    .channels(EmpiricalGreedy.self),
    .channels(AdaptivePacing.self),
  ]

  private static let learnersOfProcesses: [AlgorithmEntry] = [
    .averageReward(UCRL2.self),
    .averageRewardOracle(UCRL2Oracle.self),
    .averageReward(RestartedUCRL2.self),
    .averageReward(SlidingWindowUCRL2.self),
    .averageReward(PSRL.self),
    .averageReward(RestartedDetectorUCRL2.self),
    .episodic(PolicyFTRL.self),
  ]

  private static let detectors: [AlgorithmEntry] = [
    .stream(DetectorOfStream.self)
  ]
}
