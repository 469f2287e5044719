import BanditCards
import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Testing

/// Pulls the arms of a list in turn.
private struct Follower: BanditLearner {
  let script: [Int]
  mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int { script[(round - 1) % script.count] }
  mutating func observe(reward: Double, of arm: Int, at round: Int) {}
}

/// Notes what the game asks of it.
private struct Witness: BanditLearner, Reporting {
  var calls: [String] = []
  var draws: [Double] = []
  mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    calls.append("select at \(round)")
    draws.append(noise.uniform())
    return round % 2
  }
  mutating func observe(reward: Double, of arm: Int, at round: Int) {
    calls.append("observe \(reward) of \(arm) at \(round)")
  }
  func measure(_ metric: Metric) -> Double? {
    ["calls": Double(calls.count), "draws": draws.reduce(0, +)][metric.id]
  }
}

/// Pulls arm 1 and, from round 2 on, bounds its regret by 2.
private struct Promise: BanditLearner, AdversarialBounding {
  var rounds = 0
  mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int { 1 }
  mutating func observe(reward: Double, of arm: Int, at round: Int) { rounds = round }
  var adversarialBound: Double? { rounds > 1 ? 2 : nil }
}

/// Pays a uniform number.
private struct NoisyBandit: BanditEnvironment, Reporting {
  let armCount: Int
  var truth: BanditTruth { BanditTruth(means: Array(repeating: 0.5, count: armCount)) }
  mutating func pull(_ arm: Int, at round: Int, noise: inout RoundNoise) -> ArmOutcome {
    ArmOutcome(reward: noise.uniform(), mean: 0.5, bestMean: 0.5)
  }
  func measure(_ metric: Metric) -> Double? { metric.id == "arms" ? Double(armCount) : nil }
}

/// Recommends one arm and believes in another.
private struct Believer: BanditLearner, Inferring {
  var isAsked = true
  mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int { 0 }
  mutating func observe(reward: Double, of arm: Int, at round: Int) {}
  var recommendation: Int? { isAsked ? 1 : nil }
  var inferredArm: Int? { isAsked ? 2 : nil }
}

/// Pays its means.
private struct QuietBandit: BanditEnvironment {
  let truth = BanditTruth(means: [0.25, 0.5, 0.375, 0.75])
  var armCount: Int { 4 }
  mutating func pull(_ arm: Int, at round: Int, noise: inout RoundNoise) -> ArmOutcome {
    ArmOutcome(reward: truth.means[arm], mean: truth.means[arm], bestMean: 0.75)
  }
}

struct BanditGameTests {
  /// simple is the gap of what is recommended, inference that of what is believed in; missing without a posterior, also
  /// for learners that stand behind others.
  @Test func inference() {
    func gap<L: BanditLearner>(_ notion: Notion, _ learner: L) -> Double {
      var game = BanditGame(
        environment: QuietBandit(), learner: learner, problem: BanditProblem(armCount: 4, horizon: 2))
      var account = game.openAccount(for: [.simple, .inference], metrics: [])
      var noise = RandomStream(key: StreamKey(seed: 1), itemCount: 4)
      var own = RandomStream(key: StreamKey(seed: 2))
      for round in 1...2 {
        game.play(round: round, environmentNoise: &noise, learnerNoise: &own, account: &account)
      }
      return game.entry(for: notion, group: "", after: 2, account: account).regret
    }
    #expect(gap(.inference, Believer()) == 0.375 && gap(.simple, Believer()) == 0.25)
    #expect(gap(.inference, AnyBanditLearner(erasing: Believer())!) == 0.375)
    #expect(gap(.inference, Believer(isAsked: false)).isNaN)
    #expect(gap(.inference, Follower(script: [3])).isNaN && gap(.simple, Follower(script: [3])) == 0)
    #expect(Caveats.missing([.pseudo, .inference], for: Follower.self).count == 1)
    #expect(Caveats.missing([.pseudo, .inference], for: Believer.self) == [])
    #expect(Caveats.missing([.pseudo], for: Follower.self) == [])
    #expect(BanditLedger.notions.contains(.inference) && !Notion.inference.isCumulative)
  }

  private func play(_ script: [Int], _ coupling: Coupling, rounds: Int = 60) -> [(arm: Int, reward: Double)] {
    let game = RecordedGame(
      learner: Follower(script: script), environment: NoisyBandit(armCount: 3), rounds: rounds,
      key: StreamKey(seed: 5), coupling: coupling)
    return Array(zip(game.arms, game.rewards)).map { (arm: $0, reward: $1) }
  }

  /// The rewards of an arm in the order of its pulls.
  private func rewards(of arm: Int, in rounds: [(arm: Int, reward: Double)]) -> [Double] {
    rounds.filter { $0.arm == arm }.map(\.reward)
  }

