import BanditCards
import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct ExplorationUniformTests {
  @Test func queriesTakeTurns() {
    let (learner, queries) = ask(ExplorationUniform(ExplorationExamples.sets), responses: [3, 1, 0, 2, 0, 4])
    #expect(queries == [0, 1, 2, 3, 0, 1])
    // Means 1.5, 2.5, 0, 2.
    #expect(learner.answer == [1, 3])
  }

  /// What was never asked counts as the worst of the others.
  @Test func answersBeforeEverythingWasAsked() {
    #expect(ask(ExplorationUniform(ExplorationExamples.sets), responses: [-3, -1]).learner.answer == [0, 1])
    #expect(ExplorationUniform(ExplorationExamples.sets).answer == [0, 1])
    #expect(ExplorationUniform(ExplorationExamples.level).answer == [])
    #expect(ExplorationUniform(ExplorationExamples.corner).answer == [0])
    #expect(ExplorationUniform(ExplorationExamples.table).answer == [0])
  }

  /// Least squares by hand: responses 1, 2 to (1, 0), (0, 1) and 2 to (.8, .6), the best fit of theta = (1, 2).
  @Test func answersOfEveryStructure() {
    let linear = ask(ExplorationUniform(ExplorationExamples.corner), responses: [1, 2, 2]).learner
    #expect(linear.answer == [2])
    let other = ask(ExplorationUniform(ExplorationExamples.corner), responses: [-1, 2, 0.4]).learner
    #expect(other.answer == [1])
    // Likelihoods of 1, 0, 1, 0: .9 .8 .4 .3, .8 .1 .1 .4, .3 .2 .7 .8, .1 .7 .6 .1, .5 .6 .2 .9.
    let table = ask(ExplorationUniform(ExplorationExamples.table), responses: [1, 0, 1, 0]).learner
    #expect(table.answer == [0])
    let level = ask(ExplorationUniform(ExplorationExamples.level), responses: [1, 0, 0, 1, 1, 0]).learner
    #expect(level.answer == [0])
  }

  @Test func conforms() {
    for worlds in ExplorationConformance.Worlds.allCases {
      #expect(ExplorationConformance.violations(of: ExplorationUniform.self, in: worlds) == [])
    }
  }
}
