// Generated from the cards by `make docs`; edit the cards.
// swift-format-ignore-file

import BanditAlgorithms
import BanditComparators
import BanditEnvironments
import BanditGames
import BanditStreams

/// A learner of `bandit`; `nil` at the place after the last one.
func banditLearner(_ place: Int, _ problem: BanditProblem, truth: BanditTruth) throws -> Any? {
  switch place {
  case 0: return UniformLearner(problem)
  case 1: return try FixedArm(problem, arm: 1)
  case 2: return Oracle(problem, truth: truth)
  case 3: return try EpsilonGreedy(problem, epsilon: 0.05, stepSize: 0.1)
  case 4: return try UCB1(problem, exploration: 0.5)
  case 5: return try ThompsonBeta(problem, a: 2, b: 2)
  case 6: return try SuccessiveElimination(problem, confidenceScale: 0.5)
  case 7: return try ExploreThenCommit(problem, pulls: .count(30))
  case 8: return try UCBTuned(problem)
  case 9: return try UCBV(problem, c: 0.5, zeta: 1.2)
  case 10: return try MOSS(problem, horizon: .anytime)
  case 11: return try KLUCB(problem, law: .gaussian, sd: 0.5)
  case 12: return try BayesUCB(problem)
  case 13: return try ThompsonGaussian(problem, priorSd: 10, noiseSd: 0.5)
  case 14: return try UCB2(problem, alpha: 0.1)
  case 15: return try PhasedElimination(problem)
  case 16: return try SwitchingBudgetElimination(problem, switches: 20)
  case 17: return try UniformMesh(problem, base: NestedLearner("ucb1", ["level": "horizon"]), step: 0.1)
  case 18: return try Zooming(problem, sigma: 0.5)
  case 19: return try GreedyAgents(problem)
  case 20: return try RepeatedHiddenExploration(problem, epsilon: 0.005, warmup: 2, base: .init("ucb1"))
  case 21: return try Softmax(problem, temperature: 0.1, annealing: .logarithmic)
  case 22: return try GradientBandit(problem, stepSize: 0.4, baseline: false)
  case 23: return try External(problem, command: ["python3", "mine.py"], settings: ["exploration": 2])
  case 24: return UniformAllocation(problem)
  case 25: return try SuccessiveRejects(problem, leftover: .lastTwo)
  case 26: return try SequentialHalving(problem, samples: .forget)
  case 27: return try ActionElimination(problem, delta: 0.1)
  case 28: return try LUCB(problem, delta: 0.1, epsilon: 0.1)
  case 29: return try LilUCB(problem, delta: 0.1)
  case 30: return try TrackAndStop(problem, delta: 0.1, threshold: .proven)
  case 31: return try TopTwoThompson(problem, delta: 0.1, threshold: .never)
  case 32: return try LearnedPolicy(problem, range: 0...1)
  case 33: return try MixtureSPRT(problem, alpha: 0.01)
  case 34: return try Exp3(problem, schedule: .anytime)
  case 35: return try FTRL(problem, regularizer: .entropy, schedule: .doubling)
  case 36: return try TsallisINF(problem, estimator: .iw)
  case 37: return try Exp3IX(problem, schedule: .anytime)
  case 38: return try Exp3P(problem, delta: 0.01)
  case 39: return try Exp3PlusPlus(problem, exploration: 20)
  case 40: return try LogBarrierLearner(problem, schedule: .anytime)
  case 41: return try LogBarrierAdaptive(problem)
  case 42: return try Broad(problem, variant: .pathLength)
  case 43: return try PogodinLattimore(problem)
  case 44: return try BatchedExp3(problem, batches: 20)
  case 45: return try TsallisSwitch(problem, switchingCost: 0.5)
  case 46: return try SWUCB(problem, window: 500)
  case 47: return try DUCB(problem, discount: 0.99)
  case 48: return try RBOCPDUCB(problem, mixing: 0, hazard: .inverseSquare)
  case 49: return try RBOCPDTS(problem, mixing: 0, search: .dyadic)
  case 50: return try MUCB(problem, window: 200, threshold: 30)
  case 51: return try Exp3S(problem, mixing: 0.1)
  case 52: return try OracleRestart(problem, truth: truth, exploration: 0.5)
  case 53: return try WTBSuccessiveElimination(problem, memoryBound: 5)
  case 54: return try TallyingPlanner(problem, memory: 3)
  case 55: return try MiniBatch(problem, base: .init(.ucb1, ["exploration": 0.5]), block: 20)
  case 56: return OptimalSequence(problem, truth: truth)
  case 57: return try GPUCB(problem, prior: ProcessPrior(points: .line, kernel: .matern52), delta: 0.05)
  case 58: return try ExpectedImprovement(problem, prior: ProcessPrior(points: .line, kernel: .matern52))
  case 59: return try KnowledgeGradient(problem, prior: ProcessPrior(points: .line, kernel: .matern52))
  case 60: return try NoisyEI(problem, prior: ProcessPrior(points: .line, kernel: .matern52))
  case 61: return try GPTS(problem, prior: ProcessPrior(points: .line, kernel: .matern52))
  case 62: return try EntropySearch(problem, prior: ProcessPrior(points: .line, kernel: .matern52), samples: 200)
  default: return nil
  }
}

