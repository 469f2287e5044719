import BanditCards
import BanditGames
import BanditStreams
import Testing

@testable import BanditEnvironments

/// The bandit of an environment's settings, without noise.
func bandit<Model: HistoryBanditModel>(
  _ type: Model.Type, _ settings: Settings, horizon: Int
) throws -> HistoryBandit {
  let deterministic = Settings(settings.entries + [.init("noise", .text("deterministic"))])
  let settings = Settings(defaultsOf: Model.card.parameters, given: deterministic)
  let model = try Model(settings: settings, horizon: horizon)
  var stream = RandomStream(key: StreamKey(seed: 67))
  return model.instance(of: 0, from: &stream)
}

/// Settings of arms by tables.
func tables(_ tables: [Double]...) -> Settings {
  ["arms": .list(tables.map { .object(["table": .list($0.map { .number($0) })]) })]
}

struct RottingModelTests {
  /// The largest means come first: OPT_4 = 2.8, OPT_6 = 3.7, which greedy play attains.
  @Test func greedyIsBest() throws {
    let bandit = try bandit(RottingModel.self, tables([1, 0.5, 0.2, 0.1], [0.7, 0.6, 0.5, 0.4]), horizon: 6)
    let sequences = try #require(bandit.truth.sequences)
    #expect(abs(sequences.optimum!.total(through: 4) - 2.8) < 1e-12)
    #expect(abs(sequences.optimum!.total(through: 6) - 3.7) < 1e-12)
    #expect(greedySequence(bandit, 6) == [0, 1, 1, 0, 1, 1])
    #expect(sequences.bestSequence == [0, 1, 1, 0, 1, 1])
  }

  @Test func risingArmsAreRefused() throws {
    #expect(throws: InvalidSettings("arms[1]", "its means must never rise")) {
      try bandit(RottingModel.self, tables([0.5], [0.5, 0.6]), horizon: 2)
    }
    // What comes after the horizon does not matter.
    #expect(try bandit(RottingModel.self, tables([0.5], [0.5, 0.6]), horizon: 1).armCount == 2)
  }

  @Test func typedArmsAreThoseOfSettings() throws {
    let typed = try RottingModel(arms: [.table([1, 0.5]), .table([0.7])], noise: .deterministic, horizon: 6)
    #expect(
      typed.instances.prototype.means == (try bandit(RottingModel.self, tables([1, 0.5], [0.7]), horizon: 6)).means)
  }
}
