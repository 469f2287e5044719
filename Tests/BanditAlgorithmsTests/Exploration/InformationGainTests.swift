import BanditCards
import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct InformationGainTests {
  /// ln 2 - H(.9) for two items, and for four in pairs.
  @Test func theExamples() throws {
    let two = try InformationGain(ExplorationExamples.hypotheses([[0.9], [0.1]]))
    #expect(abs(two.gain(of: 0) - 0.368064) < 5e-7)
    let four = try InformationGain(ExplorationExamples.hypotheses([[0.9], [0.9], [0.1], [0.1]]))
    #expect(abs(four.gain(of: 0) - 0.368064) < 5e-7)
    #expect(abs(two.gain(of: 0) - four.gain(of: 0)) < 1e-12)
    let blind = try InformationGain(ExplorationExamples.hypotheses([[0.3], [0.3]]))
    #expect(abs(blind.gain(of: 0)) < 1e-12)
  }

  /// Against NumPy.
  @Test func agreesWithTheReference() throws {
    let (learner, queries) = ask(
      try InformationGain(ExplorationExamples.table), responses: ExplorationExamples.answers)
    #expect(queries == [3, 0, 0, 3, 3, 0, 3, 0, 3, 3] && learner.answer == [3])
    let expected = [0.0004706884, 0.0072267624, 0.0535538781, 0.9376459547, 0.0011027164]
    #expect(zip(learner.posterior.weights, expected).allSatisfy { abs($0 - $1) < 1e-9 })
  }

  /// With one error rate for all labels, and hypotheses that are alike otherwise, it asks as binary search does.
  @Test func isBinarySearchWhereErrorsAreAlike() throws {
    let answers: [Double] = [1, 0, 0, 1, 1, 0, 1, 1, 0, 1, 1, 1]
    let first = ask(try InformationGain(ExplorationExamples.thresholds), responses: answers)
    let second = ask(try BinarySearch(ExplorationExamples.thresholds), responses: answers)
    #expect(first.queries == second.queries && first.learner.answer == second.learner.answer)
  }

  @Test func stopsAtItsLevel() throws {
    // Five hypotheses: the rest is at most .4 / 4.4.
    let (learner, _) = ask(
      try InformationGain(ExplorationExamples.table, delta: 0.4), responses: ExplorationExamples.answers)
    let (short, _) = ask(try InformationGain(ExplorationExamples.table), responses: [1, 0, 0, 1, 1, 0, 1, 0, 0])
    #expect(1 - short.posterior.weights[3] > 0.4 / 4.4 || learner.stop.time ?? 99 <= 9)
    let time = try #require(learner.stop.time)
    let before = ask(
      try InformationGain(ExplorationExamples.table),
      responses: Array(ExplorationExamples.answers.prefix(time - 1))
    ).learner
    #expect(1 - learner.posterior.weights.max()! <= 0.4 / 4.4 && 1 - before.posterior.weights.max()! > 0.4 / 4.4)
  }

  @Test func wrongArgumentsAreRefused() {
    #expect { try InformationGain(ExplorationExamples.table, delta: 1) } throws: {
      ($0 as? InvalidSettings)?.path == "delta"
    }
    #expect(throws: InvalidSettings.self) { try InformationGain(ExplorationExamples.level) }
  }

  @Test func conforms() {
    for settings in [[:], ["delta": 0.2]] as [Settings] {
      #expect(ExplorationConformance.violations(of: InformationGain.self, settings: settings, in: .hypotheses) == [])
    }
  }
}
