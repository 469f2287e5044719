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
      #expect(card.sections.count == 9, "\(card.id) leaves a section empty")
    }
    for card in catalogue.environments.map(\.card) {
      #expect(card.sections.count == 6, "\(card.id) leaves a section empty")
    }
  }

  /// Every source below a family's folder that declares a card has its line in the catalogue, its test and
  /// a scenario that names it.
  @Test func everySourceWithACardIsCataloguedTestedAndUsed() throws {
    let scenarios = try text(of: files(below: "Scenarios") { !$0.contains("/golden/") })
    let registration = try text(of: [
      root.appendingPathComponent("Sources/BanditScenarios/Catalogue/Catalogue+Standard.swift")
    ])
    var cards = 0
    for target in ["BanditAlgorithms", "BanditEnvironments"] {
      for source in try files(below: "Sources/\(target)", where: { $0.hasSuffix(".swift") }) {
        let code = try String(contentsOf: source, encoding: .utf8)
        guard let card = code.firstMatch(of: /static let card = (?:Algorithm|Environment)Card\(\s*id: "([^"]+)"/),
          let type = code[..<card.range.lowerBound].matches(of: /public struct (\w+)/).last?.1
        else { continue }
        let id = card.1
        cards += 1
        let name = source.deletingPathExtension().lastPathComponent
        let test = source.path.replacingOccurrences(of: "/Sources/\(target)/", with: "/Tests/\(target)Tests/")
          .replacingOccurrences(of: "\(name).swift", with: "\(name)Tests.swift")
        #expect(
          registration.contains("(\(type).self)"),
          "\(type) is not in the catalogue: add a line for it to Sources/BanditScenarios/Catalogue/Catalogue+Standard.swift"
        )
        #expect(FileManager.default.fileExists(atPath: test), "\(name) has no tests: add \(test)")
        let isUsed = scenarios.contains("\"\(id)\"")
        #expect(
          isUsed,
          "no scenario uses \(id): name it in a file below Scenarios, for example Scenarios/smoke")
      }
    }
    #expect(cards == catalogue.algorithms.count + catalogue.environments.count)
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
