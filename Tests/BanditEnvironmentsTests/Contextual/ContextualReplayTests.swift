import BanditCards
import BanditGames
import BanditStreams
import Testing

@testable import BanditEnvironments

struct ContextualReplayTests {
  private func model(_ text: String, _ settings: Settings = [:], horizon: Int = 2) throws -> ContextualReplayModel {
    let table = try TemporaryTable(text)
    return try ContextualReplayModel(
      settings: Settings([.init("file", .text(table.path))] + settings.entries), horizon: horizon)
  }

  private func refusal(_ text: String, _ settings: Settings = [:], horizon: Int = 2) -> String? {
    do {
      _ = try model(text, settings, horizon: horizon)
      return nil
    } catch { return "\(error)" }
  }

  private func instance(_ model: ContextualReplayModel, replication: Int = 0) -> ReplayLog {
    var stream = RandomStream(key: StreamKey(seed: 1))
    return model.instance(of: replication, from: &stream)
  }

  /// Nothing but arms: one context.
  @Test func bareLog() throws {
    let model = try model("arm,propensity,reward\n0,0.5,1\n1,0.25,0\n", ["rewardRange": [0, 1]])
    let log = instance(model)
    #expect(log.rows.arms == [0, 1] && log.rows.propensities == [0.5, 0.25] && log.rows.rewards == [1, 0])
    #expect(log.rows.features == [1, 1] && log.rows.contexts == [0, 0] && log.rows.leastPropensity == 0.25)
    let told = model.problem
    #expect(told.armCount == 2 && told.dimension == 1 && told.contextCount == 1 && told.isBinary)
    #expect(told.noiseScale == nil && told.parameterNorm == nil && told.rewardRange == 0...1)
    #expect(model.facts == ["a log of 2 rows, not a simulation; each is used with probability 0.25"])
    #expect(model.absence(of: .realized) != nil && model.absence(of: .pseudo) != nil && model.replications == nil)
  }

  /// All that `simulate log` may write.
  @Test func contextsAndFeatures() throws {
    let contexts = try model("t,context,arm,propensity,reward\n1,2,0,0.5,3\n2,0,1,0.5,4\n")
    #expect(contexts.problem.contextCount == 3 && contexts.problem.isShared && contexts.problem.dimension == 3)
    #expect(instance(contexts).rows.features == [0, 0, 1, 1, 0, 0] && instance(contexts).rows.contexts == [2, 0])
    #expect(contexts.problem.rewardRange == nil && !contexts.problem.isBinary)
    let shared = try model("context,arm,propensity,reward,x0,x1,p0,p1,p2\n,0,1,3,5,6,1,0,0\n,1,1,4,7,8,0,1,0\n")
    #expect(shared.problem.armCount == 3 && shared.problem.dimension == 2 && shared.problem.contextCount == nil)
    #expect(instance(shared).rows.features == [5, 6, 7, 8] && instance(shared).rows.contexts == nil)
    let own = try model("arm,propensity,reward,f0_0,f0_1,f1_0,f1_1\n0,1,3,1,2,3,4\n1,1,4,5,6,7,8\n")
    #expect(own.problem.armCount == 2 && !own.problem.isShared && own.problem.dimension == 2)
    #expect(instance(own).rows.features == [1, 2, 3, 4, 5, 6, 7, 8])
    #expect(own.problem.featureNorm == 113.0.squareRoot())
    #expect(try model("arm,propensity,reward\n0,1,1\n0,1,1\n", ["arms": 4]).problem.armCount == 4)
  }

  @Test func orders() throws {
    let text = "arm,propensity,reward\n" + (0..<6).map { "0,1,\($0)\n" }.joined()
    let shuffled = try model(text, ["shuffleSeeds": [7]], horizon: 6)
    #expect(shuffled.replications == 2)
    var stream = NumPyStream(seed: 7)
    #expect(instance(shuffled).order == [0, 1, 2, 3, 4, 5])
    #expect(instance(shuffled, replication: 1).order == stream.permutation(of: 6))
    #expect(instance(try model(text, horizon: 6), replication: 3).order == [0, 1, 2, 3, 4, 5])
  }

  @Test func refusals() {
    func log(_ row: String, header: String = "arm,propensity,reward") -> String { "\(header)\n0,0.5,1\n\(row)\n" }
    #expect(refusal(log("0,0,1"))?.contains("line 3: column \"propensity\": found 0.0") == true)
    #expect(refusal(log("0,1.5,1"))?.contains("line 3: column \"propensity\": found 1.5") == true)
    #expect(refusal(log("0,,1"))?.contains("line 3") == true)
    #expect(refusal(log(",0.5,1"))?.contains("line 3: column \"arm\"") == true)
    #expect(refusal(log("0.5,0.5,1"))?.contains("accepted: a whole number, 0 or more") == true)
    #expect(refusal(log("-1,0.5,1"))?.contains("accepted: a whole number, 0 or more") == true)
    #expect(refusal(log("0,0.5,x"))?.contains("line 3: column \"reward\"") == true)
    #expect(refusal(log("2,0.5,1"), ["arms": 2])?.contains("found 2; accepted: an arm in 0...1") == true)
    #expect(refusal("arm,propensity,reward,p0,p1\n0,1,1,1,0\n2,1,1,1,0\n")?.contains("an arm in 0...1") == true)
    #expect(refusal("arm,propensity,reward,x0,f0_0\n0,1,1,1,0\n0,1,1,1,0\n")?.contains("has both") == true)
    #expect(refusal("arm,propensity,reward,x1\n0,1,1,1\n0,1,1,1\n")?.contains("no column \"x0\"") == true)
    #expect(refusal("arm,reward\n0,1\n0,1\n")?.contains("no column \"propensity\"") == true)
    #expect(refusal(log("0,1,1"), horizon: 3)?.contains("accepted: at most as many, or \"rows\"") == true)
    #expect(refusal(log("0,1,2"), ["rewardRange": [0, 1]])?.contains("the log has the reward 2.0") == true)
    #expect(refusal(log("0,1,2"), ["rewardRange": [1, 0]])?.contains("the lower end first") == true)
  }
}
