import BanditCards
import BanditEnvironments
import BanditGames
import BanditTesting
import Testing

struct ContextualLipschitzTests {
  @Test func curves() throws {
    let model = try ContextualLipschitzModel(
      means: [
        .sine(base: 0.5, amplitude: 0.3, frequency: 1, phase: 0), .constant(0.5),
        .tent(at: [0.5], base: 0.1, height: 0.4, slope: 2),
      ], horizon: 500)
    #expect(model.problem.lipschitz == 2)
    for (view, means) in zip(ContextualRun(model, rounds: 500).views, ContextualRun(model, rounds: 500).means) {
      let x = view.features[1]
      #expect(view.features[0] == 1 && x >= 0 && x < 1)
      #expect(means[1] == 0.5)
      #expect((means[0] > 0.5) == (x < 0.5) && abs(means[0] - 0.5) <= 0.3)
      #expect(abs(means[2] - (0.1 + max(0, 0.4 - 2 * abs(x - 0.5)))) < 1e-12)
    }
  }

  @Test func lipschitzConstantOfASine() throws {
    let model = try ContextualLipschitzModel(
      means: [.sine(base: 0.5, amplitude: -0.3, frequency: 1, phase: 0.25)], horizon: 5)
    #expect(abs(try #require(model.problem.lipschitz) - 0.6 * .pi) < 1e-12)
  }

  @Test func refusals() {
    func refuses(_ settings: Settings, at path: String) -> Bool {
      do throws(InvalidSettings) {
        _ = try ContextualLipschitzModel(settings: settings, horizon: 10)
        return false
      } catch { return error.path == path && !error.message.isEmpty }
    }
    #expect(refuses(["means": [["sine": [0.5, 0.6, 1, 0]]]], at: "means[0]"))
    let tent: Setting = ["at": [0.5, 0.5], "base": 0, "height": 0.5, "slope": 1]
    #expect(refuses(["means": [0.5, ["tent": tent]]], at: "means[1].tent.at"))
    #expect(!refuses(["dimension": 2, "means": [["tent": tent]]], at: "means[0].tent.at"))
    #expect(wrongSettingsThatPass(ContextualLipschitzModel.self, valid: ["means": [0.5]]) == [])
  }
}
