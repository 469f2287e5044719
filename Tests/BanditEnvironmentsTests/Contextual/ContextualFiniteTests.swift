import BanditCards
import BanditEnvironments
import BanditGames
import BanditTesting
import Testing

struct ContextualFiniteTests {
  private static let means = [[0.2, 0.5, 0.4], [0.6, 0.3, 0.5]]

  @Test func contextsAreDrawnByTheirWeights() throws {
    let model = try ContextualFiniteModel(means: .list(Self.means), horizon: 20_000, weights: [3, 1])
    let run = ContextualRun(model, rounds: 20_000, arm: 1)
    let second = run.views.filter { $0.context == 1 }.count
    // Level 1e-6.
    #expect(BinomialTest(successes: second, trials: 20_000, probability: 0.25).pValue > 1e-6)
    for (view, means) in zip(run.views, run.means) {
      #expect(view.features == (view.context == 0 ? [1, 0] : [0, 1]))
      #expect(means == Self.means[view.context ?? 0])
    }
    let rewards = zip(run.views, run.rewards).filter { $0.0.context == 0 }.map(\.1)
    #expect(
      BinomialTest(successes: rewards.filter { $0 == 1 }.count, trials: rewards.count, probability: 0.5).pValue > 1e-6)
  }

  @Test func orders() throws {
    func contexts(_ order: ContextualFiniteModel.Order) throws -> [Int?] {
      let model = try ContextualFiniteModel(
        means: .list(Self.means), horizon: 5, order: order, noise: .deterministic)
      let run = ContextualRun(model, rounds: 5, arm: 2)
      #expect(run.rewards == run.views.map { Self.means[$0.context ?? 0][2] })
      return run.views.map(\.context)
    }
    #expect(try contexts(.cyclic) == [0, 1, 0, 1, 0])
    #expect(try contexts(.sequence([1, 1, 0])) == [1, 1, 0, 1, 1])
  }

  @Test func meansFromAPriorDifferByReplication() throws {
    let model = try ContextualFiniteModel(
      settings: ["contexts": 2, "arms": 3, "prior": ["law": "beta", "a": 1, "b": 1]], horizon: 10)
    let runs = (0..<2).map { ContextualRun(model, rounds: 10, replication: $0).means }
    #expect(Set(runs.joined().joined()).count == 12)
    #expect(runs.joined().joined().allSatisfy { $0 >= 0 && $0 <= 1 })
  }

  @Test func refusals() {
    func refuses(_ settings: Settings, at path: String) -> Bool {
      do throws(InvalidSettings) {
        _ = try ContextualFiniteModel(settings: settings, horizon: 10)
        return false
      } catch { return error.path == path && !error.message.isEmpty }
    }
    #expect(refuses(["means": [[0.1, 0.2], [0.3]]], at: "means[1]"))
    #expect(refuses([:], at: "means"))
    #expect(refuses(["means": [[0.1]], "arms": 2], at: "arms"))
    #expect(refuses(["means": [[0.1], [0.2]], "weights": [1]], at: "weights"))
    #expect(refuses(["means": [[0.1], [0.2]], "weights": [0, 0]], at: "weights"))
    #expect(refuses(["means": [[0.1], [0.2]], "order": ["sequence": [2]]], at: "order.sequence"))
    #expect(refuses(["means": [[0.1]], "policyClass": ["tables": [[1]]]], at: "policyClass.tables[0]"))
    #expect(refuses(["means": [[0.1]], "meanRange": [1, 0]], at: "meanRange"))
    #expect(
      wrongSettingsThatPass(ContextualFiniteModel.self, valid: ["means": [[0.2, 0.5], [0.6, 0.3]]]) == [])
  }
}
