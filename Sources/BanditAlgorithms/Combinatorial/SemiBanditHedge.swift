import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// Exponential weights on all feasible sets, with exploration, and the costs of the elements chosen.
public struct SemiBanditHedge: CombinatorialLearner, Configurable, RegretBounding, Reporting {
  /// `gamma` of scenario files; `nil` where it is left out.
  public static let gamma = SemiBanditExploration.gamma
  /// `learningRate` of scenario files; `nil` where it is left out.
  public static let learningRate = Parameter.auto(
    "learningRate", "The rate eta, or `auto` for sqrt(2 gamma ln K / (T d s)) / C.", LearningRate.range,
    unit: "1 / cost", why: "it balances the terms of the bound")

  public static let card = AlgorithmCard(
    id: "semi-bandit-hedge", family: .combinatorial,
    summary: "Exponential weights on all sets, on the costs that its rounds of exploration estimate.",
    setting: "Any costs in [0, U / d] that were fixed in advance; the costs of the elements chosen are seen.",
    rule: [
      "With probability gamma: an element e uniformly, the fixed set through e, fake cost (d / gamma) c_t(e) of e;",
      "else: A_t ~ p_t, p_t(A) proportional to exp(-eta (fake_1 + ... + fake_{t-1}) . A). All other fake costs are 0.",
      "gamma = (d ln K / (2 s T))^(1/3), at most 1, s the size of the largest of K sets.",
    ],
    parameters: [gamma, learningRate],
    example: ["gamma": 0.1],
    swift: "try SemiBanditHedge(problem, gamma: 0.1)",
    guarantee: """
      Expected external regret after t rounds of at most gamma s C t + ln K / eta + eta d s C^2 t / (2 gamma), C = \
      U/d, and never more than s C t: (3 / 2^(1/3)) s C (d ln K / s)^(1/3) T^(2/3) at t = T with the defaults where \
      gamma is below 1. An own analysis by the second moment of the fake costs, of a smaller order in T than theorem \
      7.4 of Slivkins (2019), O(d^(3/2) T^(3/4)), which uses only their range.
      """,
    complexity: """
      O(K) per round; a call of the oracle, and O(K) exponentials, in rounds of exploration. More than 100000 sets, or \
      5 million elements in all of them, are refused.
      """,
    randomness: "One uniform per round to explore or not, and one to draw a set or an integer.",
    numerics: "Weights relative to the largest; the smallest sum is taken off now and then.",
    deviations: """
      exp(-eta) for the book's 1 - epsilon. The wording of the exploration step and the constants of gamma and eta are \
      this package's. The fixed set through e is the oracle's for a cost of -1 of e and 0 of all others.
      """,
    guide: "A benchmark where the sets can be listed: its bound has ln K where that of semi-bandit-ftpl has more of d.",
    reference: """
      A. Slivkins, Introduction to Multi-Armed Bandits, Foundations and Trends in Machine Learning 12, 2019 \
      (arXiv 1904.07272), sections 7.2 and 7.3.
      """,
    isAnytime: false, metrics: [.bound, .boundHolds, .exploredRounds])

  private static let largestSetCount = 100_000
  private static let largestListing = 5_000_000

  /// The eta of the rule.
  let rate: Double
  private let weightCost: Double
  private let roundCost: Double
  private let largestSetCost: Double
  private var rounds = 0
  private var exploration: SemiBanditExploration
  private var weights: FollowTheRegularizedLeader
  private var changes: [Double]
  private var isFollowing = true
  /// The elements of the sets, one after the other, and where each begins.
  private let elements: [Int]
  private let starts: [Int]
  /// The sets that contain an element, one after the other, and where those of each begin.
  private let holders: [Int]
  private let firsts: [Int]

