import BanditCards
import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Foundation
import Testing

@testable import BanditEnvironments

struct RoutingTests {
  /// The message with which settings are refused; `nil` where they are accepted.
  private func refusal(_ settings: Settings) -> String? {
    do throws(InvalidSettings) {
      _ = try RoutingModel(settings: settings, horizon: 10)
      return nil
    } catch { return error.description }
  }

  @Test func grids() throws {
    let model = try RoutingModel(horizon: 100)
    #expect(model.problem.elementCount == 12 && model.problem.sets.largestSize == 4)
    #expect(model.problem.costLimit == 12 && model.problem.largestCost == 1 && model.problem.largestSetCost == 4)
    #expect(model.problem.sets.allSets(atMost: 6)?.count == 6)
    #expect(model.facts == ["12 elements; the largest set has 4; an element costs at most 1.0 in a round"])
    // The same graph, edge by edge.
    let written = try RoutingModel(
      graph: .edges(GraphEdge.grid(width: 3, height: 3)), horizon: 100, costLimit: 6, feedback: .semiBandit)
    #expect(written.problem.sets.allSets(atMost: 6) == model.problem.sets.allSets(atMost: 6))
    #expect(written.problem.largestCost == 0.5 && written.problem.feedback == .semiBandit)
  }

  @Test func files() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "routing-\(UInt64.random(in: 0...(.max)))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func file(_ name: String, _ text: String) throws -> DataFile {
      let url = folder.appendingPathComponent(name)
      try Data(text.utf8).write(to: url)
      return DataFile(url.path)
    }
    let graph = try file("graph.csv", "tail,head\r\n0,1\r\n0,1\r\n1,2\r\n")
    let costs = try file("costs.csv", "0.5,0,1\n0,1,0.25\n")
    let model = try RoutingModel(graph: .file(graph), horizon: 10, costs: .file(costs), costLimit: 6)
    #expect(model.problem.sets.allSets(atMost: 2) == [[0, 2], [1, 2]])
    #expect(try rows(of: model, 3) == [[1, 0, 2], [0, 2, 0.5], [1, 0, 2]])
    for (text, message) in [
      ("tail,head\n0,x\n", #"graph.file: line 2: column "head": found "x"; accepted: a whole number in 0...100000"#),
      ("tail,had\n0,1\n", #"graph.file: line 1: no column "head"; found "tail", "had"; did you mean "head"?"#),
      ("tail,head\n0,1\n1,0\n", "graph.file: edge 0 (0 to 1) is on a cycle; accepted: a graph without cycles"),
    ] {
      do throws(InvalidSettings) {
        _ = try RoutingModel(graph: .file(try! file("bad-\(text.count).csv", text)), horizon: 10)
        Issue.record("accepted")
      } catch { #expect(error.description.hasPrefix(String(message.prefix(60)))) }
    }
    do throws(InvalidSettings) {
      _ = try RoutingModel(graph: .grid(width: 2, height: 2), horizon: 10, costs: .file(costs))
      Issue.record("accepted")
    } catch { #expect(error.description == "costs.file: found 3 numbers; accepted: 4, one for each element") }
  }

  /// The costs of the first rounds.
  private func rows<Model: CostModel>(of model: Model, _ rounds: Int, seed: UInt64 = 1) throws -> [[Double]] {
    var stream = RandomStream(key: StreamKey(seed: seed))
    var noise = RandomStream(key: StreamKey(seed: seed + 1), itemCount: model.problem.elementCount)
    var costs = model.instance(of: 0, from: &stream)
    var row = Array(repeating: -1.0, count: model.problem.elementCount)
    return (1...rounds).map { round in
      costs.writeCosts(into: &row, at: round, noise: &noise)
      return row
    }
  }

  /// Two edges with U = d: (.5, 0), (0, 1), (1, 0), (0, 1), ...
  @Test func alternating() throws {
    let model = try RoutingModel(
      graph: .edges([GraphEdge(0, 1), GraphEdge(0, 1)]), horizon: 5, costs: .alternating)
    #expect(try rows(of: model, 5) == [[0.5, 0], [0, 1], [1, 0], [0, 1], [1, 0]])
    // On a grid of 2 by 2: the path right and down (edges 0 and 2) against the rest, half of it as dear.
    let grid = try RoutingModel(graph: .grid(width: 2, height: 2), horizon: 5, costs: .alternating, costLimit: 2)
    #expect(try rows(of: grid, 3) == [[0.25, 0, 0.25, 0], [0, 0.5, 0, 0.5], [0.5, 0, 0.5, 0]])
    #expect(model.absence(of: .pseudo) == "given costs have no means" && model.commonInstance?.truth.means == nil)
  }

  /// Coins are as often dear as their means say (binomial tests at 1e-6, fixed key), and the truth has the means in
  /// costs.
  @Test func coins() throws {
    let means = [0.1, 0.5, 0.9, 0]
    let model = try RoutingModel(graph: .grid(width: 2, height: 2), horizon: 3000, costs: .means(means), costLimit: 8)
    let costs = try rows(of: model, 3000)
    for (element, mean) in means.enumerated() {
      let dear = costs.filter { $0[element] == 2 }.count
      #expect(costs.allSatisfy { $0[element] == 2 || $0[element] == 0 })
      if mean > 0 {
        #expect(BinomialTest(successes: dear, trials: 3000, probability: mean).pValue > 1e-6)
      } else {
        #expect(dear == 0)
      }
    }
    #expect(model.commonInstance?.truth.means == [0.2, 1, 1.8, 0])
    #expect(model.absence(of: .pseudo) == nil && model.absence(of: .external) == nil)
  }

  /// Without means each replication has its own, uniform on [0, U / d].
  @Test func drawnMeans() throws {
    let model = try RoutingModel(horizon: 10, costLimit: 24)
    var stream = RandomStream(key: StreamKey(seed: 5))
    let means = try (0..<40).map { try #require(model.instance(of: $0, from: &stream).truth.means) }
    #expect(model.commonInstance == nil && model.absence(of: .pseudo) == nil)
    let all = means.flatMap { $0 }
    #expect(Set(all).count == 480 && all.allSatisfy { (0...2).contains($0) })
    // Four standard deviations of the mean of 480 uniforms on [0, 2].
    let mean: Double = all.reduce(0, +) / 480
    let deviation: Double = (1 / 1440.0).squareRoot()
    #expect(abs(mean - 1) < 4 * deviation)
  }

  @Test func refusals() {
    #expect(
      refusal(["graph": ["edges": [[0, 1], [1, 2], [2, 1]]]])
        == "graph.edges: edge 1 (1 to 2) is on a cycle; accepted: a graph without cycles")
    #expect(
      refusal(["graph": ["edges": [[0, 1], [2, 3]]]])
        == "graph.edges: no path leads from node 0 to node 3, the last one; accepted: one or more")
    #expect(
      refusal(["graph": ["edges": [[0, 3], [0, 1]]]])
        == "graph.edges: edge 1 (0 to 1) is on no path from node 0 to node 3, the last one; accepted: edges that are")
    #expect(refusal(["graph": ["grid": [1, 1]]]) == "graph.grid: found 0 edges; accepted: 1 to 10000")
    #expect(refusal(["graph": ["grid": [100, 100]]]) == "graph.grid: found 19800 edges; accepted: 1 to 10000")
    #expect(refusal(["graph": ["grid": [2]]])?.hasPrefix("graph: ") == true)
    #expect(refusal(["U": 0])?.hasPrefix("U: ") == true)
    #expect(refusal(["costs": ["means": [0.5]]]) == "costs.means: found 1 number; accepted: 12, one for each element")
    #expect(
      refusal(["graph": ["grid": [2, 1]], "costs": ["table": [[0.5], [0.1, 0.2]]]])
        == "costs.table[1]: found 2 numbers; accepted: 1, one for each element")
    #expect(refusal(["costs": ["means": [1.5]]])?.hasPrefix("costs: ") == true)
    #expect(refusal(["costs": ["file": "nowhere.csv"]])?.hasPrefix("costs.file: ") == true)
    #expect(refusal(["graph": ["file": "nowhere.csv"]])?.hasPrefix("graph.file: ") == true)
    #expect(refusal(["feedback": "bandit"])?.hasPrefix("feedback: ") == true)
    #expect(refusal([:]) == nil)
  }
}
