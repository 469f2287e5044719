import ArgumentParser
import BanditCards
import BanditExperiments
import BanditGames
import BanditScenarios

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show the card of an algorithm, environment, notion or extra; what a key, coupling or generator means.")

  @Argument(help: "Its id, as \(Simulate.commandName) list shows it.")
  var id: String

  func run() throws {
    let catalogue = Simulate.catalogue
    let definitions = catalogue.definitions(of: id)
    let texts =
      [catalogue.environment(id).map { CardText.text($0.card) }].compactMap { $0 }
      + catalogue.algorithms(id).map { CardText.text($0.card) }
      + [
        definitions.isEmpty ? nil : CardText.text(definitions),
        catalogue.metrics.first { $0.id == id }.map { CardText.text($0) },
      ].compactMap { $0 } + KeyText.texts(id)
    guard !texts.isEmpty else {
      let known =
        catalogue.environments.map(\.card.id) + catalogue.algorithms.map(\.card.id) + catalogue.notions.map(\.id)
        + catalogue.metrics.map(\.id) + KeyText.words
      var seen: Set<String> = []
      let hint = NearestName.hint(for: id, among: (known + KeyText.names).filter { seen.insert($0).inserted })
      // Generators are many and much alike.
      let near = NearestName.all(near: id, among: known).filter { !hint.contains("\"\($0)\"") }.prefix(20)
      let others = near.isEmpty ? "" : "; near it are: \(near.joined(separator: ", "))"
      throw ValidationError(
        "nothing is called '\(id)'\(hint)\(others); \(Simulate.commandName) list shows what there is")
    }
    try StandardOutput.write(texts.joined(separator: "\n"))
  }
}
