/// Replications of a cell that a thread simulates before it looks for more: a chunk of a block, or some whole short
/// blocks, so that they fill the lanes.
struct Errand {
  /// The cell, by its place in the plan.
  let cell: Int
  private(set) var replications: Range<Int>
  /// Where the replications belong.
  private(set) var parts: [(assembly: BlockAssembly, chunk: Int)]

  /// The errands of some blocks, in their order.
  ///
  /// - Parameters:
  ///   - cells: of the plan.
  ///   - most: blocks are put together up to so many replications, and to what the lanes take.
  static func all(of assemblies: [BlockAssembly], _ cells: [Cell], together most: Int) -> [Errand] {
    var errands: [Errand] = []
    for assembly in assemblies {
      let simulate = cells[assembly.id.cell].simulate
      // Another program plays each block by itself.
      let lanes = simulate.isExternal ? 0 : min(most, simulate.laneCount)
      for (chunk, replications) in assembly.chunks.enumerated() {
        let last = errands.count - 1
        if last >= 0, errands[last].canTake(replications, of: assembly.id.cell, lanes: lanes) {
          errands[last].replications = errands[last].replications.lowerBound..<replications.upperBound
          errands[last].parts.append((assembly, chunk))
        } else {
          errands.append(Errand(cell: assembly.id.cell, replications: replications, parts: [(assembly, chunk)]))
        }
      }
    }
    return errands
  }

  private func canTake(_ others: Range<Int>, of cell: Int, lanes: Int) -> Bool {
    self.cell == cell && replications.upperBound == others.lowerBound && replications.count + others.count <= lanes
  }
}
