import BanditCards
import BanditComparators
import BanditGames
import BanditNumerics

/// Follow-the-regularized-leader in every state, with dilated bonuses, for known transitions (in the spirit of Dai,
/// Luo, Wei and Zimmert 2023, tabular).
public struct PolicyFTRL: EpisodicLearner, Yardstick {
  /// What keeps policies away from certainty.
  public enum Regularizer: String, CaseIterable, Sendable {
    /// -sum ln p.
    case logBarrier = "log-barrier"
    /// sum p ln p.
    case entropy
  }

  /// A number that is given, or that a constant makes.
  public enum Factor: Hashable, Sendable {
    /// The constant of the rule.
    case auto
    /// This number.
    case value(Double)
    /// What the constant c makes.
    case scale(Double)
  }

  /// `regularizer` of scenario files.
  public static let regularizer = Parameter.choice(
    "regularizer", "Psi: the `log-barrier`, or negative `entropy`.", default: Regularizer.logBarrier,
    why: "its bound holds for losses of any sign, which bonuses make")
  /// `learningRate` of scenario files.
  public static let learningRate = factor(
    "learningRate", "The rate eta; or c for c / (H sqrt(K)); or `auto`.", from: 1e-12,
    why: "the paper's order in K; the constant is ours, by experiment")
  /// `bonus` of scenario files.
  public static let bonus = factor(
    "bonus", "The factor beta of bonuses, 0 for none; or c for c / sqrt(K); or `auto`.", from: 0,
    why: "the paper's order in K; the constant is ours, larger ones explore too much")
  /// `gamma` of scenario files; `nil` is `auto`.
  public static let gamma = Parameter.auto(
    "gamma", "What is added to probabilities in denominators, or `auto`.", .closed(1e-12...1e6),
    why: "the paper's order in K")

  public static let card = AlgorithmCard(
    id: "policy-ftrl", family: .episodic,
    summary: """
      Optimises the policy of each state by follow-the-regularized-leader on estimated costs-to-go, less bonuses for \
      what is rarely seen.
      """,
    setting: "Layered processes with known transitions; losses in [0, 1], seen along the trajectory only.",
    rule: [
      "pi_k(.|h, s) = argmin_p eta <p, sum_{j<k} (Qhat_j - B_j)(h, s, .)> + Psi(p),",
      "Psi = -sum ln p (log-barrier) or sum p ln p (entropy).",
      "After episode k, with q the probability of visiting a pair under pi_k and L_h the loss from layer h on:",
      "Qhat(h, s, a) = z L_h, z = 1{visited} / (q(h, s, a) + gamma);",
      "b(h, s, a) = beta (1 / (q(h, s, a) + gamma) + sum_a' pi_k(a'|h, s) / (q(h, s, a') + gamma));",
      "B = b in the last layer, else",
      "B(h, s, a) = b + (1 + 1/H) sum_s' P(s'|s, a) sum_a' pi_k(a'|h+1, s') B(h+1, s', a').",
      "auto: eta = c / (H sqrt(K)), c = 20 for log-barrier and 3 for entropy;",
      "beta = .01 / sqrt(K); gamma = 1 / K.",
    ],
    parameters: [regularizer, learningRate, bonus, gamma],
    example: ["regularizer": "entropy", "bonus": ["scale": 0.1]],
    swift: "try PolicyFTRL(problem, truth: truth, regularizer: .entropy, bonus: .scale(0.1))",
    guarantee: """
      None for this code; for the paper's algorithms with linear function approximation in d dimensions and their \
      constants, expected external regret of the order sqrt(A d H^6 K) (log-barrier) and sqrt(d H^6 K) (entropy), up \
      to logarithms.
      """,
    complexity: "O(H S^2 A) per episode, and one solution on the simplex for each state.",
    randomness: "One uniform per layer, for the action.",
    numerics: """
      Policies are solved for to 1e-13, whatever the sign and size of the sums; entropy relative to the smallest. With \
      gamma = 1/K the sums of states that are never visited grow like beta K^2, which double precision bears.
      """,
    deviations: """
      Tabular, with exact probabilities of visits and exact bonuses from the known transitions, instead of covariances \
      from a simulator. The magnitude-reduced estimator of the entropy version, z L - H min(z, 0) + H E min(z, 0), is \
      here equal to z L, because z is never negative with one-hot features. Constants are ours; the paper has no \
      experiments. Its third algorithm, for an unknown process, is not offered.
      """,
    guide: """
      entropy for quick learning with short horizons or without tuning; log-barrier has less regret with its default \
      rate. A small rate (c = 1) with log-barrier looks like linear regret at usual K.
      """,
    reference: """
      Y. Dai, H. Luo, C.-Y. Wei and J. Zimmert, Refined regret for adversarial MDPs with linear function \
      approximation, ICML 2023 (arXiv 2301.12942), algorithms 1 and 2; dilated bonuses: H. Luo, C.-Y. Wei and C.-W. \
      Lee, Policy optimization in adversarial MDPs, NeurIPS 2021.
      """,
    isAnytime: false)

  private static func factor(
    _ name: String, _ meaning: String, from lowest: Double, why: String
  ) -> Parameter<Factor> {
    Parameter(
      AnyParameter(
        name, meaning,
        .either([
          .choice(["auto"]), .number(.closed(lowest...1e6)),
          .oneKey([AnyParameter("scale", "The constant c.", .number(.closed(lowest...1e6)), default: .required)]),
        ]), default: .value(.text("auto")), why: why),
      read: { setting in
        if case .object(let given)? = setting { return .scale(given.number("scale")) }
        return setting?.asNumber.map(Factor.value) ?? .auto
      },
      write: { factor in
        switch factor {
        case .auto: .text("auto")
        case .value(let value): .number(value)
        case .scale(let constant): .object(["scale": .number(constant)])
        }
      })
  }

