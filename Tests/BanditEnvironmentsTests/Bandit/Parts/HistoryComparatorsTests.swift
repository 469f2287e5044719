import BanditComparators
import BanditGames
import BanditStreams
import Testing

@testable import BanditEnvironments

struct HistoryComparatorsTests {
  private func bandit(_ feature: HistoryBandit.Feature, _ means: [[Double]], horizon: Int) -> HistoryBandit {
    HistoryBandit(feature: feature, means: means, noise: .deterministic, horizon: horizon)
  }

  @Test(arguments: [HistoryBandit.Feature.pulls, .idleTime, .blocking, .recentPulls])
  func agreesWithAllSequencesOnRandomInstances(feature: HistoryBandit.Feature) {
    var noise = RandomStream(key: StreamKey(seed: 65))
    for _ in 0..<120 {
      let armCount = 1 + noise.integer(below: 3)
      let length = 1 + noise.integer(below: 4)
      let tables = (0..<armCount).map { _ -> [Double] in
        let count = feature == .recentPulls ? length : 1 + noise.integer(below: 4)
        let list = (0..<count).map { _ in noise.uniform() }
        return feature == .blocking ? Array(repeating: list[0], count: count) : list
      }
      #expect(agreesWithAllSequences(bandit(feature, tables, horizon: 5), horizon: 5), "\(tables)")
    }
  }

  /// Shapes that the solver of rested arms treats in groups.
  @Test func restedShapesAgreeWithAllSequences() {
    var noise = RandomStream(key: StreamKey(seed: 66))
    for _ in 0..<100 {
      let tables = (0..<3).map { _ -> [Double] in
        let list = (0..<4).map { _ in noise.uniform() }.sorted()
        return [list, list.reversed(), [list[1], list[3], list[0]], [list[2]]][noise.integer(below: 4)]
      }
      #expect(agreesWithAllSequences(bandit(.pulls, tables, horizon: 5), horizon: 5), "\(tables)")
    }
  }

  @Test func whatIsTooLargeIsMissing() {
    func comparators(_ feature: HistoryBandit.Feature, _ tables: [[Double]], _ horizon: Int) -> HistoryComparators {
      HistoryComparators(feature: feature, means: tables, horizon: horizon)
    }
    let long = Array(repeating: 0.5, count: 100)
    for feature in [HistoryBandit.Feature.idleTime, .blocking, .recentPulls] {
      let large = comparators(feature, Array(repeating: long, count: 5), 1000)
      #expect(large.sequences.optimum == nil)
      #expect(large.outOfReach == SequenceComparator.outOfReach)
      #expect(large.facts == ["policy is missing: \(SequenceComparator.outOfReach)"])
    }
    let peaked = Array(repeating: [0.1, 0.5, 0.2], count: 3)
    #expect(comparators(.pulls, peaked, 1000).sequences.optimum != nil)
    #expect(comparators(.pulls, peaked, 20_000).sequences.optimum == nil)
    // Falling and rising arms need no convolution.
    #expect(comparators(.pulls, [[0.3, 0.2], [0.5]], 10_000_000).sequences.optimum != nil)
  }
}
