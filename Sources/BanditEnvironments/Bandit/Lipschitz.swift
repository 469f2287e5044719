import BanditCards
import BanditGames
import BanditStreams

/// The environment `lipschitz` of scenario files: arms in a metric space whose means are Lipschitz.
public struct LipschitzModel: EnvironmentModel {
  /// Where the arms lie.
  public enum Space: Hashable, Sendable {
    /// So many points of [0, 1], both ends included.
    case line(Int)
    /// A grid of [0, 1]^2 with so many points on each side.
    case square(Int)
    /// A grid of [0, 1]^3 with so many points on each side.
    case cube(Int)
    /// Points, in the maximum norm.
    case points([[Double]])
    /// A metric space, by its distances.
    case distances([[Double]])

    fileprivate var shape: ArmSpace.Shape {
      switch self {
      case .line(let side): .grid(side: side, dimension: 1)
      case .square(let side): .grid(side: side, dimension: 2)
      case .cube(let side): .grid(side: side, dimension: 3)
      case .points(let points): .points(points)
      case .distances(let rows): .distances(rows)
      }
    }
  }

  /// Where a peak or a bump is.
  public enum Place: Hashable, Sendable {
    /// At a point.
    case point([Double])
    /// At an arm that is drawn uniformly for each replication.
    case random
  }

  /// The mean rewards.
  public enum Means: Hashable, Sendable {
    /// top - L D(x, at).
    case peak(at: Place, top: Double)
    /// 1/2 + max(0, height - L D(x, at)).
    case bump(at: Place, height: Double)
    /// top - L D(x, S), S a set of points.
    case target([[Double]], top: Double)
    /// Given for each arm.
    case values([Double])
    /// x P(v >= x) for a price x, with the law of a buyer's value v: pairs of a value and its probability; `nil` is
    /// uniform on [0, 1].
    case pricing([[Double]]?)
  }

  private static let largestPoints = 1000
  private static let coordinates = ParameterKind.list(of: .number(.unit), count: 1...100)
  private static let pointsKind = ParameterKind.list(of: coordinates, count: 1...largestPoints)
  private static let placeKind = ParameterKind.either([.choice(["random"]), .number(.unit), coordinates])

