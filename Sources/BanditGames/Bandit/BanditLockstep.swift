import BanditCards
import BanditNumerics
import BanditStreams
import CBanditKernels

/// Replications of a bandit played together: rounds outside, replications inside.
///
/// Numbers of arms are kept with lanes innermost, so that the arms of a round are chosen for eight lanes at once, and coins
/// are tossed for all lanes in one loop. Arms, rewards and accounts are the same as one by one, bit for bit.
///
/// - Complexity: beside what the learners take, O(1) for each lane and round. Memory: 32 bytes an arm and lane, and the
///   noise of each lane.
public struct BanditLockstep<Environment: BanditEnvironment, Learners: LearnerLanes>: BlockGame, ~Copyable {
  public typealias Base = BanditGame<Environment, Learners.Learner>

  /// Of each lane; owned.
  @usableFromInline let games: UnsafeMutablePointer<Base>
  @usableFromInline let accounts: UnsafeMutablePointer<BanditLedger>
  @usableFromInline var learners: Learners
  @usableFromInline let armCount: Int
  /// The lanes in use.
  @usableFromInline let count: Int
  /// The lanes in memory: a multiple of those of a vector.
  @usableFromInline let stride: Int
  @usableFromInline let addressesRounds: Bool
  /// Whether the means of the arms played have to be added up round by round.
  @usableFromInline let addsMeans: Bool
  @usableFromInline let environments: UnsafeMutablePointer<Environment>
  @usableFromInline let noise: LaneStreams
  @usableFromInline let learnerNoise: LaneStreams
  /// Of each arm and lane, where arms are coins; owned.
  @usableFromInline let coins: UnsafeMutablePointer<Double>?
  /// Owned, with all that it points to but the table of weights.
  @usableFromInline var lanes: BanditLanes
  /// Of each lane; only where means may change.
  @usableFromInline let values: UnsafeMutablePointer<CompensatedSum>
  @usableFromInline let benchmarks: UnsafeMutablePointer<CompensatedSum>
  @usableFromInline var rounds = 0

  /// With more arms, eight lanes would take too much memory.
  @usableFromInline static var mostArms: Int { 1 << 16 }

  /// Whether a learner and what is reported of it can be played this way.
  @inlinable
  public static func suits(
    _ learner: Learners.Learner, problem: BanditProblem, notions: [Notion], metrics: [Metric]
  ) -> Bool {
    Learners.suits(learner, problem: problem) && problem.armCount <= mostArms
      && !BanditLedger.needsRecord(ofArms: notions, metrics: metrics)
  }

  /// As many as leave the numbers of all arms in the cache of a core, and at least a vector of them.
  @inlinable
  public static func laneCount(for problem: BanditProblem) -> Int {
    problem.armCount <= 16 ? 64 : problem.armCount <= 128 ? 32 : 8
  }

  @inlinable
  public init(
    _ count: Int, coupling: Coupling, game: (Int) -> Base, account: (Base) -> BanditLedger,
    environmentNoise: (Int) -> RandomStream, learnerNoise: (Int) -> RandomStream
  ) {
    games = .allocate(capacity: count)
    accounts = .allocate(capacity: count)
    for lane in 0..<count {
      (games + lane).initialize(to: game(lane))
      (accounts + lane).initialize(to: account(games[lane]))
    }
    armCount = games[0].environment.armCount
    self.count = count
    addressesRounds = coupling == .rounds
    let accounts = accounts
    addsMeans = (0..<count).contains { !accounts[$0].hasFixedMeans }
    let vector = Int(BanditLanesPerVector)
    stride = (count + vector - 1) / vector * vector
    learners = Learners(games[0].learner, armCount: armCount, count: count, stride: stride)
    environments = .allocate(capacity: count)
    values = .allocate(capacity: count)
    benchmarks = .allocate(capacity: count)
    for lane in 0..<count {
      (environments + lane).initialize(to: games[lane].environment)
      (values + lane).initialize(to: CompensatedSum())
      (benchmarks + lane).initialize(to: CompensatedSum())
    }
    noise = LaneStreams(count, environmentNoise)
    self.learnerNoise = LaneStreams(count, learnerNoise)
    coins =
      addsMeans || !noise.areAddressed
      ? nil
      : LaneCoins.table(UnsafeBufferPointer(start: environments, count: count), arms: armCount, stride: stride)
    lanes = BanditLanes(arms: armCount, lanes: stride)
  }

