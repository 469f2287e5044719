import BanditCards
import BanditComparators
import BanditGames
import BanditNumerics
import BanditStreams

/// Greedy on posterior means that are seen through the noise of a finite sample.
public struct SampledGreedy: RecurringLearner, Configurable, Reporting {
  /// `samples` of scenario files.
  public static let samples = Parameter.whole(
    "samples", "m: each posterior mean is replaced by the share of successes of m coins.", 1...1_000_000, default: 50,
    unit: "coins", why: "about what a cell of a table is trained on")
  /// `cap` of scenario files.
  public static let cap = TaskSettings.cap(0...400)

  public static let card = AlgorithmCard(
    id: "sampled-greedy", family: .recurring,
    summary: "Plays the arm with the largest posterior mean, each replaced by the share of successes of m coins.",
    setting: "Recurring tasks with visible ends; told the priors.",
    rule: [
      "X_a ~ Binomial(m, posterior mean of a), independently and anew at every choice;",
      "A = the lowest arm with the largest X_a.",
    ],
    parameters: [samples, cap],
    example: ["samples": 10],
    swift: "try SampledGreedy(problem, samples: 10)",
    guarantee: "None. Its long-run reward per round is known exactly: `planned_value`.",
    complexity: """
      K binomial draws per round; `planned_value` takes O(K m) for each state once for all replications, and is missing \
      above 10^9 or above 2 million states.
      """,
    randomness: "K binomial draws per round.", numerics: "Ties between counts are exact; the lowest arm is played.",
    deviations: "None: the rule is this package's own.",
    guide: """
      Why a table that was trained without any credit for later rewards may explore: its cells are estimates. Each has the \
      variance mu (1 - mu) / m; a uniform prior's posterior after N rewards has mu (1 - mu) / (N + 3): equal at m = N + 3, \
      but this noise does not shrink with N. Many samples are bayes-planner with a discount of 0.
      """,
    reference: """
      This package's own, for the setting of M. Rentschler and J. Roberts, Exploitation Is All You Need... for \
      Exploration, 2025 (arXiv 2508.01287).
      """,
    metrics: [.plannedValue])

  private let laws: [[Binomial]]
  private let value: Once<Double?>
  private let samples: Int
  private var counts: RetainedCounts
  private let cap: Int

  public init(settings: Settings, problem: RecurringProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, samples: settings[Self.samples], cap: settings[Self.cap])
  }

  /// Creates the learner: `SampledGreedy(problem, samples: 10)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or ends are hidden.
  public init(
    _ problem: RecurringProblem, samples: Int = Self.samples.default, cap: Int = Self.cap.default
  ) throws(InvalidSettings) {
    try Self.samples.check(samples)
    try Self.cap.check(cap)
    try TaskSettings.requireEnds(problem, for: Self.card.id)
    var laws: [ArmPrior: [Binomial]] = [:]
    for prior in problem.priors where laws[prior] == nil {
      var cells: [Binomial] = []
      do throws(DistributionError) {
        for kept in 0...(prior.isUnknown ? cap : 0) {
          for successes in 0...kept {
            let mean = prior.mean(successes: successes, failures: kept - successes)
            cells.append(try Binomial(trials: samples, p: mean))
          }
        }
      } catch {
        throw InvalidSettings("samples", error.description)
      }
      laws[prior] = cells
    }
    self.laws = problem.priors.map { laws[$0]! }
    counts = RetainedCounts(problem.priors, cap: cap)
    self.cap = cap
    self.samples = samples
    value = Once { Self.value(problem, samples: samples, cap: cap) }
  }

  public var retainedRewards: Int? { cap }

  /// A law for each cell of each arm, for all replications; while the value is computed, the probabilities of its counts
  /// besides, of which those above 1e-25 are on average 9 sqrt(m).
  public func historyBytes(problem: RecurringProblem) -> Int {
    let counts = min(Double(samples) + 1, 9 * Double(samples).squareRoot() + 2)
    return laws.reduce(0) { $0 + $1.count } * (16 + 16 * Int(counts))
  }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    var (choice, most) = (0, -1.0)
    for arm in laws.indices {
      let count = laws[arm][counts.cells[arm]].sample(from: &noise)
      if count > most { (choice, most) = (arm, count) }
    }
    return choice
  }

  public mutating func observe(reward: Double, of arm: Int, at round: Int) { counts.observe(reward, of: arm) }

  public mutating func endTask(at round: Int) { counts.clear() }

  /// The value of the rule.
  public func measure(_ metric: Metric) -> Double? { metric == .plannedValue ? value.value : nil }

  // MARK: The exact value

  private static func value(_ problem: RecurringProblem, samples: Int, cap: Int) -> Double? {
    guard case .geometric = problem.length, let tasks = TaskSettings.tasks(of: problem, cap: cap),
      Double(tasks.stateCount) * Double(problem.armCount) * Double(samples + 1) <= 1e9
    else { return nil }
    return exactValue(of: tasks, samples: samples).reward
  }

  /// What the rule earns: P_a = sum_k P(X_a = k) prod_(b < a) P(X_b < k) prod_(b > a) P(X_b <= k).
  static func exactValue(of tasks: CappedTasks, samples: Int) -> TaskValue {
    let laws = tasks.means.map { $0.map { BinomialLaw(trials: samples, p: $0) } }
    return tasks.value { _, cells, probabilities in
      for arm in cells.indices {
        let own = laws[arm][cells[arm]]
        var probability = 0.0
        for count in own.support {
          var factor = own.probability(of: count)
          for other in cells.indices where other != arm {
            factor *= laws[other][cells[other]].probability(below: other < arm ? count : count + 1)
          }
          probability += factor
        }
        probabilities[arm] = probability
      }
    }
  }
}

/// The probabilities of a binomial law, but for counts that are as good as impossible.
private struct BinomialLaw: Sendable {
  /// The counts with a probability above 1e-25.
  let support: Range<Int>
  private let probabilities: [Double]
  /// The probability of less than each count of the support, and of its end.
  private let below: [Double]

  init(trials: Int, p: Double) {
    guard p > 0 && p < 1 else {
      let sure = p > 0 ? trials : 0
      support = sure..<sure + 1
      probabilities = [1]
      below = [0, 1]
      return
    }
    // From the mode outwards, up to a factor.
    let mode = min(trials, Int(Double(trials + 1) * p))
    let odds = p / (1 - p)
    var (up, down) = ([1.0], [Double]())
    var count = mode
    while count < trials, up.last! > 1e-25 {
      up.append(up.last! * odds * Double(trials - count) / Double(count + 1))
      count += 1
    }
    count = mode
    while count > 0, (down.last ?? 1) > 1e-25 {
      down.append((down.last ?? 1) * Double(count) / (odds * Double(trials - count + 1)))
      count -= 1
    }
    let weights = down.reversed() + up
    let sum = weights.reduce(0, +)
    probabilities = weights.map { $0 / sum }
    support = mode - down.count..<mode + up.count
    below = probabilities.reduce(into: [0]) { $0.append($0.last! + $1) }
  }

  func probability(of count: Int) -> Double { probabilities[count - support.lowerBound] }

  /// The probability of less than a count.
  func probability(below count: Int) -> Double {
    below[min(max(count - support.lowerBound, 0), below.count - 1)]
  }
}
