import BanditExperiments
import BanditGames

/// What a parameter accepts, in words.
public enum KindText {
  /// A kind in one phrase: "a number in [0, 1]", "a list of numbers above 0".
  public static func description(_ kind: ParameterKind) -> String {
    switch kind {
    case .number(let range): range.description
    case .whole(let range): whole(range)
    case .flag: "true or false"
    case .choice(let words):
      words.count == 1 ? "\"\(words[0])\"" : "one of " + words.map { "\"\($0)\"" }.joined(separator: ", ")
    case .text: "a text"
    case .file: "the path of a file"
    case .list(let element, let count): "a list (\(length(count))), each \(description(element))"
    case .either(let kinds): kinds.map(description).joined(separator: ", or ")
    case .object(let parameters): "an object with the keys " + names(parameters)
    case .variant(let tag, let variants):
      "an object whose \"\(tag)\" is " + variants.map { "\"\($0.name)\"" }.joined(separator: " or ")
    case .oneKey(let parameters): "an object with one of the keys " + names(parameters)
    }
  }

  /// The parameters inside a kind, with a title for each variant.
  static func parts(_ kind: ParameterKind) -> [(title: String?, parameters: [Parameter])] {
    switch kind {
    case .object(let parameters), .oneKey(let parameters): [(nil, parameters)]
    case .variant(let tag, let variants):
      variants.filter { !$0.parameters.isEmpty }.map { ("with \"\(tag)\": \"\($0.name)\"", $0.parameters) }
    case .list(let element, _): parts(element)
    case .either(let kinds): kinds.flatMap(parts)
    default: []
    }
  }

  private static func names(_ parameters: [Parameter]) -> String {
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
