import BanditAlgorithms
import BanditCards
import BanditComparators
import BanditGames
import BanditTesting
import Testing

struct GeneralisedBalanceTests {
  @Test(
    arguments: [
      ("g596", 3.85402368, 4.209464), ("g588", 3.87475968, 4.262624), ("g581", 3.83411712, 4.157264),
      ("exp", 3.75988224, 4.116944),
    ])
  func valuesByEnumeration(function: String, x: Double, y: Double) throws {
    let settings: Settings = ["function": .text(function)]
    #expect(abs(try value(of: GeneralisedBalance.self, settings, on: WorkedMatchings.x) - x) < 1e-8)
    #expect(abs(try value(of: GeneralisedBalance.self, settings, on: WorkedMatchings.y) - y) < 1e-6)
    // Without weights, and with equal probabilities, it is stochastic-balance.
    #expect(try value(of: GeneralisedBalance.self, settings, on: WorkedMatchings.a) == 2.25)
  }

  /// Loads grow at failures, by the probability: a large one is not tried again soon.
  @Test func loadsAreThoseOfFailures() throws {
    let graph = WorkedMatchings.graph(
      [[(1, 0.5)], [(1, 0.3), (2, 0.29)], [(2, 0.1)], [(1, 0.3), (2, 0.29)]], weights: [1, 1])
    let learner = try GeneralisedBalance(graph.problem, function: .exp)
    // 0.3 e^-0.5 < 0.29, then 0.29 e^-0.39 > 0.3 e^-0.5.
    #expect(choices(of: learner, on: graph) == [0, 1, 1, 1])
    // A success does not count: vertex 1 is gone.
    #expect(choices(of: learner, on: graph, lucky: [nil, 1]) == [0, 1, -1, 0])
  }

  @Test func conforms() {
    for function in GeneralisedBalance.Function.allCases {
      #expect(
        MatchingConformance.violations(
          of: GeneralisedBalance.self, settings: ["function": .text(function.rawValue)], isRandomized: false) == [])
    }
  }
}
