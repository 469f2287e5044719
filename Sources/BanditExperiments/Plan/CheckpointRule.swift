import BanditCards
import BanditGames
import Foundation

/// After which rounds the ledgers are read.
public enum CheckpointRule: Hashable, Sendable {
  /// 1, 1.2, 1.4, 1.7, 2, 2.5, 3, 4, ..., 9 times each power of ten, rounded; and each change point and the
  /// round before it.
  case log
  /// n rounds at equal distances, rounded down.
  case linear(Int)
  /// n rounds per factor of ten, rounded.
  case perDecade(Int)
  /// n rounds at equal distances, the first one after a share of 1/n of them, as in the curves of
  /// arXiv 2310.04652.
  case groupPoints(Int)
  /// The rounds of the scenario.
  case rounds([Int])

  /// The most checkpoints of a run.
  package static let limit = 1_000_000

  /// What `checkpoints` accepts.
  package static let kind = ParameterKind.either([
    .choice(["log"]),
    .oneKey([
      AnyParameter("linear", "This many rounds at equal distances.", .whole(1...limit), default: .required),
      AnyParameter("perDecade", "This many rounds per factor of ten.", .whole(1...10_000), default: .required),
      AnyParameter(
        "groupPoints",
        "This many points of each group's own time, at equal distances from its first 1/n on; for grouped data.",
        .whole(1...limit),
        default: .required),
    ]),
    .list(of: .whole(from: 1), count: 1...limit),
  ])

  /// The rule that a setting of `kind` stands for.
  package init(_ setting: Setting) {
    switch setting {
    case .list(let rounds):
      self = .rounds(rounds.compactMap { if case .whole(let round) = $0 { round } else { nil } })
    case .object(let settings) where settings.has("linear"): self = .linear(settings.whole("linear"))
    case .object(let settings) where settings.has("perDecade"): self = .perDecade(settings.whole("perDecade"))
    case .object(let settings): self = .groupPoints(settings.whole("groupPoints"))
    default: self = .log
    }
  }

  /// As a scenario file says it.
  package var setting: Setting {
    switch self {
    case .log: .text("log")
    case .linear(let count): .object(["linear": .whole(count)])
    case .perDecade(let count): .object(["perDecade": .whole(count)])
    case .groupPoints(let count): .object(["groupPoints": .whole(count)])
    case .rounds(let rounds): .list(rounds.map { .whole($0) })
    }
  }

  /// The checkpoints of a run, or of a group in its own time: strictly increasing, within `1...horizon`, the
  /// last one the horizon. Rounds of the scenario beyond the horizon, which a small group has not, are left out.
  ///
  /// - Parameters:
  ///   - horizon: the number of rounds.
  ///   - changePoints: the rounds in which the environment changes, in 2...horizon.
  /// - Precondition: rounds are increasing.
  /// - Complexity: O(n log n) for n checkpoints, whatever the horizon.
  public func checkpoints(horizon: Int, changePoints: [Int] = []) -> [Int] {
    let candidates =
      switch self {
      case .log: (CheckpointRule.logarithmic(horizon) + changePoints.flatMap { [$0 - 1, $0] }).sorted()
      case .linear(let count): CheckpointRule.linear(min(count, horizon), horizon)
      case .perDecade(let count): CheckpointRule.perDecade(count, horizon)
      case .groupPoints(let count): CheckpointRule.groupPoints(min(count, horizon), horizon)
      case .rounds(let rounds): rounds.filter { $0 < horizon }
      }
    var checkpoints: [Int] = []
    for candidate in candidates + [horizon] where candidate > (checkpoints.last ?? 0) {
      checkpoints.append(candidate)
    }
    return checkpoints
  }

  private static func logarithmic(_ horizon: Int) -> [Int] {
    var rounds: [Int] = []
    var (power, isBeyondInt) = (1, false)
    while !isBeyondInt {
      for tenths in [10, 12, 14, 17, 20, 25, 30, 40, 50, 60, 70, 80, 90] {
        // From 10 on the division is exact, and dividing first does not overflow.
        let round = power == 1 ? (tenths + 5) / 10 : power / 10 * tenths
        if round >= horizon { return rounds }
        rounds.append(round)
      }
      (power, isBeyondInt) = power.multipliedReportingOverflow(by: 10)
    }
    return rounds
  }

  private static func linear(_ count: Int, _ horizon: Int) -> [Int] {
    (1...count).map { count.dividingFullWidth($0.multipliedFullWidth(by: horizon)).quotient }
  }

  /// One more than the published points, which count the rows of the fit that is compared with one row more.
  private static func groupPoints(_ count: Int, _ horizon: Int) -> [Int] {
    let first = horizon / count
    guard count > 1 else { return [] }
    return (0..<count).map { step in
      first + 1 + (count - 1).dividingFullWidth(step.multipliedFullWidth(by: horizon - 1 - first)).quotient
    }
  }

  private static func perDecade(_ count: Int, _ horizon: Int) -> [Int] {
    var rounds: [Int] = []
    for step in 0... {
      let round = pow(10, Double(step) / Double(count)).rounded()
      if round >= Double(horizon) { break }
      rounds.append(Int(round))
    }
    return rounds
  }
}
