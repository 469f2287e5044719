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

  /// The parameters of cards.
  static let parameters = [
    AnyParameter(
      "changePoints", "The steps in which a new law takes effect, increasing; those after the horizon are left out.",
      .list(of: .whole(from: 2), count: 0...100_000), default: .absent("no changes, or `changeRate` is given"),
      unit: "steps"),
    AnyParameter(
      "changeRate",
      """
      Instead of `changePoints`: each replication draws its own, with gaps of `minimumGap` - 1 plus a geometric number \
      of steps with this probability.
      """, .number(NumberRange(lower: .excluded(0), upper: .included(1))),
      default: .absent("`changePoints` is given, or nothing changes"), unit: "changes per step"),
    AnyParameter(
      "minimumGap", "The least number of steps between changes, with `changeRate`.", .whole(from: 1),
      default: .absent("1, where `changeRate` is given"), unit: "steps"),
  ]

  /// An instance holds no more segments than this.
  private static let limit = 100_000

  init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    self.horizon = horizon
    if settings.has("changeRate") {
      if settings.has("changePoints") {
        throw InvalidSettings("changeRate", "`changeRate` does not go with `changePoints`; keep one of them")
      }
      let minimum = settings.has("minimumGap") ? settings.whole("minimumGap") : 1
      let rate = settings.number("changeRate")
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
    if settings.has("minimumGap") {
      throw InvalidSettings("minimumGap", "`minimumGap` goes with `changeRate`; give both or neither")
    }
    let steps = settings.has("changePoints") ? settings.wholes("changePoints") : []
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
