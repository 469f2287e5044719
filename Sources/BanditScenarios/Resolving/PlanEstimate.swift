import BanditExperiments

/// How much a plan would do and hold, found before anything is allocated.
public struct PlanEstimate: Hashable, Sendable {
  /// The number of cells.
  public private(set) var cells = 0
  /// The number of blocks; `Int.max` where it overflows.
  public var blocks: Int { PlanEstimate.whole(blockCount) }
  /// The number of rounds of all replications; `Int.max` where it overflows.
  public var rounds: Int { PlanEstimate.whole(roundCount) }
  /// The rows of `regret.csv` and `extras.csv` together; `Int.max` where it overflows.
  public var rows: Int { PlanEstimate.whole(rowCount) }
  /// The memory that a run needs at most, in bytes; `Int.max` where it overflows.
  public var bytes: Int { PlanEstimate.whole(planBytes + largestTable + largestBuffers) }

  // Doubles, because they do not overflow; the counts are exact up to 2^53.
  private var blockCount = 0.0
  private var roundCount = 0.0
  private var rowCount = 0.0
  private var planBytes = 0.0
  private var largestTable = 0.0
  private var largestBuffers = 0.0

  /// Blocks that are simulated at the same time: the most threads that are promised to be useful.
  private static let threads = 16.0

  /// Creates an estimate of nothing.
  init() {}

  /// Adds a cell.
  ///
  /// - Parameter instanceBytes: what instance and learner of a replication take.
  mutating func add(_ cell: Cell, instanceBytes: Int, replications: Int) {
    let layout = cell.layout
    let replications = Double(replications)
    let perReplication = Double(layout.valuesPerReplication)
    let entries = Double(layout.tracks.indices.reduce(0) { $0 + layout.checkpoints(ofTrack: $1).count })
    let blocks = (replications / Double(cell.blockSize)).rounded(.up)
    cells += 1
    blockCount += blocks
    roundCount += replications * Double(cell.horizon)
    rowCount += replications * Double(layout.rowsPerReplication)
    // One cell's traces are held while it is summarised; so are the final values and summaries of all.
    largestTable = max(largestTable, 8 * replications * perReplication)
    largestBuffers = max(
      largestBuffers, PlanEstimate.threads * (8 * Double(cell.blockSize) * perReplication + Double(instanceBytes)))
    planBytes += 8 * replications * Double(layout.tracks.count) + 14 * 8 * entries
    planBytes += 48 * blocks + 8 * Double(layout.checkpoints.count) + Double(cell.identity.utf8.count) + 512
  }

  private static func whole(_ number: Double) -> Int {
    Int(exactly: number.rounded(.up)) ?? Int.max
  }
}
