import BanditCards
import BanditComparators
import BanditGames
import BanditNumerics
import BanditStreams

/// The arm with the largest Gittins index.
public struct Gittins: RecurringLearner, Configurable, Reporting {
  /// `discount` of scenario files.
  public static let discount = TaskSettings.discount
  /// `cap` of scenario files.
  public static let cap = TaskSettings.cap(0...100)

  public static let card = AlgorithmCard(
    id: "gittins", family: .recurring,
    summary: "Plays the arm with the largest index: what an arm earns per discounted round, stopped at the best time.",
    setting: "Recurring tasks of geometric length with visible ends; told the priors and the mean length.",
    rule: [
      "index_a = sup over stopping times tau >= 1 of E sum_(k < tau) beta^k r_k / E sum_(k < tau) beta^k, beta = gamma (1 - 1/n),",
      "of the arm's next rewards, of which those up to the C-th of the task are learned from;",
      "A = the lowest arm whose index is within 1e-9 of the largest.",
    ],
    parameters: [discount, cap],
    example: ["discount": 0.9, "cap": 10],
    swift: "try Gittins(problem, discount: 0.9, cap: 10)",
    guarantee: """
      The same expected discounted reward as bayes-planner with the same discount and cap (Gittins 1979; tested here on \
      many priors).
      """,
    complexity: "O(K) per round. Once for all replications O(C^4) for each different prior, whatever K.",
    randomness: "None.",
    numerics: """
      Indices by Dinkelbach's iteration over the ratio, which ends at the last bits; those within 1e-9 of the largest are \
      ties, and the lowest arm is played.
      """,
    deviations: "None; an arm of which C rewards are kept has its mean for an index.",
    guide: """
      For many arms, where bayes-planner has too many states. `planned_value` is given where these are at most 2 million.
      """,
    reference: """
      J. C. Gittins, Bandit processes and dynamic allocation indices, Journal of the Royal Statistical Society B 41, 1979; \
      W. Dinkelbach, On nonlinear fractional programming, Management Science 13, 1967.
      """,
    metrics: [.plannedValue])

  private let discount: Double
  private let source: Once<[[Double]]>
  private let value: Once<Double?>
  private var indices: [[Double]] = []
  private var counts: RetainedCounts
  private let cap: Int

  public init(settings: Settings, problem: RecurringProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, discount: settings[Self.discount], cap: settings[Self.cap])
  }

  /// Creates the learner: `Gittins(problem, discount: 0.9, cap: 10)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, ends are hidden, or tasks have a
  ///   fixed length.
  public init(
    _ problem: RecurringProblem, discount: Double = Self.discount.default, cap: Int = Self.cap.default
  ) throws(InvalidSettings) {
    try Self.discount.check(discount)
    try Self.cap.check(cap)
    try TaskSettings.requireEnds(problem, for: Self.card.id)
    guard case .geometric = problem.length else {
      throw InvalidSettings(
        "", "indices need tasks that end at random; accepted: an environment with `geometric` lengths")
    }
    self.discount = discount
    let priors = problem.priors
    let beta = discount * problem.length.survival
    let source = Once {
      var known: [ArmPrior: [Double]] = [:]
      for prior in priors where known[prior] == nil {
        known[prior] = GittinsIndex.cells(prior, cap: cap, discount: beta)
      }
      return priors.map { known[$0]! }
    }
    self.source = source
    value = Once {
      guard let tasks = TaskSettings.tasks(of: problem, cap: cap) else { return nil }
      let indices = source.value
      return tasks.value { _, cells, probabilities in
        let arm = Self.arm(indices, cells)
        for other in probabilities.indices { probabilities[other] = other == arm ? 1 : 0 }
      }.reward
    }
    counts = RetainedCounts(priors, cap: cap)
    self.cap = cap
  }

  /// The lowest arm within 1e-9 of the largest index.
  private static func arm(_ indices: [[Double]], _ cells: [Int]) -> Int {
    var largest = indices[0][cells[0]]
    for arm in cells.indices { largest = max(largest, indices[arm][cells[arm]]) }
    for arm in cells.indices where indices[arm][cells[arm]] >= largest - CappedTasks.tolerance { return arm }
    return 0
  }

  public var retainedRewards: Int? { cap }

  /// Eight bytes for each cell of each arm, for all replications.
  public func historyBytes(problem: RecurringProblem) -> Int { 8 * problem.armCount * (cap + 1) * (cap + 2) / 2 }

  /// Takes the indices, which the first replication computes.
  public mutating func prepare(noise: inout RoundNoise) { indices = source.value }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int { Self.arm(indices, counts.cells) }

  public mutating func observe(reward: Double, of arm: Int, at round: Int) { counts.observe(reward, of: arm) }

  public mutating func endTask(at round: Int) { counts.clear() }

  /// The value of the index policy.
  public func measure(_ metric: Metric) -> Double? { metric == .plannedValue ? value.value : nil }
}
