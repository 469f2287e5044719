import BanditCards
import BanditGames
import Testing

@testable import BanditEnvironments

struct KnapsackPhasesTests {
  private func phase(_ rounds: Int, _ reward: Double) -> KnapsackPhasesModel.Phase {
    .init(rounds: rounds, rewards: [reward], consumptions: [[1 - reward]])
  }

  /// Phases of 2, 1 and 3 rounds, over and over.
  @Test func phasesRepeat() throws {
    let model = try KnapsackPhasesModel(
      phases: [phase(2, 0.1), phase(1, 0.5), phase(3, 0.9)], budget: 5, horizon: 14)
    let rewards = outcomes(model.knapsack, arm: 0, rounds: 1...14).map(\.reward)
    let cycle = [0.1, 0.1, 0.5, 0.9, 0.9, 0.9]
    #expect(rewards == cycle + cycle + [0.1, 0.1])
    let used = outcomes(model.knapsack, arm: 0, rounds: 1...3).map { $0.consumption[0] }
    #expect(used == [0.9, 0.9, 0.5])
    #expect(model.changePoints == [3, 4, 7, 9, 10, 13])
    #expect(model.absence(of: .knapsackLP) == "means change from phase to phase")
    #expect(model.absence(of: .fixedDistribution) == nil)
    // The benchmark walks through the same phases: with D = 1 all of the budget is for 5 of 10 rounds ...
    #expect(model.knapsack.truth.fixedDistribution?.rounds.count == 14)
  }

  /// A phase longer than the horizon; many changes are no checkpoints.
  @Test func longAndShortPhases() throws {
    let long = try KnapsackPhasesModel(phases: [phase(1_000_000_000, 0.3), phase(1, 1)], budget: 5, horizon: 20)
    #expect(outcomes(long.knapsack, arm: 0, rounds: 1...20).allSatisfy { $0.reward == 0.3 })
    #expect(long.changePoints == [])
    let short = try KnapsackPhasesModel(phases: [phase(1, 0.3), phase(1, 1)], budget: 5, horizon: 100)
    #expect(short.changePoints == [])
    #expect(outcomes(short.knapsack, arm: 0, rounds: 1...4).map(\.reward) == [0.3, 1, 0.3, 1])
    let table = try KnapsackPhasesModel(phases: [phase(1, 0.3)], budget: 5, horizon: 100)
    #expect(table.changePoints == [] && table.absence(of: .knapsackLP) != nil)
  }

  /// The benchmark, from the phases themselves round by round.
  @Test func benchmark() throws {
    let model = try KnapsackPhasesModel(
      phases: [phase(30, 0), .init(rounds: 30, rewards: [1], consumptions: [[1]])], budget: 20, horizon: 60)
    let optimum = try #require(model.knapsack.truth.fixedDistribution)
    #expect(abs(optimum.value(after: 60) - 10) < 1e-12 && optimum.value(after: 30) == 0)
    // 30 D + 10 D = 20.
    #expect(abs(optimum.value(after: 40) - 5) < 1e-12)
  }

  @Test func mistakesAreNamed() {
    func refusal(_ phases: [Settings]) -> String {
      do throws(InvalidSettings) {
        _ = try KnapsackPhasesModel(
          settings: ["phases": .list(phases.map { .object($0) }), "budget": 5], horizon: 100)
        return "accepted"
      } catch { return "\(error.path): \(error.message)" }
    }
    let good: Settings = ["rewards": [0.5], "consumptions": [[0.5]]]
    #expect(refusal([good]) == "accepted")
    #expect(
      refusal([good, ["rewards": [0.5, 1], "consumptions": [[0.5, 1]]]])
        == "phases[1].rewards: found 2 numbers; accepted: 1, as in the first phase")
    #expect(
      refusal([good, ["rewards": [0.5], "consumptions": [[0.5], [1]]]])
        == "phases[1].consumptions: found 2 resources; accepted: 1, as in the first phase")
    #expect(refusal([["rewards": [0.5, 1], "consumptions": [[0.5]]]]).hasPrefix("phases[0].consumptions[0]: "))
    #expect(refusal([]).hasPrefix("phases"))
    #expect(refusal([["rounds": 0, "rewards": [0.5], "consumptions": [[0.5]]]]).hasPrefix("phases"))
  }
}
