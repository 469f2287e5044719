import BanditCards
import BanditGames
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct MatchingSettingsTests {
  @Test(
    arguments: [
      MatchingGreedy.self, StochasticBalance.self, Ranking.self, PerturbedGreedy.self, GeneralisedBalance.self,
      WeightedBalance.self, FractionalRounding.self, NonAdaptive.self, SemiAdaptive.self, MatchingRandom.self,
      MatchingFirst.self, MatchingLast.self,
    ] as [any Configurable<MatchingProblem>.Type])
  func wrongSettingsAreRefused(type: any Configurable<MatchingProblem>.Type) {
    let problem = MatchingProblem(vertexCount: 3, horizon: 10)
    #expect(
      flaws(of: type.card) { settings throws(InvalidSettings) in
        _ = try type.init(settings: settings, problem: problem)
      } == [])
  }

  @Test func typedCallsAndSettingsAgree() throws {
    let graph = WorkedMatchings.x
    let problem = graph.problem
    #expect(haveSameContents(try MatchingGreedy(problem), try make(MatchingGreedy.self, for: graph)))
    #expect(haveSameContents(try StochasticBalance(problem), try make(StochasticBalance.self, for: graph)))
    #expect(haveSameContents(Ranking(problem), try make(Ranking.self, for: graph)))
    #expect(haveSameContents(PerturbedGreedy(problem), try make(PerturbedGreedy.self, for: graph)))
    #expect(haveSameContents(try GeneralisedBalance(problem), try make(GeneralisedBalance.self, for: graph)))
    #expect(haveSameContents(try WeightedBalance(problem), try make(WeightedBalance.self, for: graph)))
    #expect(haveSameContents(try FractionalRounding(problem), try make(FractionalRounding.self, for: graph)))
    #expect(haveSameContents(try NonAdaptive(problem), try make(NonAdaptive.self, for: graph)))
    #expect(
      haveSameContents(
        try GeneralisedBalance(problem, function: .g581, ties: .random),
        try make(GeneralisedBalance.self, ["function": "g581", "ties": "random"], for: graph)))
    #expect(
      haveSameContents(
        try FractionalRounding(problem, function: .f), try make(FractionalRounding.self, ["function": "f"], for: graph))
    )
  }
}
