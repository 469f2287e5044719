import BanditComparators
import BanditGames

/// Loads that grow where p w q(load) is largest, q falling to 1/e at a load of 1 and constant beyond.
struct WaterFilling: Sendable {
  private struct Basin: Sendable {
    let vertex: Int
    let probability: Double
    /// p w: the score is this times q.
    let scale: Double
    var share = 0.0
  }

  private(set) var loads: [Double]
  private var basins: [Basin] = []

  init(loads: [Double]) { self.loads = loads }

  /// Pours one unit over the available neighbours of an arrival; writes the shares as moves that add up to 1.
  mutating func pour(by curve: BalanceFunction, for view: MatchingView, into moves: inout [MatchingMove]) {
    basins.removeAll(keepingCapacity: true)
    var (largest, top) = (0.0, 0.0)
    for edge in view.edges where view.isAvailable[edge.vertex] {
      let scale = edge.probability * view.weights[edge.vertex]
      if scale <= 0 { continue }
      basins.append(Basin(vertex: edge.vertex, probability: edge.probability, scale: scale))
      largest = max(largest, scale)
      top = max(top, scale * curve.value(loads[edge.vertex]))
    }
    guard !basins.isEmpty else { return moves.append(MatchingMove(nil)) }
    if basins.count == 1 {
      basins[0].share = 1
    } else {
      level(curve, floor: largest * BalanceFunction.floor, top: top, largest: largest)
    }
    let total = basins.reduce(0) { $0 + $1.share }
    for basin in basins where basin.share > 0 {
      let share = basin.share / total
      loads[basin.vertex] += basin.probability * share
      moves.append(MatchingMove(basin.vertex, probability: share))
    }
  }

  /// Finds the level at which the shares add up to 1.
  private mutating func level(_ curve: BalanceFunction, floor: Double, top: Double, largest: Double) {
    let atFloor = fill(to: floor, curve)
    if atFloor <= 1 {
      // Scores no longer fall: what is left stays with the largest.
      let isLargest = { (basin: Basin) in basin.scale >= largest * (1 - BestNeighbors.tolerance) }
      let rest = (1 - atFloor) / Double(basins.count(where: isLargest))
      for place in basins.indices where isLargest(basins[place]) { basins[place].share += rest }
      return
    }
    // Regula falsi with the Illinois rule: the excess falls in the level, from above 0 at the floor to -1 at the top.
    var (low, high) = (floor, top)
    var (lowExcess, highExcess) = (atFloor - 1, -1.0)
    var side = 0
    for _ in 0..<100 {
      var middle = (low * highExcess - high * lowExcess) / (highExcess - lowExcess)
      if !(middle > low && middle < high) { middle = 0.5 * (low + high) }
      let excess = fill(to: middle, curve) - 1
      if abs(excess) < 1e-13 || !(middle > low && middle < high) { return }
      if excess > 0 {
        (low, lowExcess) = (middle, excess)
        if side == 1 { highExcess *= 0.5 }
        side = 1
      } else {
        (high, highExcess) = (middle, excess)
        if side == -1 { lowExcess *= 0.5 }
        side = -1
      }
    }
  }

  /// Sets each share to what brings its score down to a level; their sum.
  private mutating func fill(to level: Double, _ curve: BalanceFunction) -> Double {
    var sum = 0.0
    for place in basins.indices {
      let basin = basins[place]
      let growth = max(0, curve.load(atValue: level / basin.scale) - loads[basin.vertex])
      basins[place].share = growth / basin.probability
      sum += basins[place].share
    }
    return sum
  }
}
