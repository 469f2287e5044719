import BanditGames
import BanditStreams
import Testing

@testable import BanditEnvironments

struct GroupedDataTests {
  @Test func rowsInTheirOrder() {
    let all = (name: "all", rows: [true, true, true])
    let data = GroupedData(
      featureCount: 2, features: [1, 2, 3, 4, 5, 6], labels: [0.1, 0.2, 0.3],
      expertGroups: Memberships([(name: "a", rows: [false, true, false]), all], rowCount: 3),
      reportGroups: Memberships([all], rowCount: 3))
    var environment = OrderedData(data: data, order: [2, 0, 1], comparatorRows: .paperOffByOne)
    #expect(
      environment.truth == GroupedTruth(reportGroups: ["all"], featureCount: 2, comparatorRows: .paperOffByOne))
    var (example, outcome) = (GroupedExample(), GroupedOutcome())
    var noise = RandomStream(key: StreamKey(seed: 1))
    for (round, features, groups, label) in [
      (1, [5.0, 6], [1], 0.3), (2, [1, 2], [1], 0.1), (3, [3, 4], [0, 1], 0.2),
    ] {
      environment.present(&example, at: round, noise: &noise)
      environment.reveal(&outcome, at: round)
      #expect(example.features == features && example.groups == groups)
      #expect(outcome.label == label && outcome.reportGroups == [0])
    }
  }

  @Test func scaledNumbers() {
    #expect(GroupedData.scaled([3, 1, 5, 2]) == [0.5, 0, 1, 0.25])
    #expect(GroupedData.scaled([4, 4]) == [0, 0] && GroupedData.scaled([]) == [])
    #expect(GroupedData.scaled([-1.7e308, 1.7e308, 0]) == [0, 1, 0.5])
    #expect(GroupedData.scaled([.leastNonzeroMagnitude, 0]) == [1, 0])
  }
}
