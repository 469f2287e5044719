import BanditCards
import BanditNumerics
import BanditStreams

/// A log of plays by somebody else, in the order of a replication: what was shown, the arm, the probability with which
/// it was drawn, and its reward. What other arms would have paid nobody knows.
public struct ReplayLog: Sendable {
  /// The plays, in the order of the file.
  public struct Rows: Sendable {
    /// The index of the context of each row; `nil` where contexts are not finite in number.
    public let contexts: [Int]?
    /// The own features, row after row, as in `ContextualView`.
    public let features: [Double]
    /// The arm of each row.
    public let arms: [Int]
    /// The probability of that arm, above 0.
    public let propensities: [Double]
    /// The reward of each row.
    public let rewards: [Double]

    /// Creates the rows.
    ///
    /// - Precondition: at least one row; an arm, a probability and a reward for each.
    public init(contexts: [Int]?, features: [Double], arms: [Int], propensities: [Double], rewards: [Double]) {
      precondition(
        !arms.isEmpty && features.count % arms.count == 0
          && [propensities.count, rewards.count, contexts?.count ?? arms.count].allSatisfy { $0 == arms.count },
        "each row of a log needs features, an arm, a probability and a reward")
      self.contexts = contexts
      self.features = features
      self.arms = arms
      self.propensities = propensities
      self.rewards = rewards
    }

    /// The least probability of a row.
    public var leastPropensity: Double { propensities.min() ?? 1 }
  }

  /// The plays.
  public let rows: Rows
  /// The row of each round, from 0.
  public let order: [Int]
  @usableFromInline let least: Double

  /// Puts rows in an order.
  ///
  /// - Precondition: the order names rows that exist.
  public init(_ rows: Rows, order: [Int]) {
    self.rows = rows
    self.order = order
    least = rows.leastPropensity
  }

  @usableFromInline
  func show(_ view: inout ContextualView, row: Int) {
    let size = rows.features.count / rows.arms.count
    for place in 0..<size { view.features[place] = rows.features[row * size + place] }
    view.context = rows.contexts?[row]
  }
}

/// A learner on a log (Li, Chu, Langford and Wang 2011): it chooses for each row; where its arm is the logged one, the
/// row is used, else it is as if the learner had never seen it.
///
/// A row whose logged arm had a larger probability than the least one is used only with the ratio of the two, so that
/// all rows are used with the same probability, whatever their context and the learner's arm. Rounds of the game are
/// rows read, rounds of the learner rows used.
public struct ReplayGame<Learner: ContextualLearner>: Game {
  /// A context in, an arm out, its reward back.
  public static var family: Family { .contextual }

  /// The log.
  public var environment: ReplayLog
  /// Who plays.
  public var learner: Learner
  @usableFromInline var view: ContextualView
  /// The arm of the latest row, and its reward; `nil` if it was not used.
  @usableFromInline var latest: (arm: Int, reward: Double)?

  @inlinable
  public init(environment: ReplayLog, learner: Learner, problem: ContextualProblem, coupling: Coupling = .rounds) {
    self.environment = environment
    self.learner = learner
    view = ContextualView(of: problem)
  }

  @inlinable
  public func openAccount(for notions: [Notion], metrics: [Metric]) -> ReplayLedger { ReplayLedger() }

  @inlinable
  public mutating func play(
    round: Int, environmentNoise: inout RoundNoise, learnerNoise: inout RoundNoise, account: inout ReplayLedger
  ) {
    let row = environment.order[round - 1]
    latest = nil
    environment.show(&view, row: row)
    // A row that is not used must leave no trace, not even in counters that selecting moves.
    var trial = learner
    learnerNoise.move(to: 0, occurrence: round)
    let arm = trial.selectArm(view, at: account.used + 1, noise: &learnerNoise)
    guard arm == environment.rows.arms[row] else { return }
    let propensity = environment.rows.propensities[row]
    if propensity > environment.least {
      environmentNoise.move(to: 0, occurrence: row)
      guard environmentNoise.uniform() * propensity < environment.least else { return }
    }
    let reward = environment.rows.rewards[row]
    account.record(arm, reward: reward, propensity: trial.propensity)
    trial.observe(reward: reward, of: arm, in: view, at: account.used)
    learner = trial
    latest = (arm, reward)
  }

  /// The arm and its reward; of a row that was not used, `-` and 0.
  public func latestRound(_ account: ReplayLedger) -> PlayedRound {
    latest.map { PlayedRound(action: $0.arm, reward: $0.reward) } ?? PlayedRound(action: "-", reward: 0)
  }

  /// The learner's.
  public var failure: String? { (learnerItself as? any ContextualFailing)?.failure }
}

/// The accounts of a replay: the reward of the rows used, and nothing to compare it with.
public struct ReplayLedger: Ledger {
  /// `realized`, without a benchmark.
  public static let definitions = [
    Notion.Definition(
      .realized, benchmark: "none: nobody knows the means behind a log", value: "the reward of the rows used",
      formula: "sum_{i used} r_i", unit: "reward")
  ]

  /// How much of the log was used.
  public static let metrics: [Metric] = [.usedRows, .meanPropensity]

  /// The number of rows used.
  @usableFromInline private(set) var used = 0
  private var reward = CompensatedSum()
  private var switches = 0
  private var latestArm = -1
  private var propensities: CompensatedSum? = CompensatedSum()

  /// Opens the accounts.
  @usableFromInline
  init() {}

  /// Records a row that was used.
  @usableFromInline
  mutating func record(_ arm: Int, reward: Double, propensity: Double?) {
    used += 1
    self.reward.add(reward)
    // The first action is not a change.
    if arm != latestArm {
      if latestArm >= 0 { switches += 1 }
      latestArm = arm
    }
    if let propensity { propensities?.add(propensity) } else { propensities = nil }
  }

  public func entry(for notion: Notion, group: String, after round: Int) -> LedgerEntry {
    guard notion == .realized else { return LedgerEntry(rounds: Double(used)) }
    return LedgerEntry(
      rounds: Double(used), value: reward.value, reward: reward.value, switches: Double(switches))
  }

  public func measure(_ metric: Metric, after round: Int) -> Double? {
    switch metric {
    case .usedRows: Double(used)
    case .meanPropensity: used == 0 ? nil : propensities.map { $0.value / Double(used) }
    default: nil
    }
  }
}

extension Metric {
  /// How much of a log was used.
  public static let usedRows = Metric(
    "used_rows", "The rows of the log whose arm the learner chose, and that were used.", unit: "rows",
    isCumulative: true)
}
