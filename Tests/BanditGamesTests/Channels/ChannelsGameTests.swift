import BanditCards
import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct ChannelsGameTests {
  /// Sets given levers and keeps what it is told; multipliers 0 and 1.5.
  private struct Fixed: MultiplierLearner, Reporting {
    let fixed: [ChannelLever]
    var returnMultiplier: Double { 0 }
    var budgetMultiplier: Double { 1.5 }
    mutating func setLevers(_ levers: inout [ChannelLever], at round: Int, noise: inout RoundNoise) { levers = fixed }
    mutating func observe(_ feedback: [ChannelFeedback], at round: Int) {}
    func measure(_ metric: Metric) -> Double? { metric == .returnMultiplier ? 0 : nil }
  }

  /// One auction (3, 1) and a budget of 2: charged 2 by budget, 1 by spend.
  @Test(arguments: [(Charge.budget, 2.0), (.spend, 1.0)]) func charges(charge: Charge, spend: Double) {
    let world = ScriptedChannels([[auctions((3, 1))]], horizon: 2, budget: 1, targetReturn: 1, charge: charge)
    let run = RecordedChannels(learner: Fixed(fixed: [ChannelLever(budget: 2)]), environment: world)
    #expect(run.feedback == Array(repeating: [ChannelFeedback(value: 3, spend: spend)], count: 2))
    #expect(run.account.entry(for: .pseudo, group: "", after: 2).cost == 2 * spend)
    #expect(run.account.entry(for: .constraint, group: "budget", after: 2).regret == 2 * (spend - 1))
  }

  @Test func measuresPolicyMultipliersAndAccounts() {
    let world = ScriptedChannels([[auctions((2, 1))], [auctions((1, 1))]], horizon: 1, budget: 1, targetReturn: 1)
    var game = ChannelsGame(
      environment: world, learner: Fixed(fixed: [ChannelLever(budget: 0.5), .closed]), problem: world.problem)
    var account = game.openAccount(for: [.pseudo], metrics: [])
    var noise = RandomStream(key: StreamKey(seed: 1), itemCount: 2)
    var learner = RandomStream(key: StreamKey(seed: 2))
    game.play(round: 1, environmentNoise: &noise, learnerNoise: &learner, account: &account)
    #expect(game.measure(.dualBound, after: 1, account: account) == 2)
    #expect(game.measure(.returnMultiplier, after: 1, account: account) == 0)
    #expect(game.measure(.unspent, after: 1, account: account) == 0.5)
    #expect(account.entry(for: .pseudo, group: "", after: 1).regret == 1)
  }
}
