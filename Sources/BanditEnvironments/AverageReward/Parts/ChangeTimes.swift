import BanditCards
import BanditGames
import BanditStreams

/// When the law of an environment changes: at given steps, or at random ones with geometric gaps.
struct ChangeTimes: Sendable {
  private enum Source {
    case given([Int])
    case drawn(gap: Geometric, minimum: Int)
  }

  private let source: Source
  private let horizon: Int

  /// `changePoints` of scenario files; `nil` if they are left out.
  static let changePoints = Parameter<[Int]?>(
    AnyParameter(
      "changePoints", "The steps in which a new law takes effect, increasing; those after the horizon are left out.",
      .list(of: .whole(from: 2), count: 0...100_000), default: .absent("no changes, or `changeRate` is given"),
      unit: "steps"),
    read: { $0?.asWholes }, write: { steps in steps.map { .list($0.map { .whole($0) }) } })
  /// `changeRate` of scenario files.
  static let changeRate = Parameter.number(
    "changeRate",
    """
    Instead of `changePoints`: each replication draws its own, with gaps of `minimumGap` - 1 plus a geometric number \
    of steps with this probability.
    """, NumberRange(lower: .excluded(0), upper: .included(1)),
    absent: "`changePoints` is given, or nothing changes", unit: "changes per step")
  /// `minimumGap` of scenario files.
  static let minimumGap = Parameter.whole(
    "minimumGap", "The least number of steps between changes, with `changeRate`.", 1...Int.max,
    absent: "1, where `changeRate` is given", unit: "steps")

  /// An instance holds no more segments than this.
  private static let limit = 100_000

  /// Creates the changes up to a horizon.
  ///
  /// - Throws: `InvalidSettings` if an argument is not accepted, or they do not go together.
  init(points: [Int]?, rate: Double?, minimumGap: Int?, horizon: Int) throws(InvalidSettings) {
    try ChangeTimes.changePoints.check(points)
    try ChangeTimes.changeRate.check(rate)
    try ChangeTimes.minimumGap.check(minimumGap)
    self.horizon = horizon
    if let rate {
      if points != nil {
        throw InvalidSettings("changeRate", "`changeRate` does not go with `changePoints`; keep one of them")
      }
      let minimum = minimumGap ?? 1
      guard Double(horizon) / (Double(minimum) - 1 + 1 / rate) <= Double(ChangeTimes.limit) else {
        throw InvalidSettings(
          "changeRate",
          "found \(rate), more than \(ChangeTimes.limit) changes in \(horizon) steps; accepted: fewer changes")
      }
      do throws(DistributionError) {
        source = .drawn(gap: try Geometric(p: rate), minimum: minimum)
      } catch {
        throw InvalidSettings("changeRate", error.description)
      }
      return
    }
    if minimumGap != nil {
      throw InvalidSettings("minimumGap", "`minimumGap` goes with `changeRate`; give both or neither")
    }
    let steps = points ?? []
    if let place = steps.indices.dropFirst().first(where: { steps[$0] <= steps[$0 - 1] }) {
      throw InvalidSettings(
        "changePoints[\(place)]", "found \(steps[place]) after \(steps[place - 1]); accepted: increasing steps")
    }
    source = .given(steps.filter { $0 <= horizon })
  }

  /// The changes, where every replication has the same.
  var fixed: [Int]? {
    if case .given(let steps) = source { steps } else { nil }
  }

  /// How many changes there may be, for an estimate of the memory: twice the expected number.
  var likelyCount: Int {
    switch source {
    case .given(let steps): steps.count
    case .drawn(let gap, let minimum):
      Int((2 * Double(horizon) / (Double(minimum) - 1 + 1 / gap.p)).rounded(.up))
    }
  }

  /// The changes of a replication, in 2...horizon, increasing.
  func draw(from stream: inout RandomStream) -> [Int] {
    switch source {
    case .given(let steps): return steps
    case .drawn(let gap, let minimum):
      var steps: [Int] = []
      var latest = 1.0
      while true {
        latest += Double(minimum - 1) + gap.sample(from: &stream)
        guard latest <= Double(horizon) else { return steps }
        steps.append(Int(latest))
      }
    }
  }
}
