import BanditCards
import BanditComparators
import BanditGames
import BanditNumerics
import BanditStreams

/// A table over what is remembered of a task, trained on private tasks of the same law before it plays.
public struct TrainedTable: RecurringLearner, Configurable, Reporting {
  /// How the table is made from data.
  public enum Trainer: String, Sendable, CaseIterable {
    /// Shares of successes are counted, and planned with.
    case planning
    /// Temporal differences.
    case qLearning = "q-learning"
  }

  /// Which arms are played for data.
  public enum DataRule: String, Sendable, CaseIterable {
    /// All with the same probability.
    case uniform
    /// The best by the present table, but a uniform one with probability epsilon.
    case epsilon
    /// The best by the present table.
    case greedy
  }

  /// `trainer` of scenario files.
  public static let trainer = Parameter.choice(
    "trainer",
    "`planning`: count successes in each row, then plan with their shares; `q-learning`: temporal differences.",
    default: Trainer.planning, why: "no step sizes")
  /// `rounds` of scenario files.
  public static let rounds = Parameter.whole(
    "rounds", "The number of private rounds before the first one of a replication.", 0...1_000_000_000,
    default: 100_000, unit: "rounds", why: "hundreds for each row of a small table")
  /// `discount` of scenario files.
  public static let discount = TaskSettings.discount
  /// `cap` of scenario files.
  public static let cap = Parameter.whole(
    "cap", "C: rows are the first C rewards of each arm in a task, as counts; for visible ends.", 0...2000,
    absent: "5, unless `window` is given", unit: "rewards")
  /// `window` of scenario files.
  public static let window = Parameter.whole(
    "window",
    """
    W: rows are the last W plays with their rewards, oldest first, instead of counts; for `q-learning`. Forgotten at visible \
    ends; the only memory for hidden ones.
    """, 0...64, absent: "rows are counts", unit: "plays")
  /// `data` of scenario files.
  public static let data = Parameter.choice(
    "data",
    """
    Which arms the private rounds play, for data: `uniform`, `greedy` (the best by the present table) or `epsilon` (the \
    same, but a uniform arm with probability `epsilon`).
    """, default: DataRule.uniform, why: "every row that can be met is met")
  /// `epsilon` of scenario files.
  public static let epsilon = Parameter.number(
    "epsilon", "The probability of a uniform arm in a private round. Ignored unless data is `epsilon`.", .unit,
    default: 0.1, why: "the usual textbook value")
  /// `power` of scenario files.
  public static let power = Parameter.auto(
    "power",
    "The N-th update of an entry has the step N^-power; `auto`: 1 for discount 0, else 0.7. Ignored by `planning`.",
    .closed(0...1), why: "means for immediate rewards; values that are still moving need larger steps")
  /// `initial` of scenario files.
  public static let initial = Parameter.number(
    "initial",
    """
    What every entry is before its first update; above what can be earned it is a bonus for exploring in disguise. Ignored \
    by `planning`.
    """, .closed(-1e9...1e9), default: 0, unit: "reward", why: "no bonus: rewards are never negative")
  /// `keepLearning` of scenario files.
  public static let keepLearning = Parameter.flag(
    "keepLearning", "Whether the rounds that count are learned from, too.", default: false, why: "a frozen table")

