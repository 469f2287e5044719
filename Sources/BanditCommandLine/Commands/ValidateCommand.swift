import ArgumentParser
import BanditExperiments
import BanditScenarios

struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Check scenarios without running them; print every problem.")

  @Argument(help: ArgumentHelp("Scenario files, JSON or YAML; - reads standard input.", valueName: "scenario"))
  var scenarios: [String]

  @OptionGroup var options: ScenarioOptions

  func run() throws {
    var first: ExitCode?
    for scenario in scenarios {
      do {
        let plan = try options.scenario(scenario).plan
        try StandardOutput.write("\(scenario): valid: \(plan.name), \(plan.cells.count) cells\n")
        Messages.warn(of: plan)
      } catch let error as ScenarioError {
        let code = Messages.report(error)
        first = first ?? code
      }
    }
    if let first { throw first }
  }
}
