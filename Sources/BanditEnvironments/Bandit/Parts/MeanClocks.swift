import BanditCards
import BanditGames
import BanditStreams

/// Means that are drawn anew from a prior at change points: of all arms together, or of each arm on a
/// clock of its own.
struct MeanClocks: Sendable {
  let armCount: Int
  private let horizon: Int
  private let prior: ScalarLaw
  /// The arms of each clock.
  private let clocks: [Range<Int>]
  private let gaps: Gaps

  private enum Gaps {
    /// A clock changes this often, at equal distances.
    case fixed(changes: Int)
    /// The rounds from a change to the next.
    case geometric(Geometric)
  }

  /// Means of one replication take up to this much room, in numbers.
  private static let limit = 10_000_000

  /// - Throws: `InvalidSettings` if an argument is out of the range that the card of `PiecewiseModel` states, or the
  ///   changes do not fit into the run or into memory.
  init(
    arms: Int, changes: Int, gaps spacing: ChangingMeans.Gaps, clock: ChangingMeans.Clock, prior: ScalarLaw?,
    areCoins: Bool, horizon: Int
  ) throws(InvalidSettings) {
    try PiecewiseModel.arms.check(arms)
    try PiecewiseModel.changes.check(changes)
    try PiecewiseModel.prior.check(prior)
    if areCoins, let prior, !(prior.range.map { $0.lowerBound >= 0 && $0.upperBound <= 1 } ?? false) {
      throw InvalidSettings(
        "prior",
        "draws means outside [0, 1], for arms that pay 0 or 1; accepted: beta, or uniform inside [0, 1]; give `sd` for "
          + "normal rewards")
    }
    self.horizon = horizon
    armCount = arms
    if let prior {
      self.prior = prior
    } else {
      self.prior = try ScalarLaw(settings: ScalarLaw.unitUniform, at: PiecewiseModel.prior.name)
    }
    clocks = clock == .perArm ? (0..<arms).map { $0..<$0 + 1 } : [0..<arms]

    let segments = Double(changes) * Double(clocks.count) + 1
    guard segments * Double(armCount) <= Double(MeanClocks.limit) else {
      throw InvalidSettings(
        "changes",
        """
        \(counted: changes, "change") of \(counted: armCount, "arm") make more than \(MeanClocks.limit) means; \
        accepted: fewer changes, fewer arms, or the clock `shared`
        """)
    }
    if changes == 0 {
      gaps = .fixed(changes: 0)
    } else if spacing == .fixed {
      guard segments + Double(clocks.count - 1) <= Double(horizon) else {
        throw InvalidSettings(
          "changes",
          "\(counted: horizon, "round") cannot hold \(counted: changes, "change") of \(counted: clocks.count, "clock")")
      }
      gaps = .fixed(changes: changes)
    } else {
      // A change can come in each round but the first.
      guard changes < horizon else {
        throw InvalidSettings("changes", "found \(changes); accepted: fewer than the horizon, \(horizon)")
      }
      do throws(DistributionError) {
        gaps = .geometric(try Geometric(p: Double(changes) / Double(horizon - 1)))
      } catch {
        throw InvalidSettings("changes", error.description)
      }
    }
  }

  /// The change points that are the same in every replication, in increasing order.
  var fixedChangePoints: [Int] {
    guard case .fixed(let changes) = gaps else { return [] }
    return clocks.indices.flatMap { fixedChangePoints(of: $0, changes) }.sorted()
  }

  /// The means of a replication: first the change points are drawn, clock by clock, then the means.
  func draw(from stream: inout RandomStream) -> [BanditTruth.Segment] {
    var changes: [(round: Int, arms: Range<Int>)] = []
    for (clock, arms) in clocks.enumerated() {
      let rounds =
        switch gaps {
        case .fixed(let changes): fixedChangePoints(of: clock, changes)
        case .geometric(let gap): randomChangePoints(gap, from: &stream)
        }
      changes += rounds.map { ($0, arms) }
    }
    changes.sort { ($0.round, $0.arms.lowerBound) < ($1.round, $1.arms.lowerBound) }

    var means = (0..<armCount).map { _ in prior.sample(from: &stream) }
    var segments = [BanditTruth.Segment(firstRound: 1, means: means)]
    for (round, arms) in changes {
      for arm in arms { means[arm] = prior.sample(from: &stream) }
      if segments.last?.firstRound == round { segments.removeLast() }
      segments.append(BanditTruth.Segment(firstRound: round, means: means))
    }
    return segments
  }

  /// Clock c of C makes its k-th of M changes after (k - c/C) T / (M + 1) rounds, rounded down, so that
  /// clocks take turns.
  private func fixedChangePoints(of clock: Int, _ changes: Int) -> [Int] {
    (0..<changes).map { change in
      let turn = (change + 1) * clocks.count - clock
      let turns = clocks.count * (changes + 1)
      return turns.dividingFullWidth(turn.multipliedFullWidth(by: horizon)).quotient + 1
    }
  }

  private func randomChangePoints(_ gap: Geometric, from stream: inout RandomStream) -> [Int] {
    var rounds: [Int] = []
    var round = 1 + Int(gap.sample(from: &stream))
    while round <= horizon {
      rounds.append(round)
      round += Int(gap.sample(from: &stream))
    }
    return rounds
  }
}
