import ArgumentParser
import BanditCards
import BanditExperiments
import BanditScenarios
import BanditStreams

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The command line, as a library: an executable of three lines has all of it.
///
///     import BanditCommandLine
///
///     Simulate.main(adding: [.bandit(MyPolicy.self)])
public enum Simulate {
  /// The version of the package, as the manifests of results state it.
  public static let version = "0.1.0"

  /// This program, as manifests state it.
  static let toolVersion = ToolVersion(version, source: sourceState)

  /// What this process was started as: `simulate`, or an executable of your own.
  static let commandName: String = {
    let name = CommandLine.arguments.first?.split(separator: "/").last.map(String.init) ?? ""
    return name.isEmpty ? "simulate" : JSONText.visible(name)
  }()

  /// Runs the command line of this process and ends it with the command's exit code.
  ///
  /// - Parameters:
  ///   - algorithms: algorithms of your own, which scenario files can then name.
  ///   - environments: environments of your own, likewise.
  /// - Precondition: their ids are new.
  public static func main(
    adding algorithms: [AlgorithmEntry] = [], environments: [EnvironmentEntry] = []
  ) -> Never {
    // Before any thread starts and any file is opened: GSL's default handler would abort the process, and a closed pipe
    // is an error that is reported like any other.
    GSLErrors.turnOffAbortingHandler()
    signal(SIGPIPE, SIG_IGN)
    Interrupt.unblock()
    Terminal.occupyClosedDescriptors()
    let code = $catalogue.withValue(Catalogue.standard.adding(algorithms, environments: environments)) {
      run(Array(CommandLine.arguments.dropFirst()))
    }
    Interrupt.settle()
    exit(code.rawValue)
  }

  /// The catalogue that the commands of this process know.
  @TaskLocal static var catalogue = Catalogue.standard

  /// Runs a command and says with which code the process should end.
  static func run(_ arguments: [String]) -> ExitCode {
    do {
      var command = try RootCommand.parseAsRoot(arguments)
      try command.run()
      return .success
    } catch {
      return Messages.report(error)
    }
  }
}
