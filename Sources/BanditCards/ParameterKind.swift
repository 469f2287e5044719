/// What values a parameter accepts.
///
/// From a kind follow the validation of scenario files, the JSON Schema and the catalogue's text.
public indirect enum ParameterKind: Hashable, Sendable {
  /// A finite number in a range.
  case number(NumberRange)
  /// A whole number in a range.
  case whole(ClosedRange<Int>)
  /// `true` or `false`.
  case flag
  /// One of a list of words.
  case choice([String])
  /// Any text.
  case text
  /// The path of a file, relative to the scenario file.
  case file
  /// A list whose length is in a range.
  case list(of: ParameterKind, count: ClosedRange<Int>)
  /// A value of any of several kinds, tried in order.
  case either([ParameterKind])
  /// An object with these keys.
  case object([AnyParameter])
  /// An object with any keys and values but `null`.
  case anyObject
  /// An object in which the value of the key `tag` names a variant, whose parameters are the other keys:
  /// `{"law": "beta", "a": 1, "b": 1}`.
  case variant(tag: String, [Variant])
  /// An object with exactly one of these keys: `{"budget": 100}`.
  case oneKey([AnyParameter])

  /// One case of a `variant`.
  public struct Variant: Hashable, Sendable {
    /// The tag's value.
    public let name: String
    /// The parameters of the case.
    public let parameters: [AnyParameter]

    /// Creates a case.
    public init(_ name: String, _ parameters: [AnyParameter] = []) {
      self.name = name
      self.parameters = parameters
    }
  }

  /// A whole number from a lower bound up.
  public static func whole(from lower: Int) -> ParameterKind { .whole(lower...Int.max) }

  /// A list with at least some number of elements.
  public static func list(of kind: ParameterKind, atLeast count: Int = 1) -> ParameterKind {
    .list(of: kind, count: count...Int.max)
  }
}

// MARK: Checking

extension ParameterKind {
  /// Whether a value is of this kind.
  public func accepts(_ setting: Setting) -> Bool {
    switch (self, setting) {
    case (.number(let range), _): setting.asNumber.map(range.contains) ?? false
    case (.whole(let range), .whole(let whole)): range.contains(whole)
    case (.flag, .flag), (.text, .text), (.file, .text), (.file, .file), (.anyObject, .object): true
    case (.choice(let words), .text(let word)): words.contains(word)
    case (.list(let kind, let count), .list(let elements)):
      count.contains(elements.count) && elements.allSatisfy(kind.accepts)
    case (.either(let kinds), _): kinds.contains { $0.accepts(setting) }
    case (.object(let parameters), .object(let settings)): Self.accepts(settings, as: parameters)
    case (.variant(let tag, let variants), .object(let settings)):
      variants.contains { variant in
        settings[tag] == .text(variant.name)
          && Self.accepts(Settings(settings.entries.filter { $0.name != tag }), as: variant.parameters)
      }
    case (.oneKey(let parameters), .object(let settings)):
      settings.entries.count == 1 && parameters.contains { settings[$0.name].map($0.kind.accepts) ?? false }
    default: false
    }
  }

  /// A value of this kind, with the defaults of the objects inside it filled in.
  ///
  /// - Parameter path: the parameter's path, for the error.
  /// - Throws: `InvalidSettings` that says what was found and what is accepted.
  public func checked(_ setting: Setting, at path: String) throws(InvalidSettings) -> Setting {
    if accepts(setting) { return completed(setting) }
    throw InvalidSettings(path, "found \(JSONText.brief(setting)); accepted: \(self)")
  }

