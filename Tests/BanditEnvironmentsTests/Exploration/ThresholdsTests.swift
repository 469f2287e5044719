import BanditCards
import BanditEnvironments
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct ThresholdsTests {
  /// Labels are right but for flips; to a level of 1e-6 for each position.
  @Test func labelsTurnAtTheThreshold() throws {
    let model = try ThresholdsModel(positions: 5, flip: 0.2, threshold: 2, horizon: 10)
    var world = try #require(model.commonInstance)
    #expect(world.truth.means == [0.2, 0.2, 0.8, 0.8, 0.8] && world.truth.hypothesis == 2)
    var noise = RandomStream(key: StreamKey(seed: 2), itemCount: 5)
    for position in 0..<5 {
      var ones = 0
      for time in 0..<2000 {
        noise.move(to: position, occurrence: time)
        let label = world.respond(to: position, at: 1, noise: &noise)
        #expect(label == 0 || label == 1)
        ones += Int(label)
      }
      #expect(BinomialTest(successes: ones, trials: 2000, probability: position < 2 ? 0.2 : 0.8).pValue > 1e-6)
    }
  }

  @Test func thresholdsAreDrawnUniformly() throws {
    let model = try ThresholdsModel(positions: 4, horizon: 10)
    #expect(model.commonInstance == nil)
    var counts = [0, 0, 0, 0]
    for replication in 0..<2000 {
      var stream = RandomStream(key: StreamKey(seed: UInt64(replication)))
      counts[try #require(model.instance(of: replication, from: &stream).truth.hypothesis)] += 1
    }
    #expect(ChiSquareTest(counts: counts, probabilities: [1, 1, 1, 1]).pValue > 1e-6)
  }

  @Test func wrongSettingsAreRefused() {
    #expect { try ThresholdsModel(positions: 4, threshold: 4, horizon: 5) } throws: {
      ($0 as? InvalidSettings)?.path == "threshold"
    }
    #expect { try ThresholdsModel(flip: 0.5, horizon: 5) } throws: { ($0 as? InvalidSettings)?.path == "flip" }
  }
}
