import BanditCards
import BanditComparators
import BanditGames
import BanditTesting
import Testing

struct MatchingLedgerTests {
  private let graph = WorkedMatchings.graph(
    [[(1, 0.5), (2, 0.25)], [(1, 0.5)], [(2, 0.25)]], weights: [1, 3])

  private func account(_ metrics: [Metric] = [], exact: Double? = nil, symmetric: Double? = nil) -> MatchingLedger {
    var account = MatchingLedger(
      truth: MatchingTruth(graph, symmetricValue: symmetric), metrics: metrics, exactValue: exact)
    account.record(graph.arrivals[0][1], weight: 3, isSuccess: false)
    account.record(graph.arrivals[1][0], weight: 1, isSuccess: true)
    account.record(graph.arrivals[2][0], weight: 3, isSuccess: true)
    return account
  }

  /// By hand: loads 0.5 and 0.5, weighted load 0.75 + 0.5 + 0.75 = 2; allocation 1 (0.5) and 3 (0.5) = 2.
  @Test func entriesByHand() {
    let account = account()
    let entry = account.entry(for: .matchingLP, group: "", after: 3)
    #expect(entry.value == 4 && entry.reward == 4 && entry.rounds == 3 && entry.switches.isNaN && entry.cost.isNaN)
    #expect(abs(entry.benchmark - 2) < 1e-12)
    #expect(abs((account.measure(.matchingLPRatio, after: 3) ?? 0) - 2) < 1e-12)
    // The clairvoyant tries vertex 2 first: 3 (1 - 0.75^2) + 0.5.
    let clairvoyant = account.entry(for: .clairvoyant, group: "", after: 3)
    #expect(abs(clairvoyant.benchmark - 1.8125) < 1e-12 && clairvoyant.value == 4)
    #expect(abs((account.measure(.clairvoyantRatio, after: 3) ?? 0) - 4 / 1.8125) < 1e-12)
    #expect(abs(account.entry(for: .configuration, group: "", after: 3).benchmark - 1.8125) < 1e-9)
    // After one arrival: p w of vertex 2.
    #expect(account.entry(for: .clairvoyant, group: "", after: 1).benchmark == 0.75)
    #expect(account.entry(for: Notion("other"), group: "", after: 1).benchmark.isNaN)
  }

  @Test func metricsByHand() {
    let account = account([.vertexLoad, .vertexSuccesses], exact: 1.5, symmetric: 1.25)
    #expect(account.measure(.matchingLoad, after: 3) == 1 && account.measure(.successes, after: 3) == 2)
    let controlled = 4 - (4 - 2) / (Double.exp(1) - 1)
    #expect(abs((account.measure(.controlledReward, after: 3) ?? 0) - controlled) < 1e-12)
    #expect(abs((account.measure(.controlledRatio, after: 3) ?? 0) - controlled / 2) < 1e-12)
    #expect([0, 1].map { account.measure(.vertexLoad.at($0), after: 3) } == [0.5, 0.5])
    #expect([0, 1].map { account.measure(.vertexSuccesses.at($0), after: 3) } == [1, 1])
    #expect(account.measure(.exactReward, after: 3) == 1.5 && account.measure(.exactReward, after: 2) == nil)
    #expect(account.measure(.symmetricReward, after: 3) == 1.25 && account.measure(.symmetricReward, after: 2) == nil)
    // What was not asked for is not kept.
    #expect(self.account().measure(.vertexLoad.at(0), after: 3) == nil)
    #expect(account.measure(.pulls, after: 3) == nil)
  }
}
