import BanditCards
import BanditEnvironments
import BanditGames
import BanditTesting
import Testing

struct ContextualDriftingTests {
  @Test func segments() throws {
    let path = ParameterPath.segments([
      .init(length: 2, theta: [1, 0]), .init(length: 1, theta: [-1, 0]), .init(length: 9, theta: [0, 1]),
    ])
    let model = try ContextualDriftingModel(
      dimension: 2, actions: .fixed([[1, 0], [0, 1]]), path: path, horizon: 5, noise: .deterministic)
    #expect(ContextualRun(model, rounds: 5).means == [[1, 0], [1, 0], [-1, 0], [0, 1], [0, 1]])
    #expect(model.changePoints == [3, 4])
    #expect(abs(try #require(model.problem.variation) - 2 - 2.0.squareRoot()) < 1e-12)
    // What would begin after the horizon does not count.
    let short = try ContextualDriftingModel(dimension: 2, actions: .circle(4), path: path, horizon: 2)
    #expect(short.changePoints == [] && short.problem.variation == 0)
  }

  @Test func turn() throws {
    let model = try ContextualDriftingModel(
      dimension: 3, actions: .fixed([[1, 0, 0], [0, 1, 0], [0, 0, 1]]),
      path: .turn(angle: .pi, rounds: 4, norm: 2), horizon: 6, noise: .deterministic)
    let means = ContextualRun(model, rounds: 6).means
    #expect(abs(means[1][0]) < 1e-12 && abs(means[1][1] - 2) < 1e-12 && means[1][2] == 0)
    #expect(abs(means[3][0] + 2) < 1e-12 && means[3] == means[5])
    #expect(model.problem.variation == 2 * .pi && model.problem.parameterNorm == 2)
  }

  @Test func refusals() {
    func refuses(_ settings: Settings, at path: String) -> Bool {
      do throws(InvalidSettings) {
        _ = try ContextualDriftingModel(settings: settings, horizon: 10)
        return false
      } catch { return error.path == path && !error.message.isEmpty }
    }
    let turn: Setting = ["turn": ["angle": 1, "rounds": 5]]
    #expect(refuses(["dimension": 1, "actions": ["fixed": [[1]]], "path": turn], at: "path.turn"))
    let segments: Setting = ["segments": [["length": 5, "theta": [1]]]]
    #expect(refuses(["dimension": 2, "actions": ["circle": 3], "path": segments], at: "path.segments[0].theta"))
    #expect(
      wrongSettingsThatPass(
        ContextualDriftingModel.self, valid: ["dimension": 2, "actions": ["circle": 4], "path": turn]) == [])
  }
}
