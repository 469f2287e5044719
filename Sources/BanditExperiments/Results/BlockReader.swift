/// Reads the finished blocks of a plan, from a folder or from memory, and remembers the latest one: a cell of one block
/// is read once, however many tables are made of it.
struct BlockReader {
  private let plan: Plan
  private let read: (BlockID) throws -> BlockTrace?
  private var latest: (block: BlockID, trace: BlockTrace)?

  init(_ folder: ResultFolder) {
    plan = folder.plan
    read = { try folder.read($0) }
  }

  init(_ plan: Plan, traces: [BlockID: BlockTrace]) {
    self.plan = plan
    read = { traces[$0] }
  }

  /// The trace of a block.
  ///
  /// - Throws: `MissingBlock`, and what `ResultFolder.read(_:)` throws.
  mutating func trace(_ block: BlockID) throws -> BlockTrace {
    if let latest, latest.block == block { return latest.trace }
    // At most one trace at a time is in memory.
    latest = nil
    guard let trace = try read(block) else {
      throw MissingBlock(key: plan.cells[block.cell].key, replications: block.replications)
    }
    latest = (block, trace)
    return trace
  }
}
