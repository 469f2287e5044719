import BanditStreams
import Testing

@testable import BanditAlgorithms

struct GeometricResamplingTests {
  /// q = .2, L = 8: E[J] = (1 - .8^8) / .2 = 4.1611392, in 10^5 counts within 5 standard errors (level 6e-7); a second
  /// coordinate of the same draws, q = .7, has its own: (1 - .3^8) / .7.
  @Test func countsAreTruncatedGeometric() {
    var noise = RandomStream(key: StreamKey(seed: 6))
    var counts = [0, 0, 0]
    var sums = [0.0, 0.0]
    var squares = sums
    let runs = 100_000
    for _ in 0..<runs {
      GeometricResampling.count(into: &counts, wanted: [true, false, true], limit: 8) {
        noise.uniform()
      } includes: { uniform, coordinate in
        uniform < (coordinate == 0 ? 0.2 : 0.7)
      }
      #expect(counts[1] == 0 && counts[0] >= counts[2] && counts[0] <= 8)
      for (place, count) in [Double(counts[0]), Double(counts[2])].enumerated() {
        sums[place] += count
        squares[place] += count * count
      }
    }
    for (place, expected) in [4.1611392, 1.42847770].enumerated() {
      let mean = sums[place] / Double(runs)
      let error = ((squares[place] / Double(runs) - mean * mean) / Double(runs)).squareRoot()
      #expect(abs(mean - expected) < 5 * error, "\(mean)")
    }
  }

  /// At the limit, and not one draw more; none at all where nothing is wanted.
  @Test func theLimit() {
    var counts = [5, 5]
    var draws = 0
    GeometricResampling.count(into: &counts, wanted: [true, true], limit: 4) {
      draws += 1
      return draws
    } includes: { number, coordinate in
      coordinate == 1 && number == 4
    }
    #expect(counts == [4, 4] && draws == 4)
    GeometricResampling.count(into: &counts, wanted: [false, false], limit: 4) {
      draws += 1
    } includes: { _, _ in
      true
    }
    #expect(counts == [0, 0] && draws == 4)
  }
}
