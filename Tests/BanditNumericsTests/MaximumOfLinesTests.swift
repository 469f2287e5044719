import BanditStreams
import Testing

@testable import BanditNumerics

struct MaximumOfLinesTests {
  private func gain(_ heights: [Double], _ slopes: [Double]) -> Double {
    var lines = MaximumOfLines()
    return lines.gain(heights.count) { (heights[$0], slopes[$0]) }
  }

  @Test func examples() {
    #expect(abs(gain([0, 1, 0.5], [-1, 0, 1]) - 0.28111203) < 5e-9)
    #expect(abs(gain([0, 0], [0, 1]) - 0.39894228) < 5e-9)
    #expect(abs(gain([1, 0], [0, 1]) - 0.08331547) < 5e-9)
    #expect(gain([3], [2]) == 0 && gain([1, 2, 0], [1, 1, 1]) == 0)
  }

  /// By summing over Z, with ties and parallel lines; the same room is used again.
  @Test func bySumming() {
    var stream = RandomStream(key: StreamKey(seed: 3))
    var lines = MaximumOfLines()
    for trial in 0..<60 {
      let count = 1 + stream.integer(below: 8)
      let isCoarse = trial % 2 == 0
      func number() -> Double { isCoarse ? Double(stream.integer(below: 5)) / 2 : 4 * stream.uniform() - 2 }
      let rows = (0..<count).map { _ in (height: number(), slope: number()) }
      let found = lines.gain(count) { rows[$0] }
      var (mean, total) = (0.0, 0.0)
      for step in -10_000...10_000 {
        let z = Double(step) / 1000
        let weight = Double.exp(-z * z / 2)
        let top = rows.reduce(-Double.infinity) { max($0, $1.height + $1.slope * z) }
        mean += weight * top
        total += weight
      }
      let highest = rows.map(\.height).max() ?? 0
      #expect(abs(found - (mean / total - highest)) < 2e-6, "\(rows)")
    }
  }
}