  /// The policy of the next episode.
  public private(set) var policy: [Double]
  private let process: LayeredProcess
  private let usesEntropy: Bool
  private let learningRate: Double
  private let bonus: Double
  private let gamma: Double
  /// The summed estimates less bonuses of each pair.
  private var totals: [Double]
  private var occupancy: [Double]
  /// The dilated bonuses of the latest episode, and their means under its policy in each state.
  private(set) var bonuses: [Double]
  private var stateBonuses: [Double]
  /// The solver's warm start of each state.
  private var depths: [Double]

  public init(settings: Settings, problem: EpisodicProblem, truth process: LayeredProcess) {
    // The precondition: `check` accepted the settings.
    try! self.init(
      problem, truth: process, regularizer: settings[Self.regularizer], learningRate: settings[Self.learningRate],
      bonus: settings[Self.bonus], gamma: settings[Self.gamma])
  }

  /// Creates the learner: `PolicyFTRL(problem, truth: process, regularizer: .entropy, bonus: .scale(0.1))`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(
    _ problem: EpisodicProblem, truth process: LayeredProcess, regularizer: Regularizer = Self.regularizer.default,
    learningRate: Factor = Self.learningRate.default, bonus: Factor = Self.bonus.default,
    gamma: Double? = Self.gamma.default
  ) throws(InvalidSettings) {
    try Self.learningRate.check(learningRate)
    try Self.bonus.check(bonus)
    try Self.gamma.check(gamma)
    self.process = process
    usesEntropy = regularizer == .entropy
    let root = Double(problem.episodeCount).squareRoot()
    self.learningRate = learningRate.number(
      usual: usesEntropy ? 3 : 20, unit: 1 / (Double(problem.layerCount) * root))
    self.bonus = bonus.number(usual: 0.01, unit: 1 / root)
    self.gamma = gamma ?? 1 / Double(problem.episodeCount)
    policy = Array(repeating: 1 / Double(problem.actionCount), count: problem.pairCount)
    totals = Array(repeating: 0, count: problem.pairCount)
    occupancy = totals
    bonuses = totals
    stateBonuses = Array(repeating: 0, count: problem.layerCount * problem.stateCount)
    depths = Array(repeating: .nan, count: problem.layerCount * problem.stateCount)
  }

  /// Updates with an episode: estimates, bonuses, and the next policy.
  public mutating func observe(_ trajectory: EpisodeTrajectory) {
    process.occupancy(of: policy, into: &occupancy)
    addEstimates(trajectory)
    subtractBonuses()
    solve()
  }

  /// The estimated cost-to-go of a pair that was visited.
  ///
  /// With one-hot features no estimate is ever negative, so that the reduction for the entropy has nothing to reduce.
  private func estimate(costToGo: Double, probability: Double) -> Double {
    let estimate = costToGo / (probability + gamma)
    return usesEntropy ? MagnitudeReduction.reduced(estimate, meanOfNegativePart: 0) : estimate
  }

  private mutating func addEstimates(_ trajectory: EpisodeTrajectory) {
    var costToGo = 0.0
    for layer in (0..<process.layerCount).reversed() {
      costToGo += trajectory.losses[layer]
      let pair = process.pair(layer, trajectory.states[layer], trajectory.actions[layer])
      totals[pair] += estimate(costToGo: costToGo, probability: occupancy[pair])
    }
  }

  private mutating func subtractBonuses() {
    let (states, actions) = (process.stateCount, process.actionCount)
    let dilation = 1 + 1 / Double(process.layerCount)
    for layer in (0..<process.layerCount).reversed() {
      for state in 0..<states {
        let pairs = process.pair(layer, state, 0)..<process.pair(layer, state, 0) + actions
        var inverse = 0.0
        for pair in pairs { inverse += policy[pair] / (occupancy[pair] + gamma) }
        var mean = 0.0
        for pair in pairs {
          var value = bonus * (1 / (occupancy[pair] + gamma) + inverse)
          if layer + 1 < process.layerCount {
            var next = 0.0
            for other in 0..<states {
              next += process.probability(ofState: other, after: pair) * stateBonuses[(layer + 1) * states + other]
            }
            value += dilation * next
          }
          bonuses[pair] = value
          totals[pair] -= value
          mean += policy[pair] * value
        }
        stateBonuses[layer * states + state] = mean
      }
    }
  }

  private mutating func solve() {
    let barrier = LogBarrier(rate: learningRate)
    for state in depths.indices {
      let pairs = state * process.actionCount..<(state + 1) * process.actionCount
      if usesEntropy {
        ExponentialWeights.solve(totals, rate: learningRate, items: pairs, into: &policy)
      } else {
        SimplexSolver.solve(totals, barrier, items: pairs, depth: &depths[state], into: &policy)
      }
    }
  }
}

extension PolicyFTRL.Factor {
  /// The number, with the constant of `auto` and what a constant of 1 makes.
  fileprivate func number(usual: Double, unit: Double) -> Double {
    switch self {
    case .auto: usual * unit
    case .value(let value): value
    case .scale(let constant): constant * unit
    }
  }
}
