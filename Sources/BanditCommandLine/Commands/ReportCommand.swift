import ArgumentParser
import BanditExperiments
import BanditFigures
import BanditScenarios

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Print the tables of finished results again, or write a report.",
    discussion: """
      While the tables are those that the manifest describes, they are only read, also where the blocks are gone; else \
      they are made again from the blocks. Results without \(ResultFile.regret.rawValue) are read from their blocks; \
      --tables all writes it.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, csv, json, latex, markdown, html, pgfplots
    case vegaLite = "vega-lite"

    /// The figures that it stands for, if it does.
    var figures: FigureFormat? { FigureFormat(rawValue: rawValue) }
  }

  @Argument(help: ArgumentHelp("The result folders.", valueName: "dir"))
  var folders: [PathArgument]

  @Option(
    help: """
      How tables are printed; html writes \(HTMLReport.fileName) into the folder, pgfplots and vega-lite write figures \
      into its folder figures.
      """)
  var format: Format = .text

  /// What tables are by, instead of by place.
  enum Class: String, ExpressibleByArgument, CaseIterable {
    case complexity
  }

  @Option(
    help: """
      Tables by classes of instances instead: complexity, the largest mean regret of each class of equally hard ones. Needs \
      the extra complexity.
      """)
  var by: Class?

  @Option(
    name: .customLong("with"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "A table of another program's regret, with columns of \(ResultFile.regret.rawValue), that joins tables and figures.",
      valueName: "file"))
  var others: [PathArgument] = []

  @OptionGroup var blocks: BlockOptions

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if by != nil, TableFormat(rawValue: format.rawValue) == nil {
      throw ValidationError(
        "--by \(Class.complexity.rawValue) prints tables; accepted with it: --format "
          + TableFormat.allCases.map(\.rawValue).joined(separator: ", "))
    }
    if by != nil, !others.isEmpty {
      throw ValidationError(
        "--by \(Class.complexity.rawValue) goes by the replications of the folder; leave --with out")
    }
    if !others.isEmpty, folders.count > 1 {
      throw ValidationError("--with joins one result folder; found \(folders.count)")
    }
  }

  func run() throws {
    Interrupt.listen { "Stopped: the blocks are as they were. Run the same command again." }
    var printer = TablePrinter(output, format: TableFormat(rawValue: format.rawValue) ?? .text, results: folders.count)
    var failure: ExitCode?
    do {
      for folder in folders {
        do {
          try report(folder.path, printer: &printer)
        } catch let code as ExitCode where code == .failedReplication {
          // The results of the other folders are none the worse.
          failure = code
        }
      }
    } catch {
      try printer.finish()
      throw error
    }
    try printer.finish()
    if let failure { throw failure }
  }

  private func report(_ path: String, printer: inout TablePrinter) throws {
    let summary = try joined(path)
    if by != nil {
      let table = try ComplexityTable(path, summary: summary)
      try StandardOutput.write(table.text(as: TableFormat(rawValue: format.rawValue) ?? .text))
    } else if format == .html {
      try HTMLReport.write(summary, in: path, figures: FigureFiles.inReport(path, joined: summary))
      if !output.quiet { Messages.say("Report: \(path)/\(HTMLReport.fileName)") }
    } else if let figures = format.figures {
      try FigureFiles.write(
        path, changePoints: FigureFiles.changePoints(of: path), as: figures, width: output.size.width,
        quiet: output.quiet, joined: summary)
    } else {
      return try printer.show(summary, of: path)
    }
    try TablePrinter.report(summary.failures)
  }

  /// What a folder says, with the tables that join it.
  private func joined(_ path: String) throws -> ResultSummary {
    let paths = others.map(\.path)
    if let summary = try ResultReader.summary(of: path, with: paths) { return summary }
    let summary = try remade(path)
    if paths.isEmpty { return summary }
    guard let joined = try ResultReader.summary(of: path, with: paths) else {
      throw ValidationError(
        "--with compares replications, and \(path) is without \(ResultFile.regret.rawValue); --tables all writes it")
    }
    return joined
  }

  /// What the blocks say, after the tables were made again from them.
  private func remade(_ path: String) throws -> ResultSummary {
    let check = try FolderCheck(path)
    if check.hasManifest, !ResultFolder.holdsResults(path) {
      let differences = try check.differences()
      throw check.leavesRegretOut && differences.isEmpty
        ? FolderRefusal.noReplications(path: path) : .changedFiles(path: path, differences: differences)
    }
    let folder = ResultFolder(path: path, plan: try blocks.plan(ofResults: path))
    // What was left out stays out, unless it is asked for.
    let leavesOut = check.leavesRegretOut && output.tables != .all
    if leavesOut && check.isComplete, try check.differences().isEmpty {
      return try ResultTables.summary(of: folder, threads: Processors.count)
    }
    return try ResultTables.write(
      folder, toolVersion: Simulate.toolVersion, extent: leavesOut ? .summary : .all, threads: Processors.count)
  }
}
