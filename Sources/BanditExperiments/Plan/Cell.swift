import BanditCards
import BanditGames

/// One sweep point, one environment, one algorithm: the unit of results.
public struct Cell: Sendable {
  /// Its labels.
  public let key: CellKey
  /// The number of rounds of a replication.
  public let horizon: Int
  /// What a replication leaves behind.
  public let layout: TraceLayout
  /// A text that determines every number of the cell: resolved settings, seed, coupling, generator,
  /// layout, the digests of data files. Equal text, equal numbers on one numeric platform.
  public let identity: String
  /// The most that a round can cost in the notion `pseudo`; `nil` where nobody knows. No part of the identity.
  public let largestGap: Double?
  /// The notion of regret whose intervals choose the number of replications, where a precision does; `nil` where it is
  /// fixed. No part of the identity.
  public let criterion: Notion?
  /// Whether its learner raises alarms, which results list. No part of the identity.
  public let raisesAlarms: Bool
  /// Simulates some replications.
  public let simulate: Simulation

  /// What a test says instead of the rule.
  package private(set) var givenBlockSize: Int?

  /// Creates a cell.
  public init(
    key: CellKey, horizon: Int, layout: TraceLayout, identity: String, largestGap: Double? = nil,
    criterion: Notion? = nil, raisesAlarms: Bool = false, simulate: Simulation
  ) {
    self.key = key
    self.horizon = horizon
    self.layout = layout
    self.identity = identity
    self.largestGap = largestGap
    self.criterion = criterion
    self.raisesAlarms = raisesAlarms
    self.simulate = simulate
  }

  /// Replications in a full block: the largest power of two at most 2^21 / horizon, within 1...1024; within 1...64
  /// where a precision looks at every block.
  ///
  /// Part of the scenario's identity, never of the schedule.
  public var blockSize: Int {
    if let givenBlockSize { return givenBlockSize }
    let most = (1 << 21) / horizon
    let limit = criterion == nil ? 1024 : Precision.leastReplications
    var size = 1
    while size * 2 <= most && size < limit { size *= 2 }
    return size
  }

  /// How many replications a thread simulates before it looks for more: about a millisecond of work, far above the cost
  /// of looking, far below a block; no lane stays empty. A whole block where another program plays.
  public var chunkSize: Int {
    if simulate.isExternal { return blockSize }
    let lanes = simulate.laneCount
    return max(1, ((1 << 17) / horizon + lanes - 1) / lanes) * lanes
  }

  /// The same cell in blocks of another size, so that a test gets several blocks from few rounds. The numbers are the
  /// same; the blocks have other names, so that a folder does not mistake them for those of the rule.
  ///
  /// - Precondition: at least one replication in a block.
  package func inBlocks(of size: Int) -> Cell {
    precondition(size >= 1, "a block has at least one replication")
    var cell = self
    cell.givenBlockSize = size
    return cell
  }

  /// The blocks of a number of replications, as ranges of replications.
  public func blocks(replications: Int) -> [Range<Int>] {
    (0..<replications).slices(of: blockSize)
  }
}
