import BanditCards
import BanditGames
import BanditStreams
import Testing

@testable import BanditEnvironments

struct MSetsTests {
  @Test func subsets() throws {
    let model = try MSetsModel(elements: 5, m: 2, horizon: 10, costLimit: 10, feedback: .semiBandit)
    #expect(model.problem.elementCount == 5 && model.problem.largestCost == 2 && model.problem.largestSetCost == 4)
    #expect(model.problem.sets.allSets(atMost: 10)?.count == 10 && model.problem.feedback == .semiBandit)
    // The first set of ties is {0, 1}.
    var costs = try #require(try MSetsModel(elements: 3, m: 2, horizon: 4, costs: .alternating).commonInstance)
    var row = [0.0, 0, 0]
    var noise = RandomStream(key: StreamKey(seed: 1), itemCount: 3)
    costs.writeCosts(into: &row, at: 1, noise: &noise)
    #expect(row == [0.5, 0.5, 0])
    costs.writeCosts(into: &row, at: 2, noise: &noise)
    #expect(row == [0, 0, 1])
  }

  @Test func refusals() {
    for (settings, message) in [
      (["elements": 3, "m": 4] as Settings, "m: found 4 of 3 elements; accepted: at most 3"),
      (["elements": 0], "elements: found 0; accepted: a whole number in 1...10000"),
      (
        ["elements": 4, "costs": ["table": [[0, 1]]]],
        "costs.table[0]: found 2 numbers; accepted: 4, one for each element"
      ),
    ] {
      do throws(InvalidSettings) {
        _ = try MSetsModel(settings: settings, horizon: 10)
        Issue.record("accepted")
      } catch { #expect(error.description == message) }
    }
  }
}
