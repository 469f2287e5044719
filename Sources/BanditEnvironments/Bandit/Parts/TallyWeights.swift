import BanditCards
import BanditGames
import BanditNumerics

/// How much earlier pulls of an arm weigh in its tally: `w[j]` for a pull j rounds ago, `w[0]` for the present one.
public enum TallyWeights: Hashable, Sendable {
  /// 1 each: the tally is a count.
  case flat
  /// 1 - j/m.
  case linear
  /// decay^j, with a decay in (0, 1]; arms take a decay of 1 as `flat`.
  case decay(Double)
  /// One for each j.
  case list([Double])

  /// The weights of a memory, `w[0], ..., w[m-1]`.
  public func values(memory: Int) -> [Double] {
    switch self {
    case .flat: Array(repeating: 1, count: memory)
    case .linear: (0..<memory).map { 1 - Double($0) / Double(memory) }
    case .decay(let decay): TallyWeights.powers(of: decay, count: memory)
    case .list(let list): list
    }
  }

  /// decay^0, decay^1, ...
  static func powers(of decay: Double, count: Int) -> [Double] {
    var power = 1.0
    return (0..<count).map { _ in
      defer { power *= decay }
      return power
    }
  }

  /// The sum of the weights, the tally of an arm that was pulled m times in a row.
  func sum(memory: Int) -> Double {
    switch self {
    case .flat: return Double(memory)
    case .linear: return Double(memory + 1) / 2
    case .decay, .list:
      var sum = CompensatedSum()
      for weight in values(memory: memory) { sum.add(weight) }
      return sum.value
    }
  }

  // MARK: Settings

  /// What a scenario may say.
  static let kind = ParameterKind.either([
    .choice(["flat", "linear"]),
    .oneKey([
      AnyParameter(
        "decay", "The weight of a pull j rounds ago is this to the power of j.",
        .number(NumberRange(lower: .excluded(0), upper: .included(1))), default: .required)
    ]),
    .list(of: .number(.closed(0...1e6)), count: 1...WeightedTallyingModel.maximumMemory),
  ])

  /// Reads a setting that `kind` accepts.
  init(_ setting: Setting) {
    switch setting {
    case .object(let object): self = .decay(object.number("decay"))
    case .list: self = .list(setting.asNumbers ?? [])
    default: self = setting == .text("linear") ? .linear : .flat
    }
  }

  /// The setting that names the weights.
  var setting: Setting {
    switch self {
    case .flat: .text("flat")
    case .linear: .text("linear")
    case .decay(let decay): .object(["decay": .number(decay)])
    case .list(let list): .list(list.map { .number($0) })
    }
  }

  /// Refuses what `kind` does not: a list that does not fit the memory or is 0 throughout.
  ///
  /// - Throws: `InvalidSettings`.
  func check(memory: Int, at path: String) throws(InvalidSettings) {
    guard case .list(let list) = self else { return }
    guard list.count == memory else {
      throw InvalidSettings(
        path, "\(counted: list.count, "weight") for a memory of \(memory); give one for each round of it")
    }
    guard list.contains(where: { $0 > 0 }) else {
      throw InvalidSettings(path, "all weights are 0; accepted: at least one above 0")
    }
  }
}
