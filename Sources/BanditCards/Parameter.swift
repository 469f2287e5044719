/// A parameter of an algorithm or environment with the type of its values: what a card says of it, and how a value is read
/// from settings and written as one.
///
/// A type declares each of its parameters once, as a static constant; its card lists them, its typed initialiser takes
/// `exploration: Double = Self.exploration.default`, and its initialiser from settings reads
/// `settings[Self.exploration]`. Ranges are checked in one place, `ParameterKind.checked`, for files, settings and typed
/// calls alike.
public struct Parameter<Value: Sendable>: CardParameter {
  /// What the card says of it.
  public let description: AnyParameter
  private let read: @Sendable (_ setting: Setting?) throws(InvalidSettings) -> Value
  private let write: @Sendable (_ value: Value) -> Setting?

  /// Declares a parameter of any kind.
  ///
  /// - Parameters:
  ///   - description: what the card says of it.
  ///   - read: the value of a setting that the kind accepts; of `nil`, if the parameter may be left out and is.
  ///   - write: the setting of a value; `nil` for a value that leaves the parameter out. What it returns is checked
  ///     against the kind.
  public init(
    _ description: AnyParameter, read: @escaping @Sendable (_ setting: Setting?) throws(InvalidSettings) -> Value,
    write: @escaping @Sendable (_ value: Value) -> Setting?
  ) {
    self.description = description
    self.read = read
    self.write = write
  }

  /// The key in scenario files.
  public var name: String { description.name }

  /// The value when it is left out.
  ///
  /// - Precondition: the parameter is not required.
  public var `default`: Value {
    do throws(InvalidSettings) {
      switch description.defaultValue {
      case .value(let setting): return try read(setting)
      case .absent: return try read(nil)
      case .required: preconditionFailure("'\(name)' has no default")
      }
    } catch {
      preconditionFailure("the default of '\(name)' is refused: \(error.message)")
    }
  }

  /// The value of a setting, or of the default if there is none.
  ///
  /// - Throws: `InvalidSettings` if the setting is not accepted, or is missing and required.
  public func value(of setting: Setting?) throws(InvalidSettings) -> Value {
    if let setting { return try read(try description.kind.checked(setting, at: name)) }
    switch description.defaultValue {
    case .value(let setting): return try read(setting)
    case .absent: return try read(nil)
    case .required: throw InvalidSettings(name, "is required; accepted: \(description.kind)")
    }
  }

  /// Refuses a value that scenario files would not be allowed to give.
  ///
  /// - Throws: `InvalidSettings`.
  public func check(_ value: Value) throws(InvalidSettings) {
    if let setting = write(value) { _ = try read(try description.kind.checked(setting, at: name)) }
  }

  /// The setting that a scenario file would give for a value; `nil` where it would leave the parameter out.
  public func setting(of value: Value) -> Setting? { write(value) }
}

extension Settings {
  /// The value of a typed parameter, or its default.
  ///
  /// - Throws: `InvalidSettings` if the setting is of another kind, out of range, or missing and required.
  public subscript<Value>(parameter: Parameter<Value>) -> Value {
    get throws(InvalidSettings) { try parameter.value(of: self[parameter.name]) }
  }
}

// MARK: Numbers

extension Parameter where Value == Double {
  /// A number in a range.
  public static func number(
    _ name: String, _ meaning: String, _ range: NumberRange, default value: Double, unit: String? = nil,
    why: String? = nil, isLateComer: Bool = false
  ) -> Parameter {
    number(name, meaning, range, .value(.number(value)), unit, why, isLateComer)
  }

  /// A number in a range that has to be given.
  public static func number(
    _ name: String, _ meaning: String, _ range: NumberRange, unit: String? = nil
  ) -> Parameter {
    number(name, meaning, range, .required, unit, nil)
  }

  private static func number(
    _ name: String, _ meaning: String, _ range: NumberRange, _ value: AnyParameter.Default, _ unit: String?,
    _ why: String?, _ isLateComer: Bool = false
  ) -> Parameter {
    Parameter(
      AnyParameter(name, meaning, .number(range), default: value, unit: unit, why: why, isLateComer: isLateComer),
      read: { $0?.asNumber ?? .nan }, write: { .number($0) })
  }
}