  /// `space` of scenario files.
  public static let space = Parameter<Space>(
    AnyParameter(
      "space",
      """
      Where the arms lie: `{"line": n}`, n points of [0, 1] from 0 to 1; `{"square": n}` and `{"cube": n}`, grids of \
      [0, 1]^2 and [0, 1]^3 with n points on each side, the first coordinate slowest; `{"points": [[...], ...]}`, \
      points; `{"distances": [[...], ...]}`, the distances of a metric space, a row for each arm. Points are in the \
      maximum norm.
      """,
      .oneKey([
        AnyParameter("line", "How many points.", .whole(2...100_000), default: .required),
        AnyParameter("square", "How many points on each side.", .whole(2...300), default: .required),
        AnyParameter("cube", "How many points on each side.", .whole(2...45), default: .required),
        AnyParameter("points", "The points, with coordinates in [0, 1].", pointsKind, default: .required),
        AnyParameter(
          "distances", "A row of distances for each arm.",
          .list(of: .list(of: .number(.nonNegative), count: 1...largestPoints), count: 1...largestPoints),
          default: .required),
      ]), default: .value(.object(["line": .whole(101)])), why: "a step of 0.01"),
    read: { setting in
      guard case .object(let object)? = setting else { return .line(101) }
      if let side = object["line"]?.asWhole { return .line(side) }
      if let side = object["square"]?.asWhole { return .square(side) }
      if let side = object["cube"]?.asWhole { return .cube(side) }
      return object.has("points") ? .points(rows(object["points"])) : .distances(rows(object["distances"]))
    },
    write: { space in
      switch space {
      case .line(let side): .object(["line": .whole(side)])
      case .square(let side): .object(["square": .whole(side)])
      case .cube(let side): .object(["cube": .whole(side)])
      case .points(let points): .object(["points": setting(points)])
      case .distances(let rows): .object(["distances": setting(rows)])
      }
    })
  /// `means` of scenario files.
  public static let means = Parameter<Means>(
    AnyParameter(
      "means",
      """
      The mean reward of an arm x, D its distance. `peak`: top - L D(x, at); `bump`: 1/2 + max(0, height - L D(x, \
      at)); `target`: top - L D(x, points), to the nearest of them; `values`: a mean for each arm, checked to be \
      Lipschitz; `pricing`: x is a price, and the mean is x times the probability that a buyer's value is x or more, \
      `uniform` on [0, 1] or by pairs of a value and its probability. `at` is a point or `random`, a uniformly random \
      arm in each replication.
      """,
      .oneKey([
        AnyParameter(
          "peak", "A cone.",
          .object([
            AnyParameter("at", "Where it is highest.", placeKind, default: .required),
            AnyParameter("top", "Its height.", .number(.unit), default: .value(.number(0.9)), unit: "reward"),
          ]), default: .required),
        AnyParameter(
          "bump", "A cone on flat land.",
          .object([
            AnyParameter("at", "Where it is highest.", placeKind, default: .required),
            AnyParameter(
              "height", "How far it rises.", .number(.closed(0...0.5)), default: .value(.number(0.1)), unit: "reward"),
          ]), default: .required),
        AnyParameter(
          "target", "The neighbourhood of some points.",
          .object([
            AnyParameter("points", "The points.", pointsKind, default: .required),
            AnyParameter(
              "top", "The mean at the points.", .number(.unit), default: .value(.number(0.9)), unit: "reward"),
          ]), default: .required),
        AnyParameter(
          "values", "A mean for each arm.", .list(of: .number(.unit), count: 1...largestPoints), default: .required),
        AnyParameter(
          "pricing", "The law of values.",
          .either([
            .choice(["uniform"]),
            .list(of: .list(of: .number(.unit), count: 2...2), count: 1...largestPoints),
          ]), default: .required),
      ]), default: .value(.object(["peak": .object(["at": .number(0.7), "top": .number(0.9)])])),
      unit: "reward", why: "a peak that no coarse grid hits"),
    read: { setting in
      guard case .object(let object)? = setting else { return .peak(at: .point([0.7]), top: 0.9) }
      if case .object(let peak)? = object["peak"] { return .peak(at: place(peak["at"]), top: peak.number("top")) }
      if case .object(let bump)? = object["bump"] { return .bump(at: place(bump["at"]), height: bump.number("height")) }
      if case .object(let target)? = object["target"] {
        return .target(rows(target["points"]), top: target.number("top"))
      }
      if let values = object["values"]?.asNumbers { return .values(values) }
      return .pricing(object["pricing"] == .text("uniform") ? nil : rows(object["pricing"]))
    },
    write: { means in
      switch means {
      case .peak(let at, let top): .object(["peak": .object(["at": setting(at), "top": .number(top)])])
      case .bump(let at, let height): .object(["bump": .object(["at": setting(at), "height": .number(height)])])
      case .target(let points, let top): .object(["target": .object(["points": setting(points), "top": .number(top)])])
      case .values(let values): .object(["values": .list(values.map { .number($0) })])
      case .pricing(let law): .object(["pricing": law.map { setting($0) } ?? .text("uniform")])
      }
    })
  /// `L` of scenario files.
  public static let lipschitz = Parameter.number(
    "L", "The Lipschitz constant, which learners are told.", .closed(1e-3...1e3), default: 1,
    unit: "reward per distance",
    why: "the book's normalisation")
  /// `noise` of scenario files.
  public static let noise = ObservationNoise.parameter

  private static func rows(_ setting: Setting?) -> [[Double]] {
    guard case .list(let rows)? = setting else { return [] }
    return rows.map { $0.asNumbers ?? [] }
  }

  private static func setting(_ rows: [[Double]]) -> Setting { .list(rows.map { .list($0.map { .number($0) }) }) }

