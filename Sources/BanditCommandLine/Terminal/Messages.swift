import ArgumentParser
import BanditExperiments
import BanditScenarios

/// Messages to standard error, and the exit code that goes with each error.
enum Messages {
  /// Prints a line.
  static func say(_ text: String) { Terminal.show(text + "\n") }

  /// Prints what went wrong, in words that a user can act on.
  static func report(_ error: any Error) -> ExitCode {
    switch error {
    case let code as ExitCode:
      return code
    case let error as ScenarioError:
      say(error.description)
      switch error {
      case .invalid: return .invalidScenario
      case .missing: return .noSuchFile
      case .unreadable: return .inputOutput
      }
    case let refusal as FolderRefusal:
      say("error: \(refusal)")
      if case .noResults = refusal { return .noSuchFile }
      return .folderRefused
    case let error as FileError:
      if error.isClosedPipe { return .closedPipe }
      say("error: \(error)")
      return .inputOutput
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
      say(text)
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
