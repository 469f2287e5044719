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

  /// A block of a cell, by its number, of some replications in all.
  init(_ number: Int, of cell: Cell, _ place: Int, replications: Int) {
    let first = number * cell.blockSize
    self.init(cell: place, number: number, replications: first..<min(first + cell.blockSize, replications))
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

  /// The blocks to be simulated, in their order: those that several points of a sweep have, because nothing in them
  /// depends on what is swept, are those of the first of these points.
  public var distinctBlocks: [BlockID] {
    // A precision may have chosen more of them at a later point.
    var most = Array(repeating: 0, count: cells.count)
    for cell in cells.indices { most[originals[cell]] = max(most[originals[cell]], replications(of: cell)) }
    return cells.indices.flatMap { originals[$0] == $0 ? blocks(of: $0, replications: most[$0]) : [] }
  }

  /// For each cell the first one with its identity; a cell without an identity is like no other.
  static func originals(of cells: [Cell]) -> [Int] {
    var first: [String: Int] = [:]
    return cells.indices.map { cell in
      let identity = cells[cell].identity
      if identity.isEmpty { return cell }
      if let original = first[identity] { return original }
      first[identity] = cell
      return cell
    }
  }

  /// The blocks of all cells, in the order in which results are folded.
  public var blocks: [BlockID] {
    cells.indices.flatMap { blocks(of: $0, replications: replications(of: $0)) }
  }

  private func blocks(of cell: Int, replications: Int) -> [BlockID] {
    cells[cell].blocks(replications: replications).enumerated().map {
      BlockID(cell: cell, number: $0.offset, replications: $0.element)
    }
  }
}
