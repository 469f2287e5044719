import BanditCards
import BanditGames

/// Everything that is to be simulated, decided: nothing after the plan reads the scenario again.
public struct Plan: Sendable {
  /// The scenario's name.
  public let name: String
  /// The number of replications of every cell; where a precision chooses it, the most that it may choose.
  public let replications: Int
  /// What chooses the number of replications; `nil` where it is fixed.
  public let precision: Precision?
  /// What it has chosen, in the order of the cells; empty before that is known.
  public private(set) var choices: [ReplicationChoice] = []
  /// Of each cell; empty where all have as many.
  private var chosen: [Int] = []
  /// The level of the confidence intervals, in (0, 1).
  public let confidence: Double
  /// The cells, in the order of the result files.
  public let cells: [Cell]
  /// For each cell the first one that has the same numbers: itself, unless several points of a sweep share it.
  let originals: [Int]
  /// The scenario with every default filled in, for the manifest; contains `algorithms`, `replications`,
  /// `generator` and `coupling`.
  public let resolvedScenario: Settings
  /// What cannot be said in numbers, for the manifest.
  public let facts: [String]
  /// Which guarantees of the algorithms' cards do not hold, and why: to be told before the run, and for the manifest.
  public let caveats: [String]
  /// The notions that are missing in every replication of an environment.
  public let missing: [MissingNotion]
  /// What a user should know before the run, a sentence each.
  public let warnings: [String]
  /// Where environments change, of those that do so in the same rounds of every replication.
  public let changePoints: [ChangePoints]

  /// What tables and figures call the scenario and its entries.
  public let titles: Titles

  /// Whether algorithms that meet the same environment meet the same luck.
  public let sharesLuck: Bool

  /// The data files of the environments: other data, another scenario.
  public let dataFiles: [DataFile]

  /// The files of programs that play: other ones leave the blocks of everybody else valid.
  public let programFiles: [DataFile]

  /// All files that cells depend on.
  public var files: [DataFile] { dataFiles + programFiles }

  /// Creates a plan; cells are sorted by their keys, which must differ.
  ///
  /// - Parameters:
  ///   - precision: what chooses the number of replications, up to `replications`; cells then have a criterion.
  ///   - titles: `nil` for those that the scenario states.
  ///   - sharesLuck: `nil` for what its coupling says.
  public init(
    name: String, replications: Int, precision: Precision? = nil, confidence: Double, cells: [Cell],
    resolvedScenario: Settings, facts: [String] = [], caveats: [String] = [], missing: [MissingNotion] = [],
    warnings: [String] = [],
    dataFiles: [DataFile] = [], programFiles: [DataFile] = [], changePoints: [ChangePoints] = [], titles: Titles? = nil,
    sharesLuck: Bool? = nil
  ) {
    self.name = name
    self.replications = replications
    self.precision = precision
    self.confidence = confidence
    self.cells = cells.sorted { $0.key < $1.key }
    originals = Plan.originals(of: self.cells)
    self.resolvedScenario = resolvedScenario
    self.facts = facts
    self.caveats = caveats
    self.missing = missing
    self.warnings = warnings
    self.dataFiles = dataFiles
    self.programFiles = programFiles
    self.sharesLuck = sharesLuck ?? (resolvedScenario["coupling"] != .text(Coupling.independent.rawValue))
    self.titles = titles ?? Titles(of: resolvedScenario)
    self.changePoints = changePoints
    precondition(
      zip(self.cells, self.cells.dropFirst()).allSatisfy { $0.key < $1.key }, "cells need different keys")
    precondition(
      precision == nil || cells.allSatisfy { $0.criterion != nil }, "a precision needs a criterion of every cell")
  }

  /// How many replications a cell has, by its place.
  public func replications(of cell: Int) -> Int { chosen.isEmpty ? replications : chosen[cell] }

  /// The fewest replications that a cell will have, if nobody knows yet how many.
  package var leastReplications: Int {
    precision == nil || !choices.isEmpty
      ? cells.indices.map(replications(of:)).min() ?? replications : min(Precision.leastReplications, replications)
  }

  /// The same plan with as many replications as a precision has chosen.
  ///
  /// - Parameter choices: one for each point and environment.
  func settled(by choices: [ReplicationChoice]) -> Plan {
    var plan = self
    plan.choices = choices
    let counts = Dictionary(uniqueKeysWithValues: choices.map { ([$0.point, $0.environment], $0.replications) })
    plan.chosen = cells.map { counts[[$0.key.point, $0.key.environment]] ?? replications }
    return plan
  }

  /// What of the scenario decides what is computed and how files call it.
  var identifyingScenario: Settings { resolvedScenario.withoutTitles }

  /// The checksums of files, as the command `sha256sum` prints them.
  static func checksumLines(of files: [DataFile]) -> String {
    files.map { "\(Checksum(of: $0.bytes ?? []))  \($0.name)\n" }.joined()
  }

  /// The same plan in blocks of another size; for tests, see `Cell.inBlocks(of:)`.
  package func inBlocks(of size: Int) -> Plan {
    Plan(
      name: name, replications: replications, precision: precision, confidence: confidence,
      cells: cells.map { $0.inBlocks(of: size) }, resolvedScenario: resolvedScenario, facts: facts, caveats: caveats,
      missing: missing,
      warnings: warnings, dataFiles: dataFiles, programFiles: programFiles, changePoints: changePoints,
      titles: titles, sharesLuck: sharesLuck)
  }
}
