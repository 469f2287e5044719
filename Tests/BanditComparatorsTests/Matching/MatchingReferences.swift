import BanditComparators
import Foundation

/// A graph of Tests/Reference/linear_programs.json with the values of programmes written out there.
struct ReferenceGraph: Decodable, Sendable {
  struct File: Decodable { let graphs: [ReferenceGraph] }

  let weights: [Double]
  let arrivals: [[[Double]]]
  let lp: Double
  let configuration: Double
  let clairvoyant: Double

  var graph: MatchingGraph {
    MatchingGraph(
      weights: weights,
      arrivals: arrivals.map { $0.map { MatchingEdge(vertex: Int($0[0]), probability: $0[1]) } })
  }

  static let all: [ReferenceGraph] = {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = tests.appendingPathComponent("Reference/linear_programs.json")
    return try! JSONDecoder().decode(File.self, from: Data(contentsOf: file)).graphs
  }()
}
