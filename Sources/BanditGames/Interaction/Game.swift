import BanditStreams

/// One run of a learner against an environment.
///
/// A small generic adapter per family is the only place that sees both the environment's truth and
/// the learner; the runner's loop is generic over it and specialised for every pair.
public protocol Game: Sendable {
  /// The accounts of the run.
  associatedtype Account: Ledger

  /// Opens the accounts that the named notions need; nothing else is kept.
  func openAccount(for notions: [Notion], metrics: [Metric]) -> Account

  /// Plays one round; rounds count from 1.
  mutating func play(
    round: Int, environmentNoise: inout RoundNoise, learnerNoise: inout RoundNoise,
    account: inout Account)

  /// The value of a metric after a round; `nil` where nobody in the game knows it.
  func measure(_ metric: Metric, after round: Int, account: Account) -> Double?

  /// Why this replication cannot be counted (a request over the observation budget, a posterior that
  /// left the finite numbers); `nil` while all is well. Once set it stays.
  var failure: String? { get }
}

extension Game {
  /// No failure.
  @inlinable
  public var failure: String? { nil }
}
