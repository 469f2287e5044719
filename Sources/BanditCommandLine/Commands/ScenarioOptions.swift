import ArgumentParser
import BanditExperiments
import BanditScenarios

/// What every command that reads a scenario accepts.
struct ScenarioOptions: ParsableArguments {
  @Option(
    name: .customLong("set"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      """
      Replace a value of the scenario, as in environment.means=[0.4,0.6] or algorithms.ucb1.exploration=2; may be \
      repeated.
      """,
      valueName: "path=value"))
  var overrides: [String] = []

  @Option(
    name: .customLong("sweep"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      """
      Add an axis to the sweep, or replace it, as in algorithms.ucb1.exploration=0.5,1,2 or horizon={"log":[100,10000,3]}; \
      may be repeated.
      """,
      valueName: "path=values"))
  var sweeps: [String] = []

  // Unconditional, so that a number below 0 is refused as such and not taken for an option.
  @Option(parsing: .unconditional, help: "Replace the number of replications.")
  var replications: String?

  @Option(parsing: .unconditional, help: "Replace the seed.")
  var seed: String?

  @Option(parsing: .unconditional, help: "How many threads simulate (default: one per processor).")
  var threads: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Refuse scenarios that would need more memory than this.", valueName: "GiB"))
  var memoryLimit: Double = 4

  @Flag(
    help: "Let run start the programs that the scenario names (external): do so with scenarios that you trust.")
  var allowCommands = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How long such a program may take for a message (default: 60).", valueName: "seconds"))
  var externalTimeout: Double?

  func validate() throws {
    for text in overrides where Override(argument: text) == nil {
      throw ValidationError("--set takes path=value, for example --set horizon=1000; found '\(text)'")
    }
    for text in sweeps where Override(sweep: text) == nil {
      throw ValidationError("--sweep takes path=value,value, for example --sweep horizon=100,1000; found '\(text)'")
    }
    if let threads, threads < 1 || threads > 1024 {
      throw ValidationError("--threads takes a number from 1 to 1024; found \(threads)")
    }
    guard memoryLimit > 0, memoryLimit <= 1_000_000 else {
      throw ValidationError("--memory-limit takes a number of GiB above 0; found \(memoryLimit)")
    }
    if let externalTimeout, !(externalTimeout > 0 && externalTimeout <= 1e6) {
      throw ValidationError("--external-timeout takes a number of seconds above 0; found \(externalTimeout)")
    }
  }

  /// The options that change the scenario or what a run may do, as they were given.
  var arguments: [String] {
    var arguments = overrides.flatMap { ["--set", $0] } + sweeps.flatMap { ["--sweep", $0] }
    if let replications { arguments += ["--replications", replications] }
    if let seed { arguments += ["--seed", seed] }
    if allowCommands { arguments.append("--allow-commands") }
    if let externalTimeout { arguments += ["--external-timeout", "\(externalTimeout)"] }
    return arguments
  }

  /// Reads a scenario file, or standard input where the path is `-`.
  ///
  /// - Parameter threads: how many will simulate, if not as many as the options say.
  func scenario(_ path: String, threads: Int? = nil) throws -> Scenario {
    try scenario(source(path), limits: limits(threads: threads))
  }

  /// Reads a scenario with some more values in their places.
  func scenario(_ source: ScenarioSource, with more: [Override] = [], limits: ScenarioLimits) throws -> Scenario {
    try Scenario(source: source, overrides: changes + more, catalogue: Simulate.catalogue, limits: limits)
  }

  /// Where a scenario is, or what standard input says, which can be read once.
  func source(_ path: String) throws -> ScenarioSource {
    path == "-" ? .bytes(try StandardInput.bytes(), name: "standard input") : .path(path)
  }

  /// What the options change.
  var changes: [Override] {
    overrides.compactMap { Override(argument: $0) } + sweeps.compactMap { Override(sweep: $0) }
      + [
        replications.map { Override(option: "--replications", path: "replications", value: $0) },
        seed.map { Override(option: "--seed", path: "seed", value: $0) },
      ].compactMap { $0 }
  }

  /// What a run may take.
  func limits(threads: Int? = nil) -> ScenarioLimits {
    ScenarioLimits(
      memory: Int(memoryLimit * 0x1p30), threads: threads ?? threadCount,
      commands: CommandTerms(
        areAllowed: allowCommands, timeout: externalTimeout ?? CommandTerms.usualTimeout))
  }

  /// How many threads simulate.
  var threadCount: Int { threads ?? Processors.count }
}
