import ArgumentParser
import BanditExperiments
import BanditScenarios
import Foundation

struct DocumentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "document", abstract: "Write what is generated from the cards: pages, JSON Schema, Swift.",
    shouldDisplay: false)

  @Argument(help: "The folder of the documents; it must have a folder Catalogue.")
  var folder: String

  func run() throws {
    for (name, text) in DocumentCommand.documents(Simulate.catalogue) {
      let path = "\(folder)/\(name)"
      // A package of your own need not have the folder of the source.
      if name == DocumentCommand.source {
        let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard FileManager.default.fileExists(atPath: parent) else { continue }
      }
      try CheckedWriter.write(text, to: path)
    }
  }

  /// The cards' lines of Swift, which the tests compile.
  private static let source = "../Tests/BanditScenariosTests/Catalogue/CatalogueExamples.swift"

  /// The generated documents by their path below `Docs`.
  static func documents(_ catalogue: Catalogue) -> [(name: String, text: String)] {
    CataloguePages.pages(catalogue).map { ("Catalogue/\($0.file)", $0.text) }
      + [
        ("scenario.schema.json", ScenarioSchema.text(catalogue: catalogue)),
        (source, CatalogueSource.text(catalogue)),
      ]
  }
}