/// The models of `bandit`.
func banditModels() throws -> [Any] {
  [
    try BernoulliModel(means: .list([0.3, 0.5, 0.6]), horizon: 1000),
    try GaussianModel(means: .list([0, 1]), sd: .each([1, 2]), horizon: 1000),
    try ArmsModel(arms: [.bernoulli(Bernoulli(p: 0.5)), .constant(0.4)], horizon: 1000),
    try PiecewiseModel(means: .drawn(arms: 3, changes: 4), horizon: 1000),
    try LipschitzModel(space: .line(21), means: .peak(at: .point([0.4]), top: 0.8), horizon: 1000),
    try IncentiveModel(priors: [.beta(a: 2, b: 1), .known(0.5)], horizon: 1000),
    try DriftingModel(means: .list([0, 0, 0]), drift: .all(.randomWalk(sd: 0.01)), horizon: 1000),
    try SinusoidalModel(means: .list([0.5, 0.5]), amplitude: 0.4, period: 500, rewards: .bernoulli, horizon: 1000),
    try BestArmModel(arms: 10, complexity: 100...1000, horizon: 1000),
    try GPGridModel(points: .line(30), kernel: .matern52, noiseVariance: 0.04, horizon: 1000),
    try WeightedTallyingModel(memory: 4, arms: .preset(.needle(arms: 3)), horizon: 1000),
    try RottingModel(arms: [.table([1, 0.5]), .power(c: 0.1, a: 0.8, b: 1)], horizon: 1000),
    try RisingModel(arms: [.table([0.1, 0.5]), .saturating(c: 0.9, a: 0.1)], horizon: 1000),
    try SinglePeakedModel(arms: [.table([0.1, 0.9, 0.3]), .table([0.5])], horizon: 1000),
    try CongestedModel(losses: [[0.1, 0.5, 0.9], [0.2, 0.3, 0.8]], horizon: 1000),
    try BlockingModel(means: [1, 0.9], delays: [3, 2], horizon: 1000),
    try DelayDependentModel(means: [0.9, 0.6], gamma: 0.6, horizon: 1000),
  ]
}

/// A learner of `semi-bandit`; `nil` at the place after the last one.
func semiBanditLearner(_ place: Int, _ problem: SemiBanditProblem, truth: SemiBanditTruth) throws -> Any? {
  switch place {
  case 0: return RandomArms(problem)
  case 1: return RoundRobin(problem)
  case 2: return try TopK(problem, truth: truth)
  case 3: return try MyopicGreedy(problem, truth: truth)
  case 4: return try Lookahead(problem, truth: truth, d: 3)
  case 5: return try PurelyPeriodic(problem, truth: truth, refinement: 3)
  case 6: return try MyopicUCB(problem, c: 0.5)
  case 7: return try UCBZ(problem, noiseSd: 0.1)
  case 8: return try OnlinePurelyPeriodic(problem, phase: 50)
  default: return nil
  }
}

/// The models of `semi-bandit`.
func semiBanditModels() throws -> [Any] {
  [
    try RecoveringModel(arms: [.table([0.1, 0.6]), .randomLogistic], horizon: 1000),
  ]
}

