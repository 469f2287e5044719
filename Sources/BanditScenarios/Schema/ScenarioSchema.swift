import BanditCards
import BanditExperiments
import BanditGames

/// The JSON Schema of the scenario file, for editors.
///
/// Made from the same cards as the validation. What a schema cannot say (labels that differ, settings
/// that do not go together, parameters that only the sweep gives) is left to `Scenario`.
public enum ScenarioSchema {
  /// The schema as JSON, draft 2020-12: the same text for the same catalogue.
  public static func text(catalogue: Catalogue) -> String {
    JSONText.pretty(.object(schema(catalogue))) + "\n"
  }

  private static func schema(_ catalogue: Catalogue) -> Settings {
    let environment: Settings = ["$ref": .text("#/$defs/environment")]
    let entries: Settings = [
      "environment": .object(environment),
      "environments": .object(list(of: environment, "Several environments; every algorithm meets each.")),
      "algorithms": .object(list(of: ["$ref": .text("#/$defs/algorithm")], "The algorithms.")),
      "sweep": .object(sweep),
    ]
    let top = object(ScenarioKeys.parameters(notions: catalogue.notions), before: entries, required: ["algorithms"])
    let either = ["environment", "environments"].map { key in
      Setting.object(["required": .list([.text(key)])])
    }
    let environments = catalogue.environments.map { entry($0.card.id, $0.card.summary, $0.card.parameters) }
    let algorithms = catalogue.algorithms.map { entry($0.card.id, $0.card.summary, $0.card.parameters) }
    return Settings(
      [
        .init("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
        .init("title", .text("Scenario")),
        .init("description", .text("An experiment with bandits or online learners.")),
      ] + top.entries + [
        .init("oneOf", .list(either)),
        .init(
          "$defs",
          .object([
            "environment": .object(["oneOf": .list(environments)]),
            "algorithm": .object(["oneOf": .list(algorithms)]),
          ])),
      ])
  }

  // MARK: Entries and sweep

  private static func entry(_ id: String, _ summary: String, _ parameters: [AnyParameter]) -> Setting {
    var own: [Settings.Entry] = [.init("id", .object(["const": .text(id)]))]
    if !parameters.contains(where: { $0.name == "label" }) {
      own.append(
        .init(
          "label",
          .object([
            "type": .text("string"), "pattern": .text("^[A-Za-z0-9_-][A-Za-z0-9._-]*$"),
            "maxLength": .whole(EntryLabels.limit),
            "description": .text("Names this entry in the results; by default its id."),
          ])))
    }
    let schema = object(parameters, before: Settings(own), required: ["id"])
    return .object(Settings([.init("title", .text(id)), .init("description", .text(summary))] + schema.entries))
  }

  private static func list(of element: Settings, _ description: String) -> Settings {
    [
      "description": .text(description), "type": .text("array"), "items": .object(element), "minItems": .whole(1),
    ]
  }

  private static var sweep: Settings {
    let space: Settings = [
      "type": .text("array"), "items": .object(["type": .text("number")]), "minItems": .whole(3), "maxItems": .whole(3),
    ]
    let spaces = ["linear", "log"].map { key in
      Setting.object([
        "type": .text("object"), "properties": .object(Settings([.init(key, .object(space))])),
        "required": .list([.text(key)]), "additionalProperties": .flag(false),
      ])
    }
    let values: Settings = ["type": .text("array"), "minItems": .whole(1)]
    return [
      "description": .text("From paths such as environment.means to their values; several make a grid."),
      "type": .text("object"),
      "additionalProperties": .object(["anyOf": .list([.object(values)] + spaces)]),
    ]
  }

  // MARK: Kinds

  private static func object(
    _ parameters: [AnyParameter], before first: Settings = [:], required: [String] = []
  ) -> Settings {
    let properties = first.entries + parameters.map { .init($0.name, .object(property($0))) }
    let names = required + parameters.filter { $0.defaultValue == .required }.map(\.name)
    return [
      "type": .text("object"), "properties": .object(Settings(properties)),
      "required": .list(names.map { .text($0) }), "additionalProperties": .flag(false),
    ]
  }

  private static func property(_ parameter: AnyParameter) -> Settings {
    let unit = parameter.unit.map { " Unit: \($0)." } ?? ""
    var entries: [Settings.Entry] = [.init("description", .text(parameter.meaning + unit))]
    entries += schema(parameter.kind).entries
    if case .value(let value) = parameter.defaultValue { entries.append(.init("default", value)) }
    return Settings(entries)
  }

  private static func schema(_ kind: ParameterKind) -> Settings {
    switch kind {
    case .number(let range):
      return Settings([.init("type", .text("number"))] + bounds(range))
    case .whole(let range):
      var entries: [Settings.Entry] = [.init("type", .text("integer"))]
      if range.lowerBound != Int.min { entries.append(.init("minimum", .whole(range.lowerBound))) }
      if range.upperBound != Int.max { entries.append(.init("maximum", .whole(range.upperBound))) }
      return Settings(entries)
    case .flag: return ["type": .text("boolean")]
    case .choice(let words): return ["enum": .list(words.map { .text($0) })]
    case .text, .file: return ["type": .text("string")]
    case .list(let element, let count):
      var entries: [Settings.Entry] = [.init("type", .text("array")), .init("items", .object(schema(element)))]
      if count.lowerBound > 0 { entries.append(.init("minItems", .whole(count.lowerBound))) }
      if count.upperBound != Int.max { entries.append(.init("maxItems", .whole(count.upperBound))) }
      return Settings(entries)
    case .either(let kinds): return ["anyOf": .list(kinds.map { .object(schema($0)) })]
    case .object(let parameters): return object(parameters)
    case .variant(let tag, let variants):
      return [
        "oneOf": .list(
          variants.map { variant in
            let tagged = Settings([.init(tag, .object(["const": .text(variant.name)]))])
            return .object(object(variant.parameters, before: tagged, required: [tag]))
          })
      ]
    case .oneKey(let parameters):
      return [
        "oneOf": .list(
          parameters.map {
            .object(object([], before: Settings([.init($0.name, .object(property($0)))]), required: [$0.name]))
          })
      ]
    }
  }

  private static func bounds(_ range: NumberRange) -> [Settings.Entry] {
    var entries: [Settings.Entry] = []
    switch range.lower {
    case .unbounded: break
    case .included(let bound): entries.append(.init("minimum", .number(bound)))
    case .excluded(let bound): entries.append(.init("exclusiveMinimum", .number(bound)))
    }
    switch range.upper {
    case .unbounded: break
    case .included(let bound): entries.append(.init("maximum", .number(bound)))
    case .excluded(let bound): entries.append(.init("exclusiveMaximum", .number(bound)))
    }
    return entries
  }
}
