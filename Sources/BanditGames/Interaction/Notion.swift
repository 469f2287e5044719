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

  /// Mean of the best fixed action, less the mean of what was played.
  public static let pseudo = Notion(
    "pseudo", benchmark: "the sum of the means of the best fixed action",
    value: "the sum of the means of the actions played, given the history",
    formula: "max_a sum_{s<=t} mu_s(a) - sum_{s<=t} mu_s(A_s)", unit: "reward", families: [.bandit])

  /// The benchmark of `pseudo`, less the reward really collected.
  public static let realized = Notion(
    "realized", benchmark: "the benchmark of pseudo", value: "the reward really collected",
    formula: "max_a sum_{s<=t} mu_s(a) - sum_{s<=t} X_s", unit: "reward", families: [.bandit])

  /// Mean of the best action of each round, less the mean of what was played.
  public static let dynamic = Notion(
    "dynamic", benchmark: "the sum over rounds of the mean of the best action of that round",
    value: "the sum of the means of the actions played, given the history",
    formula: "sum_{s<=t} max_a mu_s(a) - sum_{s<=t} mu_s(A_s)", unit: "reward", families: [.bandit])

  /// The gap of the arm with the highest empirical mean.
  public static let simple = Notion(
    "simple", benchmark: "the mean of the best action",
    value: "the mean of the arm with the highest empirical mean (lowest index on ties)",
    formula: "max_a mu(a) - mu(argmax_a (mean of the rewards of a so far))", unit: "reward",
    families: [.bandit], isCumulative: false)

  /// Every notion, by name.
  public static let all: [Notion] = [pseudo, realized, dynamic, simple]

  /// The notion with a name.
  public static func named(_ id: String) -> Notion? { all.first { $0.id == id } }

  /// The notion that a scenario reports when it names none.
  public static func main(of family: Family) -> Notion {
    switch family {
    case .bandit: pseudo
    default: preconditionFailure("no notion of regret for \(family.rawValue) yet")
    }
  }
}
