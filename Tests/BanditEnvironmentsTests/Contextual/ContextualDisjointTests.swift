import BanditCards
import BanditEnvironments
import BanditGames
import BanditTesting
import Testing

struct ContextualDisjointTests {
  @Test func meansAreLinearByArm() throws {
    let model = try ContextualDisjointModel(
      thetas: .list([[0.5, 1], [1, -1]]), horizon: 4, contexts: .list([[1, 0.25], [2, 0]]), noise: .deterministic)
    let run = ContextualRun(model, rounds: 4, arm: 1)
    #expect(run.means == [[0.75, 0.75], [1, 2], [0.75, 0.75], [1, 2]])
    #expect(run.rewards == [0.75, 2, 0.75, 2])
    #expect(model.problem.jointDimension == 4 && model.problem.featureNorm == 2)
    #expect(model.problem.parameterNorm == 2.0.squareRoot())
  }

  @Test func laws() throws {
    let cube = try ContextualDisjointModel(thetas: .sphere(arms: 3, norm: 2), horizon: 9, dimension: 3)
    let run = ContextualRun(cube, rounds: 100)
    for view in run.views {
      #expect(view.features[0] == 1 && view.features[1...].allSatisfy { $0 >= 0 && $0 < 1 })
    }
    #expect(cube.problem.featureNorm == 3.0.squareRoot())
    let sphere = try ContextualDisjointModel(
      thetas: .sphere(arms: 3, norm: 2), horizon: 9, dimension: 3, contexts: .sphere)
    for view in ContextualRun(sphere, rounds: 100).views {
      #expect(abs(view.features.reduce(0) { $0 + $1 * $1 } - 1) < 1e-12)
    }
  }

  @Test func refusals() {
    func refuses(_ settings: Settings, at path: String) -> Bool {
      do throws(InvalidSettings) {
        _ = try ContextualDisjointModel(settings: settings, horizon: 10)
        return false
      } catch { return error.path == path && !error.message.isEmpty }
    }
    #expect(refuses(["thetas": [[1, 0], [1]]], at: "thetas[1]"))
    #expect(refuses(["thetas": ["arms": 2]], at: "dimension"))
    #expect(refuses(["thetas": [[1, 0]], "contexts": ["list": [[1]]]], at: "contexts.list[0]"))
    #expect(refuses(["thetas": [[1, 0]], "noise": "signs"], at: "noise"))
    #expect(wrongSettingsThatPass(ContextualDisjointModel.self, valid: ["thetas": [[0.5, 0.25]]]) == [])
  }
}
