import BanditGames

/// How many balls cover each arm of a space, where balls only shrink: what is uncovered is known at once.
///
/// On a grid a ball is a box, and a shrinking one visits the arms of its rim; in other spaces it looks at all arms when
/// it loses one. Without a space every arm is one unit from every other.
struct BallCover: Sendable {
  private let space: ArmSpace?
  private let armCount: Int
  /// The distance of two arms without a space.
  private let unit: Double
  /// The balls that cover each arm; empty without a space.
  private var counts: [Int32]
  private var uncoveredCount: Int
  /// No arm below is uncovered.
  private var candidate = 0
  /// The centre of each ball, and how far it reaches: steps on a grid, else the largest distance that it covers.
  private var centres: [Int] = []
  private var steps: [Int] = []
  private var reaches: [Double] = []
  /// How many balls are at least a unit wide, without a space.
  private var wideCount = 0

  /// Nothing is covered.
  init(_ space: ArmSpace?, armCount: Int, unit: Double) {
    self.space = space
    self.armCount = armCount
    self.unit = unit
    counts = Array(repeating: 0, count: space == nil ? 0 : armCount)
    uncoveredCount = armCount
  }

  /// The lowest arm that no ball covers; `nil` if all are covered.
  mutating func lowestUncovered() -> Int? {
    guard space != nil else { return wideCount == 0 && centres.count < armCount ? centres.count : nil }
    guard uncoveredCount > 0 else { return nil }
    while counts[candidate] > 0 { candidate += 1 }
    return candidate
  }

  /// Adds a ball; returns its number, from 0.
  mutating func add(centre: Int, radius: Double) -> Int {
    centres.append(centre)
    guard let space else {
      reaches.append(radius)
      if radius >= unit { wideCount += 1 }
      return centres.count - 1
    }
    if case .grid(let side, let dimension) = space.shape {
      let step = BallCover.steps(radius, side: side, lipschitz: space.lipschitz)
      steps.append(step)
      forEach(in: step, around: centre, outside: -1, side: side, dimension: dimension) { $0.cover($1) }
    } else {
      var reach = 0.0
      for arm in 0..<armCount {
        let distance = space.lipschitz * space.distance(centre, arm)
        guard distance <= radius else { continue }
        reach = max(reach, distance)
        cover(arm)
      }
      reaches.append(reach)
    }
    return centres.count - 1
  }

  /// Shrinks a ball to a radius.
  mutating func shrink(_ ball: Int, to radius: Double) {
    guard let space else {
      if reaches[ball] >= unit && radius < unit { wideCount -= 1 }
      reaches[ball] = radius
      return
    }
    if case .grid(let side, let dimension) = space.shape {
      let step = BallCover.steps(radius, side: side, lipschitz: space.lipschitz)
      guard step < steps[ball] else { return }
      forEach(in: steps[ball], around: centres[ball], outside: step, side: side, dimension: dimension) {
        $0.uncover($1)
      }
      steps[ball] = step
      return
    }
    guard radius < reaches[ball] else { return }
    var reach = 0.0
    for arm in 0..<armCount {
      let distance = space.lipschitz * space.distance(centres[ball], arm)
      if distance <= radius {
        reach = max(reach, distance)
      } else if distance <= reaches[ball] {
        uncover(arm)
      }
    }
    reaches[ball] = reach
  }

  private mutating func cover(_ arm: Int) {
    if counts[arm] == 0 { uncoveredCount -= 1 }
    counts[arm] += 1
  }

  private mutating func uncover(_ arm: Int) {
    counts[arm] -= 1
    if counts[arm] == 0 {
      uncoveredCount += 1
      candidate = min(candidate, arm)
    }
  }

  /// The largest number of steps that a radius covers on a grid.
  private static func steps(_ radius: Double, side: Int, lipschitz: Double) -> Int {
    func isCovered(_ step: Int) -> Bool { lipschitz * (Double(step) / Double(side - 1)) <= radius }
    var step = Int(min(radius / lipschitz * Double(side - 1), Double(side - 1)))
    while step > 0 && !isCovered(step) { step -= 1 }
    while step + 1 < side && isCovered(step + 1) { step += 1 }
    return step
  }

  /// Visits the arms of a box that are not in a smaller one around the same centre.
  private mutating func forEach(
    in outer: Int, around centre: Int, outside inner: Int, side: Int, dimension: Int,
    _ visit: (inout BallCover, Int) -> Void
  ) {
    if dimension == 1 {
      let (low, high) = (max(0, centre - outer), min(side - 1, centre + outer))
      if low < centre - inner { for arm in low..<(centre - inner) { visit(&self, arm) } }
      // A box of -1 steps is empty.
      let first = inner < 0 ? centre : centre + inner + 1
      if first <= high { for arm in first...high { visit(&self, arm) } }
      return
    }
    // Rows of the last coordinate.
    var row = centre / side
    var rows = [0]
    var isInside = [true]
    var scale = 1
    for _ in 1..<dimension {
      let place = row % side
      row /= side
      var (wider, within) = ([Int](), [Bool]())
      for other in max(0, place - outer)...min(side - 1, place + outer) {
        for (index, base) in rows.enumerated() {
          wider.append(base + other * scale)
          within.append(isInside[index] && abs(other - place) <= inner)
        }
      }
      (rows, isInside) = (wider, within)
      scale *= side
    }
    let place = centre % side
    let range = max(0, place - outer)...min(side - 1, place + outer)
    for (index, base) in rows.enumerated() {
      for other in range where !(isInside[index] && abs(other - place) <= inner) { visit(&self, base * side + other) }
    }
  }
}
