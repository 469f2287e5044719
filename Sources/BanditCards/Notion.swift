/// A notion of regret: the name of a comparator class, as scenarios and result files have it.
///
/// Regret is benchmark - value, always, and cumulative unless the notion says otherwise. What an environment cannot
/// supply is missing, never 0. What a family means by a notion is declared beside its ledger, as a `Definition`.
public struct Notion: Hashable, Sendable {
  /// The name in `notions` and in the result files.
  public let id: String
  /// Whether it accumulates over rounds.
  public let isCumulative: Bool

  /// Names a notion.
  public init(_ id: String, isCumulative: Bool = true) {
    self.id = id
    self.isCumulative = isCumulative
  }

  /// What a family means by a notion.
  public struct Definition: Sendable {
    /// The notion.
    public let notion: Notion
    /// What the benchmark is.
    public let benchmark: String
    /// What the value is.
    public let value: String
    /// The formula.
    public let formula: String
    /// The unit.
    public let unit: String

    /// Creates a definition.
    public init(_ notion: Notion, benchmark: String, value: String, formula: String, unit: String) {
      self.notion = notion
      self.benchmark = benchmark
      self.value = value
      self.formula = formula
      self.unit = unit
    }
  }
}
