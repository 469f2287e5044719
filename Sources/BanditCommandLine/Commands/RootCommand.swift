import ArgumentParser
import BanditStreams

struct RootCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: Simulate.commandName,
    abstract: "Simulates bandits and online learning from a scenario file.",
    discussion: """
      \(Simulate.commandName) scenario.json runs a scenario, the same as \(Simulate.commandName) run scenario.json. \
      Results go to ./results/<name>/ unless --out says otherwise; the summary table goes to standard output.
      """,
    version: version,
    subcommands: [
      RunCommand.self, ValidateCommand.self, PlanCommand.self, ListCommand.self, ExplainCommand.self,
      MergeCommand.self, ReportCommand.self, PlotCommand.self, VerifyCommand.self, CompareCommand.self, LogCommand.self,
      EvaluateCommand.self, NewCommand.self, SchemaCommand.self, DocumentCommand.self, SiteCommand.self,
    ],
    defaultSubcommand: RunCommand.self)

  /// An executable of your own has a version of its own, which is not known here.
  private static var version: String {
    let made = "simulate \(Simulate.version) (GSL \(GSLErrors.libraryVersion))"
    return Simulate.commandName == "simulate" ? made : "\(Simulate.commandName), made with \(made)"
  }
}
