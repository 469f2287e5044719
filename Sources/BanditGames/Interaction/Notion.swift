/// A notion of regret: a named comparator class with a definition and a unit.
///
/// Regret is benchmark - value, always, and cumulative unless the notion says otherwise. What an
/// environment cannot supply is missing, never 0.
public struct Notion: Hashable, Sendable {
  /// The name in `notions` and in the result files.
  public let id: String
  /// What the benchmark is.
  public let benchmark: String
  /// What the value is.
  public let value: String
  /// The formula.
  public let formula: String
  /// The unit.
  public let unit: String
  /// The families that can supply it.
  public let families: [Family]
  /// Whether it accumulates over rounds.
  public let isCumulative: Bool

  init(
    _ id: String, benchmark: String, value: String, formula: String, unit: String,
    families: [Family], isCumulative: Bool = true
  ) {
    self.id = id
    self.benchmark = benchmark
    self.value = value
    self.formula = formula
    self.unit = unit
    self.families = families
    self.isCumulative = isCumulative
  }

  /// Every notion, family by family.
  public static let all: [Notion] = [
    pseudo, realized, dynamic, simple, policy, policyLower, policyConstant, upperBound, planner, gamma, external,
    switching, group, constraint, gain, gainRealized,
  ]

  /// The notion with a name.
  public static func named(_ id: String) -> Notion? { all.first { $0.id == id } }

  /// The notion that a scenario reports when it names none and its environment has no other.
  public static func main(of family: Family) -> Notion {
    switch family {
    case .bandit, .channels: pseudo
    case .stream: dynamic
    case .semiBandit: upperBound
    case .experts, .episodic: external
    case .grouped: group
    case .averageReward: gain
    }
  }
}
