import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// What every learner of feasible sets must do, whatever its rule.
public enum CombinatorialConformance {
  /// Plays a learner through the laws of `GameConformance` and says which of them it breaks.
  ///
  /// A set is one of the problem's, as its oracle writes it. Hostile worlds have one element, one set, one round, costs
  /// that are all 0 or as large as they may be, that are tiny or huge, paths, subsets and trees, and either feedback;
  /// the learner may refuse the feedback.
  public static func violations<Learner: CombinatorialLearner & Configurable<CombinatorialProblem>>(
    of type: Learner.Type, settings: Settings = [:], isRandomized: Bool? = nil
  ) -> [String] {
    typealias Suite = GameConformance<
      CombinatorialGame<ScriptedElementCosts, Recorder<Learner, [Int]>>, Learner, [Int]
    >
    return Suite(arena, settings: settings, isRandomized: isRandomized) { $0.game.failure }.violations()
  }

  private static let arena: ScriptedArena<ScriptedElementCosts, CombinatorialProblem> = {
    let grid = FeasibleSets(PathOracle(gridWidth: 3, height: 3))
    let triple = FeasibleSets(SubsetOracle(elementCount: 4, size: 2))
    // The preconditions: a triangle is connected and has no loop, two parallel edges have no cycle.
    let triangle = FeasibleSets(
      try! SpanningTreeOracle(edges: [GraphEdge(0, 1), GraphEdge(1, 2), GraphEdge(0, 2)]))
    let parallel = FeasibleSets(
      try! PathOracle(edges: [GraphEdge(0, 1), GraphEdge(0, 1)], source: 0, sink: 1))
    let worlds: [(String, FeasibleSets, Double, Int, ((Double) -> Double))] = [
      ("one element", FeasibleSets(SubsetOracle(elementCount: 1, size: 1)), 1, 30, { $0 }),
      ("one set", FeasibleSets(SubsetOracle(elementCount: 3, size: 3)), 3, 30, { $0 }),
      ("one round", grid, 12, 1, { $0 }), ("subsets", triple, 4, 30, { $0 }), ("trees", triangle, 3, 30, { $0 }),
      ("two paths", parallel, 2, 30, { $0 }), ("costs of 0", grid, 12, 30, { _ in 0 }),
      ("costs of 1", grid, 12, 30, { _ in 1 }), ("tiny costs", grid, 1e-6, 30, { $0 }),
      ("huge costs", grid, 1e9, 30, { $0 }),
    ]
    let hostile = worlds.flatMap { name, sets, limit, rounds, cost in
      CostFeedback.allCases.map { feedback in
        world(
          "\(name), feedback \(feedback.rawValue)", sets, limit: limit, rounds: rounds, feedback: feedback, cost: cost)
      }
    }
    return ScriptedArena(rounds: 40, hostile: hostile) { rounds in
      world("an ordinary world", grid, limit: 12, rounds: rounds, feedback: .full) { $0 }
    }
  }()

  private static func world(
    _ name: String, _ sets: FeasibleSets, limit: Double, rounds: Int, feedback: CostFeedback,
    cost: (Double) -> Double
  ) -> ScriptedWorld<ScriptedElementCosts, CombinatorialProblem> {
    let problem = CombinatorialProblem(sets: sets, costLimit: limit, horizon: rounds, feedback: feedback)
    var noise = RandomStream(key: StreamKey(seed: 0))
    let rows = (0..<20).map { _ in
      (0..<problem.elementCount).map { _ in problem.largestCost * cost(noise.uniform()) }
    }
    return ScriptedWorld(
      name, ScriptedElementCosts(rows, problem), problem, rounds: rounds, choices: problem.elementCount,
      mayBeRefused: feedback == .semiBandit)
  }
}

/// Costs from a script, repeated when it ends.
public struct ScriptedElementCosts: CombinatorialEnvironment {
  public let truth: CombinatorialTruth
  private let rows: [[Double]]

  /// Creates the costs.
  ///
  /// - Precondition: at least one row, each with a number for every element of the problem.
  public init(_ rows: [[Double]], _ problem: CombinatorialProblem) {
    precondition(
      !rows.isEmpty && rows.allSatisfy { $0.count == problem.elementCount }, "a script needs rows with all elements")
    self.rows = rows
    truth = CombinatorialTruth(problem: problem)
  }

  public mutating func writeCosts(into costs: inout [Double], at round: Int, noise: inout RoundNoise) {
    let row = rows[(round - 1) % rows.count]
    for element in costs.indices { costs[element] = row[element] }
  }
}

extension Recorder: CombinatorialLearner where Base: CombinatorialLearner, Entry == [Int] {
  public mutating func selectSet(into set: inout [Int], at round: Int, noise: inout RoundNoise) {
    base.selectSet(into: &set, at: round, noise: &noise)
    entries.append(set)
  }

  public mutating func observe(costs: [Double], of set: [Int], at round: Int) {
    base.observe(costs: costs, of: set, at: round)
  }
}
