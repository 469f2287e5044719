import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct EarlierPullsTests {
  /// The rewards of a script, in the order of an arm's pulls.
  private func reward(_ arm: Int, _ pull: Int) -> Double { unevenRewards[arm][pull % unevenRewards[arm].count] }

  /// Plays rounds of a script, in which arms were pulled some times before.
  private func play<Policy: BanditLearner>(_ policy: inout Policy, _ rounds: ClosedRange<Int>, pulls: inout [Int])
    -> [Int]
  {
    var noise = RandomStream(key: StreamKey(seed: 2))
    return rounds.map { round in
      noise.move(to: 0, occurrence: round)
      let arm = policy.selectArm(at: round, noise: &noise)
      policy.observe(reward: reward(arm, pulls[arm]), of: arm, at: round)
      pulls[arm] += 1
      return arm
    }
  }

  /// A policy that is told of the first 60 rounds of another one goes on as that one does.
  private func expectToGoOn<Policy: BanditLearner & Configurable<BanditProblem>>(
    _ type: Policy.Type, _ settings: Settings = [:], squares: Bool = false
  ) throws {
    func problem(_ horizon: Int) -> BanditProblem {
      BanditProblem(armCount: 4, horizon: horizon, rewardRange: 0...1)
    }
    var whole = try Policy(settings: settings, problem: problem(400))
    var pulls = [0, 0, 0, 0]
    _ = play(&whole, 1...60, pulls: &pulls)
    let rewards = (0..<4).map { arm in (0..<pulls[arm]).map { reward(arm, $0) } }
    var start: [Settings.Entry] = [
      .init("pulls", .list(pulls.map { .whole($0) })), .init("sums", .list(rewards.map { .number($0.reduce(0, +)) })),
    ]
    if squares { start.append(.init("squares", .list(rewards.map { .number($0.reduce(0) { $0 + $1 * $1 }) }))) }
    var rest = try Policy(
      settings: Settings(settings.entries + [.init("start", .object(Settings(start)))]), problem: problem(340))
    var again = pulls
    let expected = play(&whole, 61...400, pulls: &pulls)
    #expect(play(&rest, 1...340, pulls: &again) == expected, "\(Policy.card.id) \(settings)")
    #expect(Set(expected).count > 1, "\(Policy.card.id) plays one arm only, which tells little")
  }

  @Test func indexPoliciesGoOn() throws {
    try expectToGoOn(UCB1.self)
    try expectToGoOn(UCB1.self, ["level": "horizon", "exploration": 0.3])
    try expectToGoOn(UCB1.self, ["bonus": "constant"])
    try expectToGoOn(MOSS.self)
    try expectToGoOn(MOSS.self, ["horizon": "anytime", "exploration": 1])
    try expectToGoOn(KLUCB.self)
    try expectToGoOn(KLUCB.self, ["law": "gaussian", "sd": 0.5, "level": "log-t"])
    try expectToGoOn(BayesUCB.self)
    try expectToGoOn(UCBV.self, ["c": 0.1, "zeta": 1.2], squares: true)
    try expectToGoOn(UCBTuned.self, squares: true)
  }

  /// Rewards in [-50, 50] are mapped with the earlier ones.
  @Test func earlierRewardsAreMappedToo() throws {
    let unit = BanditProblem(armCount: 2, horizon: 200, rewardRange: 0...1)
    let wide = BanditProblem(armCount: 2, horizon: 200, rewardRange: -50...50)
    func arms<Policy: BanditLearner>(_ policy: Policy, _ rewards: [[Double]]) -> [Int] {
      playScript(learner: policy, rewards: rewards, rounds: 200)
    }
    // Three rewards 1, 0, 1 and one 0.25; as -50 + 100 x: 50, -50, 50 and -25.
    let small = EarlierPulls(pulls: [3, 1], sums: [2, 0.25], squares: [2, 0.0625])
    let large = EarlierPulls(pulls: [3, 1], sums: [50, -25], squares: [7500, 625])
    let rewards = [[0.5, 0.25], [0.75, 0.125, 1]]
    let mapped = rewards.map { $0.map { 100 * $0 - 50 } }
    #expect(try arms(UCBV(unit, start: small), rewards) == arms(UCBV(wide, start: large), mapped))
    #expect(try arms(UCBTuned(unit, start: small), rewards) == arms(UCBTuned(wide, start: large), mapped))
    let (few, many) = (EarlierPulls(pulls: [3, 1], sums: [2, 0.25]), EarlierPulls(pulls: [3, 1], sums: [50, -25]))
    #expect(try arms(KLUCB(unit, start: few), rewards) == arms(KLUCB(wide, start: many), mapped))
    #expect(try arms(BayesUCB(unit, start: few), rewards) == arms(BayesUCB(wide, start: many), mapped))
  }

  /// Arms that were never pulled are pulled first.
  @Test func otherArmsComeFirst() throws {
    let problem = BanditProblem(armCount: 4, horizon: 100)
    let start = EarlierPulls(pulls: [0, 5, 0, 2], sums: [0, 5, 0, 0])
    for policy in try [
      UCB1(problem, start: start), UCB1(problem, ties: .random, start: start),
    ] {
      #expect(playScript(learner: policy, rewards: [[0], [1], [0], [0]], rounds: 2) == [0, 2])
    }
    let greedy = try EpsilonGreedy(problem, epsilon: 0, firstPulls: 3, start: start)
    #expect(
      playScript(learner: greedy, rewards: [[0], [1], [0], [0]], rounds: 10) == [0, 2, 0, 2, 0, 2, 3, 1, 1, 1])
  }

  /// What does not fit is refused, with the key.
  @Test func whatDoesNotFitIsRefused() {
    let problem = BanditProblem(armCount: 2, horizon: 100, rewardRange: 0...1)
    func path(_ start: EarlierPulls, _ make: (EarlierPulls) throws -> Any) -> String? {
      #expect(throws: InvalidSettings.self) { try make(start) }?.path
    }
    let ucb: (EarlierPulls) throws -> Any = { try UCB1(problem, start: $0) }
    #expect(path(EarlierPulls(pulls: [1], sums: [1, 1]), ucb) == "start.pulls")
    #expect(path(EarlierPulls(pulls: [1, 1], sums: [1]), ucb) == "start.sums")
    #expect(path(EarlierPulls(pulls: [0, 1], sums: [0.5, 1]), ucb) == "start.sums[0]")
    #expect(path(EarlierPulls(pulls: [1, -1], sums: [1, 1]), ucb) == "start")
    #expect(path(EarlierPulls(pulls: [1, 1], sums: [1, .infinity]), ucb) == "start")
    let variance: (EarlierPulls) throws -> Any = { try UCBV(problem, start: $0) }
    #expect(path(EarlierPulls(pulls: [4, 1], sums: [2, 1], squares: [0.5, 1]), variance) == "start.squares[0]")
    #expect(path(EarlierPulls(pulls: [4, 1], sums: [2, 1], squares: [1]), variance) == "start.squares")
    #expect(path(EarlierPulls(pulls: [4, 1], sums: [2, 1]), variance) == "start")
    #expect(path(EarlierPulls(pulls: [4, 0], sums: [2, 0], squares: [1, 1]), variance) == "start.squares[1]")
    // Rewards in [0, 1] cannot add up to that.
    #expect(path(EarlierPulls(pulls: [4, 1], sums: [2, 1.5], squares: [1, 3]), variance) == "start.sums[1]")
    #expect(path(EarlierPulls(pulls: [4, 1], sums: [-1, 1])) { try KLUCB(problem, start: $0) } == "start.sums[0]")
    #expect(path(EarlierPulls(pulls: [4, 1], sums: [5, 1])) { try BayesUCB(problem, start: $0) } == "start.sums[0]")
    // UCB1 takes rewards as they are.
    #expect(throws: Never.self) { try UCB1(problem, start: EarlierPulls(pulls: [4, 1], sums: [5, -1])) }
  }

  /// A learner that begins in the middle has no bound, and is not played in lanes.
  @Test func theBoundIsOfThoseWhoBeginWithNothing() throws {
    let problem = BanditProblem(armCount: 2, horizon: 100, rewardRange: 0...1)
    let truth = BanditTruth(means: [0.2, 0.4])
    let start = EarlierPulls(pulls: [1, 1], sums: [0, 1])
    #expect(try UCB1(problem).regretBound(on: truth) != nil)
    #expect(try UCB1(problem, start: start).regretBound(on: truth) == nil)
    #expect(try MOSS(problem).regretBound(on: truth) != nil)
    #expect(try MOSS(problem, start: start).regretBound(on: truth) == nil)
    #expect(try UCB1(problem).hasAffineIndex && !UCB1(problem, start: start).hasAffineIndex)
    #expect(try MOSS(problem).hasAffineIndex && !MOSS(problem, start: start).hasAffineIndex)
    #expect(try EpsilonGreedy(problem).isPlain && !EpsilonGreedy(problem, start: start).isPlain)
  }
}