  public init(settings: Settings, problem: CombinatorialProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, gamma: settings[Self.gamma], learningRate: settings[Self.learningRate])
  }

  /// Creates the learner: `SemiBanditHedge(problem, gamma: 0.1)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or the sets are too many to
  ///   list.
  public init(
    _ problem: CombinatorialProblem, gamma: Double? = Self.gamma.default,
    learningRate: Double? = Self.learningRate.default
  ) throws(InvalidSettings) {
    try Self.gamma.check(gamma)
    try Self.learningRate.check(learningRate)
    let most = min(Self.largestSetCount, Self.largestListing / problem.sets.largestSize)
    guard let sets = problem.sets.allSets(atMost: most), !sets.isEmpty else {
      throw InvalidSettings(
        "", "\(Self.card.id) lists all sets, but these are more than \(most); accepted: fewer, or semi-bandit-ftpl")
    }
    let (count, size, rounds) = (
      Double(problem.elementCount), Double(problem.sets.largestSize), Double(problem.horizon)
    )
    let entropy = Double.log(Double(sets.count))
    // Of one set there is nothing to learn.
    let chosen = entropy == 0 ? 1e-3 : min(1, .cbrt(count * entropy / (2 * size * rounds)))
    let gamma = gamma ?? chosen
    let cost = problem.largestCost
    largestSetCost = problem.largestSetCost
    let squares = count * size * cost * cost / gamma
    rate = learningRate ?? (entropy == 0 ? 1 : (2 * entropy / (rounds * squares)).squareRoot())
    weightCost = entropy / rate
    roundCost = entropy == 0 ? 0 : gamma * largestSetCost + rate * squares / 2
    exploration = SemiBanditExploration(problem, gamma: gamma)
    weights = FollowTheRegularizedLeader(.entropy, items: sets.count)
    changes = Array(repeating: 0, count: sets.count)
    var starts = [0]
    var firsts = Array(repeating: 0, count: problem.elementCount + 1)
    for set in sets {
      starts.append(starts[starts.count - 1] + set.count)
      for element in set { firsts[element + 1] += 1 }
    }
    for element in 0..<problem.elementCount { firsts[element + 1] += firsts[element] }
    var places = firsts
    var holders = Array(repeating: 0, count: starts[starts.count - 1])
    for (number, set) in sets.enumerated() {
      for element in set {
        holders[places[element]] = number
        places[element] += 1
      }
    }
    elements = sets.flatMap { $0 }
    self.starts = starts
    self.holders = holders
    self.firsts = firsts
  }

  /// The gamma of the rule.
  var gamma: Double { exploration.gamma }

  /// The sets.
  public func historyBytes(problem: CombinatorialProblem) -> Int { 16 * elements.count + 48 * changes.count }

  public mutating func selectSet(into set: inout [Int], at round: Int, noise: inout RoundNoise) {
    if exploration.explore(into: &set, noise: &noise) { return }
    if !isFollowing {
      weights.follow(rate: rate)
      isFollowing = true
    }
    let number = weights.item(at: noise.uniform())
    set.removeAll(keepingCapacity: true)
    for place in starts[number]..<starts[number + 1] { set.append(elements[place]) }
  }

  /// Adds the fake cost of a round of exploration to the sets that have its element.
  public mutating func observe(costs: [Double], of set: [Int], at round: Int) {
    rounds = round
    guard let fake = exploration.fakeCost(costs) else { return }
    let places = firsts[fake.element]..<firsts[fake.element + 1]
    for place in places { changes[holders[place]] = fake.cost }
    weights.add(changes)
    for place in places { changes[holders[place]] = 0 }
    isFollowing = false
  }

  /// The bound, with the gamma and eta of the rule.
  public var regretBound: RegretBound? {
    RegretBound(.external, min(weightCost + roundCost * Double(rounds), largestSetCost * Double(rounds)))
  }

  /// In how many rounds it explored.
  public func measure(_ metric: Metric) -> Double? { metric == .exploredRounds ? Double(exploration.count) : nil }
}
