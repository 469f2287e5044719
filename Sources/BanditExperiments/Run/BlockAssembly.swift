import Synchronization

/// A block while its chunks are being simulated.
final class BlockAssembly: Sendable {
  let id: BlockID
  /// The ranges of replications that threads simulate.
  let chunks: [Range<Int>]
  /// The number of rounds of the block.
  let rounds: Int
  private let layout: TraceLayout
  private let parts: Mutex<(traces: [BlockTrace?], time: BlockTime)>

  init(_ id: BlockID, of cell: Cell) {
    self.id = id
    layout = cell.layout
    rounds = id.replications.count * cell.horizon
    chunks = id.replications.slices(of: cell.chunkSize)
    parts = Mutex((Array(repeating: nil, count: chunks.count), BlockTime(seconds: 0, processorSeconds: 0)))
  }

  /// Puts a chunk, which took some time, in its place; the whole block and its time, once, when it was the last one.
  func put(_ trace: BlockTrace, at chunk: Int, time: BlockTime) -> (block: BlockTrace, time: BlockTime)? {
    let complete: (traces: [BlockTrace], time: BlockTime)? = parts.withLock { parts in
      parts.traces[chunk] = trace
      parts.time = parts.time + time
      let present = parts.traces.compactMap { $0 }
      guard present.count == parts.traces.count else { return nil }
      parts.traces = []
      return (present, parts.time)
    }
    guard let complete else { return nil }
    if complete.traces.count == 1 { return (complete.traces[0], complete.time) }
    var values: [Double] = []
    values.reserveCapacity(id.replications.count * layout.valuesPerReplication)
    for trace in complete.traces { values += trace.values }
    let block = BlockTrace(
      replications: id.replications, layout: layout, values: values, failures: complete.traces.flatMap(\.failures),
      alarms: complete.traces.flatMap(\.alarms))
    return (block, complete.time)
  }
}
