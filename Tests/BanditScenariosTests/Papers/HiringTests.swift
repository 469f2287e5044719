import BanditCards
import BanditExperiments
import BanditGames
import Foundation
import Testing

@testable import BanditScenarios

/// Hiring one agent in scenarios. Keys are fixed.
struct HiringTests {
  private func results(_ scenario: String) throws -> TrialResults {
    try Scenario(source: .bytes(Array(scenario.utf8), name: "s.json"), catalogue: .standard).plan.run(threads: 2)
  }

  /// The yardstick has no regret; what explore-then-commit costs grows slower than the rounds, and in the end it is close to
  /// the best contract.
  @Test func hiring() throws {
    let results = try results(
      """
      {"name": "hire", "seed": 2, "horizon": 10000, "replications": 10, "environment": {"id": "hire-one-agent"},
       "algorithms": [{"id": "hire-then-commit"}, {"id": "hire-optimal"}], "extras": ["hired_share", "worked_share"],
       "checkpoints": [5000, 10000], "notions": ["pseudo", "realized"]}
      """)
    #expect(results["hire-optimal"].regrets(.pseudo) == Array(repeating: 0, count: 10))
    #expect(results["hire-optimal"].metric(.workedShare).minimum == 1)
    // Rewards of a round are 2/3 with probability .8: a standard deviation of 27 in a run of 10000.
    let realized = results["hire-optimal"].regret(.realized).mean
    let deviation = 27 / 10.0.squareRoot()
    #expect(abs(realized) < 4 * deviation)
    let half = results["hire-then-commit"].regret(.pseudo, after: 5000).mean
    let whole = results["hire-then-commit"].regret(.pseudo)
    // Once it has committed it pays at most two margins of 10000^(-1/3) too much.
    let late: Double = (whole.mean - half) / 5000
    #expect(late < 0.8 * 2 * 0.0465)
    #expect(whole.mean < 2 * half && whole.minimum > 0)
  }

  /// Nobody is hired where work is too dear.
  @Test func tooDear() throws {
    let results = try results(
      """
      {"name": "dear", "seed": 3, "horizon": 4000, "replications": 5, "environment": {"id": "hire-one-agent", "c": 0.25},
       "algorithms": [{"id": "hire-then-commit"}, {"id": "hire-optimal"}], "extras": ["hired_share"],
       "checkpoints": [2000, 4000]}
      """)
    #expect(results["hire-optimal"].metric(.hiredShare).maximum == 0)
    let half = results["hire-then-commit"].regrets(.pseudo, after: 2000)
    let whole = results["hire-then-commit"].regrets(.pseudo)
    #expect(half.count == 5 && zip(half, whole).allSatisfy { abs($0 - $1) < 1e-9 && $0 > 0 })
  }
}
