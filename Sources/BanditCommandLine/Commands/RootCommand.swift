import ArgumentParser
import BanditStreams

struct RootCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Simulates bandits and online learning from a scenario file.",
    discussion: """
      simulate scenario.json runs a scenario, the same as simulate run scenario.json. Results go to \
      ./results/<name>/ unless --out says otherwise; the summary table goes to standard output.
      """,
    version: "simulate \(Simulate.version) (GSL \(GSLErrors.libraryVersion))",
    subcommands: [
      RunCommand.self, ValidateCommand.self, PlanCommand.self, ListCommand.self, ExplainCommand.self,
      MergeCommand.self, ReportCommand.self, DocumentCommand.self,
    ],
    defaultSubcommand: RunCommand.self)
}
