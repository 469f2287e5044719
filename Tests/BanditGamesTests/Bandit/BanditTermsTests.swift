import BanditCards
import BanditNumerics
import BanditStreams
import BanditTesting
import Testing

@testable import BanditGames

struct BanditTermsTests {
  /// Plays arms of a list and writes down what it is told.
  private struct Scribe: BanditLearner {
    let arms: [Int]
    /// The rounds and rewards told, and before which choice.
    private(set) var told: [[Double]] = []
    private var round = 0

    init(_ arms: [Int]) { self.arms = arms }

    mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
      self.round = round
      return arms[(round - 1) % arms.count]
    }

    mutating func observe(reward: Double, of arm: Int, at round: Int) {
      told.append([Double(self.round), Double(round), Double(arm), reward])
    }
  }

  private struct Played {
    var game: BanditTermsGame
    var account: BanditTermsLedger
    var told: [[Double]] { (game.learnerItself as! Scribe).told }
  }

  private func play(
    _ terms: BanditTerms, _ arms: [Int], rounds: Int, bandit: (any BanditEnvironment)? = nil, seed: UInt64 = 3
  ) -> Played {
    let bandit = bandit ?? ScriptedBandit(rewards: [[1, 2, 3, 4, 5, 6], [10, 20, 30, 40]])
    let problem = BanditProblem(armCount: bandit.armCount, horizon: rounds)
    var game = BanditTermsGame(
      environment: BanditOnTerms(bandit, terms: terms), learner: AnyBanditLearner(erasing: Scribe(arms))!,
      problem: problem)
    var account = game.openAccount(for: BanditLedger.notions, metrics: [])
    var noise = RandomStream(key: StreamKey(seed: seed), itemCount: bandit.armCount)
    var own = RandomStream(key: StreamKey(seed: seed + 1))
    for round in 1...rounds { game.play(round: round, environmentNoise: &noise, learnerNoise: &own, account: &account) }
    return Played(game: game, account: account)
  }

  /// By hand: arm 0 is told after two more rounds, arm 1 at once; what is due together is told in the order of rounds.
  @Test func rewardsAreToldWhenTheyAreDue() {
    let played = play(BanditTerms(delays: [.fixed(2), .fixed(0)]), [0, 0, 1], rounds: 6)
    #expect(
      played.told == [
        // in round, of round, arm, reward
        [3, 1, 0, 1], [3, 3, 1, 10], [4, 2, 0, 2], [6, 4, 0, 3], [6, 6, 1, 20],
      ])
    // Rounds 1 and 2, then 4 and 5: never more than two of arm 0.
    #expect(played.game.measureTogether(.outstanding, after: 6, account: played.account) == 2)
  }

  /// Without a delay every reward is told in its round, and a delay beyond the run is never told.
  @Test func extremes() {
    let now = play(BanditTerms(delays: [.fixed(0), .geometric(mean: 0)]), [0, 1], rounds: 4)
    #expect(now.told == [[1, 1, 0, 1], [2, 2, 1, 10], [3, 3, 0, 2], [4, 4, 1, 20]])
    #expect(!now.game.environment.terms.hasDelays)
    #expect(play(BanditTerms(delays: [.fixed(.max), .fixed(4)]), [0, 1], rounds: 4).told == [])
  }

  /// Every reward once, in the order of what is due, whatever the delays; the delays of 20000 pulls are geometric on 0, 1,
  /// 2, ... with mean 3: chi-square, level 1e-6.
  @Test func geometricDelays() {
    let rounds = 20_000
    let played = play(
      BanditTerms(delays: [.geometric(mean: 3)]), [0], rounds: rounds + 400, bandit: ScriptedBandit(rewards: [[1]]))
    let told = played.told
    #expect(Set(told.map { $0[1] }).count == told.count)
    #expect(zip(told, told.dropFirst()).allSatisfy { ($0[0], $0[1]) < ($1[0], $1[1]) })
    let delays = told.filter { $0[1] <= Double(rounds) }.map { Int($0[0] - $0[1]) }
    #expect(delays.count == rounds)
    var counts = Array(repeating: 0, count: 21)
    for delay in delays { counts[min(delay, 20)] += 1 }
    var shares = (0..<20).map { 0.25 * Double.pow(0.75, Double($0)) }
    shares.append(1 - shares.reduce(0, +))
    #expect(ChiSquareTest(counts: counts, probabilities: shares).pValue > 1e-6)
  }

  /// Rewards are those without delays, to the bit: delays are drawn after them.
  @Test func delaysLeaveRewardsAlone() {
    let coins = { CoinFlips(means: [0.3, 0.6]) }
    let arms = [0, 1, 1, 0, 1]
    let late = play(BanditTerms(delays: [.geometric(mean: 5), .fixed(3)]), arms, rounds: 200, bandit: coins())
    let now = play(BanditTerms(), arms, rounds: 200, bandit: coins())
    let rewards = Dictionary(uniqueKeysWithValues: now.told.map { ($0[1], $0[3]) })
    #expect(now.told.count == 200 && late.told.count > 150)
    #expect(late.told.allSatisfy { rewards[$0[1]] == $0[3] })
    #expect(
      late.account.entry(for: .realized, group: "", after: 200).value
        == now.account.entry(for: .realized, group: "", after: 200).value)
  }

  /// By hand: means 3.5 and 25, costs of pulls 1 and 5, of changes 2 from arm 0 to 1 and 7 back; arms 0 1 1 0 0 1.
  @Test func costsAreAddedUp() {
    let terms = BanditTerms(pullCosts: [1, 5], switchingCosts: .pairs([[0, 2], [7, 0]]))
    let played = play(terms, [0, 1, 1, 0, 0, 1], rounds: 6)
    // What is told is what is left.
    #expect(played.told.map { $0[3] } == [0, 5, 15, 1, 2, 25])
    let pseudo = played.account.entry(for: .pseudo, group: "", after: 6)
    // Means after costs: 2.5 and 20.
    #expect(pseudo.benchmark == 120 && pseudo.value == 67.5 && pseudo.regret == 52.5)
    #expect(pseudo.reward == 48 && pseudo.switches == 3)
    // Three pulls of each, and the changes 0-1, 1-0, 0-1.
    #expect(pseudo.cost == 18 + 2 + 7 + 2)
    let switching = played.account.entry(for: .switching, group: "", after: 6)
    #expect(switching.benchmark == 120 && switching.value == 67.5 - 11 && switching.cost == 29)
    #expect(played.account.entry(for: .realized, group: "", after: 6).value == 48)
    #expect(played.account.entry(for: .simple, group: "", after: 6).regret == 0)
  }

  /// One cost for every change; without any, the notion is missing, and so is the cost.
  @Test func changesMayCostAlike() {
    let alike = play(BanditTerms(switchingCosts: .each(0.5)), [0, 1, 1, 0], rounds: 8)
    // 0 1 1 0 0 1 1 0: changes in rounds 2, 4, 6 and 8.
    #expect(alike.account.entry(for: .switching, group: "", after: 8).cost == 2)
    let free = play(BanditTerms(), [0, 1], rounds: 4)
    #expect(free.account.entry(for: .switching, group: "", after: 4).regret.isNaN)
    #expect(free.account.entry(for: .pseudo, group: "", after: 4).cost.isNaN)
  }

  /// Costs of pulls in segments: the best arm after costs changes.
  @Test func costsOfPullsWhereMeansChange() {
    let bandit = Changing(segments: [.init(firstRound: 1, means: [1, 3]), .init(firstRound: 3, means: [4, 3])])
    let played = play(BanditTerms(pullCosts: [0, 2.5]), [0, 1], rounds: 4, bandit: bandit)
    // After costs: (1, .5), (1, .5), (4, .5), (4, .5); played 1, .5, 4, .5.
    let dynamic = played.account.entry(for: .dynamic, group: "", after: 4)
    #expect(dynamic.benchmark == 10 && dynamic.value == 6 && dynamic.cost == 5)
    #expect(played.account.entry(for: .pseudo, group: "", after: 4).benchmark == 10)
  }

  /// Arms that come and go, by hand: means 1, 3 and 2; arm 1 leaves after round 2, arm 2 is there in rounds 2 to 3.
  @Test func theBestArmIsOneThatIsThere() {
    let bandit = Changing(segments: [.init(firstRound: 1, means: [1, 3, 2])])
    let terms = BanditTerms(available: [1...Int.max, 1...2, 2...3])
    let played = play(terms, [0, 2, 0, 0], rounds: 4, bandit: bandit)
    // The best that are there: 3, 3, 2, 1; played 1, 2, 1, 1.
    for notion in [Notion.dynamic, .pseudo] {
      let entry = played.account.entry(for: notion, group: "", after: 4)
      #expect(entry.benchmark == 9 && entry.value == 5)
    }
    #expect(played.account.entry(for: .realized, group: "", after: 4).regret == 4)
    #expect(played.account.entry(for: .simple, group: "", after: 4).regret.isNaN)
    // Where means change, no order of arms is known to be the best one.
    let changing = Changing(segments: [.init(firstRound: 1, means: [1, 3]), .init(firstRound: 2, means: [1, 0])])
    let other = play(BanditTerms(available: [1...Int.max, 1...2]), [0], rounds: 3, bandit: changing)
    #expect(other.account.entry(for: .dynamic, group: "", after: 3).regret == 2)
    #expect(other.account.entry(for: .pseudo, group: "", after: 3).regret.isNaN)
  }

  /// A learner that knows nothing of absence plays the lowest arm that is there for one that is not.
  @Test func othersTakeTheLowestArm() {
    var learner = Scribe([2, 1])
    var noise = RandomStream(key: StreamKey(seed: 1))
    let present = PresentArms([false, true, false])
    #expect(present.arms == [1])
    #expect(learner.selectArm(at: 1, among: present, noise: &noise) == 1)
    #expect(learner.selectArm(at: 1, among: PresentArms(armCount: 3), noise: &noise) == 2)
  }

  private struct CoinFlips: BanditEnvironment {
    let truth: BanditTruth
    var armCount: Int { truth.armCount }

    init(means: [Double]) { truth = BanditTruth(means: means) }

    mutating func pull(_ arm: Int, at round: Int, noise: inout RoundNoise) -> ArmOutcome {
      let mean = truth.means[arm]
      return ArmOutcome(reward: noise.uniform() < mean ? 1 : 0, mean: mean, bestMean: truth.bestMean)
    }
  }

  /// Pays its means.
  private struct Changing: BanditEnvironment {
    let truth: BanditTruth
    var armCount: Int { truth.armCount }

    init(segments: [BanditTruth.Segment]) { truth = BanditTruth(segments: segments) }

    mutating func pull(_ arm: Int, at round: Int, noise: inout RoundNoise) -> ArmOutcome {
      let segment = truth.segments.last { $0.firstRound <= round }!
      return ArmOutcome(reward: segment.means[arm], mean: segment.means[arm], bestMean: segment.bestMean)
    }
  }
}
