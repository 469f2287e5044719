import Testing

@testable import BanditNumerics

struct InverseGramTests {
  /// lambda 2, rows (1, 2) and (3, -1): [[12, -1], [-1, 7]] with inverse [[7, 1], [1, 12]] / 83.
  @Test func twoRowsByHand() {
    var inverse = InverseGram(dimension: 2, lambda: 2)
    inverse.meet([1, 2])
    #expect(inverse.gain == [0.5, 1] && inverse.spread == 3.5)
    inverse.absorb()
    inverse.meet([3, -1])
    inverse.absorb()
    inverse.meet([1, 0])
    #expect(abs(inverse.gain[0] - 7.0 / 83) < 1e-15 && abs(inverse.gain[1] - 1.0 / 83) < 1e-15)
    #expect(abs(inverse.spread - 90.0 / 83) < 1e-15)
  }

  @Test func meetingChangesNothing() {
    var inverse = InverseGram(dimension: 2, lambda: 1)
    inverse.meet([1, 1])
    inverse.meet([0, 3])
    #expect(inverse.gain == [0, 3] && inverse.spread == 10)
  }

  /// (lambda I + sum x x^T) P x = x after many rows with dependent features.
  @Test func staysTheInverse() {
    let dimension = 7
    var inverse = InverseGram(dimension: dimension, lambda: 0.5)
    var matrix = (0..<49).map { $0 % 8 == 0 ? 0.5 : 0.0 }
    for row in 0..<400 {
      var features = (0..<dimension).map { Double((row * 37 + $0 * $0 * 11) % 23) / 23 }
      features[6] = features[0] + features[1]
      if row % 3 == 0 { features[2] = 0 }
      inverse.meet(features)
      inverse.absorb()
      for first in 0..<dimension {
        for second in 0..<dimension { matrix[first * dimension + second] += features[first] * features[second] }
      }
    }
    for place in 0..<dimension {
      let unit = (0..<dimension).map { $0 == place ? 1.0 : 0 }
      inverse.meet(unit)
      for row in 0..<dimension {
        let product = (0..<dimension).reduce(0.0) { $0 + matrix[row * dimension + $1] * inverse.gain[$1] }
        #expect(abs(product - unit[row]) < 1e-10)
      }
    }
  }
}
