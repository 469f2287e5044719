// Generated from the cards by `make docs`; edit the cards.
// swift-format-ignore-file

import BanditAlgorithms
import BanditComparators
import BanditEnvironments
import BanditGames
import BanditStreams

/// The learners of `bandit`.
func banditLearners(_ problem: BanditProblem, truth: BanditTruth) throws -> [Any] {
  [
    UniformLearner(problem),
    try FixedArm(problem, arm: 1),
    Oracle(problem, truth: truth),
    try EpsilonGreedy(problem, epsilon: 0.05),
    try UCB1(problem, exploration: 0.5),
    try ThompsonBeta(problem, a: 2, b: 2),
    try SuccessiveElimination(problem, confidenceScale: 0.5),
    try ExploreThenCommit(problem, pulls: .count(30)),
    try UCBTuned(problem),
    try UCBV(problem),
    try MOSS(problem, horizon: .anytime),
    try KLUCB(problem, law: .gaussian, sd: 0.5),
    try BayesUCB(problem),
    try ThompsonGaussian(problem, priorSd: 10, noiseSd: 0.5),
    try UCB2(problem, alpha: 0.1),
    try PhasedElimination(problem),
    try SwitchingBudgetElimination(problem, switches: 20),
    try Exp3(problem, schedule: .anytime),
    try FTRL(problem, regularizer: .entropy, schedule: .doubling),
    try TsallisINF(problem, estimator: .iw),
    try Exp3IX(problem, schedule: .anytime),
    try Exp3P(problem, delta: 0.01),
    try Exp3PlusPlus(problem, exploration: 20),
    try LogBarrierLearner(problem, schedule: .anytime),
    try LogBarrierAdaptive(problem),
    try Broad(problem, variant: .pathLength),
    try PogodinLattimore(problem),
    try BatchedExp3(problem, batches: 20),
    try TsallisSwitch(problem, switchingCost: 0.5),
    try SWUCB(problem, window: 500),
    try DUCB(problem, discount: 0.99),
    try RBOCPDUCB(problem, mixing: 0, hazard: .inverseSquare),
    try RBOCPDTS(problem, mixing: 0, search: .dyadic),
    try MUCB(problem, window: 200, threshold: 30),
    try Exp3S(problem, mixing: 0.1),
    try OracleRestart(problem, truth: truth, exploration: 0.5),
    try WTBSuccessiveElimination(problem, memoryBound: 5),
    try TallyingPlanner(problem, memory: 3),
    try MiniBatch(problem, base: .init(.ucb1, ["exploration": 0.5]), block: 20),
    OptimalSequence(problem, truth: truth),
  ]
}

/// The models of `bandit`.
func banditModels() throws -> [Any] {
  [
    try BernoulliModel(means: .list([0.3, 0.5, 0.6]), horizon: 1000),
    try GaussianModel(means: .list([0, 1]), sd: .each([1, 2]), horizon: 1000),
    try ArmsModel(arms: [.bernoulli(Bernoulli(p: 0.5)), .constant(0.4)], horizon: 1000),
    try PiecewiseModel(means: .drawn(arms: 3, changes: 4), horizon: 1000),
    try WeightedTallyingModel(memory: 4, arms: .preset(.needle(arms: 3)), horizon: 1000),
    try RottingModel(arms: [.table([1, 0.5]), .power(c: 0.1, a: 0.8, b: 1)], horizon: 1000),
    try RisingModel(arms: [.table([0.1, 0.5]), .saturating(c: 0.9, a: 0.1)], horizon: 1000),
    try SinglePeakedModel(arms: [.table([0.1, 0.9, 0.3]), .table([0.5])], horizon: 1000),
    try CongestedModel(losses: [[0.1, 0.5, 0.9], [0.2, 0.3, 0.8]], horizon: 1000),
    try BlockingModel(means: [1, 0.9], delays: [3, 2], horizon: 1000),
    try DelayDependentModel(means: [0.9, 0.6], gamma: 0.6, horizon: 1000),
  ]
}

