import ArgumentParser
import BanditCards
import BanditExperiments
import BanditScenarios

struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Say what a scenario would run: cells, blocks, rounds, memory. Nothing is executed.")

  @Argument(help: ArgumentHelp("A scenario file, JSON or YAML; - reads standard input.", valueName: "scenario"))
  var scenario: String

  @OptionGroup var options: ScenarioOptions

  func run() throws {
    let scenario = try options.scenario(scenario)
    let (plan, estimate) = (scenario.plan, scenario.estimate)
    var text = """
      scenario      \(plan.name)
      replications  \(plan.replications)
      cells         \(estimate.cells)\(estimate.distinctCells == estimate.cells ? "" : ", \(estimate.distinctCells) distinct")
      blocks        \(estimate.blocks)
      rounds        \(estimate.rounds)
      result rows   \(estimate.rows)
      memory        about \(max(1, estimate.bytes >> 20)) MiB with \(counted: options.threadCount, "thread")


      """
    for cell in plan.cells {
      let labels = [cell.key.point, cell.key.environment, cell.key.algorithm].filter { !$0.isEmpty }
      text +=
        JSONText.visible(labels.joined(separator: "  "))
        + ": horizon \(cell.horizon), blocks of \(counted: cell.blockSize, "replication")\n"
    }
    try StandardOutput.write(text)
    Messages.warn(of: plan)
  }
}
