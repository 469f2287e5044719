import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct SlateGameTests {
  /// Clicks on the luckiest item if it is luckier than nothing; keeps what it is given.
  private struct Lottery: SlateEnvironment {
    let isStatic: Bool
    var lucks: [[Int: Double]] = []
    var outside: [Double] = []
    mutating func choose(
      from slate: [Int], luck: [Double], outsideLuck: Double, at round: Int, noise: inout RoundNoise
    ) -> SlateOutcome {
      lucks.append(Dictionary(uniqueKeysWithValues: zip(slate, luck)))
      outside.append(outsideLuck)
      let best = luck.indices.max { luck[$0] < luck[$1] }!
      return SlateOutcome(
        click: luck[best] > outsideLuck ? slate[best] : nil, clickProbability: 0.25 * Double(round),
        bestClickProbability: 1)
    }
  }

  /// Shows given slates and keeps what it is told.
  private struct Listener: SlateLearner {
    let slates: [[Int]]
    var heard: [Int?] = []
    mutating func selectSlate(into slate: inout ArmSelection, at round: Int, noise: inout RoundNoise) {
      for item in slates[round - 1] { slate.add(item) }
    }
    mutating func observe(click: Int?, on slate: [Int], at round: Int) {
      #expect(slate == slates[round - 1])
      heard.append(click)
    }
  }

  private func play(
    _ slates: [[Int]], _ coupling: Coupling = .pulls, isStatic: Bool = true, seed: UInt64 = 3
  ) -> (game: SlateGame<Lottery, Listener>, account: SlateLedger) {
    let problem = SlateProblem(itemCount: 5, slateSize: 2, horizon: 20)
    var game = SlateGame(
      environment: Lottery(isStatic: isStatic), learner: Listener(slates: slates), problem: problem,
      coupling: coupling)
    var account = game.openAccount(for: SlateLedger.notions, metrics: [])
    var noise = RandomStream(key: StreamKey(seed: seed), itemCount: problem.addressCount)
    var other = RandomStream(key: StreamKey(seed: 5))
    for round in 1...slates.count {
      game.play(round: round, environmentNoise: &noise, learnerNoise: &other, account: &account)
    }
    return (game, account)
  }

  /// The m-th showing of an item meets the same luck, whoever shows it and when; under `rounds` that of the round.
  /// What speaks for nothing is that of the round.
  @Test func showingsShareTheirLuck() {
    let first = play([[0, 1], [0, 2], [0, 1]]).game.environment
    let second = play([[3, 4], [1, 0], [4, 0], [2, 0], [1, 3]]).game.environment
    #expect(first.lucks[0][0] == second.lucks[1][0] && first.lucks[1][0] == second.lucks[2][0])
    #expect(first.lucks[2][0] == second.lucks[3][0] && first.lucks[2][1] == second.lucks[4][1])
    #expect(first.lucks[1][2] == second.lucks[3][2])
    #expect(first.outside == Array(second.outside.prefix(3)))
    #expect(Set(first.lucks.flatMap(\.values) + first.outside).count == 9)
    let rounds = play([[0, 1], [0, 2], [0, 1]], .rounds).game.environment
    let others = play([[3, 4], [1, 0], [4, 0]], .rounds).game.environment
    #expect(rounds.lucks[1][0] == others.lucks[1][0] && rounds.lucks[2][0] == others.lucks[2][0])
    #expect(rounds.lucks[1][0] != first.lucks[1][0])
  }

  /// The clicks reach the learner, and the accounts say what the environment said.
  @Test func accounts() {
    let slates = [[0, 1], [1, 0], [1, 2], [1, 2]]
    let (game, account) = play(slates)
    let clicks = game.learner.heard.count { $0 != nil }
    #expect(clicks > 0 && clicks < 4)
    for (round, click) in game.learner.heard.enumerated() {
      let luck = game.environment.lucks[round]
      let best = luck.max { $0.value < $1.value }!
      #expect(click == (best.value > game.environment.outside[round] ? best.key : nil))
    }
    let entry = account.entry(for: .dynamic, group: "", after: 4)
    #expect(entry.benchmark == 4 && entry.value == 2.5 && entry.reward == Double(clicks))
    // The order of a slate is no change.
    #expect(entry.switches == 1)
    #expect(account.entry(for: .pseudo, group: "", after: 4).regret == 1.5)
    #expect(account.entry(for: .realized, group: "", after: 4).regret == 4 - Double(clicks))
    #expect(account.measure(.itemsShown, after: 4) == 3)
    let pulls = (0..<5).map { game.measureTogether(Metric.pulls.at($0), after: 4, account: account) }
    #expect(pulls == [0.5, 1, 0.5, 0, 0])
    let latest = game.latestRound(account)
    #expect(latest.action == "1 2" && latest.reward == (game.learner.heard[3] == nil ? 0 : 1))
  }

  @Test func whereUsersChangeThereIsNoBestSlate() {
    let account = play([[0, 1]], isStatic: false).account
    #expect(account.entry(for: .pseudo, group: "", after: 1).benchmark.isNaN)
    #expect(account.entry(for: .realized, group: "", after: 1).value.isNaN)
    #expect(account.entry(for: .dynamic, group: "", after: 1).regret == 0.75)
  }
}