  public static let card = AlgorithmCard(
    id: "trained-table", family: .recurring,
    summary: "Trains a table on private tasks of the same law, then plays its largest entry: no bonus, no epsilon.",
    setting: "Recurring tasks; it can draw tasks of its own, and is not told the means of those that count.",
    rule: [
      "Before round 1: `rounds` rounds of private tasks, arms by `data`; s the row of what is remembered.",
      "planning: n(s, a), k(s, a) = plays and successes; the plan of bayes-planner with (k + 1/2)/(n + 1) for the mean.",
      "q-learning: target = r at the end of a task, else r + gamma max_b Q(s', b); N(s, a) += 1;",
      "Q(s, a) += (target - Q(s, a)) / N(s, a)^power.",
      "Then A = the lowest arm with the largest entry of the row.",
    ],
    parameters: [trainer, rounds, discount, cap, window, data, epsilon, power, initial, keepLearning],
    example: ["rounds": 1000, "cap": 3],
    swift: "try TrainedTable(problem, rounds: 1000, cap: 3)",
    guarantee: """
      None. With rounds to infinity on uniform data, `planning` with a discount and cap is bayes-planner with the same, up \
      to ties. `planned_value` is what the present table of counts earns, exactly.
      """,
    complexity: """
      O(1) per round; training O(rounds) for each replication, and for planning O(K) for each row (each time the data have \
      doubled, where they depend on the table). Rows: as bayes-planner; (2 K)^W + ... + 1 windows. Refused above 2 million.
      """,
    randomness: """
      Private rounds draw from the learner's stream: the means and length of each task, an arm where data are not greedy, and \
      one uniform for the reward. None afterwards.
      """,
    numerics: "Entries are compared exactly; the lowest arm is played on ties.",
    deviations: """
      A table instead of a network. With `planning`, data that depend on the table, and rounds that are kept learning from, \
      lead to a new plan whenever the number of rounds seen is a power of 2. Private tasks show their ends to the trainer also \
      where ends are hidden; learning on under hidden ends takes r + gamma q max_b Q(s', b) for the target. With fixed lengths \
      `planning` takes q = 1 - 1/n, as if tasks ended at random.
      """,
    guide: """
      What of the exact plans survives training. Values of rarely seen rows are noisy: with few rounds a far-sighted table \
      may be worse than a short-sighted one. `data` greedy with `q-learning` never tries a second arm: a greedy objective \
      explores, greedy collection of data from nothing does not. `data` epsilon is about data, not about the objective.
      """,
    reference: """
      In the spirit of M. Rentschler and J. Roberts, Exploitation Is All You Need... for Exploration, 2025 (arXiv \
      2508.01287); C. J. C. H. Watkins and P. Dayan, Q-learning, Machine Learning 8, 1992.
      """,
    metrics: [.plannedValue])

  private let problem: RecurringProblem
  private let trainer: Trainer
  private let rounds: Int
  private let discount: Double
  private let data: DataRule
  private let epsilon: Double
  private let power: Double
  private let keepLearning: Bool
  private let initial: Double
  /// Of a table of counts.
  private let tasks: CappedTasks?
  private let rowCount: Int
  private let armCount: Int
  private var memory: TaskMemory
  /// The table of q-learning, row by row.
  private(set) var values: [Double] = []
  /// How often each entry was updated, or its arm played.
  private(set) var plays: [Double] = []
  /// For planning: how often with success.
  private var successes: [Double] = []
  private var plan = CappedTasks.Plan(stateCount: 0)
  /// The number of rounds learned from.
  private var seen = 0
  /// A play to be learned from as soon as it is known whether the task goes on.
  private var latest: (row: Int, arm: Int, reward: Double)?

