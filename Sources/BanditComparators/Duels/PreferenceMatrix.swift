/// With what probability each of some arms beats each other one.
public struct PreferenceMatrix: Hashable, Sendable {
  /// The number of arms, K.
  public let armCount: Int
  /// The probabilities row by row: P(i beats j) at place i K + j.
  public let probabilities: [Double]
  /// The arm that beats every other one with a probability above 1/2; `nil` if none does.
  public let condorcetWinner: Int?

  /// Creates the matrix.
  ///
  /// - Precondition: at least one arm; as many probabilities as rows in each, 1/2 on the diagonal, P(i beats j) + P(j beats
  ///   i) = 1 within 1e-9. What is above the diagonal counts.
  public init(_ rows: [[Double]]) {
    precondition(PreferenceMatrix.mistake(in: rows) == nil, "a matrix of preferences needs P(i, j) + P(j, i) = 1")
    let count = rows.count
    var probabilities = Array(repeating: 0.5, count: count * count)
    for first in 0..<count {
      for second in (first + 1)..<max(first + 1, count) {
        probabilities[first * count + second] = rows[first][second]
        probabilities[second * count + first] = 1 - rows[first][second]
      }
    }
    self.probabilities = probabilities
    armCount = count
    condorcetWinner = (0..<count).first { arm in
      (0..<count).allSatisfy { $0 == arm || probabilities[arm * count + $0] > 0.5 }
    }
  }

  /// What is wrong with rows, and where; `nil` if nothing is.
  public static func mistake(in rows: [[Double]]) -> (row: Int, column: Int?, message: String)? {
    for (first, row) in rows.enumerated() {
      guard row.count == rows.count else {
        return (first, nil, "found \(row.count) probabilities; accepted: \(rows.count), one against each arm")
      }
      if let second = row.firstIndex(where: { !($0 >= 0 && $0 <= 1) }) {
        return (first, second, "found \(row[second]); accepted: a number in [0, 1]")
      }
      if row[first] != 0.5 {
        return (first, first, "found \(row[first]); accepted: 0.5, an arm against itself")
      }
    }
    for (first, row) in rows.enumerated() {
      if let second = row.indices.first(where: { $0 < first && abs(row[$0] + rows[$0][first] - 1) > 1e-9 }) {
        return (
          first, second,
          "found \(row[second]), and \(rows[second][first]) the other way round; accepted: a sum of 1"
        )
      }
    }
    return rows.isEmpty ? (0, nil, "found no row; accepted: one for each arm") : nil
  }

  /// The probability that an arm beats another one; 1/2 against itself.
  @inlinable
  public func callAsFunction(_ arm: Int, beats other: Int) -> Double { probabilities[arm * armCount + other] }

  /// The mean probability with which each arm beats the other ones; 1/2 for a single arm.
  public var bordaScores: [Double] {
    (0..<armCount).map { arm in
      let sum = (0..<armCount).reduce(0) { $1 == arm ? $0 : $0 + self(arm, beats: $1) }
      return armCount == 1 ? 0.5 : sum / Double(armCount - 1)
    }
  }

  /// How many arms each arm beats with a probability above 1/2.
  public var copelandScores: [Int] {
    (0..<armCount).map { arm in (0..<armCount).count { self(arm, beats: $0) > 0.5 } }
  }

  /// The same arms in another order.
  ///
  /// - Parameter places: for each arm of the result its place in this matrix, a permutation.
  public func reordered(_ places: [Int]) -> PreferenceMatrix {
    PreferenceMatrix(places.map { first in places.map { first == $0 ? 0.5 : self(first, beats: $0) } })
  }
}
