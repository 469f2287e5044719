import BanditGames
import Foundation
import Testing

@testable import BanditExperiments

/// What tables say is what they were made of.
struct ResultReaderTests {
  private let temporary: TemporaryFolder
  private var path: String { temporary("out") }

  init() throws { temporary = try TemporaryFolder() }

  private static let options = [
    TableOptions(extras: []), TableOptions(columns: [.time, .versusBest, .regret]), TableOptions(tables: .summary),
  ]

  /// With failures, missing regrets, extras, a bound and points whose text needs quotes: every format has the same text.
  @Test func tablesAreReadAsTheyWereWritten() throws {
    let point = #"environment.means=[0.5,1];x="a""b""#
    let plan = Plan(
      name: "tiny", replications: 3, confidence: 0.95,
      cells: TinyPlan.plan(point: point).cells + TinyPlan.plan().cells,
      resolvedScenario: TinyPlan.plan().resolvedScenario,
      missing: [.init(point: "", environment: "coins", notion: .pseudo, reason: "nobody knows")])
    let folder = try ResultFolder.open(path, for: plan)
    let time = BlockTime(seconds: 0.25, processorSeconds: 0.125)
    for block in plan.blocks { try folder.write(TinyPlan.trace(of: block, in: plan), as: block, time: time) }
    let written = try ResultTables.write(folder, toolVersion: "1")
    let read = try #require(try ResultReader.summary(of: path))
    for format in TableFormat.allCases {
      for options in Self.options {
        #expect(
          FinalTable(read, options: options).text(as: format) == FinalTable(written, options: options).text(as: format))
      }
    }
    #expect(read.failures == written.failures && read.failures.count == 2)
    #expect(FinalTable(read).text(as: .text).contains("over the budget, by 2"))
    #expect(!FinalTable(read).text(as: .text).contains("bound"))
    // A scenario without titles is called by its name, and a report of the same results is the same page.
    try HTMLReport.write(read, in: path, figures: [])
    let page = temporary.text("out/report.html")
    try HTMLReport.write(written, in: path, figures: [])
    #expect(temporary.text("out/report.html") == page && page.contains("<h1>tiny</h1>"))
  }

  @Test func whatIsNotAsDescribedIsNotRead() throws {
    let plan = TinyPlan.plan()
    _ = try ResultTables.write(try TinyPlan.fill(path, plan: plan), toolVersion: "1")
    #expect(try FolderCheck(path).differences() == [])
    #expect(try ResultReader.summary(of: path) != nil)
    let extras = temporary.text("out/extras.csv")
    try temporary.put(extras + "x", as: "out/extras.csv")
    #expect(try ResultReader.summary(of: path) == nil)
    #expect(try FolderCheck(path).differences() == ["extras.csv: not the file that the manifest describes"])
    try temporary.put(extras, as: "out/extras.csv")
    try temporary.put("{\"files\": [}", as: "out/manifest.json")
    #expect(try ResultReader.summary(of: path) == nil)
    #expect(try !FolderCheck(path).hasManifest)
  }
}
