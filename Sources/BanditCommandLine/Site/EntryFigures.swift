import BanditCards
import BanditExperiments
import BanditFigures
import BanditScenarios
import Foundation

/// The scenarios that the repository ships.
enum ShippedScenarios {
  /// Their paths: first those that are easy to read, last those that touch everything.
  static func paths(in folder: String) -> [String] {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    let order = ["quickstart", "classics/", "papers/", "smoke/"]
    func place(_ name: String) -> Int { order.firstIndex { name.hasPrefix($0) } ?? order.count }
    return names.filter { $0.hasSuffix(".json") && !$0.contains("golden/") }
      .sorted { (place($0), $0) < (place($1), $1) }.map { "\(folder)/\($0)" }
  }
}

/// The small figures of the catalogue's pages: an environment or an algorithm in a shipped scenario.
struct EntryFigures {
  /// What a page is about.
  enum Kind: String {
    case environment, algorithm
  }

  /// A figure with what is to be said of it.
  struct Made {
    let svg: String
    let caption: String
  }

  /// A scenario with what its labels stand for.
  private struct Shipped {
    let path: String
    let plan: Plan
    let ids: [Kind: [(label: String, id: String)]]
    let family: Family?

    init(_ path: String, _ catalogue: Catalogue) throws(ScenarioError) {
      let limits = ScenarioLimits(memory: .max, threads: 1)
      let plan = try Scenario(source: .path(path), catalogue: catalogue, limits: limits).plan
      (self.path, self.plan) = (path, plan)
      ids = [
        .environment: Shipped.entries("environment", plan) + Shipped.entries("environments", plan),
        .algorithm: Shipped.entries("algorithms", plan),
      ]
      family = ids[.environment]?.first.flatMap { catalogue.environment($0.id)?.card.family }
    }

    private static func entries(_ key: String, _ plan: Plan) -> [(label: String, id: String)] {
      let entries: [Setting] =
        switch plan.resolvedScenario[key] {
        case .list(let list): list
        case .some(let single): [single]
        case nil: []
        }
      return entries.compactMap {
        guard case .object(let entry) = $0, case .text(let id) = entry["id"] else { return nil }
        guard case .text(let label) = entry["label"] else { return (id, id) }
        return (label, id)
      }
    }
  }

  /// Longer runs are not for a small figure.
  private static let mostRounds = 20_000
  private static let replications = 20
  private static let mostCurves = 4

  private let scenarios: [Shipped]

  /// Reads scenarios.
  ///
  /// - Throws: `ScenarioError` for the first one that has mistakes.
  init(scenarios paths: [String], catalogue: Catalogue) throws {
    // Nobody has allowed programs.
    scenarios = try paths.map { try Shipped($0, catalogue) }.filter {
      !$0.plan.cells.contains(where: \.simulate.isExternal)
    }
  }

  /// The regret of an entry beside a few others in the first scenario that has it; `nil` where none shows it.
  func figure(of kind: Kind, _ id: String, in family: Family) -> Made? {
    // An id may have another meaning in another family.
    for scenario in scenarios.filter({ $0.family == family }) + scenarios.filter({ $0.family != family }) {
      let labels = Set((scenario.ids[kind] ?? []).filter { $0.id == id }.map(\.label))
      let cells = scenario.plan.cells.filter { cell in
        labels.contains(kind == .algorithm ? cell.key.algorithm : cell.key.environment)
          && cell.horizon <= EntryFigures.mostRounds
      }
      // Not the first one, where its replications fail.
      for cell in cells { if let made = figure(of: cell, in: scenario, family) { return made } }
    }
    return nil
  }

  private func figure(of cell: Cell, in scenario: Shipped, _ family: Family) -> Made? {
    let here = scenario.plan.cells.filter {
      $0.key.point == cell.key.point && $0.key.environment == cell.key.environment
    }
    let others = (scenario.ids[.algorithm] ?? []).map(\.label).filter { $0 != cell.key.algorithm }
    let shown = [cell.key.algorithm] + others.prefix(EntryFigures.mostCurves - 1)
    let replications = min(EntryFigures.replications, scenario.plan.replications)
    let keys = Set(here.map(\.key).filter { shown.contains($0.algorithm) })
    let results = scenario.plan.run(replications: replications) { keys.contains($0.key) }
    // The main notion where there is one; where arms remember, there is not.
    let notions = [family.mainNotion] + cell.layout.notions.filter { $0 != family.mainNotion }
    // Curves where there is more than one checkpoint.
    let figures = Figures(ResultData(results), kinds: [.regret, .final]).all
    let shows = notions.lazy.compactMap { notion in
      figures.first { $0.name.hasSuffix("-\(notion.id)") }.map { (notion: notion, chart: $0.chart) }
    }
    guard let (notion, chart) = shows.first else { return nil }
    let file = scenario.path.split(separator: "/").drop { $0 != "Scenarios" }.joined(separator: "/")
    return Made(
      svg: chart.svg(width: 4.5),
      caption:
        "Regret (`\(notion.id)`) of `\(cell.key.algorithm)` and others on `\(cell.key.environment)` in "
        + "`\(file)`, the first \(counted: replications, "replication").")
  }
}
