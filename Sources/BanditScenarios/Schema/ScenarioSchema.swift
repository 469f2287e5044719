import BanditCards
import BanditExperiments
import BanditGames

/// The JSON Schema of the scenario file, for editors.
///
/// Made from the same cards as the validation. Alternatives are told apart by `if` and `then`, not by `oneOf`: of a
/// wrong key in one of them a validator then names the key, and does not say that no alternative fits.
///
/// What a schema cannot say (labels that differ, settings that do not go together, parameters that only the sweep
/// gives) is left to `Scenario`.
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
    let environments = catalogue.environments.map(\.card).map { ($0.id, entry($0.id, $0.summary, $0.parameters)) }
    let algorithms = catalogue.algorithms.map(\.card).map { ($0.id, entry($0.id, $0.summary, $0.parameters)) }
    return Settings(
      [
        .init("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
        .init("title", .text("Scenario")),
        .init("description", .text("An experiment with bandits or online learners.")),
      ] + top.entries + [
        .init("if", .object(["required": .list([.text("environments")])])),
        .init("then", .object(["properties": .object(["environment": .flag(false)])])),
        .init("else", .object(["required": .list([.text("environment")])])),
        .init(
          "$defs",
          .object([
            "environment": .object(anyEntry(environments)),
            "algorithm": .object(anyEntry(algorithms)),
          ])),
      ])
  }

  // MARK: Entries and sweep

  private static func entry(_ id: String, _ summary: String, _ parameters: [AnyParameter]) -> Settings {
    var own: [Settings.Entry] = [.init("id", .object(["const": .text(id)]))]
    if !parameters.contains(where: { $0.name == "label" }) {
      own.append(
        .init(
          "label",
          .object([
            "type": .text("string"),
            "pattern": .text("^[A-Za-z0-9_-][A-Za-z0-9._-]{0,\(EntryLabels.lengthLimit - 1)}$"),
            "description": .text("Names this entry in the results; by default its id."),
          ])))
    }
    for (key, meaning) in [
      ("title", "What tables and figures call this entry; changes nothing else."),
      ("latex", "The title for LaTeX, as it is."),
    ] {
      own.append(.init(key, .object(["type": .text("string"), "minLength": .whole(1), "description": .text(meaning)])))
    }
    let schema = object(parameters, before: Settings(own), required: ["id"])
    return Settings([.init("title", .text(id)), .init("description", .text(summary))] + schema.entries)
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

  /// Entries: an id alone, or an object.
  private static func anyEntry(_ schemas: [(name: String, schema: Settings)]) -> Settings {
    let ids: Settings = ["enum": .list(merged(schemas).map { .text($0.name) })]
    return [
      "if": .object(["type": .text("string")]), "then": .object(ids), "else": .object(choosing(by: "id", schemas)),
    ]
  }

  /// Objects whose schema is chosen by the value of a key.
  private static func choosing(by tag: String, _ schemas: [(name: String, schema: Settings)]) -> Settings {
    func object(_ value: Settings) -> Settings { ["properties": .object(Settings([.init(tag, .object(value))]))] }
    let names: Settings = ["enum": .list(merged(schemas).map { .text($0.name) })]
    return Settings(
      [.init("type", .text("object"))] + object(names).entries + [
        .init("required", .list([.text(tag)])),
        .init(
          "allOf",
          .list(
            merged(schemas).map { name, schema in
              let condition = object(["const": .text(name)]).entries + [.init("required", .list([.text(tag)]))]
              return .object(["if": .object(Settings(condition)), "then": .object(schema)])
            })),
      ])
  }

  /// Each name once, with any of its schemas.
  private static func merged(_ schemas: [(name: String, schema: Settings)]) -> [(name: String, schema: Settings)] {
    var names: Set<String> = []
    return schemas.filter { names.insert($0.name).inserted }.map { first in
      let all = schemas.filter { $0.name == first.name }.map { Setting.object($0.schema) }
      return all.count == 1 ? first : (first.name, ["anyOf": .list(all)])
    }
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
    case .either(let kinds): return either(kinds)
    case .object(let parameters): return object(parameters)
    case .anyObject: return ["type": .text("object")]
    case .variant(let tag, let variants):
      return choosing(
        by: tag,
        variants.map { variant in
          let tagged = Settings([.init(tag, .object(["const": .text(variant.name)]))])
          return (variant.name, object(variant.parameters, before: tagged, required: [tag]))
        })
    case .oneKey(let parameters):
      let properties = Settings(parameters.map { .init($0.name, .object(property($0))) })
      return [
        "type": .text("object"), "properties": .object(properties), "minProperties": .whole(1),
        "maxProperties": .whole(1), "additionalProperties": .flag(false),
      ]
    }
  }

  /// Of lists and of objects, the only alternative of its type is judged by itself.
  private static func either(_ kinds: [ParameterKind]) -> Settings {
    let schemas = kinds.map(schema)
    let types = ["object", "array"].map { Setting.text($0) }
    let single = types.filter { type in schemas.count { $0["type"] == type } == 1 }
    let loose = schemas.map { schema -> Setting in
      guard let type = schema["type"], single.contains(type) else { return .object(schema) }
      return .object(["type": type])
    }
    let conditions = schemas.compactMap { schema -> Setting? in
      guard let type = schema["type"], single.contains(type) else { return nil }
      return .object(["if": .object(["type": type]), "then": .object(schema)])
    }
    return Settings(
      [.init("anyOf", .list(loose))] + (conditions.isEmpty ? [] : [.init("allOf", .list(conditions))]))
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
