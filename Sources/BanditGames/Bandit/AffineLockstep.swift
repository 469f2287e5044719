import BanditCards
import BanditNumerics
import BanditStreams
import CBanditKernels

/// Replications of a bandit whose learner has an affine index, played together: rounds outside, replications inside.
///
/// Numbers of arms are kept with lanes innermost, so that the arms of a round are chosen for eight lanes at once; width
/// and weights are computed once for all lanes. Arms, rewards and accounts are the same as one by one, bit for bit.
///
/// - Complexity: a round costs O(K) multiply-adds for each eight lanes and O(1) for each lane. Memory: 32 bytes an arm and
///   lane, and the noise of each lane.
public struct AffineLockstep<Environment: BanditEnvironment, Learner: AffineIndexLearner>: BlockGame, ~Copyable {
  public typealias Base = BanditGame<Environment, Learner>

  @usableFromInline var games: [Base]
  @usableFromInline var accounts: [BanditLedger]
  @usableFromInline let learner: Learner
  @usableFromInline let armCount: Int
  /// The lanes in use.
  @usableFromInline let count: Int
  /// The lanes in memory: a multiple of those of a vector.
  @usableFromInline let stride: Int
  @usableFromInline let addressesRounds: Bool
  /// Whether the means of the arms played have to be added up round by round.
  @usableFromInline let addsMeans: Bool
  @usableFromInline let environments: UnsafeMutablePointer<Environment>
  @usableFromInline let noises: UnsafeMutablePointer<RandomStream>
  /// Owned, with all that it points to but the table of weights.
  @usableFromInline var lanes: BanditLanes
  /// Of each lane; only where means may change.
  @usableFromInline let values: UnsafeMutablePointer<CompensatedSum>
  @usableFromInline let benchmarks: UnsafeMutablePointer<CompensatedSum>
  /// The weights of 0, 1, ... pulls, as far as they were needed.
  @usableFromInline var weightOfPulls: [Double] = [0]

  /// Beyond this number of pulls weights are computed one by one, so that memory does not depend on the horizon.
  @usableFromInline static var longestTable: Int { 1 << 16 }

  /// Whether a learner and what is reported of it can be played this way.
  @inlinable
  public static func suits(_ learner: Learner, problem: BanditProblem, notions: [Notion], metrics: [Metric]) -> Bool {
    learner.hasAffineIndex && laneCount(for: problem) > 1
      && !BanditLedger.needsRecord(ofArms: notions, metrics: metrics)
  }

  /// As many as leave the numbers of all arms in the cache of a core; 1 where even eight do not.
  @inlinable
  public static func laneCount(for problem: BanditProblem) -> Int {
    problem.armCount <= 128 ? 32 : problem.armCount <= 2048 ? 8 : 1
  }

  @inlinable
  public init(
    _ count: Int, coupling: Coupling, game: (Int) -> Base, account: (Base) -> BanditLedger,
    environmentNoise: (Int) -> RandomStream, learnerNoise: (Int) -> RandomStream
  ) {
    games = (0..<count).map(game)
    accounts = games.map(account)
    learner = games[0].learner
    armCount = games[0].environment.armCount
    self.count = count
    addressesRounds = coupling == .rounds
    addsMeans = accounts.contains { !$0.hasFixedMeans }
    let vector = Int(BanditLanesPerVector)
    stride = (count + vector - 1) / vector * vector
    environments = .allocate(capacity: count)
    noises = .allocate(capacity: count)
    values = .allocate(capacity: count)
    benchmarks = .allocate(capacity: count)
    for lane in 0..<count {
      (environments + lane).initialize(to: games[lane].environment)
      (noises + lane).initialize(to: environmentNoise(lane))
      (values + lane).initialize(to: CompensatedSum())
      (benchmarks + lane).initialize(to: CompensatedSum())
    }
    lanes = BanditLanes(arms: armCount, lanes: stride)
  }

  deinit {
    environments.deinitialize(count: count)
    environments.deallocate()
    noises.deinitialize(count: count)
    noises.deallocate()
    values.deallocate()
    benchmarks.deallocate()
    lanes.deallocate()
  }

