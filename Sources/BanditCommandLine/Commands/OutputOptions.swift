import ArgumentParser
import BanditExperiments
import BanditFigures

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What every command that makes tables accepts.
struct OutputOptions: ParsableArguments {
  enum Color: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
  }

  @Option(
    help: ArgumentHelp(
      "The columns of the tables, in this order: \(TableColumns.accepted).", valueName: "names"))
  var columns: TableColumns?

  @Option(
    help: ArgumentHelp(
      "Columns with the means of extras besides: 'extras' for all of them, or names with commas.", valueName: "names"))
  var show: String?

  @Option(
    help: """
      A table for each point, environment, notion and group, or one for each notion (default: by their number); for run \
      and merge, summary also leaves \(ResultFile.regret.rawValue) out.
      """)
  var tables: TableOptions.Extent?

  @OptionGroup var size: WidthOption

  @Flag(help: "Print neither the summary table nor progress.")
  var quiet = false

  @Option(help: "Whether the table's headings stand out; auto: on a terminal, unless NO_COLOR is set or TERM is dumb.")
  var color: Color = .auto

  /// What tables show.
  var table: TableOptions {
    TableOptions(columns: columns?.columns, extras: shown, tables: tables, width: size.width)
  }

  /// The extras that are asked for; none named for all.
  private var shown: [String]? {
    show.map { $0 == "extras" ? [] : $0.split(separator: ",").map { $0.trimmingPrefix(" ") }.map(String.init) }
  }

  /// Says which extras were asked for that results do not have.
  func warn(of summary: ResultSummary) {
    let names = Set(summary.extras.flatMap { [$0.name, String($0.name.prefix { $0 != "." })] })
    guard let shown, !quiet else { return }
    if shown.isEmpty, names.isEmpty {
      Messages.say("warning: --show: no extras were reported; ask for them with \"extras\" in the scenario")
    }
    for name in shown where !names.contains(name) {
      let known = Set(summary.extras.map(\.name)).sorted().prefix(20).joined(separator: ", ")
      Messages.say("warning: --show: '\(name)' was not reported; there are: \(known.isEmpty ? "none" : known)")
    }
  }

  var isColored: Bool {
    switch color {
    case .always: true
    case .never: false
    case .auto: isatty(1) == 1 && getenv("NO_COLOR") == nil && !Terminal.isDumb
    }
  }

  /// The first line of every paragraph in bold.
  static func emphasized(_ text: String) -> String {
    var isHeading = true
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      defer { isHeading = line.isEmpty }
      return isHeading && !line.isEmpty && line.first != " " ? "\u{1B}[1m\(line)\u{1B}[0m" : String(line)
    }.joined(separator: "\n")
  }
}

/// Columns of tables, as the command line names them.
struct TableColumns: ExpressibleByArgument {
  let columns: [TableOptions.Column]

  static let accepted = TableOptions.Column.allCases.map(\.rawValue).joined(separator: ",")

  init?(argument: String) {
    let names = argument.split(separator: ",", omittingEmptySubsequences: false)
    columns = names.compactMap { TableOptions.Column(rawValue: String($0)) }
    if columns.count != names.count || Set(columns).count != columns.count { return nil }
  }
}

/// Prints the tables of results.
struct TablePrinter {
  private let options: OutputOptions
  private let format: TableFormat
  /// Whether the tables are one document, which is printed at the end.
  private let isTogether: Bool
  private var held: [FinalTable] = []
  private var count = 0

  /// - Parameter results: of how many results tables are printed.
  init(_ options: OutputOptions, format: TableFormat, results: Int) {
    self.options = options
    self.format = format
    isTogether = results > 1 && [.csv, .json].contains(format)
  }

  /// Writes the result files of a finished folder and prints the summary.
  ///
  /// - Parameter figures: whether figures are made besides.
  /// - Throws: `ExitCode.failedReplication` if a replication failed, after everything is written.
  mutating func finish(_ folder: ResultFolder, threads: Int = Processors.count, figures: Bool = false) throws {
    let extent = options.tables ?? .all
    let summary = try ResultTables.write(
      folder, toolVersion: Simulate.toolVersion, extent: extent, threads: threads)
    if extent == .summary && !options.quiet {
      Messages.say(
        "\(ResultFile.regret.rawValue) is left out (--tables summary); \(Simulate.commandName) report \(folder.path) "
          + "--tables all writes it.")
    }
    if figures {
      try FigureFiles.write(
        folder.path, changePoints: folder.plan.changePoints, width: options.size.width, quiet: options.quiet)
    }
    try show(summary, of: folder.path)
  }

  /// Prints what results say.
  ///
  /// - Throws: as `finish(_:threads:)`.
  mutating func show(_ summary: ResultSummary, of path: String) throws {
    options.warn(of: summary)
    let table = FinalTable(summary, options: options.table)
    if isTogether {
      held.append(table)
    } else if !options.quiet {
      let text = (count > 0 && format != .csv ? "\n" : "") + table.text(as: format)
      try StandardOutput.write(format == .text && options.isColored ? OutputOptions.emphasized(text) : text)
    }
    count += 1
    if !options.quiet { Messages.say("Results: \(path)") }
    try Self.report(summary.failures)
  }

  /// Prints what was held back, also where later results could not be made.
  func finish() throws {
    if !held.isEmpty, !options.quiet { try StandardOutput.write(FinalTable.text(held, as: format)) }
  }

  /// Names the replications that failed, and throws if there are any.
  static func report(_ failures: [ResultSummary.Failure]) throws {
    guard !failures.isEmpty else { return }
    for failure in failures.prefix(10) {
      Messages.say(
        "error: \(failure.key.algorithm) on \(failure.key.environment), replication "
          + "\(failure.failure.replication): \(failure.failure.reason)")
    }
    if failures.count > 10 { Messages.say("error: and \(failures.count - 10) more") }
    throw ExitCode.failedReplication
  }
}

extension TableFormat: ExpressibleByArgument {}
extension TableOptions.Extent: ExpressibleByArgument {}
