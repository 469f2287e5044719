import ArgumentParser
import BanditExperiments
import BanditScenarios

struct DocumentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "document", abstract: "Write the catalogue pages and the JSON Schema.", shouldDisplay: false)

  @Argument(help: "The folder of the documents; it must have a folder Catalogue.")
  var folder: String

  func run() throws {
    for (name, text) in DocumentCommand.documents(Simulate.catalogue) {
      var writer = try CheckedWriter(path: "\(folder)/\(name)")
      try writer.append(text)
      _ = try writer.finish()
    }
  }

  /// The generated documents by their path below `Docs`.
  static func documents(_ catalogue: Catalogue) -> [(name: String, text: String)] {
    CataloguePages.pages(catalogue).map { ("Catalogue/\($0.file)", $0.text) }
      + [("scenario.schema.json", ScenarioSchema.text(catalogue: catalogue))]
  }
}
