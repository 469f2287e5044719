import ArgumentParser
import BanditCards
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
        let name = JSONText.visible(scenario)
        try StandardOutput.write("\(name): valid: \(plan.name), \(counted: plan.cells.count, "cell")\n")
        Messages.warn(of: plan, in: scenarios.count > 1 ? "\(scenario): " : "")
      } catch let error as ScenarioError {
        let code = Messages.report(error)
        first = first ?? code
      }
    }
    if let first { throw first }
  }
}
