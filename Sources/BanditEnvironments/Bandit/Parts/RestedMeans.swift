import BanditCards
import BanditGames
import BanditNumerics

/// The means of an arm's first, second, ... pull, in [0, 1].
public enum RestedMeans: Hashable, Sendable {
  /// The means of the first pulls; the last one lasts forever.
  case table([Double])
  /// c + a n^-b for the n-th pull.
  case power(c: Double, a: Double, b: Double)
  /// c + a g^(n-1) for the n-th pull.
  case exponential(c: Double, a: Double, g: Double)
  /// c (1 - exp(-a n)) for the n-th pull.
  case saturating(c: Double, a: Double)
  /// One mean before the pull of a number, another one from there on.
  case step(pull: Double, before: Double, after: Double)

  /// `arms` of scenario files, of bandits whose arms change as they are pulled.
  public static let arms = Parameter<[RestedMeans]>(
    AnyParameter(
      "arms",
      """
      The mean of the n-th pull of each arm: `table` (the last one lasts forever), `power` [c, a, b]: c + a n^-b, \
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
    read: { if case .list(let arms)? = $0 { arms.compactMap(RestedMeans.init) } else { [] } },
    write: { .list($0.map(\.setting)) })

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
  static func tables(
    _ arms: [RestedMeans], horizon: Int, shape: String, isShaped: ([Double]) -> Bool
  ) throws(InvalidSettings) -> [[Double]] {
    try Self.arms.check(arms)
    // In floating point: arms times rounds may be more than a whole number holds.
    let size = arms.reduce(0.0) { $0 + Double($1.length(horizon: horizon)) }
    guard size <= Double(limit) else {
      throw InvalidSettings(
        "arms",
        """
        the means of \(counted: arms.count, "arm") over \(horizon) rounds are too many; accepted: at most \(limit) in \
        all, the length of a table and one per round for other curves
        """)
    }
    var tables: [[Double]] = []
    for (arm, means) in arms.enumerated() {
      let list = means.list(horizon: horizon)
      if let place = list.firstIndex(where: { !NumberRange.unit.contains($0) }) {
        throw InvalidSettings(
          "arms[\(arm)]", "pull \(place + 1) has the mean \(list[place]); accepted: means in [0, 1]")
      }
      guard isShaped(list) else { throw InvalidSettings("arms[\(arm)]", "its means must \(shape)") }
      tables.append(list)
    }
    return tables
  }

  /// The means of one replication take up to this much room, in numbers.
  private static let limit = 10_000_000

  /// How many means `list` gives; it is not called before this is known to be small enough.
  private func length(horizon: Int) -> Int {
    if case .table(let list) = self { min(list.count, horizon) } else { horizon }
  }

  private func list(horizon: Int) -> [Double] {
    let pulls = 1...horizon
    switch self {
    case .table(let list): return Array(list.prefix(horizon))
    case .power(let c, let a, let b): return pulls.map { c + a * .exp(-b * .log(Double($0))) }
    case .exponential(let c, let a, let g):
      var power = 1.0
      return pulls.map { _ in
        defer { power *= g }
        return c + a * power
      }
    case .saturating(let c, let a): return pulls.map { c * (1 - .exp(-a * Double($0))) }
    case .step(let pull, let before, let after): return pulls.map { Double($0) < pull ? before : after }
    }
  }

  // MARK: Settings

  /// Reads an element of `arms` that the kind accepts.
  private init?(_ setting: Setting) {
    guard case .object(let curve) = setting, let entry = curve.entries.first, let numbers = entry.value.asNumbers
    else { return nil }
    switch entry.name {
    case "table": self = .table(numbers)
    case "power": self = .power(c: numbers[0], a: numbers[1], b: numbers[2])
    case "exponential": self = .exponential(c: numbers[0], a: numbers[1], g: numbers[2])
    case "saturating": self = .saturating(c: numbers[0], a: numbers[1])
    default: self = .step(pull: numbers[0], before: numbers[1], after: numbers[2])
    }
  }

  private var setting: Setting {
    let (name, numbers) =
      switch self {
      case .table(let list): ("table", list)
      case .power(let c, let a, let b): ("power", [c, a, b])
      case .exponential(let c, let a, let g): ("exponential", [c, a, g])
      case .saturating(let c, let a): ("saturating", [c, a])
      case .step(let pull, let before, let after): ("step", [pull, before, after])
      }
    return .object([name: .list(numbers.map { .number($0) })])
  }
}
