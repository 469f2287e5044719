import BanditCards
import BanditExperiments
import BanditGames

/// The pages of `Docs/Catalogue`, generated from the cards.
public enum CataloguePages {
  /// The pages by the name of their file, in order.
  public static func pages(_ catalogue: Catalogue) -> [(file: String, text: String)] {
    [
      ("Environments.md", environments(catalogue)), ("Algorithms.md", algorithms(catalogue)),
      ("Notions.md", notions(catalogue)),
    ]
  }

  /// What a page of its own says of an environment, below its name.
  package static func body(of card: EnvironmentCard) -> String {
    body(
      summary: card.summary, note: nil, sections: card.sections, parameters: card.parameters,
      example: CardExample(card), metrics: card.metrics
    ).joined(separator: "\n")
  }

  /// What a page of its own says of an algorithm, below its name.
  package static func body(of card: AlgorithmCard) -> String {
    body(
      summary: card.summary, note: card.notes(horizon: "Uses the horizon."), sections: card.sections,
      parameters: card.parameters, example: CardExample(card), metrics: card.metrics
    ).joined(separator: "\n")
  }

  private static let warning = "<!-- Generated from the cards by `make docs`; edit the cards. -->"

  private static func environments(_ catalogue: Catalogue) -> String {
    let cards = catalogue.environments.map(\.card)
    var lines = [warning, "", "# Environments", "", "| id | family | summary |", "| --- | --- | --- |"]
    lines += cards.map { "| [`\($0.id)`](#\($0.id)) | \($0.family.id) | \($0.summary) |" }
    for card in cards { lines += ["", "## \(card.id)", "", body(of: card)] }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func algorithms(_ catalogue: Catalogue) -> String {
    let cards = catalogue.algorithms.map(\.card)
    var lines = [warning, "", "# Algorithms", "", "| id | family | anytime | summary |", "| --- | --- | --- | --- |"]
    for (place, card) in cards.enumerated() {
      // The second heading of a name has an anchor with -1.
      let namesakes = cards[..<place].count { $0.id == card.id }
      let anchor = namesakes == 0 ? card.id : "\(card.id)-\(namesakes)"
      lines.append(
        "| [`\(card.id)`](#\(anchor)) | \(card.family.id) | \(card.isAnytime ? "yes" : "no") | \(card.summary) |")
    }
    for card in cards { lines += ["", "## \(card.id)", "", body(of: card)] }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func notions(_ catalogue: Catalogue) -> String {
    var lines = [
      warning, "", "# Notions of regret", "", "Regret = benchmark - value, always.", "",
      "| notion | family | benchmark | value | formula | unit | |", "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for notion in catalogue.notions {
      lines += catalogue.definitions(of: notion.id).map { family, definition in
        "| `\(notion.id)` | \(family.id) | \(definition.benchmark) | \(definition.value) | `\(definition.formula)` | "
          + "\(definition.unit) | \(CardText.accumulation(notion)) |"
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func body(
    summary: String, note: String?, sections: [(title: String, text: String)],
    parameters: [AnyParameter], example: CardExample, metrics: [Metric]
  ) -> [String] {
    var lines = [summary]
    if let note { lines += ["", note] }
    for section in sections {
      // Two spaces at its end break a line in Markdown.
      let text = section.text.split(separator: "\n").joined(separator: "  \n")
      lines += ["", "*\(section.title).* \(text)"]
    }
    if !parameters.isEmpty {
      lines += ["", "| parameter | accepts | default | unit | meaning |", "| --- | --- | --- | --- | --- |"]
      lines += rows(parameters, prefix: "")
    }
    for (title, language, code) in example.parts {
      lines += ["", "*\(title).*", "", "```\(language)", code, "```"]
    }
    if !metrics.isEmpty {
      lines += ["", "| extra | meaning | unit |", "| --- | --- | --- |"]
      lines += metrics.map { "| `\($0.id)` | \($0.meaning) | \($0.unit) |" }
    }
    return lines
  }

  private static func rows(_ parameters: [AnyParameter], prefix: String) -> [String] {
    parameters.flatMap { parameter in
      let why = parameter.why.map { " (\($0))" } ?? ""
      let row =
        "| `\(prefix)\(parameter.name)` | \(parameter.kind) | "
        + "\(CardText.defaultText(parameter))\(why) | \(parameter.unit ?? "") | \(parameter.meaning) |"
      return [row]
        + parameter.kind.parts.flatMap { rows($0.parameters, prefix: "\(prefix)\(parameter.name).") }
    }
  }
}
