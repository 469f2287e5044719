import BanditComparators
import BanditTesting
import Testing

struct ConfigurationRelaxationTests {
  @Test func agreesWithAnotherSolver() throws {
    for (number, reference) in ReferenceGraph.all.enumerated() {
      let value = try #require(ConfigurationRelaxation(reference.graph).value)
      #expect(abs(value - reference.configuration) < 1e-8, "graph \(number)")
      // It is an upper bound on what it relaxes.
      #expect(value >= reference.clairvoyant - 1e-9, "graph \(number)")
    }
  }

  /// A vertex alone is offered everything: 1 - (1 - p)^m, where budgeted allocation has 1.
  @Test func oneVertex() throws {
    let graph = WorkedMatchings.batches([[0]], count: 1, copies: 4)
    #expect(abs(try #require(ConfigurationRelaxation(graph).value) - (1 - 0.31640625)) < 1e-12)
  }

  @Test func reach() {
    let large = WorkedMatchings.upperTriangular(2, copies: 20)
    #expect(!ConfigurationRelaxation.reaches(large) && ConfigurationRelaxation(large).value == nil)
  }
}
