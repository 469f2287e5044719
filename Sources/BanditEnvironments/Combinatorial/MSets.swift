import BanditCards
import BanditComparators
import BanditGames

/// The environment `m-sets` of scenario files: subsets of a given size.
public struct MSetsModel: CostModel {
  /// `elements` of scenario files.
  public static let elements = Parameter.whole(
    "elements", "The number of elements, d.", 1...CombinatorialSettings.largestCount, default: 10, why: "a few")
  /// `m` of scenario files.
  public static let m = Parameter.whole(
    "m", "The size of all sets; at most d.", 1...CombinatorialSettings.largestCount, default: 3,
    why: "120 sets of the default elements")
  /// `costs` of scenario files.
  public static let costs = CostSource.parameter
  /// `U` of scenario files; `nil` for d.
  public static let costLimit = CombinatorialSettings.costLimit
  /// `feedback` of scenario files.
  public static let feedback = CombinatorialSettings.feedback

  public static let card = EnvironmentCard(
    id: "m-sets", family: .combinatorial,
    summary: "Sets of m of d elements that cost something else in every round.",
    dynamics: CombinatorialSettings.dynamics,
    feedback: CombinatorialSettings.seen,
    truth: CombinatorialSettings.truth,
    comparators: """
      \(CombinatorialSettings.comparators) The oracle takes the m elements of least cost, the lowest ones on ties.
      """,
    parameters: [elements, m, costs, costLimit, feedback],
    example: ["elements": 5, "m": 2, "feedback": "full"],
    swift: "try MSetsModel(elements: 5, m: 2, horizon: 1000)",
    facts: EnvironmentFacts(.adversarial, isStationary: nil, rewards: .settings, feedback: .settings),
    notes: "With m = 1 these are experts, or a bandit. Costs do not depend on what is played.",
    reference: CombinatorialSettings.reference)

  public let problem: CombinatorialProblem
  public let costs: ElementCostsSource

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      elements: settings[Self.elements], m: settings[Self.m], horizon: horizon, costs: settings[Self.costs],
      costLimit: settings[Self.costLimit], feedback: settings[Self.feedback])
  }

  /// Creates the model: `MSetsModel(elements: 5, m: 2, horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, m is above the number of
  ///   elements, or costs do not fit them.
  public init(
    elements: Int = Self.elements.default, m: Int = Self.m.default, horizon: Int,
    costs: CostSource = Self.costs.default, costLimit: Double? = Self.costLimit.default,
    feedback: CostFeedback = Self.feedback.default
  ) throws(InvalidSettings) {
    try Self.elements.check(elements)
    try Self.m.check(m)
    try Self.costLimit.check(costLimit)
    guard m <= elements else {
      throw InvalidSettings("m", "found \(m) of \(counted: elements, "element"); accepted: at most \(elements)")
    }
    problem = CombinatorialProblem(
      sets: FeasibleSets(SubsetOracle(elementCount: elements, size: m)), costLimit: costLimit ?? Double(elements),
      horizon: horizon, feedback: feedback)
    self.costs = try ElementCostsSource(costs, problem)
  }
}
