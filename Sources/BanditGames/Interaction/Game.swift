import BanditCards
import BanditStreams

/// One run of a learner against an environment.
///
/// A small generic adapter per family is the only place that sees both the environment's truth and the learner; the
/// runner's loop is generic over it and specialised for every pair.
public protocol Game: Sendable {
  /// The instances.
  associatedtype Environment: Sendable
  /// The learners.
  associatedtype Learner: Sendable
  /// What a learner may know before it starts.
  associatedtype Problem: ProblemStatement
  /// The accounts of the run.
  associatedtype Account: Ledger

  /// The interaction.
  static var family: Family { get }

  /// The instance that is played.
  var environment: Environment { get }

  /// Who plays it.
  var learner: Learner { get }

  /// How many replications of a problem are best played in turn, round by round: a few where games are small, because the
  /// processor then works on several.
  static func laneCount(for problem: Problem) -> Int

  /// Creates the game of one replication.
  ///
  /// - Precondition: the environment fits the problem.
  init(environment: Environment, learner: Learner, problem: Problem, coupling: Coupling)

  /// Opens the accounts that the named notions and metrics need; nothing else is kept.
  func openAccount(for notions: [Notion], metrics: [Metric]) -> Account

  /// Plays one round; rounds count from 1.
  mutating func play(
    round: Int, environmentNoise: inout RoundNoise, learnerNoise: inout RoundNoise, account: inout Account)

  /// Whether the learner has stopped before the horizon and plays nothing on: from then on nothing is chosen, observed or
  /// drawn. Once set it stays.
  var isOver: Bool { get }

  /// How many rounds were really played after a round of the scenario: fewer than that only once the game is over.
  func rounds(through round: Int) -> Int

  /// The state of one notion after some rounds that were played: what the accounts say, and what only the learner knows,
  /// such as what it would recommend.
  func entry(for notion: Notion, group: String, after round: Int, account: Account) -> LedgerEntry

  /// Why this replication cannot be counted (a request over the observation budget, a posterior that left the finite
  /// numbers); `nil` while all is well. Once set it stays.
  var failure: String? { get }

  /// What happened in the round that was played last.
  func latestRound(_ account: Account) -> PlayedRound

  /// The changes of the environment, in the order of their rounds, to judge restarts by.
  var changes: [LawChange] { get }

  /// The first round from which on nobody knows what has changed; `nil` if all changes are known.
  var unknownFrom: Int? { get }

  /// The restarts to be judged; `nil` where nothing restarts.
  func restarts(_ account: Account) -> [Restart]?

  /// The alarms so far, in the order of their rounds, where alarms are what the learner is for.
  func alarms(_ account: Account) -> [RaisedAlarm]

  /// The bound on the regret so far that the learner's card states; `nil` where it states none, or where a condition
  /// does not hold or is not known to hold.
  var regretBound: RegretBound? { get }

  /// The value of a metric that takes more than one of the parts to know.
  func measureTogether(_ metric: Metric, after round: Int, account: Account) -> Double?
}

extension Game {
  /// One after the other.
  @inlinable
  public static func laneCount(for problem: Problem) -> Int { 1 }

  /// It goes on to the horizon.
  @inlinable
  public var isOver: Bool { false }

  /// All of them.
  @inlinable
  public func rounds(through round: Int) -> Int { round }

  /// What the accounts say.
  @inlinable
  public func entry(for notion: Notion, group: String, after round: Int, account: Account) -> LedgerEntry {
    account.entry(for: notion, group: group, after: round)
  }

  /// No failure.
  @inlinable
  public var failure: String? { nil }

  /// None.
  public var changes: [LawChange] { [] }

  /// All changes are known.
  public var unknownFrom: Int? { nil }

  /// Those that the learner kept a list of.
  public func restarts(_ account: Account) -> [Restart]? { (learnerItself as? any Restarting)?.restarts }

  /// None.
  @inlinable
  public func alarms(_ account: Account) -> [RaisedAlarm] { [] }

  /// None.
  public var regretBound: RegretBound? { nil }

  /// None.
  public func measureTogether(_ metric: Metric, after round: Int, account: Account) -> Double? { nil }

  /// The value of a metric after a round; `nil` where nothing in the game knows it.
  ///
  /// Asked in this order: the learner, the environment, the ledger, all of them together, the restarts, the bound.
  public func measure(_ metric: Metric, after round: Int, account: Account) -> Double? {
    (learnerItself as? any Reporting)?.measure(metric)
      ?? (environmentItself as? any Reporting)?.measure(metric)
      ?? account.measure(metric, after: round)
      ?? measureTogether(metric, after: round, account: account)
      ?? review(metric, after: round, account: account)
      ?? compareBound(metric, after: round, account: account)
  }

  /// The learner, not what stands for it.
  package var learnerItself: any Sendable { (learner as? any Erased)?.erased ?? learner }

  /// The environment, not what stands for it.
  package var environmentItself: any Sendable { (environment as? any Erased)?.erased ?? environment }

  private func review(_ metric: Metric, after round: Int, account: Account) -> Double? {
    guard RestartReview.metrics.contains(where: { $0 ~= metric }), let restarts = restarts(account) else { return nil }
    return RestartReview(restarts: restarts, changes: changes, unknownFrom: unknownFrom, through: round).measure(metric)
  }

  /// Only the accounts know the regret. A notion that is missing leaves nothing to be bounded.
  private func compareBound(_ metric: Metric, after round: Int, account: Account) -> Double? {
    guard metric == .bound || metric == .boundHolds, let bound = regretBound, bound.value.isFinite else {
      return nil
    }
    let regret = entry(for: bound.notion, group: "", after: round, account: account).regret
    guard !regret.isNaN else { return nil }
    return metric == .bound ? bound.value : regret <= bound.value ? 1 : 0
  }
}
