import BanditGames

/// Which of some named groups each row of a data set is in; groups may overlap.
public struct Memberships: Sendable {
  /// The names of the groups.
  public let names: [String]
  /// How many rows each group has.
  public let sizes: [Int]
  /// Where the groups of each row begin in `members`; one more at the end.
  private let starts: [Int]
  private let members: [Int32]

  /// Creates memberships from the rows of each group.
  ///
  /// - Parameter groups: for each group its name and, for each row, whether the row is in it.
  /// - Precondition: as many flags as rows.
  public init(_ groups: [(name: String, rows: [Bool])], rowCount: Int) {
    precondition(groups.allSatisfy { $0.rows.count == rowCount }, "a group needs a flag for each row")
    names = groups.map(\.name)
    sizes = groups.map { $0.rows.count { $0 } }
    var starts = [0]
    starts.reserveCapacity(rowCount + 1)
    var members: [Int32] = []
    members.reserveCapacity(sizes.reduce(0, +))
    for row in 0..<rowCount {
      for (group, flags) in groups.enumerated() where flags.rows[row] { members.append(Int32(group)) }
      starts.append(members.count)
    }
    self.starts = starts
    self.members = members
  }

  /// Overwrites a list by the groups of a row, in increasing order.
  public func write(row: Int, into list: inout [Int]) {
    list.removeAll(keepingCapacity: true)
    for place in starts[row]..<starts[row + 1] { list.append(Int(members[place])) }
  }
}
