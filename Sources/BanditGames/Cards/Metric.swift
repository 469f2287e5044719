/// Something that a run reports besides regret; selected by the scenario's `extras`.
public struct Metric: Hashable, Sendable {
  /// The name in `extras` and in `extras.csv`.
  public let id: String
  /// What it is, in one sentence.
  public let meaning: String
  /// Its unit.
  public let unit: String
  /// Whether it is reported at every checkpoint (else at the horizon only).
  public let isCumulative: Bool

  /// Creates a metric.
  public init(_ id: String, _ meaning: String, unit: String, isCumulative: Bool) {
    self.id = id
    self.meaning = meaning
    self.unit = unit
    self.isCumulative = isCumulative
  }
}
