import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct SemiBanditGameTests {
  /// Pays the first uniform of the address at which it is pulled.
  struct Coins: SemiBanditEnvironment {
    let truth = SemiBanditTruth(curves: [[0], [0], [0]].map { RecoveryCurve($0) }, capacity: 2)
    mutating func pull(_ arm: Int, at round: Int, noise: inout RoundNoise) -> PullOutcome {
      PullOutcome(reward: noise.uniform(), mean: 0.5)
    }
  }

  /// Plays given sets and keeps what it is told.
  struct Listener: SemiBanditLearner {
    let sets: [[Int]]
    var heard: [[Int: Double]] = []
    mutating func selectArms(into selection: inout ArmSelection, at round: Int, noise: inout RoundNoise) {
      for arm in sets[round - 1] { selection.add(arm) }
    }
    mutating func observe(rewards: [Double], of arms: [Int], at round: Int) {
      heard.append(Dictionary(uniqueKeysWithValues: zip(arms, rewards)))
    }
  }

  private func play(_ sets: [[Int]], _ coupling: Coupling) -> (heard: [[Int: Double]], account: SemiBanditLedger) {
    var game = SemiBanditGame(
      environment: Coins(), learner: Listener(sets: sets),
      problem: SemiBanditProblem(horizon: 10, capacity: 2, depths: [1, 1, 1]), coupling: coupling)
    var account = game.openAccount(for: SemiBanditLedger.notions, metrics: [.armsPerPeriod])
    var noise = RandomStream(key: StreamKey(seed: 4), itemCount: 3)
    var other = RandomStream(key: StreamKey(seed: 5))
    for round in 1...sets.count {
      game.play(round: round, environmentNoise: &noise, learnerNoise: &other, account: &account)
    }
    return (game.learner.heard, account)
  }

  /// Under `pulls` the n-th pull of an arm pays the same whenever it comes, under `rounds` the pull in period t.
  @Test func noiseIsAddressed() {
    let sets = [[0, 1], [2], [1, 0]]
    let later = [[2], [0, 1], [0]]
    let (pulls, pullsLater) = (play(sets, .pulls).heard, play(later, .pulls).heard)
    #expect(pulls[0][0] == pullsLater[1][0] && pulls[0][1] == pullsLater[1][1] && pulls[2][0] == pullsLater[2][0])
    let (rounds, roundsLater) = (play(sets, .rounds).heard, play(later, .rounds).heard)
    #expect(rounds[2][0] == roundsLater[2][0] && rounds[0][0] != roundsLater[1][0])
    #expect(pulls[0][0] != pulls[2][0])
  }

  /// The policy hears of the arms pulled and of no other; the ledger records each.
  @Test func feedbackAndAccounts() {
    let (heard, account) = play([[0, 1], [], [1, 0], [2]], .pulls)
    #expect(heard.map { $0.keys.sorted() } == [[0, 1], [], [0, 1], [2]])
    let entry = account.entry(for: .upperBound, group: "", after: 4)
    #expect(entry.value == 2.5 && entry.switches == 3)
    #expect(abs(entry.reward - heard.flatMap(\.values).reduce(0, +)) < 1e-12)
    #expect(account.measure(.armsPerPeriod, after: 4) == 1.25)
  }
}
