import BanditAlgorithms
import BanditEnvironments
import BanditGames

/// What scenario files can name.
public struct Catalogue: Sendable {
  /// The environments, in the order of the documentation.
  public private(set) var environments: [EnvironmentEntry]
  /// The algorithms, in the order of the documentation.
  public private(set) var algorithms: [AlgorithmEntry]

  /// Creates a catalogue; ids must differ.
  public init(environments: [EnvironmentEntry], algorithms: [AlgorithmEntry]) {
    self.environments = environments
    self.algorithms = algorithms
    precondition(Set(environments.map(\.card.id)).count == environments.count, "environments have different ids")
    precondition(Set(algorithms.map(\.card.id)).count == algorithms.count, "algorithms have different ids")
  }

  /// This package's own environments and algorithms.
  public static let standard = Catalogue(
    environments: [
      .bandit(BernoulliModel.self) { .bernoulli($0) },
      .bandit(GaussianModel.self) { .gaussian($0) },
      .bandit(ArmsModel.self) { .arms($0) },
      .bandit(PiecewiseModel.self) { .piecewise($0) },
      // Losses
      .experts(IIDLossesModel.self) { .iid($0) },
      .experts(PiecewiseLossesModel.self) { .piecewise($0) },
      .experts(StochasticallyConstrainedModel.self) { .constrained($0) },
      .experts(MultiScaleRandomWalkModel.self) { .randomWalk($0) },
      .experts(LossTableModel.self) { .table($0) },
      // Environments that remember.
      .bandit(WeightedTallyingModel.self) { .weightedTallying($0) },
      .feature(RottingModel.self),
      .feature(RisingModel.self),
      .feature(SinglePeakedModel.self),
      .feature(CongestedModel.self),
      .feature(BlockingModel.self),
      .feature(DelayDependentModel.self),

      // Grouped data.
      .grouped(GroupwiseSyntheticModel.self) { .synthetic($0) },
      .grouped(GroupwiseCSVModel.self) { .csv($0) },
      // Channels
      .channels(AutobiddingModel.self) { .autobidding($0) },
      // Semi-bandits
      .semiBandit(RecoveringModel.self) { .recovering($0) },
      // Episodes
      .episodic(AdversarialProcessModel.self),
      // Streams
      .stream(CategoricalStreamModel.self),
      // Average reward.
      .averageReward(MDPModel.self) { .mdp($0) },
      .averageReward(RiverSwimModel.self) { .riverSwim($0) },
      .averageReward(RandomSwitchingModel.self) { .randomSwitching($0) },
    ],
    algorithms: [
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
      .bandit(Exp3.self),
      .bandit(SlidingWindowUCB.self),
      .bandit(DiscountedUCB.self),
      .oracle(OracleRestart.self),

      // Follow-the-regularized-leader under bandit feedback.
      .ftrl(FTRLPolicy.self),
      .bandit(TsallisINF.self),
      .bandit(Exp3IX.self),
      .bandit(Exp3P.self),
      .bandit(Exp3PlusPlus.self),
      .bandit(LogBarrierPolicy.self),
      .bandit(AdaptiveLogBarrier.self),
      .bandit(PogodinLattimore.self),

      // Losses
      .experts(Hedge.self),
      .experts(ShrinkingDartboard.self),
      .experts(RandomWalkPerturbation.self),
      .experts(LazyLeader.self),
      .experts(BatchedOMD.self),
      .experts(LimitedAdvice.self),
      .bandit(BatchedExp3.self),
      .bandit(TsallisSwitch.self),
      // For environments that remember.
      .bandit(WTBSuccessiveElimination.self),
      .bandit(TallyingPlanner.self),
      .bandit(MiniBatch.self),
      .oracle(OptimalSequence.self),
      // Grouped data.
      .grouped(OnlineRidge.self),
      .grouped(VovkAzouryWarmuth.self),
      .groupwise(GroupwiseRidge.self),
      // Channels
      .channels(SGDUCB.self),
      .channels(UniformBudgets.self),
      .channelsOracle(OptimalBudgets.self),
      .channelsOracle(ROIOnly.self),
      .channels(ChannelUCB.self),
      .channels(EmpiricalGreedy.self),
      .channels(AdaptivePacing.self),
      // Semi-bandits
      .semiBandit(RandomArms.self),
      .semiBandit(RoundRobin.self),
      .semiBanditOracle(TopK.self),
      .semiBanditOracle(MyopicGreedy.self),
      .semiBanditOracle(Lookahead.self),
      .semiBanditOracle(PurelyPeriodic.self),
      .semiBandit(MyopicUCB.self),
      .semiBandit(UCBZ.self),
      .semiBandit(OnlinePurelyPeriodic.self),
      .bandit(Broad.self),
      .bandit(UCB2.self),
      .bandit(PhasedElimination.self),
      .bandit(SwitchingBudgetElimination.self),
      // Episodes
      .episodic(PolicyFTRL.self),
      // Detection of changes
      .bandit(DetectorUCB.self),
      .bandit(DetectorThompson.self),
      .bandit(MonitoredUCB.self),
      .bandit(Exp3S.self),
      .stream(DetectorOfStream.self),
      // Average reward.
      .averageReward(UCRL2.self),
      .averageRewardOracle(UCRL2Oracle.self),
      .averageReward(RestartedUCRL2.self),
      .averageReward(SlidingWindowUCRL2.self),
      .averageReward(PSRL.self),
      .averageReward(RestartedDetectorUCRL2.self),
    ])

  /// The catalogue with more algorithms.
  ///
  /// - Precondition: their ids are new.
  public func adding(_ entries: [AlgorithmEntry]) -> Catalogue {
    Catalogue(environments: environments, algorithms: algorithms + entries)
  }

  /// The environment with an id.
  public func environment(_ id: String) -> EnvironmentEntry? { environments.first { $0.card.id == id } }

  /// The algorithm with an id.
  public func algorithm(_ id: String) -> AlgorithmEntry? { algorithms.first { $0.card.id == id } }

  /// Everything that can be reported besides regret, each once.
  public var metrics: [Metric] {
    let all =
      Family.allCases.flatMap { Catalogue.metrics(of: $0) } + environments.flatMap(\.card.metrics)
      + algorithms.flatMap(\.card.metrics)
    var seen: Set<String> = []
    return all.filter { seen.insert($0.id).inserted }
  }

  /// The metrics that a family's ledger supplies.
  public static func metrics(of family: Family) -> [Metric] { ledger(of: family)?.metrics ?? [] }

  /// The notions of regret that a family's ledger supplies.
  public static func notions(of family: Family) -> [Notion] { ledger(of: family)?.notions ?? [] }

  private static func ledger(of family: Family) -> (any Ledger.Type)? {
    switch family {
    case .bandit: BanditLedger.self
    case .experts: ExpertsLedger.self
    case .grouped: GroupedLedger.self
    case .channels: ChannelsLedger.self
    case .semiBandit: SemiBanditLedger.self
    case .episodic: EpisodicLedger.self
    case .stream: StreamLedger.self
    case .averageReward: AverageRewardLedger.self
    default: nil
    }
  }
}
