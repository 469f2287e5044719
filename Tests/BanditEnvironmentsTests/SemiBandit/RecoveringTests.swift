import BanditCards
import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditEnvironments

struct RecoveringBanditTests {
  private let arms = RecoveringArms(
    curves: [RecoveryCurve([0.1, 0.5, 0.9]), RecoveryCurve([0.3])], capacity: 2, start: .recovered)

  /// Idle times 3 (recovered), 1, 2, 5 by hand.
  @Test func paysByIdleTime() {
    var bandit = RecoveringBandit(arms, noise: .deterministic)
    var noise = RandomStream(key: StreamKey(seed: 1), itemCount: 2)
    let means = [1, 2, 4, 9].map { bandit.pull(0, at: $0, noise: &noise).mean }
    #expect(means == [0.9, 0.1, 0.5, 0.9])
    let outcome = bandit.pull(1, at: 9, noise: &noise)
    #expect(outcome.mean == 0.3 && outcome.reward == 0.3)
  }

  /// Rewards are 0 or 1 with the mean of the idle time; exact binomial test per idle time, level 1e-6.
  @Test func coinsHaveTheMeanOfTheirIdleTime() {
    var bandit = RecoveringBandit(arms, noise: .bernoulli)
    var noise = RandomStream(key: StreamKey(seed: 2), itemCount: 2)
    var ones = [0, 0, 0]
    var round = 10
    for pull in 0..<30_000 {
      round += 1 + pull % 3
      noise.move(to: 0, occurrence: pull)
      let outcome = bandit.pull(0, at: round, noise: &noise)
      #expect(outcome.mean == [0.1, 0.5, 0.9][pull % 3] || pull == 0)
      if outcome.reward == 1 { ones[pull % 3] += 1 }
    }
    for (successes, mean) in zip(ones, [0.1, 0.5, 0.9]) {
      #expect(BinomialTest(successes: successes, trials: 10_000, probability: mean).pValue > 1e-6)
    }
  }
}

struct RecoveringModelTests {
  private func model(_ settings: Settings, horizon: Int = 100) throws -> RecoveringModel {
    try RecoveringModel(
      settings: Settings(defaultsOf: RecoveringModel.card.parameters, given: settings), horizon: horizon)
  }

  private func table(_ means: [Double]) -> Setting { .object(["table": .list(means.map { .number($0) })]) }

  private let random: Setting = .object(["logistic": .text("random")])
  private let process: Setting = .object(["gp": .object(["lengthscale": .number(2), "variance": .number(1)])])

