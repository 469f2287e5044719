import BanditExperiments
import BanditGames

/// How much a plan would do and hold, found before anything large is allocated.
public struct PlanEstimate: Hashable, Sendable {
  /// The number of cells.
  public private(set) var cells = 0
  /// The number of cells whose numbers differ: a cell that nothing swept changes is simulated once for all points.
  public private(set) var distinctCells = 0
  /// The number of distinct blocks; `Int.max` where it overflows.
  public var blocks: Int { PlanEstimate.whole(blockCount) }
  /// The number of rounds of all replications of distinct cells; `Int.max` where it overflows.
  public var rounds: Int { PlanEstimate.whole(roundCount) }
  /// The rows of `regret.csv` and `extras.csv` together; `Int.max` where it overflows.
  public var rows: Int { PlanEstimate.whole(rowCount) }
  /// The memory that a run needs, the program included, in bytes; `Int.max` where it overflows.
  ///
  /// The plan and its models are there throughout. Simulating and writing tables come one after the other; of each the
  /// largest cell counts.
  public var bytes: Int {
    let simulating =
      Double(min(threads, chunkCount)) * largestChunk + Double(min(threads, blockCount)) * largestBlock
    return PlanEstimate.whole(PlanEstimate.program + planBytes + max(simulating, largestTable + largestContest))
  }

  // Doubles, because they do not overflow; the counts are exact up to 2^53.
  private let threads: Double
  private var blockCount = 0.0
  private var chunkCount = 0.0
  private var roundCount = 0.0
  private var rowCount = 0.0
  private var planBytes = 0.0
  private var largestChunk = 0.0
  private var largestBlock = 0.0
  private var largestTable = 0.0
  private var largestContest = 0.0

  /// The program with its shared libraries and the tables that it makes, before it reads a scenario; one that is linked
  /// statically has 15 MiB less.
  private static let program = 39.0 * 0x1p20

  /// Creates an estimate of nothing.
  ///
  /// - Parameter threads: how many simulate.
  init(threads: Int) { self.threads = Double(threads) }

  /// Adds a model, once for all cells that play it.
  mutating func add(_ model: any EnvironmentModel) { planBytes += Double(model.modelBytes) }

  /// Adds a cell.
  ///
  /// - Parameters:
  ///   - replicationBytes: what instance and learner of a replication take.
  ///   - isDistinct: whether no cell before it has the same numbers.
  ///   - contest: how many algorithms its environment has met at its point, with this one.
  mutating func add(_ cell: Cell, replicationBytes: Double, replications: Int, isDistinct: Bool, contest: Int) {
    let layout = cell.layout
    let perReplication = 8 * Double(layout.valuesPerReplication)
    let entries = Double(layout.tracks.indices.reduce(0) { $0 + layout.checkpoints(ofTrack: $1).count })
    let size = Double(min(cell.blockSize, replications))
    let blocks = (Double(replications) / Double(cell.blockSize)).rounded(.up)
    let replications = Double(replications)
    cells += 1
    if isDistinct {
      distinctCells += 1
      blockCount += blocks
      chunkCount += max(blocks, (replications / Double(cell.chunkSize)).rounded(.up))
      roundCount += replications * Double(cell.horizon)
    }
    rowCount += replications * Double(layout.rowsPerReplication)
    // Short blocks are played together, as many as there are lanes.
    let together = cell.simulate.isExternal ? size : min(Double(cell.simulate.laneCount), replications)
    largestChunk = max(
      largestChunk,
      together * replicationBytes + max(together, min(Double(cell.chunkSize), size)) * perReplication)
    // Its chunks, put together, and as the bytes of its file.
    largestBlock = max(largestBlock, 3 * size * perReplication)
    // A track of all replications and its summaries; a block as bytes and as numbers, the one that is read ahead, and
    // some rows as text.
    let columns = layout.tracks.indices.map { layout.checkpoints(ofTrack: $0).count }.max() ?? 0
    largestTable = max(
      largestTable, (8 * replications + 320) * Double(columns) + 4 * size * perReplication)
    // The last numbers of all that compete stay until they are compared: by pairs, of which Holm's adjustment needs
    // all.
    let tracks = Double(layout.tracks.count)
    let others = Double(contest)
    largestContest = max(largestContest, others * tracks * (8 * replications + 1024) + 16 * others * others)
    // Final rows, everything that describes a cell, and the learner as it is before its first round.
    planBytes += replicationBytes / 4
    planBytes += 64 * blocks + 512 * tracks + 16 * entries + 2 * Double(cell.identity.utf8.count) + 2048
  }

  private static func whole(_ number: Double) -> Int {
    Int(exactly: number.rounded(.up)) ?? Int.max
  }
}
