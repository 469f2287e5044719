import BanditGames

/// Pulls the arms with the largest optimistic index of the cell that they are in: mean + sqrt(squaredWidth / n).
struct RecoveryIndices: Sendable {
  private var statistics: RecoveryStatistics
  /// The index of every cell.
  private var indices: [Double]
  private var present: [Double]
  private let squaredWidth: Double

  /// Nothing known yet.
  ///
  /// - Parameters:
  ///   - unseen: the index of a cell without rewards.
  ///   - squaredWidth: the square of the bonus after one reward.
  init(_ recovery: RecoveryKnowledge, unseen: Double, squaredWidth: Double) {
    statistics = RecoveryStatistics(recovery)
    indices = Array(repeating: unseen, count: statistics.counts.count)
    present = Array(repeating: 0, count: recovery.depths.count)
    self.squaredWidth = squaredWidth
  }

  /// Adds the K arms with the largest indices, the lowest ones on ties.
  mutating func addArms(to selection: inout ArmSelection, at round: Int) {
    for arm in present.indices { present[arm] = indices[statistics.cell(of: arm, at: round)] }
    selection.addLargest(of: present)
  }

  /// Updates the indices with rewards.
  mutating func observe(_ rewards: [Double], of arms: [Int], at round: Int) {
    for (place, arm) in arms.enumerated() {
      let cell = statistics.observe(rewards[place], of: arm, at: round)
      indices[cell] =
        statistics.mean(of: cell) + (squaredWidth / Double(statistics.counts[cell])).squareRoot()
    }
  }
}
