import BanditCards
import BanditNumerics

/// The accounts of slates.
public struct SlateLedger: Ledger {
  /// `dynamic`, and where users never change `pseudo` and `realized`.
  public static let definitions = [
    Notion.Definition(
      .dynamic,
      benchmark: "the sum over rounds of the click probability of the best slate for the user's state of the round",
      value: "the sum over rounds of the click probability of the slate shown",
      formula: "sum_{s<=t} f_s(S*_s) - f_s(S_s), f(S) = sum_{i in S} v_i / (1 + sum_{i in S} v_i)", unit: "clicks"),
    Notion.Definition(
      .pseudo, benchmark: "t times the click probability of the best slate; missing where users differ or change",
      value: "the sum over rounds of the click probability of the slate shown",
      formula: "t max_S f(S) - sum_{s<=t} f(S_s)", unit: "clicks"),
    Notion.Definition(
      .realized, benchmark: "the benchmark of pseudo", value: "the number of clicks",
      formula: "t max_S f(S) - sum_{s<=t} 1{click in s}", unit: "clicks"),
  ]

  /// `items_shown`, and `pulls`, which the game counts.
  public static let metrics: [Metric] = [.itemsShown, .pulls]

  private let isStatic: Bool
  @usableFromInline var benchmark = CompensatedSum()
  @usableFromInline var value = CompensatedSum()
  @usableFromInline var clicks = 0
  @usableFromInline var switches = 0
  @usableFromInline var itemsShown = 0
  @usableFromInline var latestReward = 0.0

  /// Opens the accounts of a run.
  ///
  /// - Parameter isStatic: whether a slate is worth the same in all rounds.
  public init(isStatic: Bool) { self.isStatic = isStatic }

  /// Notes an item that was never shown before.
  @inlinable
  public mutating func discover() { itemsShown += 1 }

  /// Records a round.
  @inlinable
  public mutating func record(_ outcome: SlateOutcome, isChange: Bool) {
    benchmark.add(outcome.bestClickProbability)
    value.add(outcome.clickProbability)
    latestReward = outcome.click == nil ? 0 : 1
    if outcome.click != nil { clicks += 1 }
    if isChange { switches += 1 }
  }

  /// The state of a notion after a round.
  public func entry(for notion: Notion, group: String, after round: Int) -> LedgerEntry {
    var entry = LedgerEntry(rounds: Double(round), reward: Double(clicks), switches: Double(switches))
    guard notion == .dynamic || isStatic else { return entry }
    entry.benchmark = benchmark.value
    entry.value = notion == .realized ? Double(clicks) : value.value
    return entry
  }

  /// The value of a metric after a round.
  public func measure(_ metric: Metric, after round: Int) -> Double? {
    metric == .itemsShown ? Double(itemsShown) : nil
  }
}

extension Metric {
  /// How much of the catalogue was tried.
  public static let itemsShown = Metric(
    "items_shown", "The number of different items shown so far.", unit: "items", isCumulative: true)
}
