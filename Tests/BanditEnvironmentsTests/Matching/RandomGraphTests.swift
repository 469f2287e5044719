import BanditCards
import BanditComparators
import BanditEnvironments
import BanditGames
import BanditStreams
import Testing
import BanditTesting
import Foundation

struct RandomGraphTests {
  @Test func graphs() throws {
    let model = try RandomGraphModel(
      vertices: 5, arrivals: 200, degree: 3, p: .uniform(0.2...0.4), weights: 1...2, horizon: 200)
    let graph = matching(of: model).truth.graph
    #expect(graph.vertexCount == 5 && graph.arrivals.count == 200 && graph.arrivals.allSatisfy { $0.count == 3 })
    #expect(graph.arrivals.joined().allSatisfy { (0.2...0.4).contains($0.probability) })
    #expect(graph.weights.allSatisfy { (1...2).contains($0) } && Set(graph.weights).count == 5)
    #expect(matching(of: model, seed: 2).truth.graph != graph && model.commonInstance == nil)
    let plain = matching(of: try RandomGraphModel(vertices: 2, arrivals: 9, degree: 7, p: .equal(0.5), horizon: 9))
    #expect(
      plain.truth.graph.weights == [1, 1] && plain.truth.graph.arrivals.joined().allSatisfy { $0.probability == 0.5 })
    #expect(plain.truth.graph.arrivals.allSatisfy { $0.map(\.vertex) == [0, 1] })
    #expect(try RandomGraphModel.rowCount(settings: ["arrivals": 77]) == 77)
  }

  /// With a data seed all replications share a graph, which does not depend on the stream.
  @Test func dataSeeds() throws {
    let model = try RandomGraphModel(dataSeed: 4, horizon: 100)
    #expect(matching(of: model, seed: 1).truth.graph == matching(of: model, seed: 2).truth.graph)
    #expect(model.commonInstance != nil)
    let other = try RandomGraphModel(dataSeed: 5, horizon: 100)
    #expect(matching(of: other).truth.graph != matching(of: model).truth.graph)
  }

  /// Each vertex is a neighbour of 2/5 of the arrivals, and pairs are as likely; chi-square over the 10 pairs, level
  /// 1e-6 (9 degrees of freedom: 46.7).
  @Test func neighboursAreUniform() throws {
    let model = try RandomGraphModel(vertices: 5, arrivals: 20_000, degree: 2, horizon: 20_000)
    var counts: [[Int]: Double] = [:]
    for edges in matching(of: model).truth.graph.arrivals { counts[edges.map(\.vertex), default: 0] += 1 }
    #expect(counts.count == 10)
    #expect(counts.values.reduce(0) { $0 + ($1 - 2000) * ($1 - 2000) / 2000 } < 46.7)
  }

  @Test func absences() throws {
    #expect(try RandomGraphModel(vertices: 13, horizon: 9).absence(of: .clairvoyant) != nil)
    #expect(try RandomGraphModel(vertices: 12, horizon: 9).absence(of: .clairvoyant) == nil)
    #expect(try RandomGraphModel(dataSeed: 1, horizon: 100).absence(of: .configuration) != nil)
  }

  @Test func wrongSettingsAreRefused() {
    #expect(
      wrongSettingsThatPass(
        RandomGraphModel.self,
        valid: [
          "vertices": 4, "arrivals": 100, "degree": 2, "p": numbers([0.1, 0.2]), "weights": numbers([1, 2]),
          "dataSeed": 3,
        ]) == [])
    #expect {
      try RandomGraphModel(settings: ["p": numbers([0.5, 0.2])], horizon: 100)
    } throws: {
      ($0 as? InvalidSettings)?.path == "p"
    }
  }
}