  public init(settings: Settings, problem: RecurringProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, trainer: settings[Self.trainer], rounds: settings[Self.rounds], discount: settings[Self.discount],
      cap: settings[Self.cap], window: settings[Self.window], data: settings[Self.data],
      epsilon: settings[Self.epsilon], power: settings[Self.power], initial: settings[Self.initial],
      keepLearning: settings[Self.keepLearning])
  }

  /// Creates the learner: `TrainedTable(problem, rounds: 1000, cap: 3)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, both `cap` and `window` are given,
  ///   ends are hidden and there is no window, planning is given a window, or there are too many rows.
  public init(
    _ problem: RecurringProblem, trainer: Trainer = Self.trainer.default, rounds: Int = Self.rounds.default,
    discount: Double = Self.discount.default, cap: Int? = Self.cap.default, window: Int? = Self.window.default,
    data: DataRule = Self.data.default, epsilon: Double = Self.epsilon.default, power: Double? = Self.power.default,
    initial: Double = Self.initial.default, keepLearning: Bool = Self.keepLearning.default
  ) throws(InvalidSettings) {
    try Self.rounds.check(rounds)
    try Self.discount.check(discount)
    try Self.cap.check(cap)
    try Self.window.check(window)
    try Self.epsilon.check(epsilon)
    try Self.power.check(power)
    try Self.initial.check(initial)
    if cap != nil && window != nil {
      throw InvalidSettings("window", "`cap` and `window` are two ways to remember; keep one of them")
    }
    if let window {
      if trainer == .planning {
        throw InvalidSettings(
          "window", "rows of a window do not lead to one another as counts do; accepted with a window: `q-learning`")
      }
      let count = TaskMemory.stateCount(armCount: problem.armCount, window: window)
      guard count <= Double(CappedTasks.largestStateCount) else {
        throw InvalidSettings(
          "window",
          "\(counted: problem.armCount, "arm") and \(counted: window, "play") make \(TaskSettings.tooMany(count)); accepted: at most \(CappedTasks.largestStateCount)"
        )
      }
      tasks = nil
      memory = TaskMemory(armCount: problem.armCount, window: window)
      rowCount = Int(count)
    } else {
      guard problem.isVisible else {
        throw InvalidSettings(
          cap == nil ? "" : "cap",
          "counts are forgotten at the end of a task, which is hidden here; accepted: `window` with `q-learning`")
      }
      let tasks = try TaskSettings.tasks(problem, cap: cap ?? 5)
      self.tasks = tasks
      memory = TaskMemory(tasks)
      rowCount = tasks.stateCount
    }
    self.problem = problem
    self.trainer = trainer
    self.rounds = rounds
    self.discount = discount
    self.data = data
    self.epsilon = epsilon
    self.power = power ?? (discount == 0 ? 1 : 0.7)
    self.initial = initial
    self.keepLearning = keepLearning
    armCount = problem.armCount
  }

  public var retainedRewards: Int? { tasks?.cap }

  /// Three numbers for each entry of the table, and two for each row.
  public func historyBytes(problem: RecurringProblem) -> Int { rowCount * (24 * armCount + 12) }

  /// Trains the table.
  public mutating func prepare(noise: inout RoundNoise) {
    let entries = rowCount * armCount
    plays = Array(repeating: 0, count: entries)
    if trainer == .planning {
      successes = plays
      plan = CappedTasks.Plan(stateCount: rowCount)
    } else {
      values = Array(repeating: initial, count: entries)
    }
    train(&noise)
    if trainer == .planning { replan() }
    memory.clear()
  }

  private mutating func train(_ noise: inout RandomStream) {
    var means = Array(repeating: 0.0, count: armCount)
    var roundsLeft = 0
    memory.clear()
    for _ in 0..<rounds {
      if roundsLeft == 0 { roundsLeft = problem.drawTask(into: &means, from: &noise) }
      let arm = trainingArm(&noise)
      let reward = noise.uniform() < means[arm] ? 1.0 : 0
      roundsLeft -= 1
      let row = memory.state
      memory.observe(reward, of: arm)
      learn(from: row, arm, reward, continuation: roundsLeft == 0 ? 0 : discount)
      if roundsLeft == 0 && problem.isVisible { memory.clear() }
      if trainer == .planning && data != .uniform && seen & (seen - 1) == 0 { replan() }
    }
  }

  private func trainingArm(_ noise: inout RandomStream) -> Int {
    switch data {
    case .uniform: noise.integer(below: armCount)
    case .greedy: bestArm(memory.state)
    case .epsilon: noise.uniform() < epsilon ? noise.integer(below: armCount) : bestArm(memory.state)
    }
  }

  /// Updates with a play in a row, after which the memory is in the next one.
  ///
  /// - Parameter continuation: what the value of the next row counts.
  private mutating func learn(from row: Int, _ arm: Int, _ reward: Double, continuation: Double) {
    let entry = row * armCount + arm
    plays[entry] += 1
    seen += 1
    if trainer == .planning {
      successes[entry] += reward
      return
    }
    var target = reward
    if continuation > 0 {
      let next = memory.state * armCount
      var best = values[next]
      for other in next..<next + armCount where values[other] > best { best = values[other] }
      target += continuation * best
    }
    let count = plays[entry]
    values[entry] += (target - values[entry]) / (power == 1 ? count : .pow(count, power))
  }

  private mutating func replan() {
    guard let tasks else { return }
    let (plays, successes, armCount) = (plays, successes, armCount)
    tasks.solve(discount: discount, tolerance: 0, into: &plan) { row, arm, _ in
      let entry = row * armCount + arm
      return (successes[entry] + 0.5) / (plays[entry] + 1)
    }
  }

  /// The lowest arm with the largest entry of a row.
  func bestArm(_ row: Int) -> Int {
    if trainer == .planning { return Int(plan.arms[row]) }
    let first = row * armCount
    var best = 0
    for arm in 1..<max(1, armCount) where values[first + arm] > values[first + best] { best = arm }
    return best
  }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    // The task goes on, or nobody is told.
    learnFromLatest(continuation: problem.isVisible ? discount : discount * problem.length.survival)
    return bestArm(memory.state)
  }

  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    if keepLearning { latest = (memory.state, arm, reward) }
    memory.observe(reward, of: arm)
  }

  public mutating func endTask(at round: Int) {
    learnFromLatest(continuation: 0)
    memory.clear()
  }

  private mutating func learnFromLatest(continuation: Double) {
    guard let (row, arm, reward) = latest else { return }
    latest = nil
    learn(from: row, arm, reward, continuation: continuation)
    if trainer == .planning && seen & (seen - 1) == 0 { replan() }
  }

  /// The value of the present table.
  public func measure(_ metric: Metric) -> Double? {
    guard metric == .plannedValue, let tasks, case .geometric = problem.length else { return nil }
    return tasks.value(of: (0..<rowCount).map { Int32(bestArm($0)) }).reward
  }
}
