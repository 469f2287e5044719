/// The arm with the largest `mean + width * weight` of many, while the width grows and a few arms change: a tree of matches,
/// each with the width up to which its winner stays the winner.
///
/// The arm is the one that a comparison of all rounded indices gives, the lowest of equal ones: a match is played again
/// before rounding could turn it (J. Basch, L. Guibas and J. Hershberger, Data structures for mobile data, Journal of
/// Algorithms 31, 1999).
///
/// - Complexity: a change costs O(log K); a width that is larger than before, the matches that may have turned.
@usableFromInline
struct KineticTournament {
  private var means: [Double]
  private var weights: [Double]
  /// The winner of each match: the root at 1, the matches below the match i at 2i and 2i + 1, then the arms.
  private var winners: [Int32]
  /// The smallest width at which a match, or one below it, may turn.
  private var ends: [Double]
  private let leaf: Int
  private var width = 0.0

  /// A tournament of arms with mean and weight 0.
  @usableFromInline
  init(armCount: Int) {
    means = Array(repeating: 0, count: armCount)
    weights = means
    var leaf = 1
    while leaf < armCount { leaf *= 2 }
    self.leaf = leaf
    winners = Array(repeating: 0, count: 2 * leaf)
    ends = Array(repeating: .infinity, count: 2 * leaf)
    for arm in 0..<leaf { winners[leaf + arm] = Int32(arm) }
    for match in stride(from: leaf - 1, to: 0, by: -1) { play(match) }
  }

  /// Changes an arm.
  @usableFromInline
  mutating func set(_ arm: Int, mean: Double, weight: Double) {
    means[arm] = mean
    weights[arm] = weight
    var match = (leaf + arm) / 2
    while match > 0 {
      play(match)
      match /= 2
    }
  }

  /// The winner at a width; fast if the width is not smaller than before.
  @usableFromInline
  mutating func winner(at width: Double) -> Int {
    let isSmaller = width < self.width
    self.width = width
    if isSmaller {
      for match in stride(from: leaf - 1, to: 0, by: -1) { play(match) }
    } else if ends[1] <= width {
      renew(1)
    }
    return Int(winners[1])
  }

  /// Plays the matches again that may have turned.
  private mutating func renew(_ match: Int) {
    for below in [2 * match, 2 * match + 1] where below < leaf && ends[below] <= width { renew(below) }
    play(match)
  }

  private mutating func play(_ match: Int) {
    let (left, right) = (Int(winners[2 * match]), Int(winners[2 * match + 1]))
    let before = min(ends[2 * match], ends[2 * match + 1])
    // Beyond the last arm nobody plays.
    guard right < means.count else {
      winners[match] = Int32(left)
      ends[match] = before
      return
    }
    let turns = means[right] + width * weights[right] > means[left] + width * weights[left]
    winners[match] = Int32(turns ? right : left)
    ends[match] = min(before, turns ? end(of: right, against: left) : end(of: left, against: right))
  }

  /// A width up to which a winner surely has the larger rounded index; less than the present one where that is not sure
  /// even now.
  private func end(of winner: Int, against loser: Int) -> Double {
    let ahead = means[winner] - means[loser]
    let gain = weights[loser] - weights[winner]
    // Rounding keeps the order, and of equal ones the lower wins.
    if winner < loser, ahead >= 0, gain <= 0 { return .infinity }
    // Four times what the roundings of two products and two sums can amount to.
    let unit = Double.ulpOfOne
    let margin = ahead - 2 * unit * (means[winner].magnitude + means[loser].magnitude)
    let slope = gain + 4 * unit * (weights[winner] + weights[loser])
    if slope <= 0 { return margin > width * slope ? .infinity : -.infinity }
    return margin / slope
  }
}
