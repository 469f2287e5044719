import BanditCards

/// Estimates of the value of a policy as a table.
public struct OffPolicyTable: Sendable {
  /// The estimates, in the order of the rows.
  public let estimates: [OffPolicyEstimate]
  /// The level of their intervals.
  public let confidence: Double

  /// The columns of `csv` and the keys of `json`.
  public static let columns = ["estimator", "estimate", "se", "ci_low", "ci_high", "rows", "ess", "max_weight"]

  /// Makes a table.
  public init(_ estimates: [OffPolicyEstimate], confidence: Double) {
    self.estimates = estimates
    self.confidence = confidence
  }

  private static func fields(_ estimate: OffPolicyEstimate) -> [Setting] {
    [
      .text(estimate.estimator.rawValue), .number(estimate.value), .number(estimate.se),
      .number(estimate.interval.low), .number(estimate.interval.high), .whole(estimate.rows),
      .number(estimate.effectiveRows), .number(estimate.largestWeight),
    ]
  }

  /// Comma-separated values; missing ones are empty.
  public var csv: String {
    ([CSVRow(Self.columns)] + estimates.map { CSVRow(Self.fields($0)) }).map { $0.text + "\n" }.joined()
  }

  /// A list of objects; missing values are `null`.
  public var json: String {
    let rows = estimates.map { estimate in
      Setting.object(Settings(zip(Self.columns, Self.fields(estimate)).map { Settings.Entry($0, $1) }))
    }
    return JSONText.pretty(.list(rows)) + "\n"
  }

  /// Aligned columns, for people.
  public var text: String { section.plainText }

  /// A table of GitHub's Markdown.
  public var markdown: String { section.markdown }

  private var section: TableSection {
    let numbers = NumberFormat.resolving(estimates.map(\.se).filter(\.isFinite), orElse: estimates.map(\.value))
    let weights = NumberFormat(count: 1)
    let rows = estimates.map { estimate in
      let interval = estimate.interval
      return [
        estimate.estimator.rawValue, numbers.text(estimate.value), numbers.text(estimate.se),
        interval.low.isNaN ? "" : "\(numbers.text(interval.low)) to \(numbers.text(interval.high))",
      ]
    }
    let first = estimates.first
    return TableSection(
      title: "mean reward of the policy per round",
      subtitle:
        "\(counted: first?.rows ?? 0, "row"), worth \(weights.text(first?.effectiveRows ?? .nan)) of the policy's own; "
        + "largest weight \(weights.text(first?.largestWeight ?? .nan))",
      header: ["estimator", "estimate", "se", "\(NumberFormat(count: 4).trimmed(100 * confidence)) % interval"],
      rows: rows,
      notes: estimates.contains { $0.estimator == .dm }
        ? ["dm has no interval: its se says nothing of how far its model is off"] : [],
      nameColumns: [0])
  }
}
