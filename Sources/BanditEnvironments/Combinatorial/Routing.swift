import BanditCards
import BanditComparators
import BanditGames

/// The environment `routing` of scenario files: paths in a graph without cycles.
public struct RoutingModel: CostModel {
  /// `graph` of scenario files.
  public static let graph = GraphSource.parameter(
    "Paths lead from node 0 to the last one; there is no cycle, and every edge is on a path.")
  /// `costs` of scenario files.
  public static let costs = CostSource.parameter
  /// `U` of scenario files; `nil` for d.
  public static let costLimit = CombinatorialSettings.costLimit
  /// `feedback` of scenario files.
  public static let feedback = CombinatorialSettings.feedback

  public static let card = EnvironmentCard(
    id: "routing", family: .combinatorial,
    summary: "Paths in a graph whose edges cost something else in every round.",
    dynamics: CombinatorialSettings.dynamics,
    feedback: CombinatorialSettings.seen,
    truth: CombinatorialSettings.truth,
    comparators: """
      \(CombinatorialSettings.comparators) The oracle relaxes the nodes in topological order; of paths of the same \
      cost it takes the one with the lowest edge where they part.
      """,
    parameters: [graph, costs, costLimit, feedback],
    example: ["graph": ["grid": [3, 2]], "costs": "alternating", "feedback": "full"],
    swift: "try RoutingModel(graph: .grid(width: 3, height: 2), horizon: 1000, costs: .alternating)",
    facts: EnvironmentFacts(.adversarial, isStationary: nil, rewards: .settings, feedback: .settings),
    notes: """
      Elements are edges in the order of the scenario; a set is written from node 0 on. Costs do not depend on what is \
      played.
      """,
    reference: CombinatorialSettings.reference)

  public let problem: CombinatorialProblem
  public let costs: ElementCostsSource

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      graph: settings[Self.graph], horizon: horizon, costs: settings[Self.costs],
      costLimit: settings[Self.costLimit], feedback: settings[Self.feedback])
  }

  /// Creates the model: `RoutingModel(graph: .grid(width: 3, height: 3), horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, a file cannot be read, the
  ///   graph has a cycle or an edge that is on no path, or costs do not fit it.
  public init(
    graph: GraphSource = Self.graph.default, horizon: Int, costs: CostSource = Self.costs.default,
    costLimit: Double? = Self.costLimit.default, feedback: CostFeedback = Self.feedback.default
  ) throws(InvalidSettings) {
    try Self.graph.check(graph)
    try Self.costLimit.check(costLimit)
    let (edges, path) = try graph.edges()
    let sink = edges.reduce(0) { max($0, $1.tail, $1.head) }
    let paths: PathOracle
    do throws(PathOracle.Mistake) {
      paths = try PathOracle(edges: edges, source: 0, sink: sink)
    } catch {
      throw InvalidSettings(path, Self.message(error, edges, sink: sink))
    }
    problem = CombinatorialProblem(
      sets: FeasibleSets(paths), costLimit: costLimit ?? Double(edges.count), horizon: horizon, feedback: feedback)
    self.costs = try ElementCostsSource(costs, problem)
  }

  private static func message(_ mistake: PathOracle.Mistake, _ edges: [GraphEdge], sink: Int) -> String {
    func text(_ edge: Int) -> String { "edge \(edge) (\(edges[edge].tail) to \(edges[edge].head))" }
    return switch mistake {
    case .isEmpty: "there are no edges; accepted: one or more"
    case .cycle(let edge): "\(text(edge)) is on a cycle; accepted: a graph without cycles"
    case .noPath: "no path leads from node 0 to node \(sink), the last one; accepted: one or more"
    case .useless(let edge):
      "\(text(edge)) is on no path from node 0 to node \(sink), the last one; accepted: edges that are"
    }
  }
}
