import BanditCards
import BanditEnvironments
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct BernoulliBanditTests {
  private func model(_ settings: Settings, horizon: Int = 1000) throws -> BernoulliModel {
    try BernoulliModel(
      settings: Settings(defaultsOf: BernoulliModel.card.parameters, given: settings), horizon: horizon)
  }

  private func means(_ settings: Settings, horizon: Int = 1000, replication: Int = 0) throws -> [Double] {
    var stream = RandomStream(key: StreamKey(seed: 5).child(index: replication))
    return try model(settings, horizon: horizon).instance(of: 0, from: &stream).means
  }

  /// Slivkins, section 3: means .9 and .8 have kl(.8, .9) = .0444030, so the constant is 2.2521.
  @Test func laiRobbinsConstant() {
    let truth = BernoulliBandit(means: [0.8, 0.9]).truth
    #expect(abs(truth.laiRobbins! - 2.2521) < 5e-5)
    #expect(BernoulliBandit(means: [0.4, 0.4]).truth.laiRobbins == 0)
    // Nobody needs to explore arms that never pay against one that always pays.
    #expect(BernoulliBandit(means: [0, 1]).truth.laiRobbins == 0)
  }

  /// Binomial tests at level 1e-6.
  @Test(arguments: [0.0, 0.1, 0.5, 0.95, 1.0]) func paysWithItsProbability(mean: Double) {
    var bandit = BernoulliBandit(means: [mean, 0.5])
    var noise = RandomStream(key: StreamKey(seed: 6), itemCount: 2)
    var successes = 0
    for pull in 0..<100_000 {
      noise.move(to: 0, occurrence: pull)
      let outcome = bandit.pull(0, at: pull + 1, noise: &noise)
      #expect(outcome.reward == 0 || outcome.reward == 1)
      #expect(outcome.mean == mean && outcome.bestMean == max(mean, 0.5))
      if outcome.reward == 1 { successes += 1 }
    }
    #expect(BinomialTest(successes: successes, trials: 100_000, probability: mean).pValue > 1e-6)
  }

  @Test func presets() throws {
    func preset(_ entries: Settings) -> Settings { ["arms": .whole(3), "preset": .object(entries)] }
    #expect(
      try means(preset(["kind": .text("one-good-arm"), "base": .number(0.25), "gap": .number(0.5)]))
        == [0.75, 0.25, 0.25])
    #expect(
      try means(preset(["kind": .text("linear-gaps"), "best": .number(0.75), "gap": .number(0.25)]))
        == [0.75, 0.5, 0.25])
    // epsilon = sqrt(3/1200) = .05
    #expect(try means(preset(["kind": .text("minimax")]), horizon: 1200) == [0.525, 0.5, 0.5])
    #expect(try means(preset(["kind": .text("minimax")]), horizon: 1) == [1, 0.5, 0.5])
  }

  @Test func randomBestArmPermutes() throws {
    let list: Setting = .list([.number(0.1), .number(0.2), .number(0.3)])
    var seen: Set<[Double]> = []
    for replication in 0..<100 {
      let drawn = try means(["means": list, "bestArm": .text("random")], replication: replication)
      #expect(drawn.sorted() == [0.1, 0.2, 0.3])
      seen.insert(drawn)
    }
    #expect(seen.count == 6)
    #expect(try means(["means": list], replication: 3) == [0.1, 0.2, 0.3])
  }

  /// Means from Beta(2, 3): Kolmogorov-Smirnov against x^2 (6 - 8x + 3x^2), level 1e-6.
  @Test func priorIsTheBetaLaw() throws {
    let prior: Settings = ["law": .text("beta"), "a": .number(2), "b": .number(3)]
    let drawn = try (0..<5000).flatMap {
      try means(["arms": .whole(4), "prior": .object(prior)], replication: $0)
    }
    let p = KolmogorovSmirnov(drawn) { x in x * x * (6 - 8 * x + 3 * x * x) }.pValue
    #expect(p > 1e-6)
  }

  @Test func contradictorySettingsAreRefused() {
    let list: Setting = .list([.number(0.1)])
    let beta: Setting = .object(["law": .text("beta"), "a": .number(1), "b": .number(1)])
    #expect(throws: InvalidSettings.self) { try model([:]) }
    #expect(throws: InvalidSettings.self) { try model(["means": list, "arms": .whole(1)]) }
    #expect(throws: InvalidSettings.self) { try model(["means": list, "prior": beta]) }
    #expect(throws: InvalidSettings.self) { try model(["arms": .whole(2)]) }
    let tooGood: Setting = .object(["kind": .text("linear-gaps"), "best": .number(0.5), "gap": .number(0.3)])
    #expect(throws: InvalidSettings.self) { try model(["arms": .whole(3), "preset": tooGood]) }
  }

  @Test func typedMeansAreThoseOfSettings() throws {
    func drawn(_ means: ArmMeans, _ order: ArmOrder = .given) throws -> [Double] {
      var stream = RandomStream(key: StreamKey(seed: 5).child(index: 0))
      return try BernoulliModel(means: means, bestArm: order, horizon: 1000).instance(of: 0, from: &stream).means
    }
    let list: Setting = .list([.number(0.1), .number(0.2), .number(0.3)])
    #expect(
      try drawn(.list([0.1, 0.2, 0.3]), .random) == means(["means": list, "bestArm": .text("random")]))
    let prior: Setting = .object(["law": .text("beta"), "a": .number(2), "b": .number(3)])
    #expect(
      try drawn(.drawn(arms: 4, from: .beta(Beta(a: 2, b: 3)))) == means(["arms": .whole(4), "prior": prior]))
    let preset: Setting = .object(["kind": .text("minimax")])
    #expect(try drawn(.preset(.minimax(), arms: 4)) == means(["arms": .whole(4), "preset": preset]))
  }

  @Test func typedMeansAreChecked() {
    func path(_ means: ArmMeans) -> String? {
      #expect(throws: InvalidSettings.self) { try BernoulliModel(means: means, horizon: 10) }?.path
    }
    #expect(path(.list([0.5, 1.5])) == "means")
    #expect(path(.list([])) == "means")
    #expect(path(.drawn(arms: 0, from: .constant(0.5))) == "arms")
    #expect(path(.drawn(arms: 2, from: .constant(0.5))) == "prior")
    #expect(path(.preset(.oneGoodArm(base: 0.5, gap: -0.1), arms: 2)) == "preset")
    #expect(path(.preset(.minimax(epsilon: 2), arms: 2)) == "preset")
    #expect(path(.preset(.linearGaps(best: 0.5, gap: 0.3), arms: 3)) == "preset")
  }
}
