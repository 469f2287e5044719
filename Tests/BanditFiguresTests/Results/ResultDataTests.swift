import BanditAlgorithms
import BanditCards
import BanditEnvironments
import BanditExperiments
import BanditGames
import Foundation
import Testing

@testable import BanditFigures

/// Figures of real results, from trials and from the tables that they write.
struct ResultDataTests {
  private static func trials(notions: [Notion] = [.pseudo, .realized]) throws -> TrialResults {
    try Trials(horizon: 2000, replications: 30, seed: 8, name: "coins").compare(
      on: BernoulliModel.self, ["means": [0.3, 0.5, 0.6]], notions: notions
    ) { problem in
      try UCB1(problem)
      try ThompsonBeta(problem)
      try EpsilonGreedy(problem, epsilon: 0.1)
      UniformLearner(problem)
    }
  }

  /// The same bytes, whether numbers went through files or not; and a picture as it should be.
  @Test func tablesAndTrialsGiveTheSameFigures() throws {
    let results = try ResultDataTests.trials()
    let folder = FileManager.default.temporaryDirectory.path + "/bandits-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try results.write(to: folder)
    let (direct, read) = (results.figures, Figures(try ResultData(folder: folder)))
    #expect(
      direct.all.map(\.name) == [
        "regret-pseudo", "regret-realized", "final-pseudo", "final-realized", "pairs-pseudo", "pairs-realized",
      ])
    for (one, other) in zip(direct.all, read.all) {
      #expect(one.name == other.name)
      let svg = one.chart.svg()
      #expect(svg == other.chart.svg(), "\(one.name)")
      #expect(one.chart.pgfplots(name: "x") == other.chart.pgfplots(name: "x"))
      for width in [2.5, 3.3, 7] {
        #expect(SVGDocument.mistakes(one.chart.svg(width: width)) == [], "\(one.name) \(width)")
      }
      #expect(svg.utf8.count < 40_000)
    }
  }

  /// Trials of learners that are values have no scenario: labels are in the order of the result files.
  @Test func algorithmsAreInOneOrder() throws {
    let data = ResultData(try ResultDataTests.trials())
    #expect(data.algorithms == ["epsilon-greedy", "thompson-beta", "ucb1", "uniform"])
    #expect(data.best(of: data.contests[0])?.algorithm == "thompson-beta")
    var ordered = data
    ordered.arrange(
      ScenarioWords.read(
        Array(
          #"{"environment": {"id": "bernoulli"}, "notions": ["realized", "pseudo"], "algorithms": [{"id": "uniform"}, {"id": "ucb1"}]}"#
            .utf8)))
    #expect(ordered.algorithms == ["uniform", "ucb1", "epsilon-greedy", "thompson-beta"])
    #expect(ordered.notions == ["realized", "pseudo"])
    #expect(ordered.curves(of: ordered.contests[0]).map(\.algorithm) == ordered.algorithms)
  }

  @Test func titlesTakeThePlaceOfLabels() throws {
    let words = try #require(
      ScenarioWords.read(
        Array(
          #"{"environment": {"id": "e"}, "algorithms": [{"id": "ucb1", "title": "UCB1, c = 1/4", "latex": "$c$"}, {"id": "b", "label": "x"}]}"#
            .utf8)))
    #expect(words.titles.algorithm("ucb1").plain == "UCB1, c = 1/4")
    #expect(words.titles.algorithm("ucb1").latex == "$c$")
    #expect(words.titles.algorithm("x").plain == "x")
    #expect(words.algorithms == ["ucb1", "x"])
    #expect(ScenarioWords.read(Array("nonsense".utf8)) == nil)
  }

  @Test func noResultsAreRefused() {
    #expect(throws: FolderRefusal.noResults(path: "/nowhere")) { try ResultData(folder: "/nowhere") }
  }
}
