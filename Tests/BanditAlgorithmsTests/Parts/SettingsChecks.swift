import BanditCards

/// Whether two values have the same contents, private ones too.
func haveSameContents<Value>(_ first: Value, _ second: Value) -> Bool {
  String(reflecting: first) == String(reflecting: second)
}

/// Values of every kind, and numbers at and beyond the ends of ranges.
private let values: [Setting] =
  [0, -0.0, 1, -1, 0.5, 2, 1e9, 1e100, 1e300, -1e300, .leastNonzeroMagnitude, .infinity, -.infinity, .nan].map {
    .number($0)
  }
  + [0, 1, -1, 2, 20, 100_000, 1_000_000, Int.max, Int.min].map { .whole($0) }
  + [
    .flag(true), .text(""), .text("auto"), .text("no such word"), .list([]), .list([.number(0.5)]),
    .list([.number(.nan)]), .list([.text("a")]), .list([.whole(2), .whole(1)]), .object([:]),
  ]
  + ["scale", "decoupled", "advice", "best", "other"].flatMap { key in
    [.number(0), .number(.nan), .whole(Int.max), .text("auto")].map { .object([key: $0]) }
  }

/// What is wrong with a type's way of refusing settings, in words; none if it refuses what its card refuses.
///
/// What the card accepts may still not go with the problem; it is never a trap.
///
/// - Parameter make: makes the type from settings.
func flaws(of card: AlgorithmCard, _ make: (Settings) throws(InvalidSettings) -> Void) -> [String] {
  func refuses(_ settings: Settings) -> Bool {
    do throws(InvalidSettings) { try make(settings) } catch { return true }
    return false
  }
  var flaws: [String] = []
  if refuses([:]) { flaws.append("\(card.id): the defaults are refused") }
  if !refuses(["noSuchParameter": .whole(1)]) { flaws.append("\(card.id): an unknown name is accepted") }
  for parameter in card.parameters {
    for value in values {
      let isRefused = refuses(Settings([.init(parameter.name, value)]))
      if !isRefused, !parameter.kind.accepts(value) { flaws.append("\(card.id): \(parameter.name) \(value)") }
    }
  }
  return flaws
}
