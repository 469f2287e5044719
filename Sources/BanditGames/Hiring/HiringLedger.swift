import BanditCards
import BanditNumerics

/// The accounts of a principal.
public struct HiringLedger: Ledger {
  /// `pseudo` and `realized`.
  public static let definitions = [
    Notion.Definition(
      .pseudo, benchmark: "t times what the best contract is worth in expectation, or 1/2 without one",
      value: "the sum of what the contracts offered were worth in expectation, given what the agent does for them",
      formula: "t max(q - w* q, 1/2) - sum_{s<=t} v(w_s)", unit: "reward"),
    Notion.Definition(
      .realized, benchmark: "the benchmark of pseudo", value: "the right actions, less what was paid",
      formula: "t max(q - w* q, 1/2) - sum_{s<=t} (1{right} - w_s 1{right report})", unit: "reward"),
  ]

  /// Contracts and work.
  public static let metrics: [Metric] = [.hiredShare, .workedShare]

  private let bestValue: Double
  private var gap = CompensatedSum()
  private var reward = CompensatedSum()
  private var hired = 0
  private var worked = 0
  private var changes = 0
  private(set) var latestPay: Double?
  private(set) var latestReward = 0.0
  private var hasBegun = false

  /// Opens the accounts of a run.
  public init(truth: HiringTruth) { bestValue = truth.bestValue }

  /// Records a round.
  @usableFromInline
  mutating func record(_ pay: Double?, _ outcome: HiringOutcome) {
    gap.add(bestValue - outcome.mean)
    reward.add(outcome.reward)
    if pay != nil { hired += 1 }
    if outcome.worked { worked += 1 }
    // The first contract is not a change.
    if hasBegun && pay != latestPay { changes += 1 }
    hasBegun = true
    latestPay = pay
    latestReward = outcome.reward
  }

  public func entry(for notion: Notion, group: String, after round: Int) -> LedgerEntry {
    var entry = LedgerEntry(rounds: Double(round), reward: reward.value, switches: Double(changes))
    guard Self.notions.contains(notion) else { return entry }
    entry.benchmark = Double(round) * bestValue
    entry.value = notion == .realized ? reward.value : entry.benchmark - gap.value
    return entry
  }

  public func measure(_ metric: Metric, after round: Int) -> Double? {
    switch metric {
    case .hiredShare: Double(hired) / Double(round)
    case .workedShare: Double(worked) / Double(round)
    default: nil
    }
  }
}

extension Metric {
  /// How often somebody was hired.
  public static let hiredShare = Metric(
    "hired_share", "The share of rounds so far with a contract.", unit: "share", isCumulative: true)

  /// How often the agent worked.
  public static let workedShare = Metric(
    "worked_share", "The share of rounds so far in which the agent worked.", unit: "share", isCumulative: true)
}
