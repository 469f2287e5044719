/// A block: a range of replications of one cell, the unit of work that is kept.
public struct BlockID: Hashable, Sendable {
  /// The cell's place in the plan.
  public let cell: Int
  /// The block's number within the cell.
  public let number: Int
  /// Its replications.
  public let replications: Range<Int>

  /// Creates an id.
  public init(cell: Int, number: Int, replications: Range<Int>) {
    self.cell = cell
    self.number = number
    self.replications = replications
  }
}

extension Plan {
  /// The blocks of the cells that compete, cell by cell: those of one point and environment.
  var contests: [[[BlockID]]] {
    blocks.chunked { $0.cell == $1.cell }.chunked {
      let (left, right) = (cells[$0[0].cell].key, cells[$1[0].cell].key)
      return left.point == right.point && left.environment == right.environment
    }
  }

  /// The blocks of all cells, in the order in which results are folded.
  public var blocks: [BlockID] {
    cells.indices.flatMap { cell in
      cells[cell].blocks(replications: replications).enumerated().map {
        BlockID(cell: cell, number: $0.offset, replications: $0.element)
      }
    }
  }
}
