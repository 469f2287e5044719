/// How long the simulation of a cell took; for `timing.csv`.
struct CellTiming: Hashable {
  /// The cell.
  let key: CellKey
  /// Replications whose time is known.
  var replications = 0
  /// Their rounds.
  var rounds = 0
  /// How long threads were at them.
  var time = BlockTime(seconds: 0, processorSeconds: 0)
}

extension Plan {
  /// What the times of blocks say of the cells; cells of which nothing is known are left out.
  func timings(_ times: [BlockID: BlockTime]) -> [CellTiming] {
    blocks.chunked { $0.cell == $1.cell }.compactMap { blocks in
      let cell = cells[blocks[0].cell]
      var timing = CellTiming(key: cell.key)
      for block in blocks {
        guard let time = times[block] else { continue }
        timing.replications += block.replications.count
        timing.rounds += block.replications.count * cell.horizon
        timing.time = timing.time + time
      }
      return timing.replications == 0 ? nil : timing
    }
  }
}
