import Foundation
import Testing

/// What can be done with finished results: print them again, write a report, check them, call them something else.
struct ReportCommandTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  /// Two coins that differ by 0.02: after 1000 rounds, at most 20 are lost.
  private static func coins(_ more: String = "", algorithms: String = #"[{"id":"ucb1"},{"id":"thompson-beta"}]"#)
    -> String
  {
    """
    {"name": "coins", "horizon": 1000, "replications": 20, "seed": 3, "extras": ["best_arm_share"],\(more)
     "environment": {"id": "bernoulli", "means": [0.48, 0.5]}, "algorithms": \(algorithms)}
    """
  }

  private func run(_ text: String, to out: String, _ options: String...) throws -> SimulateProcess {
    let file = try scratch.write(text, to: "\(out).json")
    let process = try SimulateProcess(["run", file, "--out", scratch.path(out)] + options)
    #expect(process.exitCode == 0, "\(process.errors)")
    return process
  }

  private func text(_ path: String) throws -> String { try String(contentsOfFile: scratch.path(path), encoding: .utf8) }

  /// The files of a folder, by when they were last changed.
  private func dates(_ folder: String) throws -> [String: Date] {
    var dates: [String: Date] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: scratch.path(folder)) {
      let attributes = try FileManager.default.attributesOfItem(atPath: scratch.path("\(folder)/\(name)"))
      dates[name] = attributes[.modificationDate] as? Date
    }
    return dates
  }

  // MARK: Tables

  /// No table says that one is better where the tests do not, and no bound stands where it cannot be reached.
  @Test func whatIsNotToldApartIsNotRanked() throws {
    let table = try run(Self.coins(), to: "coins").output
    let rows = table.split(separator: "\n").filter { $0.contains(" ± ") && $0.hasPrefix("     ") }
    #expect(rows.count == 2 && rows.allSatisfy { $0.hasPrefix("     1  ") }, "\(table)")
    #expect(table.contains(/no significant difference to [a-z0-9-]+: [a-z0-9-]+ \(p = 0\.\d+\)/))
    let p = try #require(Double(try text("coins/pairs.csv").split(separator: "\n")[1].split(separator: ",").last ?? ""))
    #expect(p > 0.05 && table.contains("(p = \(String(format: "%.3f", p)))"))
    #expect(!table.contains("bound"))
    #expect(try text("coins/final.csv").contains(",172."))
    // Coins that are far apart have a bound that is worth a line.
    let far = try SimulateProcess(
      ["run", scratch.path("coins.json"), "--set", "environment.means=[0.1, 0.9]", "--out", scratch.path("far")])
    #expect(far.output.contains("asymptotic lower bound C ln t"))
  }

  /// Of each class of complexity the largest mean: two environments with the same complexity, one of which nobody can lose in.
  @Test func lossesByComplexity() throws {
    let scenario = """
      {"name": "classes", "horizon": 30, "replications": 40, "seed": 3, "extras": ["complexity", "stopped"],
       "notions": ["misidentification"], "checkpoints": [30],
       "environments": [{"id": "gaussian", "label": "loud", "means": [1, 0], "sd": 9, "bestArm": "random"},
        {"id": "gaussian", "label": "still", "means": [0, 1], "sd": 1e-9}, {"id": "gaussian", "means": [0, 0.1], "sd": 1}],
       "algorithms": ["uniform-allocation", "successive-rejects"]}
      """
    _ = try run(scenario, to: "classes")
    let csv = try SimulateProcess(["report", scratch.path("classes"), "--by", "complexity", "--format", "csv"])
    #expect(csv.exitCode == 0)
    let rows = csv.output.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    // rho* = 4 / gap^2: 4 and 400, the class from 4 to 8 and the one from 256 to 512.
    #expect(rows.count == 5 && rows[1][5...7] == ["4.0", "8.0", "40"] && rows[2][5...7] == ["256.0", "512.0", "40"])
    #expect(rows[1].last == "loud" && rows[2].last == "gaussian")
    let final = try text("classes/final.csv").split(separator: "\n").first { $0.contains(",loud,uniform-allocation,") }
    #expect(try #require(final).contains(",\(rows[1][8]),"))
    let table = try SimulateProcess(["report", scratch.path("classes"), "--by", "complexity"]).output
    #expect(table.contains("  4 to 8 ") && table.contains("  256 to 512 "))
    #expect(try SimulateProcess(["report", scratch.path("classes")]).output.contains("all who may stop did so"))
    // Without the extra there is nothing to go by.
    _ = try run(Self.coins(), to: "coins")
    let refused = try SimulateProcess(["report", scratch.path("coins"), "--by", "complexity"])
    #expect(refused.exitCode == 73 && refused.errors.contains("add \"complexity\" to the scenario's \"extras\""))
  }

  @Test func reportOnlyReadsWhileTheChecksumsHold() throws {
    let first = try run(Self.coins(), to: "out", "--show", "extras")
    let before = try dates("out")
    let again = try SimulateProcess(["report", scratch.path("out"), "--show", "extras"])
    #expect(again.exitCode == 0 && again.output == first.output && again.output.contains("best_arm_share"))
    #expect(try dates("out") == before)
    // Without blocks, too; what has been changed is named, because nothing could repair it.
    try FileManager.default.removeItem(atPath: scratch.path("out/blocks"))
    #expect(try SimulateProcess(["report", scratch.path("out"), "--show", "extras"]).output == first.output)
    try FileManager.default.removeItem(atPath: scratch.path("out/summary.csv"))
    let changed = try SimulateProcess(["report", scratch.path("out")])
    #expect(changed.exitCode == 73 && changed.errors.contains("(summary.csv: is missing), and no blocks"))
    #expect(try SimulateProcess(["report", scratch.path("nothing")]).exitCode == 66)
  }

  // MARK: Without regret.csv

  /// Everything else has the same bytes, says the same, and is read from the blocks without a file being written.
  @Test func regretIsLeftOutWhereItIsAskedFor() throws {
    let whole = try run(Self.coins(), to: "whole", "--tables", "all")
    let short = try run(Self.coins(), to: "short", "--tables", "summary")
    #expect(short.errors.contains("regret.csv is left out (--tables summary)"))
    let files = try dates("short")
    #expect(files["regret.csv"] == nil)
    for name in ["summary.csv", "final.csv", "pairs.csv", "extras.csv", "extras_summary.csv"] {
      #expect(try text("short/\(name)") == text("whole/\(name)"), "\(name)")
    }
    let manifest = try text("short/manifest.json")
    #expect(!manifest.contains("regret.csv"))
    #expect(try SimulateProcess(["verify", scratch.path("short")]).exitCode == 0)
    // Many tables are one for each notion in both; here there is one table either way.
    #expect(short.output == (try SimulateProcess(["report", scratch.path("whole"), "--tables", "summary"]).output))
    let report = try SimulateProcess(["report", scratch.path("short")])
    #expect(report.output == whole.output, "\(report.errors)")
    #expect(try dates("short") == files && text("short/manifest.json") == manifest)
    // Figures have no dots of replications, and are made.
    let plot = try SimulateProcess(["plot", scratch.path("short")])
    #expect(plot.exitCode == 0 && plot.errors.contains("final-pseudo.svg"), "\(plot.errors)")
    let compare = try SimulateProcess(["compare", scratch.path("whole"), scratch.path("short")])
    #expect(compare.exitCode == 1 && compare.output.contains("regret.csv: only in \(scratch.path("whole"))"))
    #expect(compare.output.contains("differences by cell need regret.csv"))
    // What is damaged is made again as it was asked for.
    try FileManager.default.removeItem(atPath: scratch.path("short/summary.csv"))
    _ = try SimulateProcess(["report", scratch.path("short")])
    #expect(try text("short/summary.csv") == text("whole/summary.csv"))
    #expect(try dates("short")["regret.csv"] == nil && text("short/manifest.json") == manifest)
    // And all of it where all is asked for; a run without the option writes all, one with it takes it away.
    _ = try SimulateProcess(["report", scratch.path("short"), "--tables", "all"])
    #expect(try text("short/regret.csv") == text("whole/regret.csv"))
    #expect(try text("short/manifest.json") == text("whole/manifest.json"))
    #expect(try SimulateProcess(["report", scratch.path("short"), "--tables", "summary"]).exitCode == 0)
    #expect(try dates("short")["regret.csv"] != nil)
    _ = try run(Self.coins(), to: "short", "--tables", "summary")
    #expect(try dates("short")["regret.csv"] == nil)
    let joined = scratch.path("joined")
    #expect(
      try SimulateProcess(["merge", scratch.path("short"), "--out", joined, "--tables", "summary"]).exitCode == 0)
    #expect(try dates("joined")["regret.csv"] == nil && text("joined/manifest.json") == manifest)
    // Without blocks, nothing can be told of the replications.
    try FileManager.default.removeItem(atPath: scratch.path("short/blocks"))
    let bare = try SimulateProcess(["report", scratch.path("short")])
    #expect(bare.exitCode == 73 && bare.errors.contains("is without regret.csv, and holds no blocks"), "\(bare.errors)")
  }

  @Test func severalFoldersAreOneDocument() throws {
    _ = try run(Self.coins(), to: "one")
    _ = try run(Self.coins(#" "confidence": 0.9,"#), to: "two")
    let folders = [scratch.path("one"), scratch.path("two")]
    let csv = try SimulateProcess(["report", "--format", "csv"] + folders).output
    #expect(
      csv.split(separator: "\n").count == 5 && csv.split(separator: "\n").count { $0.hasPrefix("scenario,") } == 1)
    let json = try SimulateProcess(["report", "--format", "json"] + folders).output
    let list = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]]
    #expect(list?.map { $0["confidence"] as? Double } == [0.95, 0.9])
    let one = try SimulateProcess(["report", "--format", "json", folders[0]]).output
    #expect(try JSONSerialization.jsonObject(with: Data(one.utf8)) is [String: Any])
    // What `run` prints of several scenarios is one document, too.
    let other = try scratch.write(Self.coins().replacing(#""coins""#, with: #""other""#), to: "other.json")
    let both = try SimulateProcess(
      ["run", scratch.path("one.json"), other, "--format", "json", "--out", scratch.path("both")])
    let objects = try JSONSerialization.jsonObject(with: Data(both.output.utf8)) as? [[String: Any]]
    #expect(objects?.map { $0["scenario"] as? String } == ["coins", "other"])
  }

  @Test func columnsAreChecked() throws {
    _ = try run(Self.coins(), to: "out")
    let wrong = try SimulateProcess(["report", scratch.path("out"), "--columns", "regret,mode"])
    #expect(wrong.exitCode == 64 && wrong.errors.contains("regret,median,q95,vs-best,time"), "\(wrong.errors)")
    let table = try SimulateProcess(["report", scratch.path("out"), "--columns", "vs-best,time"]).output
    #expect(table.contains("  rank  algorithm") && table.contains("vs best  s per run\n"))
    let unknown = try SimulateProcess(["report", scratch.path("out"), "--show", "restarts"])
    #expect(unknown.errors.contains("warning: --show: 'restarts' was not reported; there are: best_arm_share"))
  }

  // MARK: Titles

  @Test func titlesRedoNothing() throws {
    let plain = try run(Self.coins(), to: "out")
    let (before, tables) = (try dates("out/blocks"), try scratch.results("out"))
    let titled = Self.coins(
      #" "title": "Two coins", "latex": "Two $\\epsilon$-coins","#,
      algorithms: #"[{"id":"ucb1","title":"UCB1, c = 1/4"},{"id":"thompson-beta","latex":"$\\theta$"}]"#)
    let process = try run(titled, to: "out")
    #expect(process.output.hasPrefix("Two coins: pseudo regret") && process.output.contains("  UCB1, c = 1/4 "))
    #expect(try dates("out/blocks") == before)
    let after = try scratch.results("out")
    for (name, bytes) in tables where name.hasSuffix(".csv") { #expect(after[name] == bytes, "\(name)") }
    func sum(_ results: [String: Data]) -> String? {
      let manifest = results["manifest.json"].flatMap { try? JSONSerialization.jsonObject(with: $0) as? [String: Any] }
      return manifest?["scenarioSHA256"] as? String
    }
    #expect(sum(after) == sum(tables) && after["manifest.json"] != tables["manifest.json"])
    // The folder's scenario has them, and gives the same again; so do the tables without blocks.
    let again = try SimulateProcess(["run", scratch.path("out/scenario.json"), "--out", scratch.path("again")])
    #expect(again.output == process.output)
    try FileManager.default.removeItem(atPath: scratch.path("out/blocks"))
    #expect(try SimulateProcess(["report", scratch.path("out")]).output == process.output)
    let latex = try SimulateProcess(["report", "--format", "latex", scratch.path("out")]).output
    #expect(latex.contains(#"    $\theta$ & "#) && latex.contains(#"\label{tab:coins-pseudo}"#))
    #expect(process.output != plain.output)
    // Shares may call themselves differently.
    _ = try run(Self.coins(), to: "share-0", "--shard", "0/2")
    _ = try run(titled, to: "share-1", "--shard", "1/2")
    let merged = try SimulateProcess(
      ["merge", scratch.path("share-0"), scratch.path("share-1"), "--out", scratch.path("merged")])
    #expect(merged.exitCode == 0 && merged.output == plain.output, "\(merged.errors)")
  }

  @Test(arguments: [
    (#""title": "","#, #"title: found ""; accepted: a text of 1 to 200 characters"#),
    (#""title": 7,"#, "title: found 7; accepted: a text"),
    (#""sweep": {"title": ["a", "b"]},"#, #""title" is one for the whole scenario and cannot be swept"#),
    (#""sweep": {"algorithms.ucb1.title": ["a", "b"]},"#, "cannot be swept"),
  ])
  func titlesAreChecked(more: String, message: String) throws {
    let file = try scratch.write(Self.coins(" " + more), to: "wrong.json")
    let process = try SimulateProcess(["validate", file])
    #expect(process.exitCode == 65 && process.errors.contains(message), "\(process.errors)")
  }

  @Test func titlesOfEntriesAreChecked() throws {
    let blank = Self.coins(algorithms: #"[{"id":"ucb1","title":" "},{"id":"moss","latex":true}]"#)
    let process = try SimulateProcess(["validate", try scratch.write(blank, to: "blank.json")])
    #expect(process.errors.contains(#"algorithms[0].title: found " "; accepted"#), "\(process.errors)")
    #expect(process.errors.contains(#"algorithms[1].latex: found true; accepted"#))
  }

  // MARK: Papers

  /// The widest of the usual: five algorithms with long names in one table, and ten points of a sweep.
  @Test func latexFitsIntoAColumn() throws {
    guard let compiler = Self.compiler else {
      print("no table was compiled, for lack of pdflatex: apt-get install -y texlive-latex-recommended")
      return
    }
    let algorithms =
      #"[{"id":"thompson-beta"},{"id":"ucb1"},{"id":"epsilon-greedy"},{"id":"successive-elimination"},{"id":"uniform"}]"#
    let five = Self.coins(algorithms: algorithms).replacing("0.48", with: "0.1")
    let sweep = five.replacing(
      #""seed": 3"#, with: #""seed": 3, "sweep": {"environment.means[0]": {"linear": [0.05, 0.45, 10]}}"#)
    _ = try run(five, to: "five")
    _ = try run(sweep, to: "sweep")
    let tables =
      try ["five", "sweep"].map {
        try SimulateProcess(["report", scratch.path($0), "--format", "latex"]).output
      } + [
        try SimulateProcess([
          "report", scratch.path("five"), "--format", "latex", "--columns", "regret,median,q95,vs-best,time",
        ]).output
      ]
    #expect(tables[1].components(separatedBy: "\\begin{tabular}").count == 2, "a sweep is one table")
    let document = """
      \\documentclass[twocolumn]{article}
      \\usepackage{booktabs}
      \\begin{document}
      \\showthe\\columnwidth
      \(tables.joined(separator: "\n"))
      Text.
      \\end{document}

      """.replacing("\\showthe\\columnwidth\n", with: "")
    _ = try scratch.write(document, to: "paper.tex")
    let process = Process()
    process.executableURL = compiler
    process.arguments = ["-interaction=nonstopmode", "-halt-on-error", "paper.tex"]
    process.currentDirectoryURL = scratch.url
    process.standardOutput = Pipe()
    try process.run()
    let output = SimulateProcess.text(process.standardOutput)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(output.suffix(2000))")
    #expect(!output.contains("Overfull"), "\(output)")
  }

  private static var compiler: URL? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      .map { URL(fileURLWithPath: "\($0)/pdflatex") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }

  @Test func theReportIsOneFileThatNeedsNothing() throws {
    let text = Self.coins(#" "title": "Two <coins> & more", "description": "Which is \"better\"?","#)
    _ = try run(text, to: "out")
    let before = try dates("out").filter { $0.key.hasSuffix("csv") }
    let process = try SimulateProcess(["report", "--format", "html", scratch.path("out")])
    #expect(
      process.exitCode == 0 && process.output.isEmpty
        && process.errors == "Report: \(scratch.path("out"))/report.html\n")
    #expect(try dates("out").filter { $0.key.hasSuffix("csv") } == before)
    let page = try self.text("out/report.html")
    #expect(page.contains("<h1>Two &lt;coins&gt; &amp; more</h1>") && page.contains("Which is &quot;better&quot;?"))
    for forbidden in ["<script", "http:", "https:", "@import", "url(", "src=", "<coins>"] {
      #expect(!page.contains(forbidden), "\(forbidden)")
    }
    #expect(page.contains("<figure>\n<svg role") && page.contains("<figcaption>regret-pseudo</figcaption>"))
    for shown in ["best_arm_share", "Numeric platform", "vs best", "<li>No significant difference to "] {
      #expect(page.contains(shown), "\(shown)")
    }
    let manifest = try self.text("out/manifest.json")
    let sums = manifest.matches(of: /"sha256": "([0-9a-f]+)"/).map { String($0.1) }
    #expect(sums.count == 6 && sums.allSatisfy(page.contains))
    #expect(page.utf8.count < 60_000)
    // The same results give the same page, also without blocks.
    try FileManager.default.removeItem(atPath: scratch.path("out/blocks"))
    _ = try SimulateProcess(["report", "--format", "html", scratch.path("out")])
    #expect(try self.text("out/report.html") == page)
  }

  // MARK: Checking

  @Test func verifyNamesWhatDiffers() throws {
    _ = try run(Self.coins(), to: "out")
    let whole = try SimulateProcess(["verify", scratch.path("out")])
    #expect(whole.exitCode == 0 && whole.output == "\(scratch.path("out")): as described\n")
    var table = try text("out/final.csv")
    table.replace("ucb1", with: "ucb2")
    _ = try scratch.write(table, to: "out/final.csv")
    try FileManager.default.removeItem(atPath: scratch.path("out/pairs.csv"))
    _ = try scratch.write(try text("out/scenario.json").replacing("0.48", with: "0.49"), to: "out/scenario.json")
    // The first record, behind its header of 104 bytes, and the first byte of the second one's.
    let segment = scratch.url.appendingPathComponent("out/blocks/segment-0")
    var bytes = try Data(contentsOf: segment)
    let name = String(decoding: bytes[32..<40], as: UTF8.self)
    let second = 104 + (8..<11).reversed().reduce(0) { 256 * $0 + Int(bytes[$1]) }
    bytes[200] ^= 1
    bytes[second] ^= 1
    try bytes.write(to: segment)
    let torn = try SimulateProcess(["verify", scratch.path("out")])
    #expect(torn.exitCode == 1)
    for line in [
      "final.csv: not the file that the manifest describes", "pairs.csv: is missing",
      "scenario.json: not the scenario of the manifest",
      "blocks/segment-0: block \(name)... is torn or edited; run the scenario again to have it done again",
      "blocks/segment-0: bytes \(second) to \(bytes.count - 1) are no block; run the scenario again to have done again "
        + "what may have been there",
    ] {
      #expect(torn.output.contains("\(scratch.path("out")): \(line)\n"), "\(torn.output)")
    }
    #expect(torn.output.split(separator: "\n").count == 5)
    #expect(try SimulateProcess(["verify", scratch.path("nothing")]).exitCode == 66)
  }
}
