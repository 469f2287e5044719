import BanditNumerics
import BanditTesting
import Testing

@testable import BanditComparators

struct MatchingLPTests {
  @Test func smallGraphs() throws {
    for (graph, value) in [(WorkedMatchings.a, 3), (WorkedMatchings.x, 4.6), (WorkedMatchings.y, 5.0)] {
      #expect(abs(try #require(MatchingLP(graph).value) - value) < 1e-12)
    }
  }

  /// Against SciPy on random graphs; half of them have equal probabilities, and are flows.
  @Test func agreesWithAnotherSolver() throws {
    for (number, reference) in ReferenceGraph.all.enumerated() {
      let value = try #require(MatchingLP(reference.graph).value)
      #expect(abs(value - reference.lp) < 1e-9, "graph \(number)")
    }
  }

  /// The flow with weights and the simplex method agree on larger graphs whose vertices have a probability each.
  @Test func flowAndSimplexAgree() throws {
    var state: UInt64 = 7
    func next(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(count))
    }
    for _ in 0..<30 {
      let chances = (0..<6).map { _ in 1 / Double(2 + next(7)) }
      let weights = (0..<6).map { _ in Double(next(5)) }
      let rows = (0..<25).map { _ in
        Set((0..<3).map { _ in next(6) }).map { MatchingEdge(vertex: $0, probability: chances[$0]) }
      }
      let kinds = MatchingGraph(weights: weights, arrivals: rows).kinds
      let flow = try #require(MatchingLP.flow(weights, kinds))
      let programme = try #require(MatchingLP.programme(weights, kinds))
      #expect(abs(flow - programme) < 1e-9)
    }
  }

  /// Batches: all vertices can be filled; after i batches of the upper-triangular graph, i of them.
  @Test func batches() {
    let graph = WorkedMatchings.upperTriangular(4, copies: 50)
    for batches in 1...4 {
      #expect(MatchingLP(graph.prefix(50 * batches)).value.map { abs($0 - Double(batches)) < 1e-12 } == true)
    }
    #expect(MatchingLP(graph.prefix(75)).value.map { abs($0 - 1.5) < 1e-12 } == true)
  }

  /// One vertex and m arrivals with p = 1/m: 1, while nobody earns more than 1 - (1 - 1/m)^m.
  @Test func gapToTheClairvoyant() throws {
    let graph = WorkedMatchings.batches([[0]], count: 1, copies: 8)
    #expect(MatchingLP(graph).value == 1)
    let clairvoyant = try #require(MatchingClairvoyant(graph).value)
    var failure = 1.0
    for _ in 0..<8 { failure *= 1 - 1.0 / 8 }
    #expect(abs(clairvoyant - (1 - failure)) < 1e-14)
  }

  @Test func nothingToEarn() {
    #expect(MatchingLP(MatchingGraph(weights: [1, 0], arrivals: [[], []])).value == 0)
    let useless = [[MatchingEdge(vertex: 0, probability: 0), MatchingEdge(vertex: 1, probability: 0.5)]]
    #expect(MatchingLP(MatchingGraph(weights: [1, 0], arrivals: useless)).value == 0)
  }
}
