/// What is to be done for the tables of a plan, in the order of their rows.
struct TableSteps {
  /// Reads a block, or makes rows of one that was read.
  enum Step: Sendable {
    case read(Reading)
    case rows(Piece)
  }

  /// A block that is read, for one part of the tables of its cell or for several in a row.
  struct Reading: Sendable {
    let id: BlockID
    let place: Int
    /// How many pieces are made of it.
    fileprivate(set) var pieces = 0
  }

  /// Rows of one part of a cell's tables, for some replications of a block.
  struct Piece: Sendable {
    let reading: Int
    let cell: Int
    let part: Part
    let replications: Range<Int>
    /// Whether the failures of the replications are noted with this piece.
    let notesFailures: Bool
    /// What is complete after it.
    fileprivate(set) var end = End.nothing
  }

  /// What tables have of a cell, in their order.
  enum Part: Sendable, Hashable {
    case regrets(track: Int)
    case metrics
    /// The statistics of one metric: one at a time, so that memory holds a number per replication and checkpoint.
    case metricSummary(Int)
  }

  enum End: Int, Sendable, Comparable {
    case nothing, part, cell, contest

    static func < (first: End, second: End) -> Bool { first.rawValue < second.rawValue }
  }

  /// So many rows are made at a time, about: some tenths of a millisecond of work, and 200 kB.
  private static let rowsPerPiece = 2048

  let steps: [Step]

  /// The steps for a plan.
  ///
  /// - Parameter ahead: how many blocks are read before the first piece of a block, for others to work on meanwhile.
  init(_ plan: Plan, ahead: Int) {
    var readings: [Reading] = []
    var pieces: [Piece] = []
    for contest in plan.contests {
      for blocks in contest {
        let layout = plan.cells[blocks[0].cell].layout
        var parts = layout.tracks.indices.map { Part.regrets(track: $0) }
        // Failures are noted even where there is nothing to tell.
        if !layout.metrics.isEmpty || parts.isEmpty { parts.append(.metrics) }
        parts += layout.metrics.indices.map { Part.metricSummary($0) }
        for part in parts {
          let rows =
            switch part {
            case .regrets(let track): layout.checkpoints(ofTrack: track).count
            case .metrics: max(1, layout.checkpoints.count * layout.metrics.count)
            case .metricSummary: 1
            }
          for id in blocks {
            if readings.last?.id != id { readings.append(Reading(id: id, place: readings.count)) }
            for slice in id.replications.slices(of: max(1, Self.rowsPerPiece / rows)) {
              pieces.append(
                Piece(
                  reading: readings.count - 1, cell: id.cell, part: part, replications: slice,
                  notesFailures: part == parts[0]))
              readings[readings.count - 1].pieces += 1
            }
          }
          pieces[pieces.count - 1].end = .part
        }
        pieces[pieces.count - 1].end = .cell
      }
      pieces[pieces.count - 1].end = .contest
    }
    var steps: [Step] = []
    steps.reserveCapacity(readings.count + pieces.count)
    var read = 0
    for piece in pieces {
      while read < readings.count && read <= piece.reading + ahead {
        steps.append(.read(readings[read]))
        read += 1
      }
      steps.append(.rows(piece))
    }
    self.steps = steps
  }
}

/// The blocks that were read and are still needed, for threads that wait for them.
struct BlockShelf: Sendable {
  private let traces = Monitor<[Int: (trace: Result<BlockTrace, any Error>, pieces: Int)]>([:])
  private let reader: BlockReader

  init(_ reader: BlockReader) { self.reader = reader }

  /// Reads a block; errors go to those who want it, too.
  func read(_ reading: TableSteps.Reading) throws {
    let trace = Result { try reader.trace(reading.id) }
    traces.change { $0[reading.place] = (trace, reading.pieces) }
    _ = try trace.get()
  }

  /// The block of a piece; taken away with the last one.
  func trace(of piece: TableSteps.Piece) throws -> BlockTrace {
    let trace = traces.wait { traces in
      guard let found = traces[piece.reading] else { return Result<BlockTrace, any Error>?.none }
      traces[piece.reading] = found.pieces > 1 ? (found.trace, found.pieces - 1) : nil
      return found.trace
    }
    return try trace.get()
  }
}
