import ArgumentParser
import BanditCards
import BanditExperiments
import BanditGames
import BanditScenarios

/// Messages to standard error, and the exit code that goes with each error.
enum Messages {
  /// Prints a line; names in it can neither break it nor reach the terminal as commands.
  static func say(_ line: String) { Terminal.show(JSONText.visible(line) + "\n") }

  /// Prints what another program said last: some lines of it.
  static func quote(_ words: String) {
    let lines = words.split(whereSeparator: \.isNewline)
    for line in lines.suffix(12) { say("  | \(line)") }
  }

  /// Prints what a user should know before the run, and which guarantees do not hold, a line for each.
  static func warn(of plan: Plan, in file: String = "") {
    for warning in plan.warnings + plan.caveats { say("\(file)warning: \(warning)") }
  }

  /// Prints what went wrong, in words that a user can act on.
  static func report(_ error: any Error) -> ExitCode {
    switch error {
    case let code as ExitCode:
      return code
    case let error as ScenarioError:
      switch error {
      case .invalid(let issues):
        for issue in issues { say(issue.description) }
        return .invalidScenario
      case .missing:
        say(error.description)
        return .noSuchFile
      case .unreadable:
        say(error.description)
        return .inputOutput
      }
    case let refusal as FolderRefusal:
      say("error: \(refusal)")
      if case .noResults = refusal { return .noSuchFile }
      return .folderRefused
    case let error as FileError:
      if error.isClosedPipe { return .closedPipe }
      say("error: \(error)")
      return .inputOutput
    case let table as DamagedTable:
      say("error: \(table)")
      return .inputOutput
    case let refusal as ComplexityTable.Refusal:
      say("error: \(refusal)")
      return .folderRefused
    case let table as BadRegrets:
      say("error: \(table)")
      return table.isMissing ? .noSuchFile : .invalidScenario
    case let log as BadLog:
      say("\(log)")
      return .invalidScenario
    case let settings as InvalidSettings:
      say("error: \(settings)")
      return .failedReplication
    case let failure as BlockFailure:
      say("error: \(failure.reason)")
      quote(failure.lastWords)
      return .failedReplication
    case let missing as MissingBlock:
      say("error: \(missing)")
      return .incomplete
    default:
      return reportUsage(error)
    }
  }

  /// Help, and usage errors, which the argument parser words.
  private static func reportUsage(_ error: any Error) -> ExitCode {
    let code = RootCommand.exitCode(for: error)
    let text = RootCommand.fullMessage(for: error)
    guard code == .success else {
      for line in escapingArguments(text).split(separator: "\n", omittingEmptySubsequences: false) { say(String(line)) }
      return code == .validationFailure ? code : .internalError
    }
    do {
      try StandardOutput.write(text + "\n")
      return code
    } catch {
      return report(error)
    }
  }
}

extension Messages {
  /// A text in which the line breaks of this process's arguments are no line breaks.
  private static func escapingArguments(_ text: String) -> String {
    let values = CommandLine.arguments.dropFirst().flatMap { argument in
      [argument] + argument.split(separator: "=", maxSplits: 1).dropFirst().map(String.init)
    }
    return values.filter { $0 != JSONText.visible($0) }
      .reduce(text) { $0.replacing($1, with: JSONText.visible($1)) }
  }
}

extension ExitCode {
  /// A replication failed.
  static let failedReplication = ExitCode(1)
  /// The scenario is invalid.
  static let invalidScenario = ExitCode(65)
  /// There is no such file.
  static let noSuchFile = ExitCode(66)
  /// An error that should not happen.
  static let internalError = ExitCode(70)
  /// The result folder is not to be touched.
  static let folderRefused = ExitCode(73)
  /// Input or output failed.
  static let inputOutput = ExitCode(74)
  /// Not everything is done, and can be continued.
  static let incomplete = ExitCode(75)
  /// The reader of standard output is gone.
  static let closedPipe = ExitCode(141)
}
