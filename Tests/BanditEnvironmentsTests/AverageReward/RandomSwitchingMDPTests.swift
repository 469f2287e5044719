import BanditCards
import BanditEnvironments
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct RandomSwitchingMDPModelTests {
  private func model(_ settings: Settings, states: Int = 4, actions: Int = 3) throws -> RandomSwitchingMDPModel {
    let sizes = [Settings.Entry("states", .whole(states)), Settings.Entry("actions", .whole(actions))]
    return try RandomSwitchingMDPModel(
      settings: Settings(
        defaultsOf: RandomSwitchingMDPModel.card.parameters, given: Settings(sizes + settings.entries)), horizon: 100)
  }

  private func segments(_ model: RandomSwitchingMDPModel, replication: Int = 0) -> [AverageRewardTruth.Segment] {
    var stream = RandomStream(key: StreamKey(seed: 5).child(index: replication))
    return model.instance(of: 0, from: &stream).truth.segments
  }

  private let points: Setting = .list([.whole(21), .whole(61)])

  @Test func allPairsAreDrawnAnew() throws {
    let model = try model(["changePoints": points])
    #expect(model.changePoints == [21, 61])
    #expect(model.problem == AverageRewardProblem(stateCount: 4, actionCount: 3, horizon: 100, changeCount: 2))
    let segments = segments(model)
    #expect(segments.map(\.firstRound) == [1, 21, 61])
    for (old, new) in zip(segments, segments.dropFirst()) {
      for pair in 0..<12 {
        #expect(old.process.rewards[pair] != new.process.rewards[pair])
        #expect(old.process.row(pair) != new.process.row(pair))
      }
    }
    #expect(segments != self.segments(model, replication: 1))
    #expect(segments.allSatisfy { $0.optimum != nil })
  }

  @Test func someAreDrawnAnew() throws {
    for (settings, count): (Settings, Int) in [
      (["localPairs": .whole(1)], 1), (["localFraction": .number(0.25)], 3), (["localFraction": .number(1e-9)], 1),
      (["localFraction": .number(1)], 12),
    ] {
      let model = try model(Settings(settings.entries + [Settings.Entry("changePoints", points)]))
      for replication in 0..<5 {
        let segments = segments(model, replication: replication)
        for (old, new) in zip(segments, segments.dropFirst()) {
          let changed = (0..<12).count { old.process.rewards[$0] != new.process.rewards[$0] }
          let moved = (0..<12).count { old.process.row($0) != new.process.row($0) }
          #expect(changed == count && moved == count)
        }
      }
    }
  }

  /// Rows of Dirichlet(1) have a first probability with distribution function 1 - (1 - x)^(S - 1); rewards are
  /// uniform.
  @Test func laws() throws {
    let model = try model([:], states: 4, actions: 50)
    let drawn = (0..<10).flatMap { replication -> [(Double, Double)] in
      let process = segments(model, replication: replication)[0].process
      return (0..<200).map { (process.row($0).first!, process.rewards[$0]) }
    }
    let rows = KolmogorovSmirnov(drawn.map(\.0)) { 1 - (1 - $0) * (1 - $0) * (1 - $0) }
    let rewards = KolmogorovSmirnov(drawn.map(\.1)) { $0 }
    #expect(rows.pValue > 1e-6 && rewards.pValue > 1e-6)
  }

  @Test func smallConcentrationsMakeFewSuccessorsLikely() throws {
    func largest(_ concentration: Double) throws -> Double {
      let process = segments(try model(["dirichlet": .number(concentration)], states: 8, actions: 4))[0].process
      return (0..<32).reduce(0) { $0 + process.row($1).max()! } / 32
    }
    #expect(try largest(0.1) > 0.6)
    #expect(try largest(100) < 0.2)
  }

  @Test func typedArgumentsAndSettingsAgree() throws {
    let given = try model(["changePoints": points, "localPairs": .whole(2), "dirichlet": .number(0.5)])
    let typed = try RandomSwitchingMDPModel(
      states: 4, actions: 3, horizon: 100, dirichlet: 0.5, localPairs: 2, changePoints: [21, 61])
    #expect(typed.problem == given.problem && segments(typed) == segments(given))
    #expect(throws: InvalidSettings.self) { try RandomSwitchingMDPModel(states: 0, actions: 3, horizon: 100) }
  }

  @Test func problemsAreNamed() {
    for (settings, path): (Settings, String) in [
      (["localPairs": .whole(13)], "localPairs"),
      (["localPairs": .whole(1), "localFraction": .number(0.5)], "localPairs"),
      (["initial": .whole(4)], "initial"),
    ] {
      #expect { try model(settings) } throws: { ($0 as? InvalidSettings)?.path == path }
    }
    #expect { try model([:], states: 1000, actions: 1000) } throws: { ($0 as? InvalidSettings)?.path == "states" }
  }
}
