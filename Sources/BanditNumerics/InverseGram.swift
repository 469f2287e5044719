/// The inverse P of lambda I + sum x x^T, kept up to date by Sherman and Morrison's formula.
///
/// Two steps per row, because some learners use what the first finds before the second is due:
/// `meet` finds the gain P x, `absorb` updates with the row.
package struct InverseGram: Sendable {
  /// The number of features.
  package let dimension: Int
  /// P, row after row; always exactly symmetric.
  private var inverse: [Double]
  /// P x for the row met last.
  package private(set) var gain: [Double]
  /// 1 + x . P x for the row met last.
  package private(set) var spread = 1.0
  private var scaledGain: [Double]

  /// The inverse of lambda I.
  ///
  /// - Precondition: `dimension >= 1`, `lambda > 0`.
  package init(dimension: Int, lambda: Double) {
    precondition(dimension >= 1 && lambda > 0, "an inverse needs at least one row, and lambda above 0")
    self.dimension = dimension
    inverse = Array(repeating: 0, count: dimension * dimension)
    for place in 0..<dimension { inverse[place * dimension + place] = 1 / lambda }
    gain = Array(repeating: 0, count: dimension)
    scaledGain = gain
  }

  /// Finds the gain and the spread of a row; P stays.
  ///
  /// - Precondition: it has `dimension` features.
  /// - Complexity: O(d k) for k features that are not 0.
  package mutating func meet(_ features: [Double]) {
    precondition(features.count == dimension, "a row must have \(dimension) features")
    let dimension = dimension
    var quadratic = 0.0
    gain.withUnsafeMutableBufferPointer { gain in
      inverse.withUnsafeBufferPointer { inverse in
        features.withUnsafeBufferPointer { features in
          for place in 0..<dimension { gain[place] = 0 }
          for row in 0..<dimension {
            let feature = features[row]
            if feature == 0 { continue }
            let start = row * dimension
            for column in 0..<dimension { gain[column] += feature * inverse[start + column] }
          }
          for place in 0..<dimension { quadratic += features[place] * gain[place] }
        }
      }
    }
    spread = 1 + quadratic
  }

  /// Updates with the row met last: P loses (P x)(P x)^T / (1 + x . P x).
  ///
  /// - Complexity: O(d^2).
  package mutating func absorb() {
    let dimension = dimension
    let scale = 1 / spread.squareRoot()
    scaledGain.withUnsafeMutableBufferPointer { scaled in
      gain.withUnsafeBufferPointer { gain in
        for place in 0..<dimension { scaled[place] = gain[place] * scale }
      }
    }
    inverse.withUnsafeMutableBufferPointer { inverse in
      scaledGain.withUnsafeBufferPointer { scaled in
        for row in 0..<dimension {
          let factor = scaled[row]
          let start = row * dimension
          // Products commute exactly, so P stays symmetric to the last bit.
          for column in 0..<dimension { inverse[start + column] -= factor * scaled[column] }
        }
      }
    }
  }
}