extension Parameter where Value == Double? {
  /// A number, or the word `auto` (or another), which is `nil`.
  public static func auto(
    _ name: String, _ meaning: String, _ range: NumberRange, word: String = "auto", default value: Double? = nil,
    unit: String? = nil, why: String? = nil, isLateComer: Bool = false
  ) -> Parameter {
    Parameter(
      AnyParameter(
        name, meaning, .either([.choice([word]), .number(range)]),
        default: .value(value.map { .number($0) } ?? .text(word)), unit: unit, why: why, isLateComer: isLateComer),
      read: { $0?.asNumber }, write: { $0.map { .number($0) } ?? .text(word) })
  }

  /// A number that may be left out, which is `nil`; `absent` says what that means.
  public static func number(
    _ name: String, _ meaning: String, _ range: NumberRange, absent: String, unit: String? = nil
  ) -> Parameter {
    Parameter(
      AnyParameter(name, meaning, .number(range), default: .absent(absent), unit: unit),
      read: { $0?.asNumber }, write: { $0.map { .number($0) } })
  }
}

extension Parameter where Value == Int {
  /// A whole number in a range.
  public static func whole(
    _ name: String, _ meaning: String, _ range: ClosedRange<Int>, default value: Int, unit: String? = nil,
    why: String? = nil
  ) -> Parameter {
    whole(name, meaning, range, .value(.whole(value)), unit, why)
  }

  /// A whole number from a lower bound up.
  public static func whole(
    _ name: String, _ meaning: String, from lower: Int, default value: Int, unit: String? = nil, why: String? = nil,
    isLateComer: Bool = false
  ) -> Parameter {
    whole(name, meaning, lower...Int.max, .value(.whole(value)), unit, why, isLateComer)
  }

  /// A whole number in a range that has to be given.
  public static func whole(
    _ name: String, _ meaning: String, _ range: ClosedRange<Int>, unit: String? = nil
  ) -> Parameter {
    whole(name, meaning, range, .required, unit, nil)
  }

  private static func whole(
    _ name: String, _ meaning: String, _ range: ClosedRange<Int>, _ value: AnyParameter.Default, _ unit: String?,
    _ why: String?, _ isLateComer: Bool = false
  ) -> Parameter {
    Parameter(
      AnyParameter(name, meaning, .whole(range), default: value, unit: unit, why: why, isLateComer: isLateComer),
      read: { $0?.asWhole ?? 0 }, write: { .whole($0) })
  }
}

extension Parameter where Value == Int? {
  /// A whole number, or the word `auto` (or another), which is `nil`.
  public static func auto(
    _ name: String, _ meaning: String, _ range: ClosedRange<Int>, word: String = "auto", default value: Int? = nil,
    unit: String? = nil, why: String? = nil
  ) -> Parameter {
    Parameter(
      AnyParameter(
        name, meaning, .either([.choice([word]), .whole(range)]),
        default: .value(value.map { .whole($0) } ?? .text(word)), unit: unit, why: why),
      read: { $0?.asWhole }, write: { $0.map { .whole($0) } ?? .text(word) })
  }

  /// A whole number that may be left out, which is `nil`; `absent` says what that means.
  public static func whole(
    _ name: String, _ meaning: String, _ range: ClosedRange<Int>, absent: String, unit: String? = nil,
    why: String? = nil
  ) -> Parameter {
    Parameter(
      AnyParameter(name, meaning, .whole(range), default: .absent(absent), unit: unit, why: why),
      read: { $0?.asWhole }, write: { $0.map { .whole($0) } })
  }
}

extension Parameter where Value == [Double] {
  /// A list of numbers that has to be given.
  public static func numbers(
    _ name: String, _ meaning: String, _ range: NumberRange, count: ClosedRange<Int> = 1...Int.max,
    unit: String? = nil
  ) -> Parameter {
    Parameter(
      AnyParameter(name, meaning, .list(of: .number(range), count: count), default: .required, unit: unit),
      read: { $0?.asNumbers ?? [] }, write: { .list($0.map { .number($0) }) })
  }
}

