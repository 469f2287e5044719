import BanditCards
import BanditGames
import BanditNumerics

/// The mean of an arm's first, second, ... pull, as scenario files describe it.
enum RestedMeans {
  /// The parameters shared by bandits whose arms change as they are pulled.
  static let parameters = [
    AnyParameter(
      "arms",
      """
      The mean of the n-th pull of each arm: `table` (the last one lasts for ever), `power` [c, a, b]: c + a n^-b, \
      `exponential` [c, a, g]: c + a g^(n-1), `saturating` [c, a]: c (1 - exp(-a n)), `step` [n, before, after]: the \
      n-th pull is the first one after.
      """,
      .list(
        of: .oneKey([
          AnyParameter(
            "table", "The means of the first pulls.", .list(of: .number(.unit), count: 1...1_000_000),
            default: .required, unit: "reward"),
          numbers("power", "c, a and b of c + a n^-b.", 3),
          numbers("exponential", "c, a and g of c + a g^(n-1).", 3),
          numbers("saturating", "c and a of c (1 - exp(-a n)).", 2),
          numbers("step", "The first pull after the step, the mean before and from there on.", 3),
        ]), count: 1...ArmMeans.maximumArmCount), default: .required),
    ObservationNoise.parameter,
  ]

  private static func numbers(_ name: String, _ meaning: String, _ count: Int) -> AnyParameter {
    AnyParameter(name, meaning, .list(of: .number(.closed(-1e9...1e9)), count: count...count), default: .required)
  }

  /// The means of all arms up to the horizon.
  ///
  /// - Parameters:
  ///   - shape: what the means of each arm must be, in words.
  ///   - isShaped: whether the means of an arm are so.
  /// - Throws: `InvalidSettings` if a mean is outside [0, 1], an arm's means have another shape or do not fit into
  ///   memory.
  static func means(
    settings: Settings, horizon: Int, shape: String, isShaped: ([Double]) -> Bool
  ) throws(InvalidSettings) -> [[Double]] {
    let arms = settings.list("arms")
    // In floating point: arms times rounds may be more than a whole number holds.
    let size = arms.reduce(0.0) { $0 + Double(length(of: $1.asCurve, horizon: horizon)) }
    guard size <= Double(limit) else {
      throw InvalidSettings(
        "arms",
        """
        the means of \(arms.count) arms over \(horizon) rounds are too many; accepted: at most \(limit) in all, \
        the length of a table and one per round for other curves
        """)
    }
    var means: [[Double]] = []
    for (arm, setting) in arms.enumerated() {
      let list = self.list(setting.asCurve, horizon: horizon)
      if let place = list.firstIndex(where: { !NumberRange.unit.contains($0) }) {
        throw InvalidSettings(
          "arms[\(arm)]", "pull \(place + 1) has the mean \(list[place]); accepted: means in [0, 1]")
      }
      guard isShaped(list) else { throw InvalidSettings("arms[\(arm)]", "its means must \(shape)") }
      means.append(list)
    }
    return means
  }

  /// The means of one replication take up to this much room, in numbers.
  private static let limit = 10_000_000

  /// How many means `list` gives; it is not called before this is known to be small enough.
  private static func length(of curve: Settings, horizon: Int) -> Int {
    let entry = curve.entries[0]
    return entry.name == "table" ? min(entry.value.asNumbers!.count, horizon) : horizon
  }

  private static func list(_ curve: Settings, horizon: Int) -> [Double] {
    let entry = curve.entries[0]
    let numbers = entry.value.asNumbers!
    if entry.name == "table" { return Array(numbers.prefix(horizon)) }
    let pulls = 1...horizon
    switch entry.name {
    case "power":
      return pulls.map { numbers[0] + numbers[1] * .exp(-numbers[2] * .log(Double($0))) }
    case "exponential":
      var power = 1.0
      return pulls.map { _ in
        defer { power *= numbers[2] }
        return numbers[0] + numbers[1] * power
      }
    case "saturating": return pulls.map { numbers[0] * (1 - .exp(-numbers[1] * Double($0))) }
    default: return pulls.map { Double($0) < numbers[0] ? numbers[1] : numbers[2] }
    }
  }
}

extension Setting {
  /// The object of a curve.
  fileprivate var asCurve: Settings {
    guard case .object(let curve) = self else { preconditionFailure("arms are objects") }
    return curve
  }
}
