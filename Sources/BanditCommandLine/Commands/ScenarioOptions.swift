import ArgumentParser
import BanditScenarios

/// What every command that reads a scenario accepts.
struct ScenarioOptions: ParsableArguments {
  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      """
      Replace a value of the scenario, as in environment.means=[0.4,0.6] or algorithms.ucb1.exploration=2; may be \
      repeated.
      """,
      valueName: "path=value"))
  var overrides: [String] = []

  @Option(help: "Replace the number of replications.")
  var replications: String?

  @Option(help: "Replace the seed.")
  var seed: String?

  @Option(help: ArgumentHelp("Refuse scenarios that would need more memory than this.", valueName: "GiB"))
  var memoryLimit: Double = 4

  func validate() throws {
    for text in overrides where Override(argument: text) == nil {
      throw ValidationError("--set takes path=value, for example --set horizon=1000; found '\(text)'")
    }
    guard memoryLimit > 0, memoryLimit <= 1_000_000 else {
      throw ValidationError("--memory-limit takes a number of GiB above 0; found \(memoryLimit)")
    }
  }

  /// Reads a scenario file, or standard input where the path is `-`, and says what a user should know of it.
  func scenario(_ path: String) throws -> Scenario {
    let scenario = try Scenario(
      source: path == "-" ? .bytes(StandardInput.bytes(), name: "standard input") : .path(path),
      overrides: overrides.compactMap { Override(argument: $0) }
        + [
          replications.map { Override(option: "--replications", path: "replications", value: $0) },
          seed.map { Override(option: "--seed", path: "seed", value: $0) },
        ].compactMap { $0 },
      catalogue: Simulate.catalogue,
      limits: ScenarioLimits(memory: Int(memoryLimit * 0x1p30)))
    for warning in scenario.plan.warnings { Messages.say("warning: \(warning)") }
    return scenario
  }
}
