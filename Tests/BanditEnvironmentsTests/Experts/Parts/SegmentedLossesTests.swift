import BanditEnvironments
import BanditGames
import BanditStreams
import BanditTesting
import Testing

/// The losses of the first rounds of a source.
func losses<Source: ExpertsEnvironment>(of source: Source, rounds: Int, key: StreamKey = StreamKey(seed: 1))
  -> [[Double]]
{
  var source = source
  var noise = RandomStream(key: key, itemCount: source.actionCount)
  var row = Array(repeating: 0.0, count: source.actionCount)
  return (1...rounds).map { round in
    source.writeLosses(into: &row, at: round, noise: &noise)
    return row
  }
}

struct SegmentedLossesTests {
  private let segments = [
    SegmentedLosses.Segment(firstRound: 1, means: [0.2, 0.9]), .init(firstRound: 4, means: [1, 0]),
    .init(firstRound: 6, means: [0.5, 0.25]),
  ]

  @Test func meansChangeWhereSegmentsBegin() {
    let rows = losses(of: SegmentedLosses(segments: segments, noise: .deterministic), rounds: 7)
    #expect(
      rows == [[0.2, 0.9], [0.2, 0.9], [0.2, 0.9], [1, 0], [1, 0], [0.5, 0.25], [0.5, 0.25]])
  }

  @Test func reportsTheMeansOfTheRoundLastWritten() {
    var source = SegmentedLosses(segments: segments, noise: .bernoulli)
    var noise = RandomStream(key: StreamKey(seed: 1), itemCount: 2)
    var row = [0.0, 0]
    source.writeLosses(into: &row, at: 3, noise: &noise)
    #expect(source.meanLoss(of: 0) == 0.2 && source.meanLoss(of: 1) == 0.9)
    source.writeLosses(into: &row, at: 4, noise: &noise)
    #expect(source.meanLoss(of: 0) == 1 && row == [1, 0])
  }

  /// Binomial, two-sided level 1e-6 each.
  @Test func coinsHaveTheirMeans() {
    let source = SegmentedLosses(
      segments: [.init(firstRound: 1, means: [0.2, 0.9, 0, 1])], noise: .bernoulli)
    let rows = losses(of: source, rounds: 40_000)
    #expect(rows.allSatisfy { $0.allSatisfy { $0 == 0 || $0 == 1 } })
    for (action, mean) in [0.2, 0.9, 0, 1].enumerated() {
      let ones = rows.count { $0[action] == 1 }
      #expect(BinomialTest(successes: ones, trials: 40_000, probability: mean).pValue > 1e-6)
    }
  }

  /// The loss is that of the reward u < 1 - mean with the uniform of the action and the round: a bandit of coins with
  /// means 1 - mean pays 1 - loss there.
  @Test func meetsTheLuckOfABanditOfCoins() {
    let means = [0.3, 0.5, 0.8]
    let key = StreamKey(seed: 5)
    let rows = losses(
      of: SegmentedLosses(segments: [.init(firstRound: 1, means: means)], noise: .bernoulli), rounds: 50, key: key)
    var bandit = BernoulliBandit(means: means.map { 1 - $0 })
    var noise = RandomStream(key: key, itemCount: 3)
    for (place, row) in rows.enumerated() {
      for action in 0..<3 {
        noise.move(to: action, occurrence: place + 1)
        #expect(row[action] == 1 - bandit.pull(action, at: place + 1, noise: &noise).reward)
      }
    }
  }
}