  deinit {
    games.deinitialize(count: count)
    games.deallocate()
    accounts.deinitialize(count: count)
    accounts.deallocate()
    environments.deinitialize(count: count)
    environments.deallocate()
    values.deallocate()
    benchmarks.deallocate()
    coins?.deallocate()
    lanes.deallocate()
  }

  @inlinable
  public mutating func play(_ rounds: ClosedRange<Int>) {
    learners.prepare(for: rounds)
    for round in rounds {
      learners.choose(at: round, in: &lanes, noise: learnerNoise)
      if let coins {
        noise.toss(&lanes, coins, at: addressesRounds ? round : nil)
      } else {
        for lane in 0..<count { pull(in: lane, at: round) }
      }
      learners.observe(at: round, in: &lanes)
    }
    self.rounds = rounds.upperBound
  }

  @inlinable
  @inline(__always)
  func pull(in lane: Int, at round: Int) {
    let arm = Int(lanes.chosen[lane])
    let stream = noise.streams + lane
    stream.pointee.move(
      to: arm, occurrence: addressesRounds ? round : Int(lanes.pulls[arm &* stride &+ lane]))
    let outcome = environments[lane].pull(arm, at: round, noise: &stream.pointee)
    lanes.reward[lane] = outcome.reward
    if addsMeans {
      values[lane].add(outcome.mean)
      benchmarks[lane].add(outcome.bestMean)
    }
  }

  @inlinable
  public mutating func settle(learners isWanted: Bool) {
    for lane in 0..<count {
      accounts[lane].resume(pulls: UnsafePointer(lanes.pulls + lane), stride: stride)
      accounts[lane].resume(
        reward: CompensatedSum(lanes.total[lane], lost: lanes.lost[lane]), value: values[lane],
        benchmark: benchmarks[lane], changes: Int(lanes.changes[lane]), latestArm: Int(lanes.latest[lane]))
      if isWanted {
        games[lane].environment = environments[lane]
        learners.restore(
          &games[lane].learner, from: lane, after: rounds, in: lanes, pulls: accounts[lane].pulls)
      }
    }
  }

  @inlinable
  public func show<Result>(
    _ lane: Int, to body: (UnsafePointer<Base>, UnsafePointer<BanditLedger>) throws -> Result
  ) rethrows -> Result {
    try body(UnsafePointer(games + lane), UnsafePointer(accounts + lane))
  }
}

/// The probabilities of coins in lanes.
@usableFromInline
enum LaneCoins {
  /// Of each arm and lane, to be freed; `nil` where arms are no coins.
  @usableFromInline
  static func table(
    _ environments: UnsafeBufferPointer<some BanditEnvironment>, arms: Int, stride: Int
  ) -> UnsafeMutablePointer<Double>? {
    let coins = environments.compactMap { ($0 as? any CoinEnvironment)?.coinProbabilities }
    guard coins.count == environments.count else { return nil }
    let table = UnsafeMutablePointer<Double>.allocate(capacity: arms * stride)
    table.initialize(repeating: 0, count: arms * stride)
    for (lane, probabilities) in coins.enumerated() {
      for arm in 0..<arms { table[arm * stride + lane] = probabilities[arm] }
    }
    return table
  }
}

extension BanditLanes {
  /// Bandits before the first round; `deallocate` frees them.
  @usableFromInline
  init(arms: Int, lanes: Int) {
    self.init(
      arms: Int64(arms), lanes: Int64(lanes), pulls: .filled(0, arms * lanes), sums: .filled(0, arms * lanes),
      means: .filled(0, arms * lanes), weights: .filled(0, arms * lanes), weight_of_pulls: nil, known_weights: 0,
      chosen: .filled(0, lanes), reward: .filled(0, lanes), latest: .filled(-1, lanes), changes: .filled(0, lanes),
      total: .filled(0, lanes), lost: .filled(0, lanes))
  }

  @usableFromInline
  func deallocate() {
    for integers in [pulls, chosen, latest, changes] { integers!.deallocate() }
    for numbers in [sums, means, weights, reward, total, lost] { numbers!.deallocate() }
  }
}

extension UnsafeMutablePointer {
  /// Memory of its own, with a number everywhere.
  package static func filled(_ number: Pointee, _ count: Int) -> UnsafeMutablePointer {
    let numbers = UnsafeMutablePointer.allocate(capacity: count)
    numbers.initialize(repeating: number, count: count)
    return numbers
  }
}
