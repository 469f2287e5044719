import ArgumentParser
import BanditExperiments
import BanditScenarios

/// How parameters are chosen before a run.
struct TuneOptions: ParsableArguments {
  @Option(
    name: .customLong("tune"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      """
      Choose a parameter of an algorithm by its regret on replications of their own, and report on fresh ones, as in \
      algorithms.ucb1.exploration=0.5,1,2; may be repeated, for one algorithm as a grid.
      """,
      valueName: "path=values"))
  var tunes: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "On how many replications each value of --tune is tried (default: as many as the scenario has).", valueName: "n"))
  var tuneReplications: Int?

  func validate() throws {
    for text in tunes where Override(tune: text) == nil {
      throw ValidationError(
        "--tune takes path=value,value, for example --tune algorithms.ucb1.exploration=0.5,1,2; found '\(text)'")
    }
    if let tuneReplications, tuneReplications < 1 {
      throw ValidationError("--tune-replications takes a number of replications, from 1 on; found \(tuneReplications)")
    }
    if tuneReplications != nil, tunes.isEmpty {
      throw ValidationError("--tune-replications says how --tune chooses; give it with --tune path=value,value")
    }
  }

  /// Whether anything is to be chosen.
  var isEmpty: Bool { tunes.isEmpty }

  /// What is to be chosen in a scenario.
  func tunings(_ source: ScenarioSource, _ options: ScenarioOptions) throws -> [Tuning] {
    try Tuning.read(
      source, overrides: options.changes, tunes: tunes.compactMap { Override(tune: $0) },
      replications: tuneReplications, catalogue: Simulate.catalogue, limits: options.limits())
  }
}
