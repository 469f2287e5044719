import Testing

@testable import BanditExperiments

struct TemporaryFileTests {
  @Test func namesAreRecognised() {
    #expect(TemporaryFile.target(of: ".regret.csv.0.tmp") == "regret.csv")
    for name in ["regret.csv", ".regret.csv.tmp", "x.0.tmp", ".x.0", ".tmp", ".0.tmp"] {
      #expect(TemporaryFile.target(of: name) == nil, "\(name)")
    }
  }

  @Test func onlyStaleFilesOfOursAreRemoved() throws {
    let folder = try TemporaryFolder()
    var writer = try CheckedWriter(path: folder("live.csv"))
    try folder.put("", as: ".dead.csv.0.tmp")
    try folder.put("", as: ".notes.txt.0.tmp")
    try folder.put("", as: "dead.csv")
    try TemporaryFile.removeStale(in: folder.path) { $0.hasSuffix(".csv") }
    #expect(folder.names == [".live.csv.0.tmp", ".notes.txt.0.tmp", "dead.csv"])
    try writer.append("done")
    _ = try writer.finish()
    #expect(folder.text("live.csv") == "done")
  }
}
