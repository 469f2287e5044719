import Testing

@testable import BanditExperiments

struct BlockTimesTests {
  @Test func linesAreAddedAndTheLatestCounts() throws {
    let folder = try TemporaryFolder()
    let path = folder("seconds.txt")
    #expect(try BlockTimes.read(path) == [:])
    try BlockTimes.add(0.5, of: "a", to: path)
    try BlockTimes.add(1.25, of: "b", to: path)
    try BlockTimes.add(0.75, of: "a", to: path)
    #expect(folder.text("seconds.txt") == "a 0.5\nb 1.25\na 0.75\n")
    #expect(try BlockTimes.read(path) == ["a": 0.75, "b": 1.25])
  }

  @Test func tornLinesArePassedOver() throws {
    let folder = try TemporaryFolder()
    try folder.put("a 1.5\nb\nc x\nd -1\ne nan\nf 1 2\n\n g 2\nh 3", as: "seconds.txt")
    #expect(try BlockTimes.read(folder("seconds.txt")) == ["a": 1.5, "g": 2], "h 3 may be the beginning of h 3.25")
  }
}
