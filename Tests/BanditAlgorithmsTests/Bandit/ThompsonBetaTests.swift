import BanditAlgorithms
import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct ThompsonBetaTests {
  @Test func typedCallsAgreeWithSettings() throws {
    let played = try playedBothWays(["a": .number(2), "b": .whole(3)]) {
      try ThompsonBeta($0, a: 2, b: 3)
    }
    #expect(played.settings == played.typed)
    let native = try playedBothWays(["sampler": .text("native")]) { try ThompsonBeta($0, sampler: .native) }
    #expect(native.settings == native.typed && native.typed != played.typed)
  }

  /// Two coins with uniform priors: the expected total reward of T rounds, by enumerating histories with P(Beta >
  /// Beta): 1.0277778 for T = 2 and 2.7163796 for T = 5. The first two of five rounds are those of T = 2, because the
  /// algorithm does not know T. The mean of 200000 runs has a standard error below .0035; five of them have two-sided
  /// level 6e-7.
  @Test(arguments: ["gsl", "native"]) func bayesianRewardIsExact(sampler: String) throws {
    let policy = try make(ThompsonBeta.self, ["sampler": .text(sampler)], horizon: 5)
    var rewards: [[Double]] = []
    for replication in 0..<200_000 {
      let key = StreamKey(seed: 33).child(index: replication)
      var prior = RandomStream(key: key.child(purpose: .instance))
      let means = [prior.uniform(), prior.uniform()]
      let game = RecordedGame(learner: policy, environment: CoinsForTests(means: means), rounds: 5, key: key)
      rewards.append(game.rewards)
    }
    for (rounds, expected) in [(2, 1.0277778), (5, 2.7163796)] {
      let totals = rewards.map { $0.prefix(rounds).reduce(0, +) }
      let mean = totals.reduce(0, +) / Double(totals.count)
      let variance = totals.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(totals.count - 1)
      #expect(abs(mean - expected) < 5 * (variance / Double(totals.count)).squareRoot())
    }
  }

  /// A prior of its own for each arm is what rewards would have made of the uniform one: the same draws.
  @Test(arguments: ["gsl", "native"]) func priorsMayDifferByArm(sampler: String) throws {
    let given: Settings = ["a": [3, 1, 2], "b": [1, 5, 2], "sampler": .text(sampler)]
    var told = try make(ThompsonBeta.self, given, arms: 3)
    var learned = try make(ThompsonBeta.self, ["sampler": .text(sampler)], arms: 3)
    for (arm, rewards) in [[1, 1], [0, 0, 0, 0], [0, 1]].enumerated() {
      for reward in rewards { learned.observe(reward: Double(reward), of: arm, at: 1) }
    }
    var arms: [Int] = []
    for round in 1...2000 {
      var one = RandomStream(key: StreamKey(seed: 5))
      var other = RandomStream(key: StreamKey(seed: 5))
      one.move(to: 0, occurrence: round)
      other.move(to: 0, occurrence: round)
      arms.append(told.selectArm(at: round, noise: &one))
      #expect(learned.selectArm(at: round, noise: &other) == arms[round - 1])
    }
    // P(Beta(3, 1) is the largest) is large, and no arm is out of it.
    #expect(counts(arms, of: 3)[0] > 1200 && counts(arms, of: 3).allSatisfy { $0 > 5 })
    let alike = try make(ThompsonBeta.self, ["a": [2, 2, 2], "b": 3, "sampler": .text(sampler)], arms: 3)
    #expect(
      playScript(learner: alike, rewards: [[0, 1], [1, 0], [1]], rounds: 300)
        == playScript(
          learner: try make(ThompsonBeta.self, ["a": 2, "b": [3, 3, 3], "sampler": .text(sampler)], arms: 3),
          rewards: [[0, 1], [1, 0], [1]], rounds: 300))
    #expect(throws: InvalidSettings.self) { try make(ThompsonBeta.self, ["a": [1, 2]], arms: 3) }
  }

  @Test func refusesUnboundedRewards() {
    #expect(throws: InvalidSettings.self) { try make(ThompsonBeta.self, rewards: nil) }
    #expect(throws: InvalidSettings.self) { try make(ThompsonBeta.self, rewards: 0 ... .infinity) }
  }

  /// A strong prior decides the first pull: P(Beta(1000, 1) < Beta(1, 1000)) is below 1e-300.
  @Test func usesItsPosterior() throws {
    let policy = try make(ThompsonBeta.self)
    let arms = playScript(learner: policy, rewards: [[0], [1]], rounds: 2000)
    #expect(arms.suffix(1000).count { $0 == 1 } > 990)
  }

  @Test func conforms() {
    #expect(BanditConformance.violations(of: ThompsonBeta.self, isRandomized: true) == [])
    #expect(
      BanditConformance.violations(
        of: ThompsonBeta.self, settings: ["sampler": .text("native")], isRandomized: true) == [])
  }
}
