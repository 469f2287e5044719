import BanditGames
import Foundation
import Testing

@testable import BanditScenarios

/// What every entry of the catalogue owes its reader.
struct CatalogueTests {
  private let catalogue = Catalogue.standard
  private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test func everyCardIsComplete() {
    for card in catalogue.algorithms.map(\.card) {
      #expect(card.sections.count == (card.rewards == nil ? 9 : 10), "\(card.id) leaves a section empty")
    }
    for card in catalogue.environments.map(\.card) {
      #expect(card.sections.count == 6, "\(card.id) leaves a section empty")
    }
  }

  /// Every id leads to its file: `sw-ucb` of the family `bandit` to `Bandit/SWUCB.swift`; of an id that two families
  /// have, the second one's file has a longer name that ends with it. The file declares the card, its mirror tests it,
  /// and a scenario names the id.
  @Test func everyIdLeadsToItsFileItsTestsAndAScenario() throws {
    let scenarios = try text(of: files(below: "Scenarios") { !$0.contains("/golden/") })
    let entries =
      catalogue.algorithms.map { ("BanditAlgorithms", $0.card.id, $0.card.family) }
      + catalogue.environments.map { ("BanditEnvironments", $0.card.id, $0.card.family) }
    for (place, (target, id, family)) in entries.enumerated() {
      let isNamesake = entries[..<place].contains { $0.0 == target && $0.1 == id }
      let folder = try #require(CatalogueTests.folders[family.id], "name the folder of the family \(family.id) here")
      let sources = try files(below: "Sources/\(target)/\(folder)") {
        $0.hasSuffix(".swift") && !$0.contains("/Parts/")
      }
      let name = id.replacingOccurrences(of: "-", with: "")
      guard
        let file = sources.first(where: { source in
          let type = source.deletingPathExtension().lastPathComponent.lowercased()
          return isNamesake ? type.hasSuffix(name) : type == name
        })
      else {
        Issue.record("\(id) leads nowhere: its card belongs in Sources/\(target)/\(folder)/<\(id) in camel case>.swift")
        continue
      }
      let code = try String(contentsOf: file, encoding: .utf8)
      #expect(code.contains("id: \"\(id)\""), "\(file.lastPathComponent) does not declare the card of \(id)")
      let test = file.path.replacingOccurrences(of: "/Sources/\(target)/", with: "/Tests/\(target)Tests/")
        .replacingOccurrences(of: ".swift", with: "Tests.swift")
      #expect(FileManager.default.fileExists(atPath: test), "\(id) has no tests: add \(test)")
      let isUsed = scenarios.contains("\"\(id)\"")
      #expect(isUsed, "no scenario uses \(id): name it in a file below Scenarios, for example Scenarios/smoke")
    }
  }

  /// The other direction: what declares a card is in the catalogue.
  @Test func everyCardIsCatalogued() throws {
    var ids: [String] = []
    for target in ["BanditAlgorithms", "BanditEnvironments"] {
      for source in try files(below: "Sources/\(target)", where: { $0.hasSuffix(".swift") }) {
        let code = try String(contentsOf: source, encoding: .utf8)
        ids += code.matches(of: /(?:Algorithm|Environment)Card\(\s*id: "([^"]+)"/).map { String($0.1) }
      }
    }
    let known = catalogue.algorithms.map(\.card.id) + catalogue.environments.map(\.card.id)
    #expect(
      ids.sorted() == known.sorted(), "add a line to the family's page in BanditCatalogue and BanditCatalogueFamilies")
  }

  private static let folders = [
    "bandit": "Bandit", "semi-bandit": "SemiBandit", "experts": "Experts", "grouped": "Grouped",
    "channels": "Channels", "average-reward": "AverageReward", "episodic": "Episodic", "stream": "Detection",
    "contextual": "Contextual",
    "one-sided": "OneSided",
    "matching": "Matching",
    "slate": "Slates",
    "rollouts": "Rollouts",
    "two-player": "TwoPlayer",
    "knapsack": "Knapsack",
    "duels": "Duels",
    "recurring": "Recurring",
    "hiring": "Hiring",
    "combinatorial": "Combinatorial",
    "exploration": "Exploration",
  ]

  /// Binds every algorithm to every environment of its families, as the shipped scenarios describe them. A learner may
  /// refuse a problem, but a seat must not be missing: the erased ones, which would play the pair slowly, are taken
  /// away.
  @Test func everyPairHasASeat() throws {
    var environments: [String: (text: String, horizon: Int, folder: String)] = [:]
    var algorithms: [[String]: String] = [:]
    func text(_ entry: [String: Any]) throws -> String {
      String(decoding: try JSONSerialization.data(withJSONObject: entry), as: UTF8.self)
    }
    for file in try files(below: "Scenarios", where: { $0.hasSuffix(".json") && !$0.contains("/golden/") }) {
      let tree = try #require(JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
      if tree["sweep"] != nil { continue }
      let worlds =
        tree["environments"] as? [[String: Any]] ?? (tree["environment"] as? [String: Any]).map { [$0] } ?? []
      var families: Set<String> = []
      for entry in worlds {
        families.formUnion([entry["id"] as? String].compactMap { catalogue.environment($0 ?? "")?.card.family.id })
        let folder = file.deletingLastPathComponent().path
        environments[try #require(entry["id"] as? String)] =
          (try text(entry), min(tree["horizon"] as? Int ?? 10, 1000), folder)
      }
      for entry in tree["algorithms"] as? [[String: Any]] ?? [] {
        for family in families { algorithms[[family, try #require(entry["id"] as? String)]] = try text(entry) }
      }
    }
    var pairs = 0
    for entry in catalogue.environments {
      let world = try #require(environments[entry.card.id], "no scenario without a sweep has \(entry.card.id)")
      for algorithm in catalogue.algorithms where algorithm.families.contains(entry.card.family) {
        let learner = algorithms[[entry.card.family.id, algorithm.card.id]] ?? "{\"id\": \"\(algorithm.card.id)\"}"
        let scenario = """
          {"name": "pair", "horizon": \(world.horizon), "replications": 10, "environment": \(world.text),
          "algorithms": [\(learner)]}
          """
        do throws(ScenarioError) {
          _ = try Scenario(
            source: .bytes(Array(scenario.utf8), name: "pair.json", folder: world.folder),
            catalogue: catalogue.specialised)
          pairs += 1
        } catch {
          #expect(!"\(error)".contains("no seat"), "\(algorithm.card.id) against \(entry.card.id): \(error)")
        }
      }
    }
    #expect(pairs > 600)
  }

  /// What an entry says of itself before its seats are made.
  @Test func familiesAreThoseOfTheSeats() {
    for entry in Catalogue.standard.algorithms {
      #expect(Set(entry.families) == Set(entry.familiesOfSeats) && entry.families[0] == entry.card.family)
      #expect(Set(entry.families).count == entry.families.count)
    }
  }

  private func files(below folder: String, where isWanted: (String) -> Bool) throws -> [URL] {
    let base = root.appendingPathComponent(folder)
    let names = try #require(FileManager.default.enumerator(atPath: base.path)).compactMap { $0 as? String }
    return names.map { base.appendingPathComponent($0) }.filter { !$0.hasDirectoryPath && isWanted($0.path) }
      .filter { $0.pathExtension != "" && $0.pathExtension != "csv" }.sorted { $0.path < $1.path }
  }

  private func text(of files: [URL]) throws -> String {
    try files.map { try String(contentsOf: $0, encoding: .utf8) }.joined(separator: "\n")
  }
}