extension Parameter where Value == [Int] {
  /// A list of whole numbers that has to be given.
  public static func wholes(
    _ name: String, _ meaning: String, _ range: ClosedRange<Int>, count: ClosedRange<Int> = 1...Int.max,
    unit: String? = nil
  ) -> Parameter {
    Parameter(
      AnyParameter(name, meaning, .list(of: .whole(range), count: count), default: .required, unit: unit),
      read: { $0?.asWholes ?? [] }, write: { .list($0.map { .whole($0) }) })
  }

  /// A list of whole numbers.
  public static func wholes(
    _ name: String, _ meaning: String, _ range: ClosedRange<Int>, count: ClosedRange<Int> = 1...Int.max,
    default value: [Int], unit: String? = nil, why: String? = nil
  ) -> Parameter {
    Parameter(
      AnyParameter(
        name, meaning, .list(of: .whole(range), count: count), default: .value(.list(value.map { .whole($0) })),
        unit: unit, why: why),
      read: { $0?.asWholes ?? [] }, write: { .list($0.map { .whole($0) }) })
  }
}

// MARK: Words

extension Parameter where Value == Bool {
  /// `true` or `false`.
  public static func flag(_ name: String, _ meaning: String, default value: Bool, why: String? = nil) -> Parameter {
    Parameter(
      AnyParameter(name, meaning, .flag, default: .value(.flag(value)), why: why),
      read: { $0 == .flag(true) }, write: { .flag($0) })
  }
}

extension Parameter where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
  /// One of the words of an enumeration.
  public static func choice(
    _ name: String, _ meaning: String, default value: Value, why: String? = nil, isLateComer: Bool = false
  ) -> Parameter {
    Parameter(
      AnyParameter(
        name, meaning, .choice(Value.allCases.map(\.rawValue)), default: .value(.text(value.rawValue)), why: why,
        isLateComer: isLateComer),
      read: { $0?.asText.flatMap(Value.init) ?? value }, write: { .text($0.rawValue) })
  }
}

extension Parameter where Value == String {
  /// A text that has to be given.
  public static func text(_ name: String, _ meaning: String) -> Parameter {
    Parameter(
      AnyParameter(name, meaning, .text, default: .required), read: { $0?.asText ?? "" }, write: { .text($0) })
  }
}

extension Parameter where Value == DataFile {
  /// A file, by its path relative to the scenario file; in typed calls, relative to the working directory.
  public static func file(_ name: String, _ meaning: String) -> Parameter {
    Parameter(
      AnyParameter(name, meaning, .file, default: .required),
      read: { if case .file(let file)? = $0 { file } else { DataFile($0?.asText ?? "") } }, write: { .file($0) })
  }
}

extension Parameter {
  /// A choice of a word that may be left out, which is `nil`; `absent` says what that means.
  public static func choice<Word: RawRepresentable & CaseIterable & Sendable>(
    _ name: String, _ meaning: String, absent: String
  ) -> Parameter where Word.RawValue == String, Value == Word? {
    Parameter(
      AnyParameter(name, meaning, .choice(Word.allCases.map(\.rawValue)), default: .absent(absent)),
      read: { $0?.asText.flatMap(Word.init) }, write: { $0.map { .text($0.rawValue) } })
  }

  /// A choice of a word, or `auto`, which is `nil`.
  public static func autoChoice<Word: RawRepresentable & CaseIterable & Sendable>(
    _ name: String, _ meaning: String, default value: Word? = nil, why: String? = nil
  ) -> Parameter where Word.RawValue == String, Value == Word? {
    Parameter(
      AnyParameter(
        name, meaning, .choice(["auto"] + Word.allCases.map(\.rawValue)),
        default: .value(.text(value?.rawValue ?? "auto")), why: why),
      read: { $0?.asText.flatMap(Word.init) }, write: { .text($0?.rawValue ?? "auto") })
  }
}
