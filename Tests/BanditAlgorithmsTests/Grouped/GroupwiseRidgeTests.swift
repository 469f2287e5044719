import BanditAlgorithms
import BanditCards
import BanditGames
import BanditTesting
import Testing

struct GroupwiseRidgeTests {
  @Test(arguments: GroupwiseOutput.allCases) func settingsReachTheLearner(output: GroupwiseOutput) throws {
    let problem = GroupedProblem(featureCount: 2, groupCount: 3, horizon: 10)
    let settings = Settings(
      defaultsOf: GroupwiseRidge.card.parameters,
      given: ["output": .text(output.rawValue), "lambda": .number(4), "clipPredictions": .flag(true)])
    var learner = try Groupwise<OnlineRidge>(settings: settings, problem: problem)
    #expect(learner.output == output && learner.hedge.expertCount == 3)
    // One row (2, 0) with label 1 and lambda 4: theta = (1/4, 0); 20 times it would be 5, moved to 1.
    let examples = Examples(features: [[2, 0], [20, 0]], labels: [1, 1], groups: [[1], [1]])
    #expect(examples.forecasts(of: &learner).map(\.predictions) == [[0], [1]])
  }

  @Test func defaultsAreThePublishedOnes() {
    let settings = Settings(defaultsOf: GroupwiseRidge.card.parameters, given: [:])
    #expect(settings.text("base") == "ridge" && settings.text("output") == "expected")
    #expect(settings.number("lambda") == 1 && !settings.flag("clipPredictions"))
  }

  @Test func typedCallsAndSettingsAgree() throws {
    let problem = GroupedProblem(featureCount: 2, groupCount: 3, horizon: 10)
    let base = try VovkAzouryWarmuth(problem, lambda: 4)
    let settings: Settings = ["base": .text("vaw"), "lambda": .number(4), "output": .text("averaged")]
    #expect(
      haveSameContents(
        Groupwise(base: base, groupCount: 3, output: .averaged),
        try Groupwise<VovkAzouryWarmuth>(settings: settings, problem: problem)))
  }

  @Test(arguments: GroupwiseOutput.allCases) func conforms(output: GroupwiseOutput) {
    let settings: Settings = ["output": .text(output.rawValue)]
    #expect(
      GroupedConformance.violations(
        of: Groupwise<OnlineRidge>.self, settings: settings, isRandomized: output == .sampled) == [])
    #expect(
      GroupedConformance.violations(
        of: Groupwise<VovkAzouryWarmuth>.self, settings: settings, isRandomized: output == .sampled) == [])
  }
}
