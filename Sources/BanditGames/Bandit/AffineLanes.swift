import CBanditKernels

/// Learners with an affine index, in lanes: width and weights are computed once for all of them.
///
/// - Complexity: a round costs O(K) multiply-adds for each eight lanes and O(1) for each lane; O(log K) for each lane where
///   arms are many.
public struct AffineLanes<Learner: AffineIndexLearner>: LearnerLanes {
  @usableFromInline let learner: Learner
  @usableFromInline let armCount: Int
  @usableFromInline let count: Int
  @usableFromInline let stride: Int
  /// Of each lane, where arms are too many to look at all of them.
  @usableFromInline var tournaments: [KineticTournament]
  /// The weights of 0, 1, ... pulls, as far as they were needed.
  @usableFromInline var weightOfPulls: [Double] = [0]

  /// Beyond this number of pulls weights are computed one by one, so that memory does not depend on the horizon.
  @usableFromInline static var longestTable: Int { 1 << 16 }

  /// From this number of arms on a tournament is faster than looking at all of them.
  @usableFromInline static var manyArms: Int { 2048 }

  @inlinable
  public static func suits(_ learner: Learner, problem: BanditProblem) -> Bool { learner.hasAffineIndex }

  @inlinable
  public init(_ learner: Learner, armCount: Int, count: Int, stride: Int) {
    self.learner = learner
    self.armCount = armCount
    self.count = count
    self.stride = stride
    tournaments =
      armCount < Self.manyArms ? [] : Array(repeating: KineticTournament(armCount: armCount), count: count)
  }

  /// An arm is not pulled more often than there were rounds.
  @inlinable
  public mutating func prepare(for rounds: ClosedRange<Int>) {
    let end = min(rounds.upperBound, Self.longestTable)
    while weightOfPulls.count <= end { weightOfPulls.append(learner.weight(ofPulls: weightOfPulls.count)) }
  }

  @inlinable
  @inline(__always)
  public mutating func choose(at round: Int, in bandits: inout BanditLanes, noise: borrowing LaneStreams) {
    if round <= armCount {
      bandits.chosen.update(repeating: Int64(round - 1), count: stride)
    } else if tournaments.isEmpty {
      bandit_choose_affine(&bandits, learner.width(at: round))
    } else {
      let width = learner.width(at: round)
      for lane in 0..<count { bandits.chosen[lane] = Int64(tournaments[lane].winner(at: width)) }
    }
  }

  @inlinable
  @inline(__always)
  public mutating func observe(at round: Int, in bandits: inout BanditLanes) {
    weightOfPulls.withUnsafeBufferPointer { table in
      bandits.weight_of_pulls = table.baseAddress
      bandits.known_weights = Int64(table.count)
      bandit_observe(&bandits)
      bandits.weight_of_pulls = nil
    }
    if round >= weightOfPulls.count { weighUnknown(&bandits) }
    if !tournaments.isEmpty { enterPulled(bandits) }
  }

  /// Weighs the arms just pulled that were pulled more often than the table knows.
  @inlinable
  func weighUnknown(_ bandits: inout BanditLanes) {
    for lane in 0..<count {
      let place = Int(bandits.chosen[lane]) &* stride &+ lane
      let pulls = Int(bandits.pulls[place])
      if pulls >= weightOfPulls.count { bandits.weights[place] = learner.weight(ofPulls: pulls) }
    }
  }

  /// Tells the tournaments of the arms just pulled.
  @usableFromInline
  mutating func enterPulled(_ bandits: BanditLanes) {
    for lane in 0..<count {
      let arm = Int(bandits.chosen[lane])
      let place = arm &* stride &+ lane
      tournaments[lane].set(arm, mean: bandits.means[place], weight: bandits.weights[place])
    }
  }

  public func restore(
    _ learner: inout Learner, from lane: Int, after rounds: Int, in bandits: BanditLanes, pulls: [Int]
  ) {
    learner.resume(pulls: pulls, sums: (0..<armCount).map { bandits.sums[$0 * stride + lane] })
  }
}
