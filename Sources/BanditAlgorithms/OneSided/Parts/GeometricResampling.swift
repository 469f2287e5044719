/// Geometric resampling: how long it takes until what was played comes up again estimates one over its probability.
enum GeometricResampling {
  /// For each of some coordinates the number of the first draw that includes it, and a limit if none of so many does.
  ///
  /// One sequence of draws serves all coordinates: each count has the law that it would have by itself, E[J] = (1 - (1 -
  /// q)^L) / q.
  ///
  /// - Parameters:
  ///   - counts: written for the coordinates that are wanted; 0 for the others.
  ///   - isWanted: which coordinates.
  ///   - limit: L, 1 or more.
  ///   - draw: draws anew; what it returns says which coordinates are included.
  static func count<Draw>(
    into counts: inout [Int], wanted isWanted: [Bool], limit: Int, draw: () -> Draw,
    includes: (_ draw: Draw, _ coordinate: Int) -> Bool
  ) {
    var left = 0
    for coordinate in counts.indices {
      counts[coordinate] = isWanted[coordinate] ? limit : 0
      if isWanted[coordinate] { left += 1 }
    }
    var isOpen = isWanted
    var number = 0
    while left > 0, number < limit {
      number += 1
      let drawn = draw()
      for coordinate in counts.indices where isOpen[coordinate] && includes(drawn, coordinate) {
        counts[coordinate] = number
        isOpen[coordinate] = false
        left -= 1
      }
    }
  }
}
