import BanditStreams
import CBanditKernels

/// A learner for bandits that can be played many replications at a time, to the same arms and numbers.
public protocol LockstepLearner: BanditLearner {
  /// What is kept of several replications.
  associatedtype Lanes: LearnerLanes where Lanes.Learner == Self
}

/// What learners of one kind keep of several replications, arm by arm with lanes innermost, so that arms can be chosen for
/// all of them at once (`BanditLockstep`). The arms are those of the learner itself, bit for bit.
///
/// It is kept beside the learner, whose file has the formula.
public protocol LearnerLanes: SendableMetatype {
  /// Who would play a replication alone.
  associatedtype Learner: BanditLearner

  /// Whether the learner's settings can be played this way.
  static func suits(_ learner: Learner, problem: BanditProblem) -> Bool

  /// Learners before their first round, one in each lane.
  ///
  /// - Parameters:
  ///   - count: the lanes in use.
  ///   - stride: the lanes in memory.
  init(_ learner: Learner, armCount: Int, count: Int, stride: Int)

  /// Told of rounds that will be played, before the first of them.
  mutating func prepare(for rounds: ClosedRange<Int>)

  /// Chooses the arm of each lane for a round.
  mutating func choose(at round: Int, in bandits: inout BanditLanes, noise: borrowing LaneStreams)

  /// Learns what the arms of a round paid, and counts it.
  mutating func observe(at round: Int, in bandits: inout BanditLanes)

  /// Brings a learner to where it is in a lane, after some rounds.
  func restore(_ learner: inout Learner, from lane: Int, after rounds: Int, in bandits: BanditLanes, pulls: [Int])
}

/// Arms that pay 1 with a fixed probability, else 0: 1 where one uniform number is below the probability.
public protocol CoinEnvironment: BanditEnvironment {
  /// The probability that each arm pays 1.
  var coinProbabilities: [Double] { get }
}

/// The streams of several lanes.
public struct LaneStreams: ~Copyable {
  /// How many they are.
  @usableFromInline let count: Int
  /// Of each lane.
  @usableFromInline let streams: UnsafeMutablePointer<RandomStream>
  /// The first words of each; `nil` where one of GSL's generators takes the place of Philox.
  private let words: UnsafeMutablePointer<BanditStream>?

  @usableFromInline
  init(_ count: Int, _ stream: (Int) -> RandomStream) {
    self.count = count
    streams = .allocate(capacity: count)
    for lane in 0..<count { (streams + lane).initialize(to: stream(lane)) }
    let streams = streams
    let first = (0..<count).compactMap { streams[$0].firstWords }
    words = first.count == count ? .allocate(capacity: count) : nil
    words?.initialize(from: first, count: count)
  }

  deinit {
    streams.deinitialize(count: count)
    streams.deallocate()
    words?.deallocate()
  }

  /// Whether `toss` can be asked.
  @usableFromInline var areAddressed: Bool { words != nil }

  /// The first uniform number of a round in each lane.
  public func uniforms(at round: Int, into numbers: UnsafeMutablePointer<Double>) {
    if let words { return bandit_uniforms(words, Int64(count), 0, Int64(round), numbers) }
    for lane in 0..<count {
      streams[lane].move(to: 0, occurrence: round)
      numbers[lane] = streams[lane].uniform()
    }
  }

  /// A whole number below a bound: the next one of a lane after its uniform number.
  public func integer(below bound: Int, in lane: Int, at round: Int) -> Int {
    if words != nil {
      streams[lane].move(to: 0, occurrence: round)
      _ = streams[lane].uniform()
    }
    return streams[lane].integer(below: bound)
  }

  /// Draws the rewards of coins, see `bandit_toss`.
  ///
  /// - Parameter round: what addresses the numbers; `nil` for how often the arm was pulled.
  @usableFromInline
  func toss(_ bandits: inout BanditLanes, _ probabilities: UnsafePointer<Double>, at round: Int?) {
    bandit_toss(&bandits, words, Int64(count), probabilities, Int64(round ?? -1))
  }
}
