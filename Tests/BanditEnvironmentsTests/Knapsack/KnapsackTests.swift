import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditEnvironments

/// Outcomes of an arm by number of pull.
func outcomes(
  _ instance: KnapsackInstance, arm: Int, rounds: ClosedRange<Int>, resources: Int = 1, seed: UInt64 = 5
) -> [KnapsackOutcome] {
  var instance = instance
  var noise = RandomStream(key: StreamKey(seed: seed), itemCount: instance.truth.problem.addressCount)
  return rounds.map { round in
    var outcome = KnapsackOutcome(reward: .nan, consumption: Array(repeating: .nan, count: resources))
    noise.move(to: arm, occurrence: round)
    instance.pull(arm, at: round, into: &outcome, noise: &noise)
    return outcome
  }
}

struct KnapsackTests {
  private func refusal(_ settings: Settings) -> String {
    do throws(InvalidSettings) {
      _ = try KnapsackModel(settings: settings, horizon: 100)
      return "accepted"
    } catch { return "\(error.path): \(error.message)" }
  }

  @Test func deterministicOutcomes() throws {
    let model = try KnapsackModel(
      rewards: [0.8, 0.4], consumptions: [[1, 0.2], [0, 0.5]], budget: 50, horizon: 100, noise: .deterministic)
    #expect(
      outcomes(model.knapsack, arm: 1, rounds: 1...2, resources: 2)
        == Array(repeating: KnapsackOutcome(reward: 0.4, consumption: [0.2, 0.5]), count: 2))
    #expect(model.problem.actionCount == 3 && model.problem.resourceCount == 2 && model.problem.rate == 0.5)
    #expect(model.facts[0].hasPrefix("the linear programme earns 0.55 per round"))
    #expect(model.absence(of: .knapsackLP) == nil && model.absence(of: .fixedDistribution) != nil)
  }

  /// Coins with the right means, independent of each other: 20000 pulls, binomial tests and the four combinations (level
  /// 1e-6).
  @Test func coins() throws {
    let model = try KnapsackModel(rewards: [0.3], consumptions: [[0.6]], budget: 1e6, horizon: 20_000)
    let drawn = outcomes(model.knapsack, arm: 0, rounds: 1...20_000)
    var counts = [0, 0, 0, 0]
    for outcome in drawn { counts[Int(outcome.reward) * 2 + Int(outcome.consumption[0])] += 1 }
    let expected = [0.7 * 0.4, 0.7 * 0.6, 0.3 * 0.4, 0.3 * 0.6]
    #expect(ChiSquareTest(counts: counts, probabilities: expected).pValue > 1e-6)
  }

  @Test func mistakesAreNamed() {
    let good: Settings = ["rewards": [0.5], "consumptions": [[0.5]], "budget": 5]
    #expect(refusal(good) == "accepted")
    #expect(refusal(["rewards": [0.5], "consumptions": [[0.5]]]).hasPrefix("budget: is required"))
    #expect(refusal(["rewards": [0.5], "consumptions": [[0.5]], "budget": 0]).hasPrefix("budget: "))
    #expect(
      refusal(["rewards": [0.5], "consumptions": [[0.5], [0.1, 0.2]], "budget": 5])
        == "consumptions[1]: found 2 numbers; accepted: one for each of the 1 rewards")
    #expect(refusal(["rewards": [1.5], "consumptions": [[0.5]], "budget": 5]).hasPrefix("rewards"))
    #expect(refusal(["rewards": [0.5], "consumptions": [[-0.5]], "budget": 5]).hasPrefix("consumptions"))
    #expect(refusal(["rewards": [0.5], "consumptions": [], "budget": 5]).hasPrefix("consumptions"))
  }
}