  /// A value that is accepted, as the reader of scenario files would have written it.
  private func completed(_ setting: Setting) -> Setting {
    switch (self, setting) {
    case (.number, .whole(let whole)): return .number(Double(whole))
    case (.file, .text(let path)): return .file(DataFile(path))
    case (.list(let kind, _), .list(let elements)): return .list(elements.map(kind.completed))
    case (.either(let kinds), _): return kinds.first { $0.accepts(setting) }?.completed(setting) ?? setting
    case (.object(let parameters), .object(let settings)):
      return .object(Self.completed(settings, as: parameters))
    case (.variant(let tag, let variants), .object(let settings)):
      guard let variant = variants.first(where: { settings[tag] == .text($0.name) }) else { return setting }
      let rest = Self.completed(settings, as: variant.parameters)
      return .object(Settings([Settings.Entry(tag, .text(variant.name))] + rest.entries))
    case (.oneKey(let parameters), .object(let settings)):
      return .object(Self.completed(settings, as: parameters.filter { settings.has($0.name) }))
    default: return setting
    }
  }

  private static func completed(_ settings: Settings, as parameters: [AnyParameter]) -> Settings {
    Settings(
      parameters.compactMap { parameter in
        if let given = settings[parameter.name] {
          let value = parameter.kind.completed(given)
          return parameter.leavesOut(value) ? nil : .init(parameter.name, value)
        }
        guard case .value(let value) = parameter.defaultValue, !parameter.leavesOut(value) else { return nil }
        return .init(parameter.name, value)
      })
  }

  private static func accepts(_ settings: Settings, as parameters: [AnyParameter]) -> Bool {
    settings.entries.allSatisfy { entry in parameters.contains { $0.name == entry.name } }
      && parameters.allSatisfy { parameter in
        settings[parameter.name].map(parameter.kind.accepts) ?? (parameter.defaultValue != .required)
      }
  }
}

// MARK: In words

extension ParameterKind: CustomStringConvertible {
  /// The kind in one phrase: "a number in [0, 1]", "a list of numbers above 0".
  public var description: String {
    switch self {
    case .number(let range): range.description
    case .whole(let range): Self.whole(range)
    case .flag: "true or false"
    case .choice(let words):
      words.count == 1 ? "\"\(words[0])\"" : "one of " + words.map { "\"\($0)\"" }.joined(separator: ", ")
    case .text: "a text"
    case .file: "the path of a file"
    case .list(let element, let count): "a list (\(Self.length(count))), each \(element)"
    case .either(let kinds): kinds.map(\.description).joined(separator: ", or ")
    case .object(let parameters): "an object with the keys " + Self.names(parameters)
    case .anyObject: "an object with any keys"
    case .variant(let tag, let variants):
      "an object whose \"\(tag)\" is " + variants.map { "\"\($0.name)\"" }.joined(separator: " or ")
    case .oneKey(let parameters): "an object with one of the keys " + Self.names(parameters)
    }
  }

  /// The parameters inside a kind, with a title for each variant.
  public var parts: [(title: String?, parameters: [AnyParameter])] {
    switch self {
    case .object(let parameters), .oneKey(let parameters): [(nil, parameters)]
    case .variant(let tag, let variants):
      variants.filter { !$0.parameters.isEmpty }.map { ("with \"\(tag)\": \"\($0.name)\"", $0.parameters) }
    case .list(let element, _): element.parts
    case .either(let kinds): kinds.flatMap(\.parts)
    default: []
    }
  }

  private static func names(_ parameters: [AnyParameter]) -> String {
    parameters.map { "\"\($0.name)\"" }.joined(separator: ", ")
  }

  private static func whole(_ range: ClosedRange<Int>) -> String {
    switch (range.lowerBound, range.upperBound) {
    case (Int.min, Int.max): "a whole number"
    case (let low, Int.max): "a whole number, \(low) or more"
    case (Int.min, let high): "a whole number, \(high) or less"
    case (let low, let high): "a whole number in \(low)...\(high)"
    }
  }

  private static func length(_ range: ClosedRange<Int>) -> String {
    switch (range.lowerBound, range.upperBound) {
    case (let low, let high) where low == high: "of \(low)"
    case (let low, Int.max): "of \(low) or more"
    case (let low, let high): "of \(low) to \(high)"
    }
  }
}
