import BanditCards
import BanditEnvironments
import BanditGames
import BanditTesting
import Testing

struct ContextualLinearTests {
  @Test func meansAreLinear() throws {
    let model = try ContextualLinearModel(
      dimension: 2, actions: .fixed([[1, 0], [0, 1], [0.6, 0.8]]), horizon: 3, theta: .given([0.5, -0.25]),
      noise: .deterministic, misspecification: 0.125)
    let run = ContextualRun(model, rounds: 3, arm: 1)
    for means in run.means {
      #expect(means[0] == 0.625 && means[1] == -0.375 && abs(means[2] - 0.225) < 1e-15)
    }
    #expect(run.rewards == [-0.375, -0.375, -0.375])
    #expect(run.views[2].features == [1, 0, 0, 1, 0.6, 0.8])
    #expect(model.problem.hasFixedActions && model.problem.noiseScale == 0)
    #expect(abs(try #require(model.problem.parameterNorm) - 0.3125.squareRoot()) < 1e-15)
  }

  @Test func laws() throws {
    let sphere = try ContextualLinearModel(dimension: 3, actions: .fresh(arms: 2, law: .sphere), horizon: 200)
    let cube = try ContextualLinearModel(dimension: 3, actions: .fresh(arms: 2, law: .cube), horizon: 200)
    func norms(_ model: ContextualLinearModel) -> [Double] {
      ContextualRun(model, rounds: 200).views.flatMap { view in
        (0..<2).map { view.features(of: $0).reduce(0) { $0 + $1 * $1 }.squareRoot() }
      }
    }
    #expect(norms(sphere).allSatisfy { abs($0 - 1) < 1e-12 })
    #expect(norms(cube).allSatisfy { $0 <= 1 + 1e-12 })
    #expect(norms(cube).contains { $0 < 0.9 })
    // Every round shows others.
    #expect(Set(ContextualRun(sphere, rounds: 200).views.map(\.features)).count == 200)
    let once = try ContextualLinearModel(dimension: 3, actions: .drawnOnce(arms: 4, law: .sphere), horizon: 5)
    #expect(Set(ContextualRun(once, rounds: 5).views.map(\.features)).count == 1)
    let (first, second) = (ContextualRun(once, rounds: 1), ContextualRun(once, rounds: 1, replication: 1))
    #expect(first.views[0].features != second.views[0].features)
  }

  /// The unit disc made of K points loses at most 1 - cos(pi / K).
  @Test func circle() throws {
    let model = try ContextualLinearModel(
      dimension: 2, actions: .circle(8), horizon: 1, theta: .given([.cos(.pi / 8), .sin(.pi / 8)]))
    let best = try #require(ContextualRun(model, rounds: 1).means[0].max())
    #expect(abs(1 - best - 0.0761204675) < 1e-10)
  }

  @Test func signsHaveTheMean() throws {
    let model = try ContextualLinearModel(
      dimension: 1, actions: .fixed([[1]]), horizon: 20_000, theta: .given([0.3]), noise: .signs)
    let rewards = ContextualRun(model, rounds: 20_000).rewards
    #expect(Set(rewards) == [-1, 1])
    // Level 1e-6.
    let ups = rewards.filter { $0 == 1 }.count
    #expect(BinomialTest(successes: ups, trials: 20_000, probability: 0.65).pValue > 1e-6)
  }

  @Test func refusals() {
    func refuses(_ settings: Settings, at path: String) -> Bool {
      do throws(InvalidSettings) {
        _ = try ContextualLinearModel(settings: settings, horizon: 10)
        return false
      } catch { return error.path == path && !error.message.isEmpty }
    }
    #expect(refuses(["dimension": 2, "actions": ["fixed": [[1, 0], [1]]]], at: "actions.fixed[1]"))
    #expect(refuses(["dimension": 3, "actions": ["circle": 4]], at: "actions.circle"))
    #expect(refuses(["dimension": 2, "actions": ["circle": 4], "theta": [1]], at: "theta"))
    #expect(refuses(["dimension": 2, "actions": ["circle": 4], "theta": ["norm": 0]], at: "theta"))
    #expect(
      refuses(["dimension": 2, "actions": ["circle": 4], "theta": ["norm": 2], "noise": "signs"], at: "noise"))
    #expect(refuses(["dimension": 2, "actions": ["circle": 4], "policyClass": "all"], at: "policyClass"))
    #expect(
      wrongSettingsThatPass(ContextualLinearModel.self, valid: ["dimension": 2, "actions": ["circle": 4]]) == [])
  }
}