  private static func place(_ setting: Setting?) -> Place {
    if let point = setting?.asNumbers { return .point(point) }
    return setting?.asNumber.map { .point([$0]) } ?? .random
  }

  private static func setting(_ place: Place) -> Setting {
    switch place {
    case .random: .text("random")
    case .point(let point): point.count == 1 ? .number(point[0]) : .list(point.map { .number($0) })
    }
  }

  public static let card = EnvironmentCard(
    id: "lipschitz", family: .bandit,
    summary: "Arms in a metric space, whose means change no faster than a known constant allows.",
    dynamics: """
      Pulling arm x pays a reward with the mean mu(x), |mu(x) - mu(y)| <= L D(x, y). pricing: x if a buyer whose value \
      is drawn anew buys, that is if the value is x or more, else 0; then mu(x) - mu(y) <= x - y for x above y, and L \
      is 1.
      """,
    feedback: "The reward of the arm pulled.",
    truth: "The means, and where the arms lie.",
    comparators: "pseudo and realized: the arm with the highest mean. simple: the same, once.",
    parameters: [space, means, lipschitz, noise],
    example: ["space": ["line": 21], "means": ["peak": ["at": 0.4, "top": 0.8]]],
    swift: "try LipschitzModel(space: .line(21), means: .peak(at: .point([0.4]), top: 0.8), horizon: 1000)",
    facts: EnvironmentFacts(.stochastic, isStationary: true, remembers: false, rewards: .settings, feedback: .bandit),
    notes: """
      Stochastic, stationary, independent of the history. Learners are told the space, L, and whether the condition \
      holds in one direction only (pricing). A fine grid stands for a continuum: the best point of [0, 1] is at most L \
      times half its step better than the best arm.
      """,
    reference: """
      A. Slivkins, Introduction to Multi-Armed Bandits, Foundations and Trends in Machine Learning 12, 2019 (arXiv \
      1904.07272), chapter 4; the prices: R. Kleinberg and T. Leighton, The value of knowing a demand curve, FOCS \
      2003.
      """)

