import BanditCards
import Testing

@testable import BanditExperiments

struct SweepGridTests {
  @Test func theGridKnowsItsPoints() {
    let sweep: Settings = ["a.b": .list([.text("x;y"), .text("x")]), "c": .list([.whole(10), .whole(1)])]
    let grid = SweepGrid(sweep)
    #expect(grid.coordinates(of: #"a.b="x;y";c=1"#) == [#""x;y""#, "1"])
    #expect(grid.coordinates(of: #"a.b="x";c=10"#) == [#""x""#, "10"])
    #expect(grid.coordinates(of: #"c=10;a.b="x""#) == nil && grid.coordinates(of: "") == nil)
    #expect(SweepGrid(sweep, point: #"c=10;a.b="x""#).paths == ["c", "a.b"])
    #expect(
      grid.order(of: [#"a.b="x";c=10"#, #"a.b="x;y";c=1"#, #"a.b="x;y";c=10"#, "z"]).sorted { $0.value < $1.value }
        .map(\.key) == [#"a.b="x;y";c=10"#, #"a.b="x;y";c=1"#, #"a.b="x";c=10"#, "z"])
  }
}
