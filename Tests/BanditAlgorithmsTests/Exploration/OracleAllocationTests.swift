import BanditCards
import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct OracleAllocationTests {
  /// Queries keep to the shares within one.
  @Test func sharesAreTracked() {
    guard case .linear(let vectors) = ExplorationExamples.corner.structure else {
      Issue.record("no vectors")
      return
    }
    let learner = OracleAllocation(
      settings: [:], problem: ExplorationExamples.corner, truth: ExplorationTruth(vectors, theta: [1, 0]))
    let queries = ask(learner, responses: Array(repeating: 0, count: 400)).queries
    #expect(abs(queries.count { $0 == 0 } - 100) <= 2 && abs(queries.count { $0 == 1 } - 300) <= 2)
  }

  /// Where several answers are right there are no shares.
  @Test func tiesAreAskedInTurn() {
    let truth = ExplorationTruth(ExplorationExamples.sets.structure, means: [1, 1, 1, 1])
    let learner = OracleAllocation(settings: [:], problem: ExplorationExamples.sets, truth: truth)
    let queries = ask(learner, responses: [0, 0, 0, 0, 0]).queries
    #expect(queries == [0, 1, 2, 3, 0])
  }

  @Test func conforms() {
    for worlds in ExplorationConformance.Worlds.allCases {
      #expect(ExplorationConformance.violations(ofYardstick: OracleAllocation.self, in: worlds) == [])
    }
  }
}