  @inlinable
  public mutating func play(_ rounds: ClosedRange<Int>) {
    extendTable(to: rounds.upperBound)
    weightOfPulls.withUnsafeBufferPointer { table in
      lanes.weight_of_pulls = table.baseAddress
      lanes.known_weights = Int64(table.count)
      for round in rounds {
        if round <= armCount {
          lanes.chosen.update(repeating: Int64(round - 1), count: stride)
        } else {
          bandit_choose_affine(&lanes, learner.width(at: round))
        }
        for lane in 0..<count { pull(in: lane, at: round) }
        bandit_observe(&lanes)
        if round >= table.count { weighUnknown(from: table.count) }
      }
      lanes.weight_of_pulls = nil
    }
  }

  @inlinable
  @inline(__always)
  func pull(in lane: Int, at round: Int) {
    let arm = Int(lanes.chosen[lane])
    noises[lane].move(
      to: arm, occurrence: addressesRounds ? round : Int(lanes.pulls[arm &* stride &+ lane]))
    let outcome = environments[lane].pull(arm, at: round, noise: &noises[lane])
    lanes.reward[lane] = outcome.reward
    if addsMeans {
      values[lane].add(outcome.mean)
      benchmarks[lane].add(outcome.bestMean)
    }
  }

  /// An arm is not pulled more often than there were rounds.
  @inlinable
  mutating func extendTable(to round: Int) {
    let end = min(round, Self.longestTable)
    while weightOfPulls.count <= end { weightOfPulls.append(learner.weight(ofPulls: weightOfPulls.count)) }
  }

  /// Weighs the arms just pulled that were pulled more often than the table knows.
  @inlinable
  func weighUnknown(from end: Int) {
    for lane in 0..<count {
      let place = Int(lanes.chosen[lane]) &* stride &+ lane
      let pulls = Int(lanes.pulls[place])
      if pulls >= end { lanes.weights[place] = learner.weight(ofPulls: pulls) }
    }
  }

  @inlinable
  public mutating func settle(learners: Bool) {
    for lane in 0..<count {
      for arm in 0..<armCount { accounts[lane].pulls[arm] = Int(lanes.pulls[arm * stride + lane]) }
      accounts[lane].resume(
        reward: CompensatedSum(lanes.total[lane], lost: lanes.lost[lane]), value: values[lane],
        benchmark: benchmarks[lane], changes: Int(lanes.changes[lane]), latestArm: Int(lanes.latest[lane]))
      if learners {
        games[lane].environment = environments[lane]
        games[lane].learner.resume(
          pulls: accounts[lane].pulls, sums: (0..<armCount).map { lanes.sums[$0 * stride + lane] })
      }
    }
  }

  @inlinable
  public func game(of lane: Int) -> Base { games[lane] }

  @inlinable
  public func account(of lane: Int) -> BanditLedger { accounts[lane] }
}

extension BanditLanes {
  /// Bandits before the first round; `deallocate` frees them.
  @usableFromInline
  init(arms: Int, lanes: Int) {
    self.init(
      arms: Int64(arms), lanes: Int64(lanes), pulls: Self.array(0, arms * lanes), sums: Self.array(0, arms * lanes),
      means: Self.array(0, arms * lanes), weights: Self.array(0, arms * lanes), weight_of_pulls: nil, known_weights: 0,
      chosen: Self.array(0, lanes), reward: Self.array(0, lanes), latest: Self.array(-1, lanes),
      changes: Self.array(0, lanes), total: Self.array(0, lanes), lost: Self.array(0, lanes))
  }

  private static func array<Number>(_ number: Number, _ count: Int) -> UnsafeMutablePointer<Number> {
    let array = UnsafeMutablePointer<Number>.allocate(capacity: count)
    array.initialize(repeating: number, count: count)
    return array
  }

  @usableFromInline
  func deallocate() {
    for integers in [pulls, chosen, latest, changes] { integers!.deallocate() }
    for numbers in [sums, means, weights, reward, total, lost] { numbers!.deallocate() }
  }
}
