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

  @Option(help: "How the summary table is printed; vega-lite and pgfplots write figures instead.")
  var format: OutputFormat = .table(.text)

  @Flag(help: "Print neither the summary table nor progress.")
  var quiet = false

  @Option(help: "Whether the table's headings stand out; auto: on a terminal, unless NO_COLOR is set or TERM is dumb.")
  var color: Color = .auto

  /// Writes the result files of a finished folder and prints the summary.
  ///
  /// - Parameters:
  ///   - figures: which figures are made besides.
  ///   - width: of figures, in inches.
  /// - Throws: `ExitCode.failedReplication` if a replication failed, after everything is written.
  func finish(
    _ folder: ResultFolder, threads: Int = Processors.count, figures: FigureFormat? = nil,
    width: Double = Chart.columnWidth
  ) throws {
    let summary = try ResultTables.write(folder, toolVersion: Simulate.version, threads: threads)
    var formats = figures.map { [$0] } ?? []
    if case .figures(let format) = format { formats.append(format) }
    for format in formats {
      try FigureFiles.write(folder.path, changePoints: folder.plan.changePoints, as: format, width: width, quiet: quiet)
    }
    if !quiet {
      if case .table(let format) = format {
        let text = FinalTable(summary).text(as: format)
        try StandardOutput.write(format == .text && isColored ? OutputOptions.emphasized(text) : text)
      }
      Messages.say("Results: \(folder.path)")
    }
    guard summary.failures.isEmpty else {
      for failure in summary.failures.prefix(10) {
        Messages.say(
          "error: \(failure.key.algorithm) on \(failure.key.environment), replication "
            + "\(failure.failure.replication): \(failure.failure.reason)")
      }
      if summary.failures.count > 10 { Messages.say("error: and \(summary.failures.count - 10) more") }
      throw ExitCode.failedReplication
    }
  }

  private var isColored: Bool {
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
      return isHeading && !line.isEmpty ? "\u{1B}[1m\(line)\u{1B}[0m" : String(line)
    }.joined(separator: "\n")
  }
}