  private let space: ArmSpace
  private let source: Means
  private let noise: ObservationNoise
  /// The means; `nil` where each replication has its own.
  private let fixedMeans: [Double]?
  public let problem: BanditProblem

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      space: settings[Self.space], means: settings[Self.means], horizon: horizon, lipschitz: settings[Self.lipschitz],
      noise: settings[Self.noise])
  }

  /// Creates the model: `LipschitzModel(space: .line(101), means: .peak(at: .point([0.7]), top: 0.9), horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, distances are no metric,
  ///   points do not fit the space, or a mean is outside [0, 1] or not Lipschitz.
  public init(
    space: Space = Self.space.default, means: Means = Self.means.default, horizon: Int,
    lipschitz: Double = Self.lipschitz.default, noise: ObservationNoise = Self.noise.default
  ) throws(InvalidSettings) {
    try Self.space.check(space)
    try Self.means.check(means)
    try Self.lipschitz.check(lipschitz)
    try Self.noise.check(noise)
    try Self.check(space)
    var isOneSided = false
    if case .pricing = means { isOneSided = true }
    let armSpace = ArmSpace(space.shape, lipschitz: lipschitz, isOneSided: isOneSided)
    try Self.check(means, in: armSpace, noise: noise)
    self.space = armSpace
    source = means
    self.noise = noise
    fixedMeans = Self.means(means, in: armSpace)
    if let fixedMeans {
      try Self.check(fixedMeans, of: means, in: armSpace)
    } else {
      try Self.checkDrawn(means, in: armSpace)
    }
    problem = BanditProblem(
      armCount: armSpace.armCount, horizon: horizon, rewardRange: noise.isBounded ? 0...1 : nil,
      noiseScale: noise.scale,
      space: armSpace)
  }

  // MARK: Checks

  private static func check(_ space: Space) throws(InvalidSettings) {
    switch space {
    case .line, .square, .cube: break
    case .points(let points):
      for (place, point) in points.enumerated() where point.count != points[0].count {
        throw InvalidSettings(
          "space.points[\(place)]",
          "found \(counted: point.count, "coordinate"); accepted: \(points[0].count), as of the first point")
      }
    case .distances(let rows):
      for (place, row) in rows.enumerated() {
        guard row.count == rows.count else {
          throw InvalidSettings(
            "space.distances[\(place)]",
            "found \(counted: row.count, "number"); accepted: \(rows.count), one for each arm")
        }
        for other in row.indices {
          guard row[other] == rows[other][place], (row[other] == 0) == (place == other) else {
            throw InvalidSettings(
              "space.distances[\(place)][\(other)]",
              "found \(row[other]); accepted: 0 from an arm to itself, above 0 and the same both ways else")
          }
        }
      }
      // Sums of decimal fractions round.
      let slack = 1 + 1e-12
      for first in rows.indices {
        for middle in rows.indices {
          for last in rows.indices where rows[first][last] > (rows[first][middle] + rows[middle][last]) * slack {
            throw InvalidSettings(
              "space.distances[\(first)][\(last)]",
              "found \(rows[first][last]), but over arm \(middle) it is nearer; accepted: distances of a metric")
          }
        }
      }
    }
  }

  private static func check(_ means: Means, in space: ArmSpace, noise: ObservationNoise) throws(InvalidSettings) {
    func fit(_ points: [[Double]], _ path: String) throws(InvalidSettings) {
      guard space.point(of: 0) != nil else {
        throw InvalidSettings(path, "a point has no place in a space of distances; accepted: \"random\", or values")
      }
      for point in points where point.count != space.dimension {
        throw InvalidSettings(
          path, "found \(counted: point.count, "coordinate"); accepted: \(space.dimension), as the space has")
      }
    }
    switch means {
    case .peak(.point(let point), _): try fit([point], "means.peak.at")
    case .bump(.point(let point), _): try fit([point], "means.bump.at")
    case .target(let points, _): try fit(points, "means.target.points")
    case .peak(.random, _), .bump(.random, _): break
    case .values(let values):
      guard values.count == space.armCount else {
        throw InvalidSettings(
          "means.values", "found \(counted: values.count, "number"); accepted: \(space.armCount), one for each arm")
      }
    case .pricing(let law):
      guard space.dimension == 1, space.point(of: 0) != nil else {
        throw InvalidSettings("means.pricing", "prices are numbers; accepted: a space with one coordinate")
      }
      guard space.lipschitz == 1 else {
        throw InvalidSettings("L", "found \(space.lipschitz); accepted with pricing: 1")
      }
      guard noise == .bernoulli else {
        throw InvalidSettings("noise", "buyers buy or do not; accepted with pricing: \"bernoulli\"")
      }
      if let law, abs(law.reduce(0) { $0 + $1[1] } - 1) > 1e-9 {
        throw InvalidSettings("means.pricing", "probabilities add up to \(law.reduce(0) { $0 + $1[1] }); accepted: 1")
      }
    }
  }

  private static func check(_ numbers: [Double], of means: Means, in space: ArmSpace) throws(InvalidSettings) {
    if let arm = numbers.firstIndex(where: { !(0...1).contains($0) }) {
      throw InvalidSettings(
        "means", "the mean of arm \(arm) is \(numbers[arm]); accepted: means in [0, 1], by a smaller L or a higher top")
    }
    guard case .values = means else { return }
    for first in numbers.indices {
      for second in 0..<first
      where abs(numbers[first] - numbers[second]) > space.lipschitz * space.distance(first, second) + 1e-12 {
        throw InvalidSettings(
          "means.values",
          """
          the arms \(second) and \(first) are \(space.distance(first, second)) apart, but their means differ by \
          \(abs(numbers[first] - numbers[second])); accepted: at most L times the distance
          """)
      }
    }
  }

  /// Whatever arm is drawn, all means are in [0, 1].
  private static func checkDrawn(_ means: Means, in space: ArmSpace) throws(InvalidSettings) {
    guard case .peak(_, let top) = means else { return }
    var largest = 1.0
    if case .distances(let rows) = space.shape { largest = rows.reduce(0) { max($0, $1.max() ?? 0) } }
    guard top - space.lipschitz * largest >= 0 else {
      throw InvalidSettings(
        "means.peak",
        "a mean may be \(top - space.lipschitz * largest); accepted: means in [0, 1], by a smaller L or a higher top")
    }
  }

  // MARK: Means and laws

  /// The means; `nil` where they are drawn.
  private static func means(_ source: Means, in space: ArmSpace) -> [Double]? {
    /// Distances to the nearest of some points.
    func distances(_ points: [[Double]]) -> [Double] {
      (0..<space.armCount).map { arm in
        let place = space.point(of: arm) ?? []
        return points.map { point in zip(place, point).reduce(0) { max($0, abs($1.0 - $1.1)) } }.min() ?? 0
      }
    }
    switch source {
    case .peak(.random, _), .bump(.random, _): return nil
    case .peak(.point(let point), let top): return distances([point]).map { top - space.lipschitz * $0 }
    case .bump(.point(let point), let height):
      return distances([point]).map { 0.5 + max(0, height - space.lipschitz * $0) }
    case .target(let points, let top): return distances(points).map { top - space.lipschitz * $0 }
    case .values(let values): return values
    case .pricing(let law):
      return (0..<space.armCount).map { arm in
        let price = space.point(of: arm)?[0] ?? 0
        return price * sale(at: price, law)
      }
    }
  }

  /// The probability that a buyer's value is at least a price.
  private static func sale(at price: Double, _ law: [[Double]]?) -> Double {
    guard let law else { return 1 - price }
    return min(1, law.reduce(0) { $0 + ($1[0] >= price ? $1[1] : 0) })
  }

  private static func laws(
    _ means: [Double], _ source: Means, _ space: ArmSpace, _ noise: ObservationNoise
  ) -> [ScalarLaw] {
    means.indices.map { arm in
      // The preconditions: means and probabilities are in [0, 1], deviations were checked.
      if case .pricing(let law) = source {
        let price = space.point(of: arm)?[0] ?? 0
        let sale = sale(at: price, law)
        return .categorical(try! Categorical(weights: [sale, 1 - sale]), values: [price, 0])
      }
      if let sd = noise.scale { return .gaussian(try! Gaussian(mean: means[arm], sd: sd)) }
      return noise == .deterministic ? .constant(means[arm]) : .bernoulli(try! Bernoulli(p: means[arm]))
    }
  }

  /// What is best.
  public var facts: [String] {
    let arms = "\(counted: space.armCount, "arm")"
    guard let fixedMeans, let best = fixedMeans.max() else {
      return ["\(arms); each replication draws where the best is"]
    }
    let count = fixedMeans.count { $0 == best }
    return ["\(arms); the highest mean is \(best), of \(count == 1 ? "one of them" : "\(count) of them")"]
  }

  public var largestGap: Double? {
    guard let fixedMeans else { return 1 }
    return (fixedMeans.max() ?? 0) - (fixedMeans.min() ?? 0)
  }

  /// The laws, and where arms lie.
  public var modelBytes: Int { 256 * problem.addressCount + distanceBytes }

  private var distanceBytes: Int {
    if case .distances(let rows) = space.shape { return 8 * rows.count * rows.count }
    return 0
  }

  /// The arms of a replication; an integer where a place is drawn.
  public func instance(of replication: Int, from stream: inout RandomStream) -> ArmsBandit {
    if let fixedMeans { return ArmsBandit(laws: Self.laws(fixedMeans, source, space, noise)) }
    let centre = stream.integer(below: space.armCount)
    let drawn = (0..<space.armCount).map { arm in
      let fall = space.lipschitz * space.distance(centre, arm)
      switch source {
      case .peak(_, let top): return top - fall
      case .bump(_, let height): return 0.5 + max(0, height - fall)
      case .target, .values, .pricing: return 0.5
      }
    }
    return ArmsBandit(laws: Self.laws(drawn, source, space, noise))
  }
}
