/// Reads the finished blocks of a plan, from a folder or from memory.
struct BlockReader: Sendable {
  private let plan: Plan
  private let read: @Sendable (BlockID) throws -> BlockTrace?

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
  func trace(_ block: BlockID) throws -> BlockTrace {
    guard let trace = try read(block) else {
      throw MissingBlock(key: plan.cells[block.cell].key, replications: block.replications)
    }
    return trace
  }
}
