import BanditCards

/// What the tables say at the end of the runs: enough to print tables for people, and a report.
public struct ResultSummary: Sendable {
  /// A replication that is missing from the results, and why.
  public struct Failure: Hashable, Sendable {
    /// Its cell.
    public let key: CellKey
    /// The replication and the reason.
    public let failure: BlockTrace.Failure
  }

  /// The scenario's name.
  public let scenario: String
  /// How many replications were asked for; where a precision chose, the most that it chose.
  public let replications: Int
  /// The level of the confidence intervals.
  public let confidence: Double
  /// The rows of `final.csv`, in its order.
  public let rows: [FinalRow]
  /// The failed replications, by cell and replication.
  public let failures: [Failure]
  /// The notions that are missing in every replication of an environment.
  public var missing: [MissingNotion] = []
  /// What people call the scenario and its entries.
  public var titles = Titles()
  /// The scenario with every default filled in; empty where there is none.
  public var resolvedScenario = Settings()
  /// Whether algorithms met the same luck.
  public var sharesLuck = true
  /// The rows of `extras_summary.csv` at the last checkpoint, in its order.
  public var extras: [ExtrasRow] = []
  /// How long cells took, where that is known.
  var timings: [CellTiming] = []
  /// What joined the results from other programs.
  package var others = OtherRegrets()
  /// What was chosen for algorithms on replications apart from these.
  public var tuning: [TuningRecord] = []
  /// How many replications a precision chose.
  var chosen = ReplicationChoices()

  /// How many replications a precision chose, in the order of the cells; empty where their number was given.
  public var choices: [ReplicationChoice] { chosen.list }
}

extension ResultSummary {
  /// What the results of a plan say.
  init(_ plan: Plan, rows: [FinalRow], failures: [Failure], extras: [ExtrasRow], timings: [CellTiming]) {
    self.init(
      scenario: plan.name, replications: plan.cells.indices.map(plan.replications(of:)).max() ?? plan.replications,
      confidence: plan.confidence, rows: rows,
      failures: failures, missing: plan.missing, titles: plan.titles, resolvedScenario: plan.resolvedScenario,
      sharesLuck: plan.sharesLuck, extras: extras, timings: timings, chosen: ReplicationChoices(plan.choices))
  }

  /// How many replications the algorithms have that met where a cell is.
  func replications(of key: CellKey) -> Int { chosen[key]?.replications ?? replications }

  /// How many replications there are in some places, and what chose their number.
  func replicationsText(of keys: [CellKey]) -> String {
    let found = keys.compactMap { chosen[$0] }
    guard let first = found.first, let precision = Precision.read(resolvedScenario["replications"])?.precision else {
      return "\(counted: replications, "replication")"
    }
    let counts = found.map(\.replications)
    let (least, most) = (counts.min() ?? 0, counts.max() ?? 0)
    let number = least == most ? "\(counted: most, "replication")" : "\(least) to \(most) replications"
    let notions = Set(found.map(\.notion.id))
    let intervals =
      "half-widths\(notions.count == 1 ? " of \(first.notion.id) regret" : "") of at most \(precision.limit)"
    let missed = found.count { !$0.isReached }
    if missed == 0 { return "\(number), chosen for \(intervals)" }
    if missed == found.count { return "\(number), the most allowed, too few for \(intervals)" }
    return "\(number), chosen for \(intervals); in \(missed) of \(found.count) places the most allowed were too few"
  }

  /// The grid of the sweep.
  var sweep: SweepGrid {
    SweepGrid(of: resolvedScenario, points: rows.prefix(1).map(\.summary.key.point))
  }

  /// What the scenario is called.
  var title: String { titles.scenario.map(\.text).flatMap { $0.isEmpty ? nil : $0 } ?? scenario }

  /// The level of the intervals in words: `95 %`.
  var level: String { "\(NumberFormat(count: 6).trimmed(100 * confidence)) %" }

  /// The level of the tests in words: `5 %`.
  var significance: String { "\(NumberFormat(count: 6).trimmed(100 * (1 - confidence))) %" }
}
