import BanditEnvironments
import Testing

struct MembershipsTests {
  @Test func groupsOfARow() {
    let memberships = Memberships(
      [
        (name: "a", rows: [true, false, false, true]), (name: "b", rows: [false, false, true, true]),
        (name: "c", rows: [true, false, false, true]),
      ], rowCount: 4)
    #expect(memberships.names == ["a", "b", "c"] && memberships.sizes == [2, 2, 2])
    var groups = [9]
    let rows = (0..<4).map { row in
      memberships.write(row: row, into: &groups)
      return groups
    }
    #expect(rows == [[0, 2], [], [1], [0, 1, 2]])
  }

  @Test func noGroups() {
    var groups = [1]
    Memberships([], rowCount: 2).write(row: 1, into: &groups)
    #expect(groups == [])
  }
}
