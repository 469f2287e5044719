import Synchronization

/// A block while its chunks are being simulated.
final class BlockAssembly: Sendable {
  let id: BlockID
  /// The ranges of replications that tasks simulate.
  let chunks: [Range<Int>]
  /// The number of rounds of the block.
  let rounds: Int
  private let layout: TraceLayout
  private let parts: Mutex<[BlockTrace?]>

  init(_ id: BlockID, of cell: Cell) {
    self.id = id
    layout = cell.layout
    rounds = id.replications.count * cell.horizon
    chunks = id.replications.slices(of: cell.chunkSize)
    parts = Mutex(Array(repeating: nil, count: chunks.count))
  }

  /// Puts a chunk in its place; the whole block, once, when it was the last one.
  func put(_ trace: BlockTrace, at chunk: Int) -> BlockTrace? {
    let complete: [BlockTrace]? = parts.withLock { parts in
      parts[chunk] = trace
      let present = parts.compactMap { $0 }
      guard present.count == parts.count else { return nil }
      parts = []
      return present
    }
    guard let complete else { return nil }
    return BlockTrace(
      replications: id.replications, layout: layout, values: complete.flatMap(\.values),
      failures: complete.flatMap(\.failures))
  }
}