/// The learners of `semi-bandit`.
func semiBanditLearners(_ problem: SemiBanditProblem, truth: SemiBanditTruth) throws -> [Any] {
  [
    RandomArms(problem),
    RoundRobin(problem),
    try TopK(problem, truth: truth),
    try MyopicGreedy(problem, truth: truth),
    try Lookahead(problem, truth: truth, d: 3),
    try PurelyPeriodic(problem, truth: truth, refinement: 3),
    try MyopicUCB(problem, c: 0.5),
    try UCBZ(problem, noiseSd: 0.1),
    try OnlinePurelyPeriodic(problem, phase: 50),
  ]
}

/// The models of `semi-bandit`.
func semiBanditModels() throws -> [Any] {
  [
    try RecoveringModel(arms: [.table([0.1, 0.6]), .randomLogistic], horizon: 1000),
  ]
}

/// The learners of `experts`.
func expertsLearners(_ problem: ExpertsProblem) throws -> [Any] {
  [
    try Hedge(problem, schedule: .anytime),
    try ShrinkingDartboard(problem, learningRate: 0.1),
    try RandomWalkPerturbation(problem, steps: .gaussian),
    try LazyLeader(problem, variant: .fpl),
    try BatchedOMD(problem, observe: .decoupled(2)),
    try LimitedAdvice(problem, advice: 2),
  ]
}

/// The models of `experts`.
func expertsModels() throws -> [Any] {
  [
    try IIDLossesModel(means: [0.3, 0.5, 0.6], horizon: 1000, feedback: .full),
    try PiecewiseLossesModel(segments: [.init(length: 500, means: [0.3, 0.5]), .init(length: 500, means: [0.6, 0.4])],
      horizon: 1000),
    try StochasticallyConstrainedModel(arms: 4, horizon: 1000, gap: 0.2),
    try MultiScaleRandomWalkModel(arms: 4, horizon: 1000, epsilon: .inflated),
  ]
}

/// The learners of `grouped`.
func groupedLearners(_ problem: GroupedProblem) throws -> [Any] {
  [
    try OnlineRidge(problem, lambda: 0.1),
    try VovkAzouryWarmuth(problem, lambda: 0.1),
    try Groupwise(base: OnlineRidge(problem), groupCount: problem.groupCount, output: .averaged),
  ]
}

/// The models of `grouped`.
func groupedModels() throws -> [Any] {
  [
    try GroupwiseSyntheticModel(horizon: 1000, label: .max, rows: 1000),
  ]
}

/// The learners of `channels`.
func channelsLearners(_ problem: ChannelsProblem, truth: ChannelsTruth) throws -> [Any] {
  [
    try SGDUCB(problem, arms: .evenlySpaced(11), bonusScale: 0.1),
    UniformBudgets(problem),
    OptimalBudgets(problem, truth: truth),
    ROIOnly(problem, truth: truth),
    try ChannelUCB(problem, bonusScale: 0.1),
    try EmpiricalGreedy(problem, arms: .evenlySpaced(11)),
    try AdaptivePacing(problem, learningRate: 0.01),
  ]
}

/// The models of `channels`.
func channelsModels() throws -> [Any] {
  [
    try AutobiddingModel(channels: [.generated(ChannelGenerator(valueScale: 2))], budget: 2, horizon: 1000,
      targetReturn: 1.2),
  ]
}

/// The learners of `average-reward`.
func averageRewardLearners(_ problem: AverageRewardProblem, truth: AverageRewardTruth) throws -> [Any] {
  [
    try UCRL2(problem, confidenceScale: 0.2),
    try UCRL2Oracle(problem, truth: truth, clock: .sinceRestart),
    try RestartedUCRL2(problem, changes: 4),
    try SWUCRL2(problem, form: .cheung, window: 500),
    PSRL(problem, episodes: .tsde),
    try RBOCPDUCRL2(problem, hazard: .constant(0.0001), reset: .local),
  ]
}

