import BanditCards
import Foundation

/// What figures call algorithms and environments.
struct Titles: Sendable {
  var algorithms: [String: ChartText] = [:]
  var environments: [String: ChartText] = [:]

  func algorithm(_ label: String) -> ChartText { algorithms[label] ?? ChartText(label) }

  func environment(_ label: String) -> ChartText { environments[label] ?? ChartText(label) }
}

/// What a `scenario.json` says of names and orders; nothing else of it is read.
struct ScenarioWords: Decodable {
  private struct Entry: Decodable {
    let id: String
    let label: String?
    let title: String?
    let latex: String?

    var name: String { label ?? id }
  }

  let notions: [String]
  let algorithms: [String]
  let environments: [String]
  let titles: Titles

  private enum Key: CodingKey { case algorithms, environment, environments, notions }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    let players = try values.decode([Entry].self, forKey: .algorithms)
    let worlds =
      try values.decodeIfPresent([Entry].self, forKey: .environments)
      ?? [try values.decode(Entry.self, forKey: .environment)]
    notions = try values.decodeIfPresent([String].self, forKey: .notions) ?? []
    algorithms = players.map(\.name)
    environments = worlds.map(\.name)
    titles = Titles(algorithms: ScenarioWords.titles(players), environments: ScenarioWords.titles(worlds))
  }

  private static func titles(_ entries: [Entry]) -> [String: ChartText] {
    Dictionary(
      entries.compactMap { entry in
        entry.title != nil || entry.latex != nil
          ? (entry.name, ChartText(entry.title ?? entry.name, latex: entry.latex)) : nil
      }
    ) { $1 }
  }

  /// Reads a scenario; `nil` if it is none.
  static func read(_ json: [UInt8]) -> ScenarioWords? {
    try? JSONDecoder().decode(ScenarioWords.self, from: Data(json))
  }

  /// Reads a resolved scenario; `nil` if there is none.
  static func read(_ scenario: Settings) -> ScenarioWords? {
    scenario.entries.isEmpty ? nil : read(Array(JSONText.compact(.object(scenario)).utf8))
  }
}
