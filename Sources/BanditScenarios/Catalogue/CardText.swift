import BanditCards
import BanditExperiments
import BanditGames

/// The text of cards, for the terminal and for the catalogue pages.
public enum CardText {
  /// What `explain` prints of an algorithm.
  public static func text(_ card: AlgorithmCard) -> String {
    page(
      id: card.id, kind: "algorithm of the family \(card.family.id)", summary: card.summary,
      sections: card.sections, parameters: card.parameters, example: CardExample(card), metrics: card.metrics,
      note: card.notes(horizon: "It uses the horizon: a run to T is not the beginning of a run to 2T."))
  }

  /// What `explain` prints of an environment.
  public static func text(_ card: EnvironmentCard) -> String {
    page(
      id: card.id, kind: "environment of the family \(card.family.id)", summary: card.summary,
      sections: card.sections, parameters: card.parameters, example: CardExample(card), metrics: card.metrics,
      note: nil)
  }

  /// What `explain` prints of a notion of regret: what each family means by it.
  ///
  /// - Precondition: at least one family has it.
  public static func text(_ definitions: [(family: Family, definition: Notion.Definition)]) -> String {
    let notion = definitions[0].definition.notion
    return page(
      id: notion.id, kind: "notion of regret", summary: "Regret = benchmark - value, \(accumulation(notion)).",
      sections: definitions.flatMap { family, definition in
        [
          ("Family \(family.id): benchmark", definition.benchmark), ("Value", definition.value),
          ("Formula", definition.formula), ("Unit", definition.unit),
        ]
      },
      parameters: [], metrics: [], note: nil)
  }

  /// What `explain` prints of a metric.
  public static func text(_ metric: Metric) -> String {
    page(
      id: metric.id, kind: "extra", summary: metric.meaning,
      sections: [
        ("Unit", metric.unit), ("Reported", metric.isCumulative ? "at every checkpoint" : "at the horizon"),
      ],
      parameters: [], metrics: [], note: nil)
  }

  /// Whether a notion accumulates, in a word.
  public static func accumulation(_ notion: Notion) -> String {
    notion.isCumulative ? "cumulative" : "not cumulative"
  }

  /// A parameter's default in words.
  public static func defaultText(_ parameter: AnyParameter) -> String {
    switch parameter.defaultValue {
    case .required: "required"
    case .absent(let meaning): "left out: \(meaning)"
    case .value(let value): "default \(JSONText.compact(value))"
    }
  }

  /// A parameter with its kind, default, unit and reason, and those below it.
  static func lines(_ parameter: AnyParameter, indent: String = "  ") -> [String] {
    var head = "\(indent)\(parameter.name): \(parameter.kind); \(defaultText(parameter))"
    if let unit = parameter.unit { head += "; unit: \(unit)" }
    var lines = [head, "\(indent)  \(parameter.meaning)"]
    if let why = parameter.why { lines.append("\(indent)  Why this default: \(why).") }
    for (title, parameters) in parameter.kind.parts {
      if let title { lines.append("\(indent)  \(title)") }
      lines += parameters.flatMap { CardText.lines($0, indent: indent + "    ") }
    }
    return lines
  }

  private static func page(
    id: String, kind: String, summary: String, sections: [(title: String, text: String)],
    parameters: [AnyParameter], example: CardExample? = nil, metrics: [Metric], note: String?
  ) -> String {
    var lines = ["\(id): \(kind)", "", summary]
    if let note { lines.append(note) }
    for section in sections {
      lines += ["", section.title] + section.text.split(separator: "\n").map { "  \($0)" }
    }
    if !parameters.isEmpty {
      lines += ["", "Parameters"] + parameters.flatMap { CardText.lines($0) }
    }
    lines = lines.map { TextWrap.wrap($0, width: 100) }
    // Not wrapped, to be copied.
    for (title, _, code) in example?.parts ?? [] { lines += ["", title, "  \(code)"] }
    if !metrics.isEmpty {
      lines += ["", "Extras"]
      lines += metrics.map { TextWrap.wrap("  \($0.id): \($0.meaning) (\($0.unit))", width: 100) }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
