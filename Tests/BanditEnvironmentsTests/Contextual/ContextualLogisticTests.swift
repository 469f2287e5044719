import BanditCards
import BanditEnvironments
import BanditGames
import BanditTesting
import Testing

struct ContextualLogisticTests {
  @Test func meansAreLogistic() throws {
    let model = try ContextualLogisticModel(
      dimension: 2, actions: .fixed([[1, 0], [0, 1]]), horizon: 20_000, theta: .given([1.0986122886681098, -800]))
    let run = ContextualRun(model, rounds: 20_000)
    #expect(abs(run.means[0][0] - 0.75) < 1e-12 && run.means[0][1] == 0)
    #expect(Set(run.rewards) == [0, 1])
    // Level 1e-6.
    let ones = run.rewards.filter { $0 == 1 }.count
    #expect(BinomialTest(successes: ones, trials: 20_000, probability: 0.75).pValue > 1e-6)
    #expect(model.problem.isBinary && model.problem.noiseScale == 0.5)
  }

  @Test func refusals() {
    #expect(
      wrongSettingsThatPass(ContextualLogisticModel.self, valid: ["dimension": 2, "actions": ["circle": 4]]) == [])
  }
}
