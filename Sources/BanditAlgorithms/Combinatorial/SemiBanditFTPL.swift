import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// Follow-the-perturbed-leader that explores, and sees the costs of the elements chosen.
public struct SemiBanditFTPL: CombinatorialLearner, Configurable, RegretBounding, Reporting {
  /// `gamma` of scenario files; `nil` where it is left out.
  public static let gamma = SemiBanditExploration.gamma
  /// `epsilon` of scenario files; `nil` where it is left out.
  public static let epsilon = Parameter.auto(
    "epsilon", "The noise is uniform on [-1 / epsilon, 1 / epsilon]; `auto`: sqrt(2 d gamma / T) / U.",
    .closed(1e-12...1e12), unit: "1 / cost", why: "it balances the terms of the bound")

  public static let card = AlgorithmCard(
    id: "semi-bandit-ftpl", family: .combinatorial,
    summary: "Follow-the-perturbed-leader on the costs that its rounds of exploration estimate; one oracle call.",
    setting: "Any costs in [0, U / d] that were fixed in advance; the costs of the elements chosen are seen.",
    rule: [
      "With probability gamma: an element e uniformly, the fixed set through e, fake cost (d / gamma) c_t(e) of e;",
      "else: the set of the least perturbed fake cost so far, A_t = argmin_A (v_0 + fake_1 + ...) . A,",
      "v_0 uniform on [-1/epsilon, 1/epsilon]^d, once. All other fake costs are 0.",
      "gamma = d / (2 s^2 T)^(1/3), at most 1, s the size of the largest set.",
    ],
    parameters: [gamma, epsilon],
    example: ["gamma": 0.1],
    swift: "try SemiBanditFTPL(problem, gamma: 0.1)",
    guarantee: """
      Expected external regret after t rounds of at most gamma s C t + d/epsilon + epsilon U^2 t / (2 gamma), C = U/d, \
      and never more than s C t: (3 / 2^(1/3)) s^(1/3) U T^(2/3) at t = T with the defaults where gamma is below 1. An \
      own analysis by the second moment of the fake costs, of a smaller order in T than theorem 7.7 of Slivkins \
      (2019), O(d^(5/4) T^(3/4)), which uses only their range.
      """,
    complexity: "O(1) per round and the size of a set; two calls of the oracle and O(d) in rounds of exploration.",
    randomness: "d uniforms before the first round, one per round, an integer where it explores.",
    numerics: "Fake costs reach U / gamma; their sums are plain.",
    deviations: """
      The wording of the exploration step and the constants of gamma and epsilon are this package's. The fixed set \
      through e is the oracle's for a cost of -1 of e and 0 of all others.
      """,
    guide: "Where sets are too many for semi-bandit-hedge. It learns only in rounds of exploration.",
    reference: """
      A. Slivkins, Introduction to Multi-Armed Bandits, Foundations and Trends in Machine Learning 12, 2019 \
      (arXiv 1904.07272), sections 7.2 to 7.4.
      """,
    isAnytime: false, metrics: [.bound, .boundHolds, .exploredRounds])

  /// The epsilon of the rule.
  let epsilon: Double
  private let noiseCost: Double
  private let roundCost: Double
  private let largestSetCost: Double
  private var rounds = 0
  private var exploration: SemiBanditExploration
  private var leader: PerturbedLeader
  private var isLeading = false
  private var hasNoise = false

  public init(settings: Settings, problem: CombinatorialProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, gamma: settings[Self.gamma], epsilon: settings[Self.epsilon])
  }

  /// Creates the learner: `SemiBanditFTPL(problem, gamma: 0.1)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(
    _ problem: CombinatorialProblem, gamma: Double? = Self.gamma.default, epsilon: Double? = Self.epsilon.default
  ) throws(InvalidSettings) {
    try Self.gamma.check(gamma)
    try Self.epsilon.check(epsilon)
    let (count, size, rounds) = (
      Double(problem.elementCount), Double(problem.sets.largestSize), Double(problem.horizon)
    )
    let gamma = gamma ?? min(1, count / .cbrt(2 * size * size * rounds))
    let limit = problem.costLimit
    let rate = epsilon ?? (2 * count * gamma / rounds).squareRoot() / limit
    self.epsilon = rate
    largestSetCost = problem.largestSetCost
    noiseCost = count / rate
    roundCost = gamma * largestSetCost + rate * limit * limit / (2 * gamma)
    exploration = SemiBanditExploration(problem, gamma: gamma)
    leader = PerturbedLeader(problem, epsilon: rate)
  }

  /// The gamma of the rule.
  var gamma: Double { exploration.gamma }

  public mutating func selectSet(into set: inout [Int], at round: Int, noise: inout RoundNoise) {
    if !hasNoise {
      leader.draw(&noise)
      hasNoise = true
    }
    if exploration.explore(into: &set, noise: &noise) { return }
    if !isLeading {
      leader.lead()
      isLeading = true
    }
    leader.write(into: &set)
  }

  /// Adds the fake cost of a round of exploration.
  public mutating func observe(costs: [Double], of set: [Int], at round: Int) {
    rounds = round
    guard let fake = exploration.fakeCost(costs) else { return }
    leader.add(fake.cost, of: fake.element)
    isLeading = false
  }

  /// The bound, with the gamma and epsilon of the rule.
  public var regretBound: RegretBound? {
    RegretBound(.external, min(noiseCost + roundCost * Double(rounds), largestSetCost * Double(rounds)))
  }

  /// In how many rounds it explored.
  public func measure(_ metric: Metric) -> Double? { metric == .exploredRounds ? Double(exploration.count) : nil }
}
