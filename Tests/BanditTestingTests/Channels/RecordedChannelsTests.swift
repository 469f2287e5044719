import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct RecordedChannelsTests {
  /// Gives the n-th round a budget of n.
  private struct Rising: ChannelsLearner {
    var reports = 0
    mutating func setLevers(_ levers: inout [ChannelLever], at round: Int, noise: inout RoundNoise) {
      for channel in levers.indices { levers[channel] = ChannelLever(budget: Double(round)) }
    }
    mutating func observe(_ feedback: [ChannelFeedback], at round: Int) { reports += feedback.count }
  }

  @Test func keepsBothSides() {
    let world = ScriptedChannels(
      [[[Auction(value: 4, cost: 2)]], [[Auction(value: 9, cost: 3)]]], horizon: 3, budget: 2, charge: .spend)
    let run = RecordedChannels(learner: Rising(), environment: world)
    #expect((1...3).map { run.budgets(at: $0) } == [[1, 1], [2, 2], [3, 3]])
    #expect(run.feedback.map { $0[0] } == [(2, 1), (4, 2), (4, 2)].map { ChannelFeedback(value: $0.0, spend: $0.1) })
    #expect(run.meanBudgets == [2, 2])
    #expect(run.totalValue == 28)
    #expect(run.totalSpend == 11)
    #expect(run.learner.reports == 6)
    #expect(run.account.entry(for: .realized, group: "", after: 3).value == 28)
  }
}
