import BanditCards
import BanditComparators
import BanditGames

/// The environment `spanning-trees` of scenario files: trees that connect all nodes of a graph.
public struct SpanningTreesModel: CostModel {
  /// `graph` of scenario files.
  public static let graph = GraphSource.parameter(
    "Directions do not count; the graph connects the nodes 0, 1, ..., the last one, and no edge ends where it begins.")
  /// `costs` of scenario files.
  public static let costs = CostSource.parameter
  /// `U` of scenario files; `nil` for d.
  public static let costLimit = CombinatorialSettings.costLimit
  /// `feedback` of scenario files.
  public static let feedback = CombinatorialSettings.feedback

  public static let card = EnvironmentCard(
    id: "spanning-trees", family: .combinatorial,
    summary: "Spanning trees of a graph whose edges cost something else in every round.",
    dynamics: CombinatorialSettings.dynamics,
    feedback: CombinatorialSettings.seen,
    truth: CombinatorialSettings.truth,
    comparators: """
      \(CombinatorialSettings.comparators) The oracle is Kruskal's; of edges of the same cost it takes the lowest first.
      """,
    parameters: [graph, costs, costLimit, feedback],
    example: ["graph": ["edges": [[0, 1], [1, 2], [0, 2]]], "feedback": "full"],
    swift: """
      try SpanningTreesModel(
        graph: .edges([GraphEdge(0, 1), GraphEdge(1, 2), GraphEdge(0, 2)]), horizon: 1000)
      """,
    facts: EnvironmentFacts(.adversarial, isStationary: nil, rewards: .settings, feedback: .settings),
    notes: "Elements are edges in the order of the scenario. Costs do not depend on what is played.",
    reference: CombinatorialSettings.reference)

  public let problem: CombinatorialProblem
  public let costs: ElementCostsSource

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      graph: settings[Self.graph], horizon: horizon, costs: settings[Self.costs],
      costLimit: settings[Self.costLimit], feedback: settings[Self.feedback])
  }

  /// Creates the model: `SpanningTreesModel(graph: .grid(width: 3, height: 3), horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, a file cannot be read, the
  ///   graph is not connected or has a loop, or costs do not fit it.
  public init(
    graph: GraphSource = Self.graph.default, horizon: Int, costs: CostSource = Self.costs.default,
    costLimit: Double? = Self.costLimit.default, feedback: CostFeedback = Self.feedback.default
  ) throws(InvalidSettings) {
    try Self.graph.check(graph)
    try Self.costLimit.check(costLimit)
    let (edges, path) = try graph.edges()
    let trees: SpanningTreeOracle
    do throws(SpanningTreeOracle.Mistake) {
      trees = try SpanningTreeOracle(edges: edges)
    } catch {
      switch error {
      case .isEmpty: throw InvalidSettings(path, "there are no edges; accepted: one or more")
      case .isolated(let node):
        throw InvalidSettings(path, "node \(node) is not connected to node 0; accepted: a connected graph")
      case .loop(let edge):
        throw InvalidSettings(path, "edge \(edge) ends where it begins; accepted: edges between two nodes")
      }
    }
    problem = CombinatorialProblem(
      sets: FeasibleSets(trees), costLimit: costLimit ?? Double(edges.count), horizon: horizon, feedback: feedback)
    self.costs = try ElementCostsSource(costs, problem)
  }
}
