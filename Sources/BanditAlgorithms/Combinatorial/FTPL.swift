import BanditCards
import BanditComparators
import BanditGames
import BanditNumerics
import BanditStreams

/// Follow-the-perturbed-leader over feasible sets.
public struct FTPL: CombinatorialLearner, Configurable, RegretBounding, Reporting {
  /// When noise is drawn.
  public enum Noise: String, Sendable, CaseIterable {
    /// Before the first round.
    case once
    /// In every round.
    case fresh
  }

  /// `epsilon` of scenario files; `nil` where it is left out.
  public static let epsilon = Parameter.auto(
    "epsilon", "The noise is uniform on [-1 / epsilon, 1 / epsilon]; `auto`: sqrt(d) / (U sqrt(T)).",
    .closed(1e-12...1e12), unit: "1 / cost", why: "it balances the terms of the bound")
  /// `noise` of scenario files.
  public static let noise = Parameter.choice(
    "noise",
    """
    `once`: drawn before the first round; `fresh`: drawn in every round, which has the same mean cost where costs were \
    fixed in advance, scatters less from run to run, and changes sets more often.
    """, default: Noise.once, why: "the rule of the book")

  public static let card = AlgorithmCard(
    id: "ftpl", family: .combinatorial,
    summary: "Follows the set that was best so far, under noise on the cost of each element; one oracle call a round.",
    setting: "Any costs in [0, U / d] that were fixed in advance; the costs of all elements are seen.",
    rule: [
      "v_0 uniform on [-1/epsilon, 1/epsilon]^d, once (or in each round);",
      "A_t = argmin_A (v_0 + c_1 + ... + c_{t-1}) . A, by the oracle of the sets.",
    ],
    parameters: [epsilon, noise],
    example: ["epsilon": 0.05],
    swift: "try FTPL(problem, epsilon: 0.05)",
    guarantee: """
      Expected external regret after t rounds of at most d/epsilon + epsilon U^2 t for costs fixed in advance: 2 U \
      sqrt(d T) at t = T with the default (Slivkins 2019, theorem 7.10). With noise once, in every run: the sum of the \
      costs of be-the-perturbed-leader, which plays A_{t+1} in round t, is at most that of the best set plus \
      d/epsilon: `leader_excess`.
      """,
    complexity: "A call of the oracle per round and O(d).",
    randomness: "d uniforms before the first round, or in every round.",
    numerics: "Sums of costs are plain; the noise is added to them anew in each round.",
    deviations: "None.",
    guide: """
      The learner where sets are too many to list. A large epsilon is follow-the-leader, which an adversary leads by \
      the nose: see the costs `alternating`.
      """,
    reference: """
      A. Slivkins, Introduction to Multi-Armed Bandits, Foundations and Trends in Machine Learning 12, 2019 (arXiv \
      1904.07272), section 7.4; A. Kalai and S. Vempala, Efficient algorithms for online decision problems, Journal of \
      Computer and System Sciences 71, 2005.
      """,
    isAnytime: false, metrics: [.bound, .boundHolds, .leaderExcess])

  private let isFresh: Bool
  /// The epsilon of the rule.
  let epsilon: Double
  /// What noise may cost, d / epsilon, and what a round may, epsilon U^2.
  private let noiseCost: Double
  private let roundCost: Double
  private var rounds = 0
  private var leader: PerturbedLeader
  private var hasNoise: Bool
  private var sets: FeasibleSets
  private var leaderCost = CompensatedSum()

  public init(settings: Settings, problem: CombinatorialProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, epsilon: settings[Self.epsilon], noise: settings[Self.noise])
  }

  /// Creates the learner: `FTPL(problem, epsilon: 0.05)`.
  ///
  /// - Parameter perturbation: v_0, a number for each element, to be taken instead of a draw; with the noise `once`.
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or the costs of all
  ///   elements are not seen.
  public init(
    _ problem: CombinatorialProblem, epsilon: Double? = Self.epsilon.default, noise: Noise = Self.noise.default,
    perturbation: [Double]? = nil
  ) throws(InvalidSettings) {
    try Self.epsilon.check(epsilon)
    try problem.requireFullInformation(for: Self.card.id)
    let (count, limit) = (Double(problem.elementCount), problem.costLimit)
    let rate = epsilon ?? count.squareRoot() / (limit * Double(problem.horizon).squareRoot())
    isFresh = noise == .fresh
    self.epsilon = rate
    noiseCost = count / rate
    roundCost = rate * limit * limit
    sets = problem.sets
    leader = PerturbedLeader(problem, epsilon: rate)
    hasNoise = false
    if let perturbation {
      guard perturbation.count == problem.elementCount, perturbation.allSatisfy(\.isFinite), !isFresh else {
        throw InvalidSettings(
          "perturbation",
          "accepted: a finite number for each of \(problem.elementCount) elements, with the noise \"once\"")
      }
      leader.perturb(by: perturbation)
      leader.lead()
      hasNoise = true
    }
  }

  /// v_0.
  var perturbation: [Double] { leader.noise }

  public mutating func selectSet(into set: inout [Int], at round: Int, noise: inout RoundNoise) {
    if isFresh || !hasNoise {
      leader.draw(&noise)
      leader.lead()
      hasNoise = true
    }
    leader.write(into: &set)
  }

  /// Adds the costs, and finds the leader of the next round.
  public mutating func observe(costs: [Double], of set: [Int], at round: Int) {
    rounds = round
    leader.add(costs)
    if isFresh { return }
    leader.lead()
    for element in leader.set { leaderCost.add(costs[element]) }
  }

  /// The bound, with the epsilon of the rule.
  public var regretBound: RegretBound? { RegretBound(.external, noiseCost + roundCost * Double(rounds)) }

  /// What be-the-perturbed-leader costs too much.
  public func measure(_ metric: Metric) -> Double? {
    metric == .leaderExcess && !isFresh ? leaderCost.value - sets.least(of: leader.totals) : nil
  }
}

extension Metric {
  /// What be-the-perturbed-leader costs more than the best set.
  public static let leaderExcess = Metric(
    "leader_excess",
    """
    Of follow-the-perturbed-leader whose noise is drawn once: the costs so far of choosing in each round what it \
    chooses in the next, less those of the best set; at most d / epsilon in every run.
    """, unit: "cost", isCumulative: true)
}