/// The models of `average-reward`.
func averageRewardModels() throws -> [Any] {
  [
    try MDPModel(.preset(.chain(states: 5)), horizon: 1000),
    try RiverSwimModel(horizon: 1000, swap: .river, changePoints: [501]),
    try RandomSwitchingMDPModel(states: 5, actions: 3, horizon: 1000, changePoints: [501]),
  ]
}

/// The learners of `episodic`.
func episodicLearners(_ problem: EpisodicProblem, truth: LayeredProcess) throws -> [Any] {
  [
    try PolicyFTRL(problem, truth: truth, regularizer: .entropy, bonus: .scale(0.1)),
  ]
}

/// The models of `episodic`.
func episodicModels() throws -> [Any] {
  [
    try AdversarialMDPModel(layers: 3, states: 4, actions: 2, horizon: 1000, adversary: .bestSoFar),
  ]
}

/// The learners of `stream`.
func streamLearners(_ problem: DetectionProblem) throws -> [Any] {
  [
    try RBOCPD(problem, hazard: .inverseSquare),
  ]
}

/// The models of `stream`.
func streamModels() throws -> [Any] {
  [
    try CategoricalStreamModel(segments: [.drawn(length: 500, probabilities: [0.2, 0.8]), .drawn(length: 500,
      probabilities: [0.6, 0.4])], horizon: 1000),
  ]
}

/// The learners of `contextual`.
func contextualLearners(_ problem: ContextualProblem) throws -> [Any] {
  [
    try LinUCB(problem, alpha: .number(0.5)),
    try LinTS(problem, v: .number(0.5)),
    try EpsilonGreedyRegression(problem, epsilon: 0.05),
    try SquareCB(problem, gamma: .schedule(scale: 5, exponent: 0.5)),
    try Falcon(problem, data: .all),
    try BaggedGreedy(problem, initial: 1),
    try Exp4(problem, policies: .policyClass(.constants), learningRate: 0.05),
    try ExploreThenOracle(problem, policies: .constants, exploration: 100),
    try PerContext(problem, base: .init(.ucb1, ["exploration": 0.5])),
    try DLinUCB(problem, discount: 0.99),
    try SWLinUCB(problem, window: 100),
    try LogisticUCB(problem, alpha: .number(0.5)),
    try LogisticTS(problem, v: 0.5),
  ]
}

/// The models of `contextual`.
func contextualModels() throws -> [Any] {
  [
    try ContextualFiniteModel(means: .list([[0.2, 0.5], [0.6, 0.3]]), horizon: 1000, policyClass: .constants),
    try ContextualLinearModel(dimension: 5, actions: .fresh(arms: 10, law: .sphere), horizon: 1000, noise:
      .gaussian(sd: 0.5)),
    try ContextualDisjointModel(thetas: .list([[0.3, 0.4], [0.5, -0.3]]), horizon: 1000, noise: .gaussian(sd: 0.3)),
    try ContextualLogisticModel(dimension: 3, actions: .fresh(arms: 10, law: .sphere), horizon: 1000, theta:
      .sphere(norm: 3)),
    try ContextualLipschitzModel(means: [.sine(base: 0.5, amplitude: 0.3, frequency: 1, phase: 0), .constant(0.5)],
      horizon: 1000),
    try ContextualDriftingModel(dimension: 2, actions: .fresh(arms: 50, law: .cube), path: .turn(angle: .pi, rounds:
      500, norm: 1), horizon: 1000),
  ]
}

/// The models that read a file.
func modelsOfFiles() throws -> [Any] {
  [
    try LossTableModel(file: "losses.csv", horizon: 1000, feedback: .extra(50)),
    try GroupwiseCSVModel(file: "costs.csv", target: "costs", horizon: 1000, numeric: ["age"], groups:
      [.range("young", of: "age", to: 30)]),
  ]
}