  @Test func pullsOfAnArmMeetTheSameRewardsInTheSameOrder() {
    let (first, second) = (play([0, 1, 2], .pulls), play([2, 2, 0, 1, 0], .pulls))
    for arm in 0..<3 {
      let (one, other) = (rewards(of: arm, in: first), rewards(of: arm, in: second))
      let shared = min(one.count, other.count)
      #expect(shared >= 12)
      #expect(one.prefix(shared) == other.prefix(shared))
    }
    #expect(Set(first.map(\.reward)).count == 60)
  }

  @Test func pullsAreAddressedByTheirNumberFromZero() {
    var noise = RandomStream(key: StreamKey(seed: 5).child(purpose: .rewards), itemCount: 3)
    for arm in 0..<3 {
      for (pull, reward) in rewards(of: arm, in: play([2, 2, 0, 1, 0], .pulls)).enumerated() {
        noise.move(to: arm, occurrence: pull)
        #expect(noise.uniform() == reward)
      }
    }
  }

  @Test func roundsMeetTheSameRewardsWhereTheArmIsTheSame() {
    let (first, second) = (play([0, 1, 2], .rounds), play([2, 1, 0, 1, 0], .rounds))
    let meetings = zip(first, second).filter { $0.arm == $1.arm }
    #expect(meetings.count >= 10)
    #expect(meetings.allSatisfy { $0.reward == $1.reward })
    // By rounds, the rewards of an arm depend on when it is pulled.
    #expect(rewards(of: 0, in: first).first != rewards(of: 0, in: second).first)
  }

  @Test func roundsAreAddressedFromOne() {
    var noise = RandomStream(key: StreamKey(seed: 5).child(purpose: .rewards), itemCount: 3)
    for (index, entry) in play([0, 1, 2], .rounds).enumerated() {
      noise.move(to: entry.arm, occurrence: index + 1)
      #expect(noise.uniform() == entry.reward)
    }
  }

