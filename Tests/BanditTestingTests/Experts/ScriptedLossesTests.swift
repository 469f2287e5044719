import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct ScriptedLossesTests {
  @Test func rowsStartOver() {
    var source = ScriptedLosses(rows: [[0.1, 0.2], [0.3, 0.4]])
    var noise = RandomStream(key: StreamKey(seed: 1), itemCount: 2)
    var row = [0.0, 0]
    let rows = (1...3).map { round in
      source.writeLosses(into: &row, at: round, noise: &noise)
      return row
    }
    #expect(rows == [[0.1, 0.2], [0.3, 0.4], [0.1, 0.2]])
  }
}
