import BanditCards

/// The accounts of pure exploration: what counts is the answer, not what was asked on the way.
public struct ExplorationLedger: Ledger {
  /// `misidentification` and `simple`.
  public static let definitions = [
    Notion.Definition(
      .misidentification, benchmark: "1, an answer that is right",
      value: "1 if the answer that the learner would give now is right, else 0",
      formula: "1 - 1{the answer after round t is right}", unit: "1"),
    Notion.Definition(
      .simple, benchmark: "the worth of the best answer",
      value: "the worth of the answer that the learner would give now",
      formula:
        "w* - w(answer after round t); w of a vector z: z . theta; of a set: the sum of its means; of a hypothesis: 1 if it "
        + "is the true one, else 0; of arms sorted by a level: -max |mu - level| over those that are wrong and farther off "
        + "than the margin",
      unit: "reward"),
  ]

  /// `pulls`, `recommendation` and `complexity`, which the game knows.
  public static let metrics: [Metric] = [.pulls, .recommendation, .complexity]

  @usableFromInline var latestQuery = 0
  @usableFromInline var latestResponse = 0.0

  /// Opens the accounts of a run.
  @inlinable
  public init() {}

  /// Records a round.
  @inlinable
  public mutating func record(_ query: Int, _ response: Double) {
    latestQuery = query
    latestResponse = response
  }

  /// Missing: only the learner knows its answer.
  public func entry(for notion: Notion, group: String, after round: Int) -> LedgerEntry {
    LedgerEntry(rounds: Double(round))
  }

  /// The state of a notion after a round, for an answer.
  func entry(for notion: Notion, after round: Int, truth: ExplorationTruth, answer: [Int]) -> LedgerEntry {
    var entry = LedgerEntry(rounds: Double(round))
    switch notion {
    case .misidentification:
      entry.benchmark = 1
      entry.value = truth.isRight(answer) ? 1 : 0
    case .simple:
      entry.benchmark = truth.bestWorth
      // Sums of the same means in another order differ by rounding.
      entry.value = truth.isRight(answer) ? truth.bestWorth : truth.worth(of: answer)
    default: break
    }
    return entry
  }
}