/// A learner of `experts`; `nil` at the place after the last one.
func expertsLearner(_ place: Int, _ problem: ExpertsProblem) throws -> Any? {
  switch place {
  case 0: return try Hedge(problem, schedule: .anytime)
  case 1: return try ShrinkingDartboard(problem, learningRate: 0.1)
  case 2: return try RandomWalkPerturbation(problem, steps: .gaussian)
  case 3: return try LazyLeader(problem, variant: .fpl)
  case 4: return try BatchedOMD(problem, observe: .decoupled(2))
  case 5: return try LimitedAdvice(problem, advice: 2)
  default: return nil
  }
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

/// A learner of `grouped`; `nil` at the place after the last one.
func groupedLearner(_ place: Int, _ problem: GroupedProblem) throws -> Any? {
  switch place {
  case 0: return try OnlineRidge(problem, lambda: 0.1)
  case 1: return try VovkAzouryWarmuth(problem, lambda: 0.1)
  case 2: return try Groupwise(base: OnlineRidge(problem), groupCount: problem.groupCount, output: .averaged)
  default: return nil
  }
}

/// The models of `grouped`.
func groupedModels() throws -> [Any] {
  [
    try GroupwiseSyntheticModel(horizon: 1000, label: .max, rows: 1000),
  ]
}

/// A learner of `channels`; `nil` at the place after the last one.
func channelsLearner(_ place: Int, _ problem: ChannelsProblem, truth: ChannelsTruth) throws -> Any? {
  switch place {
  case 0: return try SGDUCB(problem, arms: .evenlySpaced(11), bonusScale: 0.1)
  case 1: return UniformBudgets(problem)
  case 2: return OptimalBudgets(problem, truth: truth)
  case 3: return ROIOnly(problem, truth: truth)
  case 4: return try ChannelUCB(problem, bonusScale: 0.1)
  case 5: return try EmpiricalGreedy(problem, arms: .evenlySpaced(11))
  case 6: return try AdaptivePacing(problem, learningRate: 0.01)
  default: return nil
  }
}

/// The models of `channels`.
func channelsModels() throws -> [Any] {
  [
    try AutobiddingModel(channels: [.generated(ChannelGenerator(valueScale: 2))], budget: 2, horizon: 1000,
      targetReturn: 1.2),
  ]
}

/// A learner of `average-reward`; `nil` at the place after the last one.
func averageRewardLearner(_ place: Int, _ problem: AverageRewardProblem, truth: AverageRewardTruth) throws -> Any? {
  switch place {
  case 0: return try UCRL2(problem, confidenceScale: 0.2)
  case 1: return try UCRL2Oracle(problem, truth: truth, clock: .sinceRestart)
  case 2: return try RestartedUCRL2(problem, changes: 4)
  case 3: return try SWUCRL2(problem, form: .cheung, window: 500)
  case 4: return PSRL(problem, episodes: .tsde)
  case 5: return try RBOCPDUCRL2(problem, hazard: .constant(0.0001), reset: .local)
  case 6: return try QLearning(problem, stepSize: .power(0.7), epsilon: .power(0.5))
  case 7: return try SARSA(problem, form: .discounted, discount: 0.9, epsilon: .power(1))
  case 8: return RandomPolicy(problem)
  case 9: return OptimalPolicy(problem, truth: truth)
  default: return nil
  }
}

/// The models of `average-reward`.
func averageRewardModels() throws -> [Any] {
  [
    try MDPModel(.preset(.chain(states: 5)), horizon: 1000),
    try RiverSwimModel(horizon: 1000, swap: .river, changePoints: [501]),
    try RandomSwitchingMDPModel(states: 5, actions: 3, horizon: 1000, changePoints: [501]),
  ]
}

/// A learner of `episodic`; `nil` at the place after the last one.
func episodicLearner(_ place: Int, _ problem: EpisodicProblem, truth: LayeredProcess) throws -> Any? {
  switch place {
  case 0: return try PolicyFTRL(problem, truth: truth, regularizer: .entropy, bonus: .scale(0.1))
  default: return nil
  }
}

/// The models of `episodic`.
func episodicModels() throws -> [Any] {
  [
    try AdversarialMDPModel(layers: 3, states: 4, actions: 2, horizon: 1000, adversary: .bestSoFar),
  ]
}

/// A learner of `stream`; `nil` at the place after the last one.
func streamLearner(_ place: Int, _ problem: DetectionProblem) throws -> Any? {
  switch place {
  case 0: return try RBOCPD(problem, hazard: .inverseSquare)
  case 1: return try RBOCPDGaussian(problem, sd: 1, priorMean: 0, hazard: .inverseSquare)
  default: return nil
  }
}

/// The models of `stream`.
func streamModels() throws -> [Any] {
  [
    try CategoricalStreamModel(segments: [.drawn(length: 500, probabilities: [0.2, 0.8]), .drawn(length: 500,
      probabilities: [0.6, 0.4])], horizon: 1000),
    try GaussianStreamModel(segments: [.drawn(length: 500, mean: 0, sd: 1), .drawn(length: 500, mean: 2, sd: 1)],
      horizon: 1000),
  ]
}

/// A learner of `contextual`; `nil` at the place after the last one.
func contextualLearner(_ place: Int, _ problem: ContextualProblem, truth: ContextualTruth) throws -> Any? {
  switch place {
  case 0: return try LinUCB(problem, alpha: .number(0.5))
  case 1: return try LinTS(problem, v: .number(0.5))
  case 2: return try EpsilonGreedyRegression(problem, epsilon: 0.05)
  case 3: return try SquareCB(problem, gamma: .schedule(scale: 5, exponent: 0.5))
  case 4: return try Falcon(problem, data: .all)
  case 5: return try BaggedGreedy(problem, initial: 1)
  case 6: return try Exp4(problem, policies: .policyClass(.constants), learningRate: 0.05)
  case 7: return try MajorityVote(problem, policies: .constants)
  case 8: return try ExploreThenOracle(problem, policies: .constants, exploration: 100)
  case 9: return try PerContext(problem, base: .init(.ucb1, ["exploration": 0.5]))
  case 10: return try FixedPolicy(problem, policy: .epsilon(0.3, .constant(1)))
  case 11: return try DLinUCB(problem, discount: 0.99)
  case 12: return try SWLinUCB(problem, window: 100)
  case 13: return try LogisticUCB(problem, alpha: .number(0.5))
  case 14: return try LogisticTS(problem, v: 0.5)
  case 15: return try LinearPhasedElimination(problem, delta: 0.1)
  case 16: return try ContextMesh(problem, cells: 10)
  case 17: return try FullFeedback(problem, truth: truth, lambda: 0.5)
  default: return nil
  }
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

/// A learner of `one-sided`; `nil` at the place after the last one.
func oneSidedLearner(_ place: Int, _ problem: OneSidedProblem) throws -> Any? {
  switch place {
  case 0: return try Exp2(problem, price: 1)
  case 1: return try ContextSemiBanditFTPL(problem, epsilon: 0.1, policyDraws: 50)
  case 2: return try OneSidedHedge(problem, price: 1)
  case 3: return try AcceptAll(problem)
  case 4: return try RejectAll(problem)
  case 5: return try OneSidedFixedPolicy(problem, rules: [0, 4, 72], probabilities: [0.25, 0.25, 0.5])
  default: return nil
  }
}

/// The models of `one-sided`.
func oneSidedModels() throws -> [Any] {
  [
    try FairOnesidedModel(horizon: 1000, individuals: 6, votes: 2),
  ]
}

/// A learner of `matching`; `nil` at the place after the last one.
func matchingLearner(_ place: Int, _ problem: MatchingProblem) throws -> Any? {
  switch place {
  case 0: return try MatchingGreedy(problem, ties: .random)
  case 1: return try StochasticBalance(problem, ties: .random)
  case 2: return Ranking(problem)
  case 3: return PerturbedGreedy(problem)
  case 4: return try GeneralisedBalance(problem, function: .g588)
  case 5: return try WeightedBalance(problem, ties: .random)
  case 6: return try FractionalRounding(problem, function: .f)
  case 7: return try NonAdaptive(problem, ties: .random)
  case 8: return SemiAdaptive(problem)
  case 9: return MatchingRandom(problem)
  case 10: return MatchingFirst(problem)
  case 11: return MatchingLast(problem)
  default: return nil
  }
}

/// The models of `matching`.
func matchingModels() throws -> [Any] {
  [
    try MatchingGKModel(k: 3, s: 500, horizon: 1000),
    try MatchingStarModel(r: 3, s: 500, horizon: 1000),
    try MatchingNestedModel(g: 2, m: 3, s: 200, horizon: 1000),
    try MatchingZGraphModel(n: 20, a: 0.4, s: 50, horizon: 1000),
    try RandomGraphModel(arrivals: 1000, p: .uniform(0.01...0.05), weights: 1...3, horizon: 1000),
    try MatchingArrivalsModel(arrivals: [[0.5, 0.5], [0, 0.4]], weights: [1, 2], copies: 500, horizon: 1000),
  ]
}

/// A learner of `slate`; `nil` at the place after the last one.
func slateLearner(_ place: Int, _ problem: SlateProblem) throws -> Any? {
  switch place {
  case 0: return try MNLThompson(problem, strategy: .inSlate)
  case 1: return try SlateBeta(problem, strategy: .greedy)
  case 2: return try SlateLaplace(problem, precision: 0.5)
  case 3: return SlateRandom(problem)
  default: return nil
  }
}

/// The models of `slate`.
func slateModels() throws -> [Any] {
  [
    try SlateModel(horizon: 1000, items: 20, size: 3, drift: .linear),
  ]
}

/// A learner of `rollouts`; `nil` at the place after the last one.
func rolloutsLearner(_ place: Int, _ problem: RolloutsProblem, truth: PromptTruth) throws -> Any? {
  switch place {
  case 0: return try MoPPS(problem, poolRatio: 4, discount: 0.5)
  case 1: return try KnapsackRollouts(problem)
  case 2: return UniformRollouts(problem)
  case 3: return OracleRollouts(problem, truth: truth)
  default: return nil
  }
}

/// The models of `rollouts`.
func rolloutsModels() throws -> [Any] {
  [
    try PromptPoolModel(horizon: 1000, prompts: 200, batch: 16),
    try RolloutBudgetsModel(horizon: 1000, probabilities: [0.5, 0.1, 0.9], budget: 12),
  ]
}

/// A learner of `two-player`; `nil` at the place after the last one.
func twoPlayerLearner(_ place: Int, _ problem: TwoPlayerProblem) throws -> Any? {
  switch place {
  case 0: return try Facing(problem, row: TwoPlayerHedge(problem.row, epsilon: 0.1), column:
    RegretMatching(problem.column))
  case 1: return try Facing(problem, row: RegretMatching(problem.row), column: TwoPlayerHedge(problem.column))
  case 2: return try Facing(problem, row: RegretMatchingPlus(problem.row), column: BestResponse(problem.column))
  case 3: return try Facing(
     problem, row: BestResponse(problem.row, against: .past), column:
    BestResponse(problem.column, against: .past))
  case 4: return try Facing(problem, row: FixedStrategy(problem.row), column: TwoPlayerHedge(problem.column))
  case 5: return try Facing(problem, row: LossLearner(problem.row, base: .init("exp3-ix")), column:
    RegretMatching(problem.column))
  default: return nil
  }
}

/// The models of `two-player`.
func twoPlayerModels() throws -> [Any] {
  [
    try MatrixGameModel(
       matrix: [[0.25, 0.5], [0.75, 0]], horizon: 1000, columnMatrix: [[0.5, 0.25], [0, 1]],
      feedback: .sampled),
  ]
}

/// A learner of `knapsack`; `nil` at the place after the last one.
func knapsackLearner(_ place: Int, _ problem: KnapsackProblem, truth: KnapsackTruth) throws -> Any? {
  switch place {
  case 0: return try UCBBwK(problem, exploration: 0.5)
  case 1: return try SuccessiveEliminationBwK(problem, slack: 0.1)
  case 2: return try LagrangeBwK(problem, primal: .init("exp3-ix"), time: false, multiplier: 1.5)
  case 3: return BestMixture(settings: [:], problem: problem, truth: truth)
  default: return nil
  }
}

/// The models of `knapsack`.
func knapsackModels() throws -> [Any] {
  [
    try KnapsackModel(
       rewards: [0.8, 0.4], consumptions: [[1, 0.2]], budget: 500, horizon: 1000, noise:
      .deterministic, nullArm: false),
    try KnapsackPricingModel(prices: [0.25, 0.5, 0.75], budget: 200, horizon: 1000),
    try KnapsackPhasesModel(
       phases: [
       .init(rounds: 500, rewards: [0.2, 0.5], consumptions: [[1, 1]]),
      .init(rounds: 500, rewards: [1, 0.5], consumptions: [[1, 1]])
       ], budget: 250, horizon: 1000),
  ]
}

/// A learner of `duels`; `nil` at the place after the last one.
func duelsLearner(_ place: Int, _ problem: DuelsProblem) throws -> Any? {
  switch place {
  case 0: return try RUCB(problem, alpha: 0.6)
  case 1: return try DoubleThompson(problem, alpha: 0.6)
  case 2: return try InterleavedFilter(problem, pruning: false, scale: 1)
  case 3: return try BeatTheMean(problem, gamma: 1.2)
  case 4: return DuelsUniform(problem)
  default: return nil
  }
}

/// The models of `duels`.
func duelsModels() throws -> [Any] {
  [
    try DuelsModel(preferences: .bradleyTerry(strengths: [4, 2, 1]), horizon: 1000),
  ]
}

/// A learner of `recurring`; `nil` at the place after the last one.
func recurringLearner(_ place: Int, _ problem: RecurringProblem) throws -> Any? {
  switch place {
  case 0: return try BayesPlanner(problem, discount: 0.9, cap: 10)
  case 1: return try Gittins(problem, discount: 0.9, cap: 10)
  case 2: return try SampledGreedy(problem, samples: 10)
  case 3: return try TrainedTable(problem, rounds: 1000, cap: 3)
  default: return nil
  }
}

/// The models of `recurring`.
func recurringModels() throws -> [Any] {
  [
    try RecurringBernoulliModel(.alike(2, .beta(a: 1, b: 1)), meanLength: 20, horizon: 1000),
  ]
}

/// A learner of `hiring`; `nil` at the place after the last one.
func hiringLearner(_ place: Int, _ problem: HiringProblem, truth: HiringTruth) throws -> Any? {
  switch place {
  case 0: return try HireThenCommit(problem)
  case 1: return HireOptimal(problem, truth: truth)
  default: return nil
  }
}

/// The models of `hiring`.
func hiringModels() throws -> [Any] {
  [
    try HireOneAgentModel(q: 0.9, c: 0.15, horizon: 1000),
  ]
}

/// A learner of `combinatorial`; `nil` at the place after the last one.
func combinatorialLearner(_ place: Int, _ problem: CombinatorialProblem) throws -> Any? {
  switch place {
  case 0: return try FTPL(problem, epsilon: 0.05)
  case 1: return try SemiBanditHedge(problem, gamma: 0.1)
  case 2: return try SemiBanditFTPL(problem, gamma: 0.1)
  default: return nil
  }
}

/// The models of `combinatorial`.
func combinatorialModels() throws -> [Any] {
  [
    try RoutingModel(graph: .grid(width: 3, height: 2), horizon: 1000, costs: .alternating),
    try MSetsModel(elements: 5, m: 2, horizon: 1000),
    try SpanningTreesModel(
       graph: .edges([GraphEdge(0, 1), GraphEdge(1, 2), GraphEdge(0, 2)]), horizon: 1000),
  ]
}

/// A learner of `exploration`; `nil` at the place after the last one.
func explorationLearner(_ place: Int, _ problem: ExplorationProblem, truth: ExplorationTruth) throws -> Any? {
  switch place {
  case 0: return try BinarySearch(problem, delta: 0.1)
  case 1: return try InformationGain(problem, delta: 0.1)
  case 2: return try APT(problem)
  case 3: return try CLUCB(problem, delta: 0.1)
  case 4: return try LinearTrackAndStop(problem, delta: 0.1)
  case 5: return ExplorationUniform(problem)
  case 6: return OracleAllocation(settings: [:], problem: problem, truth: truth)
  default: return nil
  }
}

/// The models of `exploration`.
func explorationModels() throws -> [Any] {
  [
    try ThresholdsModel(positions: 20, flip: 0.1, horizon: 1000),
    try TwentyQuestionsModel(items: 20, questions: 40, horizon: 1000),
    try TopMModel(means: .list([0.7, 0.5, 0.4, 0.2]), m: 2, horizon: 1000),
    try ThresholdingModel(means: .list([0.1, 0.35, 0.45, 0.6, 0.9]), epsilon: 0.05, horizon: 1000),
    try LinearBestArmModel(queries: [[1, 0], [0, 1], [0.8, 0.6]], theta: [1, 0], horizon: 1000),
    try JokesModel(items: 50, rank: 4, horizon: 1000),
  ]
}

/// The models that read a file.
func modelsOfFiles() throws -> [Any] {
  [
    try RewardTableModel(file: "rewards.csv", horizon: 1000, rewardRange: -1...5),
    try LossTableModel(file: "losses.csv", horizon: 1000, feedback: .extra(50)),
    try GroupwiseCSVModel(file: "costs.csv", target: "costs", horizon: 1000, numeric: ["age"], groups:
      [.range("young", of: "age", to: 30)]),
    try ContextualCSVModel(file: "letters.csv", target: "letter", horizon: 1000, numeric: ["width", "height"]),
    try ContextualReplayModel(file: "log.csv", horizon: 1000, rewardRange: 0...1),
    try MatchingFileModel(file: "edges.csv", weights: "weights.csv", horizon: 6),
  ]
}