  @Test func everyRoundIsPlayedInOrderAndBooked() {
    var game = BanditGame(
      environment: ScriptedBandit(constants: [0.25, 0.75]), learner: Witness(),
      problem: BanditProblem(armCount: 2, horizon: 10))
    var account = game.openAccount(for: [.pseudo], metrics: [])
    var environmentNoise = RandomStream(key: StreamKey(seed: 1), itemCount: 2)
    var learnerNoise = RandomStream(key: StreamKey(seed: 2))
    for round in 1...3 {
      game.play(
        round: round, environmentNoise: &environmentNoise, learnerNoise: &learnerNoise, account: &account)
    }
    #expect(
      game.learner.calls == [
        "select at 1", "observe 0.75 of 1 at 1", "select at 2", "observe 0.25 of 0 at 2", "select at 3",
        "observe 0.75 of 1 at 3",
      ])
    // The learner draws at the address of the round.
    let expected = (1...3).map { round in
      learnerNoise.move(to: 0, occurrence: round)
      return learnerNoise.uniform()
    }
    #expect(game.learner.draws == expected)
    let entry = account.entry(for: .pseudo, group: "", after: 3)
    #expect(entry.regret == 0.5)
    #expect(entry.reward == 1.75)
    #expect(entry.switches == 2)
    #expect(game.failure == nil)
  }

  @Test func metricsComeFromThePolicyElseTheEnvironment() {
    let game = BanditGame(
      environment: NoisyBandit(armCount: 3), learner: Witness(), problem: BanditProblem(armCount: 3, horizon: 10))
    let account = game.openAccount(for: [], metrics: [])
    func measure(_ id: String) -> Double? {
      game.measure(Metric(id, "", unit: "", isCumulative: false), after: 1, account: account)
    }
    #expect(measure("calls") == 0)
    #expect(measure("arms") == 3)
    #expect(measure("other") == nil)
  }

  /// A regret of 1/2 a round keeps a bound of 2 through round 4; what is not bounded is missing.
  @Test func boundsAreComparedWithTheRegret() {
    var environmentNoise = RandomStream(key: StreamKey(seed: 1), itemCount: 2)
    var learnerNoise = RandomStream(key: StreamKey(seed: 2))
    var game = BanditGame(
      environment: ScriptedBandit(constants: [0.75, 0.25]), learner: Promise(),
      problem: BanditProblem(armCount: 2, horizon: 10))
    var account = game.openAccount(for: [], metrics: [.bound, .boundHolds])
    var holds: [Double?] = []
    for round in 1...6 {
      game.play(
        round: round, environmentNoise: &environmentNoise, learnerNoise: &learnerNoise, account: &account)
      holds.append(game.measure(.boundHolds, after: round, account: account))
    }
    #expect(holds == [nil, 1, 1, 1, 0, 0])
    #expect(game.measure(.bound, after: 6, account: account) == 2)
  }

  /// A bound for rewards fixed in advance is held against `pseudo`, one for single runs against `realized`, and neither
  /// where arms remember.
  @Test func adversarialBoundsNeedFixedMeans() {
    struct OnAverage: Idle, AdversarialBounding {
      var adversarialBound: Double?
    }
    struct OfRuns: Idle, AdversarialBounding {
      static var boundsRuns: Bool { true }
      var adversarialBound: Double?
    }
    let fixed = BanditTruth(means: [0.5, 0.75])
    let changing = BanditTruth(segments: [
      .init(firstRound: 1, means: [0.5, 0.75]), .init(firstRound: 9, means: [0.5, 0.25]),
    ])
    for truth in [fixed, changing] {
      #expect(holds(OnAverage(adversarialBound: 0.25), truth, mean: 0.5, best: 0.75) == [0.25, 1])
      #expect(holds(OnAverage(adversarialBound: 0.125), truth, mean: 0.5, best: 0.75) == [0.125, 0])
      // The reward is 1/8.
      #expect(holds(OfRuns(adversarialBound: 0.625), truth, mean: 0.5, best: 0.75) == [0.625, 1])
      #expect(holds(OfRuns(adversarialBound: 0.5), truth, mean: 0.5, best: 0.75) == [0.5, 0])
    }
    struct Dependent: BanditComparator {
      let hasFixedMeans = false
      func benchmark(of notion: Notion, through round: Int, bestMeans: Double) -> Double? { bestMeans }
    }
    let dependent = BanditTruth(segments: fixed.segments, comparator: Dependent())
    #expect(holds(OnAverage(adversarialBound: 9), dependent, mean: 0.5, best: 0.75) == [nil, nil])
    #expect(holds(OnAverage(adversarialBound: .infinity), fixed, mean: 0.5, best: 0.75) == [nil, nil])
  }

  /// A bound on a notion that is missing is missing.
  @Test func otherBoundsAreHeldAgainstTheirNotion() {
    struct Remembering: Idle, BanditBounding {
      let value: Double
      func regretBound(on truth: BanditTruth) -> RegretBound? {
        truth.comparator is RememberingArms ? RegretBound(.policyLower, value) : nil
      }
    }
    #expect(holds(Remembering(value: 0.25), remembering(-0.25), mean: -0.5, best: .nan) == [0.25, 1])
    #expect(holds(Remembering(value: 0.125), remembering(-0.25), mean: -0.5, best: .nan) == [0.125, 0])
    #expect(holds(Remembering(value: 1), remembering(nil), mean: -0.5, best: .nan) == [nil, nil])
    #expect(holds(Remembering(value: 1), BanditTruth(means: [0.5, 0.75]), mean: 0.5, best: 0.75) == [nil, nil])
  }

  private func remembering(_ ceiling: Double?) -> BanditTruth {
    let sequences = SequenceComparator(optimum: nil, ceiling: ceiling, repeated: [ConstantPath(means: [-0.5])])
    return BanditTruth(means: [-0.5], sequences: sequences, dependsOnHistory: true, rewardOffset: 1)
  }

  /// `bound` and `bound_holds` after one round, whose reward is 1/8.
  private func holds(
    _ learner: some BanditLearner, _ truth: BanditTruth, mean: Double, best: Double
  ) -> [Double?] {
    var game = BanditGame(
      environment: One(truth: truth, outcome: ArmOutcome(reward: 0.125, mean: mean, bestMean: best)),
      learner: learner, problem: BanditProblem(armCount: truth.armCount, horizon: 1))
    var account = game.openAccount(for: [], metrics: [])
    var noise = RandomStream(key: StreamKey(seed: 1), itemCount: 2)
    var own = RandomStream(key: StreamKey(seed: 2))
    game.play(round: 1, environmentNoise: &noise, learnerNoise: &own, account: &account)
    return [Metric.bound, .boundHolds].map { game.measure($0, after: 1, account: account) }
  }
}

/// The same outcome whatever is pulled.
private struct One: BanditEnvironment {
  let truth: BanditTruth
  let outcome: ArmOutcome
  var armCount: Int { truth.armCount }
  mutating func pull(_ arm: Int, at round: Int, noise: inout RoundNoise) -> ArmOutcome { outcome }
}

/// Pulls arm 0.
private protocol Idle: BanditLearner {}

extension Idle {
  mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int { 0 }
  mutating func observe(reward: Double, of arm: Int, at round: Int) {}
}
