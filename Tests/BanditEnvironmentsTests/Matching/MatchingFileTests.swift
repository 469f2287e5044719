import BanditCards
import BanditComparators
import BanditGames
import Foundation
import Testing

@testable import BanditEnvironments

struct MatchingFileTests {
  private func file(_ edges: String, _ weights: String? = nil) throws -> MatchingFile {
    try MatchingFile(bytes: Array(edges.utf8), weights: weights.map { Array($0.utf8) })
  }

  private func complaint(_ edges: String, _ weights: String? = nil) -> String? {
    do {
      _ = try file(edges, weights)
      return nil
    } catch {
      return "\(error)"
    }
  }

  /// Vertices in the order of their numbers, of their lines, or of the file of weights; arrivals in any order of lines.
  @Test func orders() throws {
    let numbered = try file("arrival,vertex,p\n2,10,0.5\n1,9,0.25\n2,9,1\n4,10,0\n")
    #expect(numbered.names == ["9", "10"] && numbered.graph.weights == [1, 1])
    let edge = { (vertex: Int, probability: Double) in MatchingEdge(vertex: vertex, probability: probability) }
    #expect(numbered.graph.arrivals == [[edge(0, 0.25)], [edge(0, 1), edge(1, 0.5)], [], [edge(1, 0)]])
    #expect(try file("vertex,p,arrival\nz,0.5,1\na,0.5,1\n").names == ["z", "a"])
    let weighted = try file("arrival,vertex,p\n1,z,0.5\n1,a,0.5\n", "vertex,weight\nq,0\na,2.5\nz,1\n")
    #expect(weighted.names == ["q", "a", "z"] && weighted.graph.weights == [0, 2.5, 1])
    #expect(weighted.graph.arrivals == [[edge(1, 0.5), edge(2, 0.5)]])
  }

  @Test func saysWhereItIsWrong() {
    let head = "arrival,vertex,p\n"
    #expect(
      complaint(head + "0,a,0.5\n")
        == "line 2: column \"arrival\": found \"0\"; accepted: a whole number in 1...10000000")
    #expect(
      complaint(head + "1.5,a,0.5\n")
        == "line 2: column \"arrival\": found \"1.5\"; accepted: a whole number in 1...10000000")
    #expect(complaint(head + "1,a,1.5\n") == "line 2: column \"p\": found \"1.5\"; accepted: a number in [0, 1]")
    #expect(complaint(head + "1,a,x\n") == "line 2: column \"p\": found \"x\"; accepted: a finite decimal number")
    #expect(
      complaint(head + "1,a,0.5\n1,a,0.25\n")
        == "line 3: column \"vertex\": found \"a\"; accepted: each vertex once for an arrival")
    #expect(complaint(head) == "no rows; accepted: an edge or more")
    #expect(complaint("arrival,vertices,p\n1,a,0.5\n")?.hasPrefix("line 1: no column \"vertex\"") == true)
    let edges = head + "1,a,0.5\n"
    #expect(
      complaint(edges, "vertex,weight\nb,1\n")
        == "line 2: column \"vertex\": found \"a\"; accepted: a vertex of the file of weights")
    #expect(
      complaint(edges, "vertex,weight\na,-1\n")
        == "line 2: column \"weight\": found \"-1.0\"; accepted: a number of 0 or more")
    #expect(
      complaint(edges, "vertex,weight\na,1\na,1\n")
        == "line 3: column \"vertex\": found \"a\"; accepted: each vertex once")
  }

  @Test func readsFiles() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("matching-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (edges, weights) = (folder.appendingPathComponent("edges.csv"), folder.appendingPathComponent("weights.csv"))
    try "arrival,vertex,p\n1,a,0.5\n3,b,0.5\n".write(to: edges, atomically: true, encoding: .utf8)
    try "vertex,weight\nb,2\na,1\n".write(to: weights, atomically: true, encoding: .utf8)
    let settings: Settings = ["file": .text(edges.path), "weights": .text(weights.path)]
    #expect(try MatchingFileModel.rowCount(settings: settings) == 3)
    let model = try MatchingFileModel(settings: settings, horizon: 2)
    #expect(model.itemNames == ["b", "a"] && model.problem == MatchingProblem(vertexCount: 2, horizon: 2))
    #expect(model.facts == ["2 arrivals, 2 vertices, 1 edge"])
    #expect { try MatchingFileModel(settings: settings, horizon: 4) } throws: { ($0 as? InvalidSettings)?.path == "" }
    #expect { try MatchingFileModel(file: "nowhere.csv", horizon: 4) } throws: {
      ($0 as? InvalidSettings)?.path == "file"
    }
    #expect {
      try MatchingFileModel(file: DataFile(edges.path), weights: "nowhere.csv", horizon: 2)
    } throws: {
      ($0 as? InvalidSettings)?.path == "weights"
    }
    #expect(wrongSettingsThatPass(MatchingFileModel.self, valid: settings, horizon: 3) == [])
  }
}
