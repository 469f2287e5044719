import Foundation
import Testing

@testable import BanditFigures

struct PGFPlotsTests {
  private static let data = Examples.data([
    Examples.coins: [Examples.curve("ucb1", [1, 20, 300]), Examples.curve("r_bocpd.2", [1, 2, 3])]
  ])

  @Test func theTableIsWide() throws {
    let chart = try #require(Figures(PGFPlotsTests.data)["regret-pseudo"])
    let made = chart.pgfplots(name: "regret")
    #expect(made.data.map(\.name) == ["regret.dat"])
    #expect(
      made.data[0].text == """
        t r_bocpd.2 r_bocpd.2-lo r_bocpd.2-hi ucb1 ucb1-lo ucb1-hi
        1 1 0.5 1.5 1 0.5 1.5
        10 2 1.5 2.5 20 19.5 20.5
        100 3 2.5 3.5 300 299.5 300.5

        """)
    #expect(made.figure.contains(#"table[x=t, y={ucb1-hi}] {regret.dat}"#))
    #expect(made.figure.contains(#"r\_bocpd.2"#))
  }

  @Test func oneFigureOfRegretHasTheShortNames() {
    let figures = Figures(PGFPlotsTests.data)
    let regret = figures.all[0]
    #expect(
      FigureFormat.pgfplots.files(of: regret, alone: true, width: 3.3).map(\.name) == ["regret.dat", "figure.tex"])
    #expect(
      FigureFormat.pgfplots.files(of: regret, alone: false, width: 3.3).map(\.name)
        == ["regret-pseudo.dat", "figure-pseudo.tex"])
  }

  /// In a column of an article, nothing is too wide. Where there is no pdflatex the test says so.
  @Test func texCompilesThem() throws {
    guard
      let latex = ["/usr/bin/pdflatex", "/Library/TeX/texbin/pdflatex"].first(where: FileManager.default.fileExists)
    else {
      print("pdflatex is not installed: the figures for TeX were not compiled")
      return
    }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("bandits-tex-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let figures = Figures(PGFPlotsTests.data)
    try figures.write(to: folder.path, as: .pgfplots)
    let inputs = figures.all.flatMap { FigureFormat.pgfplots.files(of: $0, alone: true, width: 3.3).map(\.name) }
      .filter { $0.hasSuffix(".tex") }
    #expect(inputs.count == 2)
    let document = """
      \\documentclass[twocolumn]{article}
      \\usepackage{pgfplots}
      \\pgfplotsset{compat=1.16}
      \\usepgfplotslibrary{fillbetween}
      \\begin{document}
      \(inputs.map { "\\begin{figure}[t]\\input{\($0)}\\caption{Regret.}\\end{figure}\n" }.joined())Text.
      \\end{document}
      """
    try Data(document.utf8).write(to: folder.appendingPathComponent("paper.tex"))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: latex)
    process.arguments = ["-interaction=nonstopmode", "-halt-on-error", "paper.tex"]
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let log = try String(decoding: Data(contentsOf: folder.appendingPathComponent("paper.log")), as: UTF8.self)
    #expect(process.terminationStatus == 0, "\(log.suffix(3000))")
    #expect(!log.contains("Overfull"))
  }
}
