/// Reads the finished blocks of a folder, and remembers the latest one: a cell of one block is read once,
/// however many tables are made of it.
struct BlockReader {
  private let folder: ResultFolder
  private var latest: (block: BlockID, trace: BlockTrace)?

  init(_ folder: ResultFolder) { self.folder = folder }

  /// The trace of a block.
  ///
  /// - Throws: `MissingBlock`, and what `ResultFolder.read(_:)` throws.
  mutating func trace(_ block: BlockID) throws -> BlockTrace {
    if let latest, latest.block == block { return latest.trace }
    // At most one trace at a time is in memory.
    latest = nil
    guard let trace = try folder.read(block) else {
      throw MissingBlock(key: folder.plan.cells[block.cell].key, replications: block.replications)
    }
    latest = (block, trace)
    return trace
  }
}
