import BanditCards
import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct LinearTrackAndStopTests {
  /// On the basis it is Track-and-Stop for arms: the statistic N_a N_b/(N_a + N_b) gap^2 / (2 s^2) against
  /// ln((1 + ln t)/delta). Responses 1 and 0 exactly: with n of each arm n/4 > ln((1 + ln 2n)/.1), from n = 16 on.
  @Test func stopsAsForTwoArms() throws {
    let problem = ExplorationProblem(
      .linear(QueryVectors(queries: [[1, 0], [0, 1]], answers: [[1, 0], [0, 1]])), noise: .gaussian(sd: 1),
      horizon: 200)
    var learner = try LinearTrackAndStop(problem, delta: 0.1)
    var noise = RandomStream(key: StreamKey(seed: 1))
    var counts = [0, 0]
    var round = 0
    while !learner.isOver, round < 200 {
      round += 1
      let query = learner.selectQuery(at: round, noise: &noise)
      counts[query] += 1
      learner.observe(query == 0 ? 1 : 0, to: query, at: round)
      let a = Double(counts[0])
      let b = Double(counts[1])
      let isSure = a > 0 && b > 0 && a * b / (a + b) / 2 > .log((1 + .log(a + b)) / 0.1)
      #expect(isSure == learner.isOver)
    }
    // Shares are half and half.
    #expect(abs(counts[0] - counts[1]) <= 1 && learner.stop.time == round && learner.answer == [0])
  }

  /// The shares are those of the lower bound if the estimate is true: (1/4, 3/4, 0).
  @Test func tracksTheShares() throws {
    var learner = try LinearTrackAndStop(ExplorationExamples.corner, delta: 1e-9, steps: 5000)
    var noise = RandomStream(key: StreamKey(seed: 1))
    let means = [1, 0, 0.8]
    var counts = [0, 0, 0]
    for round in 1...400 {
      let query = learner.selectQuery(at: round, noise: &noise)
      counts[query] += 1
      learner.observe(means[query], to: query, at: round)
    }
    #expect(zip(learner.weights, [0.25, 0.75, 0]).allSatisfy { abs($0 - $1) < 0.01 })
    // Forced exploration: at least sqrt(t) - K/2 each.
    #expect(counts[2] >= 18 && counts[2] <= 20 && abs(Double(counts[0]) / 400 - 0.25) < 0.03)
    #expect(learner.answer == [0])
  }

  @Test func wrongArgumentsAreRefused() {
    #expect { try LinearTrackAndStop(ExplorationExamples.corner, steps: 0) } throws: {
      ($0 as? InvalidSettings)?.path == "steps"
    }
    #expect { try LinearTrackAndStop(ExplorationExamples.corner, delta: 1) } throws: {
      ($0 as? InvalidSettings)?.path == "delta"
    }
    #expect { try LinearTrackAndStop(ExplorationExamples.level) } throws: {
      ($0 as? InvalidSettings)?.message.contains("that are vectors") == true
    }
  }

  @Test func conforms() {
    #expect(ExplorationConformance.violations(of: LinearTrackAndStop.self, settings: ["steps": 20], in: .vectors) == [])
  }
}
