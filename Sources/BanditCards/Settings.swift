/// The validated values of a set of parameters, in the order of their card.
///
/// Every value has the kind that the card declares and every default is filled in, so reading a value
/// cannot fail; asking for a name that the card does not declare, or as another kind, is a programmer
/// mistake and traps.
public struct Settings: Hashable, Sendable, ExpressibleByDictionaryLiteral {
  /// The names and values, in order.
  public private(set) var entries: [Entry]

  /// A name and its value.
  public struct Entry: Hashable, Sendable {
    /// The parameter's name.
    public let name: String
    /// Its value.
    public let value: Setting

    /// Creates an entry.
    public init(_ name: String, _ value: Setting) {
      self.name = name
      self.value = value
    }
  }

  /// Creates settings from entries with different names.
  public init(_ entries: [Entry] = []) {
    self.entries = entries
  }

  /// Creates settings from a literal such as `["exploration": .number(2)]`.
  public init(dictionaryLiteral elements: (String, Setting)...) {
    entries = elements.map { Entry($0.0, $0.1) }
  }

  /// The value of a name; `nil` if the scenario left an optional parameter out.
  public subscript(name: String) -> Setting? {
    entries.first { $0.name == name }?.value
  }

  /// Whether the scenario gave an optional parameter.
  public func has(_ name: String) -> Bool { self[name] != nil }

  /// The value of a number (or whole number) parameter.
  public func number(_ name: String) -> Double {
    guard let number = self[name]?.asNumber else { mismatch(name, "a number") }
    return number
  }

  /// The value of a whole-number parameter.
  public func whole(_ name: String) -> Int {
    guard case .whole(let whole)? = self[name] else { mismatch(name, "a whole number") }
    return whole
  }

  /// The value of a flag.
  public func flag(_ name: String) -> Bool {
    guard case .flag(let flag)? = self[name] else { mismatch(name, "a flag") }
    return flag
  }

  /// The value of a choice, text or file parameter.
  public func text(_ name: String) -> String {
    guard case .text(let text)? = self[name] else { mismatch(name, "a text") }
    return text
  }

  /// The value of a list of numbers.
  public func numbers(_ name: String) -> [Double] {
    guard let numbers = self[name]?.asNumbers else { mismatch(name, "a list of numbers") }
    return numbers
  }

  /// The value of a list of whole numbers.
  public func wholes(_ name: String) -> [Int] {
    guard let wholes = self[name]?.asWholes else { mismatch(name, "a list of whole numbers") }
    return wholes
  }

  /// The value of a list.
  public func list(_ name: String) -> [Setting] {
    guard case .list(let elements)? = self[name] else { mismatch(name, "a list") }
    return elements
  }

  /// The value of an object parameter.
  public func object(_ name: String) -> Settings {
    guard case .object(let settings)? = self[name] else { mismatch(name, "an object") }
    return settings
  }

  private func mismatch(_ name: String, _ kind: String) -> Never {
    let found = self[name].map { "\($0)" } ?? "absent"
    preconditionFailure("'\(name)' was read as \(kind) but is \(found): does the card declare it?")
  }
}

extension Settings {
  /// The settings of a card's parameters that some given values lead to: checked, with every default filled in, in the
  /// order of the card, but for those of late comers.
  ///
  /// What a scenario file goes through, for settings that are made by hand.
  ///
  /// - Throws: `InvalidSettings` for a name that is no parameter, a value that is not accepted, a required parameter
  ///   that is missing.
  public func completed(by parameters: [AnyParameter]) throws(InvalidSettings) -> Settings {
    for entry in entries where !parameters.contains(where: { $0.name == entry.name }) {
      let known = parameters.map(\.name)
      let accepted = known.isEmpty ? "no parameters" : QuotedList.list(known)
      throw InvalidSettings(
        entry.name, "unknown parameter; accepted: \(accepted)\(NearestName.hint(for: entry.name, among: known))")
    }
    var complete: [Entry] = []
    for parameter in parameters {
      if let value = self[parameter.name] {
        let checked = try parameter.kind.checked(value, at: parameter.name)
        if !parameter.leavesOut(checked) { complete.append(Entry(parameter.name, checked)) }
        continue
      }
      switch parameter.defaultValue {
      case .value(let value): if !parameter.leavesOut(value) { complete.append(Entry(parameter.name, value)) }
      case .absent: break
      case .required: throw InvalidSettings(parameter.name, "is required; accepted: \(parameter.kind)")
      }
    }
    return Settings(complete)
  }
}

extension Settings {
  /// The settings that a scenario gives which names only some of a card's parameters.
  ///
  /// - Parameters:
  ///   - parameters: the card's.
  ///   - given: the values that the scenario names; every required parameter should be among them.
  /// - Precondition: every given name is a parameter.
  public init(defaultsOf parameters: [AnyParameter], given: Settings = [:]) {
    for entry in given.entries {
      precondition(parameters.contains { $0.name == entry.name }, "the card declares no '\(entry.name)'")
    }
    self.init(
      parameters.compactMap { parameter in
        if let value = given[parameter.name] { return Entry(parameter.name, value) }
        guard case .value(let value) = parameter.defaultValue, !parameter.leavesOut(value) else { return nil }
        return Entry(parameter.name, value)
      })
  }
}

extension AlgorithmCard {
  /// Given values, checked and completed; see `Settings.completed(by:)`.
  public func settings(_ given: Settings) throws(InvalidSettings) -> Settings { try given.completed(by: parameters) }
}

extension EnvironmentCard {
  /// Given values, checked and completed; see `Settings.completed(by:)`.
  public func settings(_ given: Settings) throws(InvalidSettings) -> Settings { try given.completed(by: parameters) }
}
