import BanditGames

extension ParameterKind {
  /// Whether a value is of this kind, as the scenario reader would have it.
  func accepts(_ setting: Setting) -> Bool {
    switch (self, setting) {
    case (.number(let range), _):
      setting.asNumber.map(range.contains) ?? false
    case (.whole(let range), .whole(let whole)):
      range.contains(whole)
    case (.flag, .flag), (.text, .text), (.file, .text):
      true
    case (.choice(let words), .text(let word)):
      words.contains(word)
    case (.list(let kind, let count), .list(let elements)):
      count.contains(elements.count) && elements.allSatisfy(kind.accepts)
    case (.either(let kinds), _):
      kinds.contains { $0.accepts(setting) }
    case (.object(let parameters), .object(let settings)):
      Self.accepts(settings, as: parameters)
    case (.variant(let tag, let variants), .object(let settings)):
      variants.contains { variant in
        settings[tag] == .text(variant.name)
          && Self.accepts(Settings(settings.entries.filter { $0.name != tag }), as: variant.parameters)
      }
    case (.oneKey(let parameters), .object(let settings)):
      settings.entries.count == 1
        && parameters.contains { settings[$0.name].map($0.kind.accepts) ?? false }
    default:
      false
    }
  }

  private static func accepts(_ settings: Settings, as parameters: [Parameter]) -> Bool {
    settings.entries.allSatisfy { entry in parameters.contains { $0.name == entry.name } }
      && parameters.allSatisfy { parameter in
        settings[parameter.name].map(parameter.kind.accepts) ?? (parameter.defaultValue != .required)
      }
  }

  /// Values at the bounds of this kind, all of them accepted: each end of a range (the nearest number
  /// inside where the end is excluded, 1e300 where there is none), each choice, each variant.
  ///
  /// Lists hold `listCount` elements, or as many as the kind's own bounds allow. Text and files have no
  /// bounds and give nothing.
  func boundaryValues(listCount: Int) -> [Setting] {
    switch self {
    case .number(let range):
      return [range.lowest, range.highest].map(Setting.number)
    case .whole(let range):
      return [.whole(range.lowerBound), .whole(range.upperBound)]
    case .flag:
      return [.flag(false), .flag(true)]
    case .choice(let words):
      return words.map(Setting.text)
    case .text, .file:
      return []
    case .list(let kind, let count):
      let length = min(max(listCount, count.lowerBound), count.upperBound)
      return kind.boundaryValues(listCount: listCount).map { .list(Array(repeating: $0, count: length)) }
    case .either(let kinds):
      return kinds.flatMap { $0.boundaryValues(listCount: listCount) }
    case .object(let parameters):
      return Self.boundarySettings(of: parameters, listCount: listCount).map(Setting.object)
    case .variant(let tag, let variants):
      return variants.flatMap { variant in
        Self.boundarySettings(of: variant.parameters, listCount: listCount).map {
          .object(Settings([Settings.Entry(tag, .text(variant.name))] + $0.entries))
        }
      }
    case .oneKey(let parameters):
      return parameters.flatMap { parameter in
        parameter.kind.boundaryValues(listCount: listCount).map {
          .object(Settings([Settings.Entry(parameter.name, $0)]))
        }
      }
    }
  }

  /// Settings in which one parameter at a time stands at a bound and the others at their defaults.
  private static func boundarySettings(of parameters: [Parameter], listCount: Int) -> [Settings] {
    let required = parameters.compactMap { parameter -> Settings.Entry? in
      guard parameter.defaultValue == .required else { return nil }
      return parameter.kind.boundaryValues(listCount: listCount).first.map {
        Settings.Entry(parameter.name, $0)
      }
    }
    let base = Settings(defaultsOf: parameters, given: Settings(required))
    return [base]
      + parameters.flatMap { parameter in
        parameter.kind.boundaryValues(listCount: listCount).map { base.replacing(parameter.name, by: $0) }
      }
  }
}

extension Settings {
  /// These settings with another value for a name, which may be new.
  func replacing(_ name: String, by value: Setting) -> Settings {
    Settings(entries.filter { $0.name != name } + [Entry(name, value)])
  }
}

extension NumberRange {
  fileprivate var lowest: Double {
    switch lower {
    case .unbounded: -1e300
    case .included(let bound): bound
    case .excluded(let bound): bound.nextUp
    }
  }

  fileprivate var highest: Double {
    switch upper {
    case .unbounded: 1e300
    case .included(let bound): bound
    case .excluded(let bound): bound.nextDown
    }
  }
}