  @Test func tablesAreTheSameInEveryReplication() throws {
    let model = try model([
      "capacity": .whole(2), "arms": .list([table([0.1, 0.6]), table([0.4])]), "start": .text("recovered"),
      "copies": .whole(2), "lookahead": .whole(3),
    ])
    #expect(
      model.problem.recovery!.depths == [2, 2, 1, 1] && model.problem.capacity == 2
        && model.problem.recovery!.start == .recovered)
    #expect(model.problem.recovery!.isNondecreasing && model.problem.meanRange == 0...1 && model.problem.horizon == 100)
    var stream = RandomStream(key: StreamKey(seed: 1))
    let truth = try #require(model.instance(of: 0, from: &stream).truth.recovery)
    #expect(truth.curves.map(\.means) == [[0.1, 0.6], [0.1, 0.6], [0.4], [0.4]])
    #expect(truth.start == .recovered && truth.lookahead == 3)
    // From `recovered` with two places: .6 + .6, then .1 + .1 against .4 + .4.
    #expect(truth.optimum.map { Array($0.value.prefix(3)) } == [0, 1.2, 2.0])
  }

  @Test func everyReplicationDrawsRandomCurves() throws {
    let model = try model(["arms": .list([random, table([0.5])]), "copies": .whole(2), "depth": .whole(7)])
    var first = RandomStream(key: StreamKey(seed: 1))
    var second = RandomStream(key: StreamKey(seed: 2))
    let (a, b) = (
      try #require(model.instance(of: 0, from: &first).truth.recovery),
      try #require(model.instance(of: 0, from: &second).truth.recovery)
    )
    #expect(a.curves.map(\.depth) == [7, 7, 1, 1] && a.curves[0] != a.curves[1] && a.curves[0] != b.curves[0])
    #expect(a.curves[2] == b.curves[2] && a.optimum == nil)
    #expect(model.facts.count == 1)
  }

  @Test func factsNameTheComparators() throws {
    let model = try model(["arms": .list([table([0.2, 0.8])])])
    // UB = max(.2, .8/2) = .4, the planner's value, a quarter of it for K = 1.
    #expect(
      model.facts == [
        """
        per period the upper bound is 0.4, the planner earns 0.4, the share gamma_1 of the bound is 0.1; the exact \
        optimum of the notion policy is computed
        """
      ])
    let large = try self.model(["arms": .list([random]), "copies": .whole(30)])
    #expect(large.facts == ["the comparators are those of each replication's curves"])
    let long = try self.model(["arms": .list([table([0, 0, 0, 0, 0, 0, 1])]), "copies": .whole(9)])
    #expect(long.facts[0].hasSuffix("too large to compute"))
  }

  @Test func whatDoesNotGoTogetherIsRefused() throws {
    func problem(_ settings: Settings) -> InvalidSettings? {
      do { _ = try model(settings) } catch { return error as? InvalidSettings }
      return nil
    }
    let coins = "accepted with the noise \"bernoulli\": means in [0, 1]"
    #expect(
      problem(["arms": .list([table([0.5]), table([0.1, 1.4])])])
        == InvalidSettings("arms[1]", "found means from 0.1 to 1.4; \(coins)"))
    #expect(problem(["arms": .list([process])]) == InvalidSettings("arms[0]", "found means without bounds; \(coins)"))
    #expect(problem(["arms": .list([process]), "noise": .text("deterministic")]) == nil)
    #expect(
      problem(["arms": .list([.object(["logistic": .list([.number(1), .number(-1), .number(2)])])])])
        == InvalidSettings("arms[0].logistic[1]", "found -1.0; accepted: a steepness of 0 or more"))
    #expect(
      problem(["arms": .list([.object(["gammaShape": .list([.number(2), .number(0), .number(1)])])])])
        == InvalidSettings("arms[0].gammaShape[1]", "found 0.0; accepted: a rate in [1e-6, 1e6]"))
    #expect(
      problem(["arms": .list([random, random]), "copies": .whole(5000), "depth": .whole(101)])?.path == "arms")
  }

  @Test func typedArgumentsAndSettingsAgree() throws {
    let given = try model([
      "arms": .list([
        table([0.1, 0.6]), random, process, .object(["gammaShape": .list([.number(2), .number(0.5), .number(1)])]),
      ]), "copies": .whole(2), "depth": .whole(5), "noise": .object(["gaussian": .number(0.1)]),
    ])
    let typed = try RecoveringModel(
      arms: [
        .table([0.1, 0.6]), .randomLogistic, .gaussianProcess(lengthscale: 2),
        .gammaShape(shape: 2, rate: 0.5, height: 1),
      ], horizon: 100, copies: 2, depth: 5, noise: .gaussian(sd: 0.1))
    let curves = [given, typed].map { model in
      var stream = RandomStream(key: StreamKey(seed: 1))
      return model.instance(of: 0, from: &stream).truth.recovery!.curves
    }
    #expect(typed.problem == given.problem && curves[0] == curves[1])
    #expect(throws: InvalidSettings.self) { try RecoveringModel(arms: [.table([])], horizon: 9) }
    #expect(throws: InvalidSettings.self) {
      try RecoveringModel(
        arms: [.gaussianProcess(lengthscale: .nan)], horizon: 9, noise: .deterministic)
    }
  }

  @Test func wrongSettingsAreRefused() {
    #expect(wrongSettingsThatPass(RecoveringModel.self, valid: ["arms": .list([table([0.5])])]) == [])
  }

  @Test func whatLearnersAreTold() throws {
    let process = try model(["arms": .list([process]), "noise": .object(["gaussian": .number(0.1)])])
    #expect(
      process.problem.meanRange == nil && !process.problem.recovery!.isNondecreasing
        && process.problem.recovery!.depths == [31])
    let tall = try model(["arms": .list([table([0.5, 2]), table([-1])]), "noise": .text("deterministic")])
    #expect(tall.problem.meanRange == -1...2)
    let falling = try model(["arms": .list([table([0.5, 0.2])])])
    #expect(!falling.problem.recovery!.isNondecreasing && falling.problem.meanRange == 0...1)
    // Means in [0, 1] with normal noise: the means are still known to lie there.
    #expect(
      try model(["arms": .list([random]), "noise": .object(["gaussian": .number(1)])]).problem.meanRange == 0...1)
  }
}
