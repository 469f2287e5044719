import ArgumentParser
import BanditExperiments
import BanditScenarios

/// For tests, and therefore in no help text: shares and interrupted runs are about blocks, of which an ordinary run has
/// several only after millions of rounds.
///
/// Results do not depend on it. Blocks of another size have other names: each command on a folder must say the same.
struct BlockOptions: ParsableArguments {
  @Option(parsing: .unconditional, help: .hidden)
  var blockSize: Int?

  func validate() throws {
    if let blockSize, blockSize < 1 {
      throw ValidationError("--block-size takes a number of replications, 1 or more; found \(blockSize)")
    }
  }

  /// What the scenario of a result folder would run, in the blocks that were asked for. It was within the limits of the
  /// run that wrote it, and is not simulated again.
  func plan(ofResults folder: String) throws -> Plan {
    guard ResultFolder.holdsResults(folder) else { throw FolderRefusal.noResults(path: folder) }
    return plan(
      of: try Scenario(
        source: .results(folder), catalogue: Simulate.catalogue, limits: ScenarioLimits(memory: .max, threads: 1)))
  }

  /// What a scenario would run, in the blocks that were asked for.
  func plan(of scenario: Scenario) -> Plan {
    blockSize.map { scenario.plan.inBlocks(of: $0) } ?? scenario.plan
  }
}
