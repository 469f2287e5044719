import BanditCards
import BanditGames

extension ParameterKind {
  /// Values at the bounds of this kind, all of them accepted: each end of a range (the nearest number
  /// inside where the end is excluded, 1e300 where there is none), each choice, each variant.
  ///
  /// Lists hold `listCount` elements, or as many as the kind's own bounds allow. Text, files and objects with any keys have no
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
    case .text, .file, .anyObject:
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

  /// Settings in which one parameter at a time is at a bound and the others have their defaults.
  private static func boundarySettings(of parameters: [AnyParameter], listCount: Int) -> [Settings] {
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
