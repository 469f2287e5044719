import BanditGames
import CBanditKernels

/// `EpsilonGreedy` with ties `lowest`, means and one first pull of each arm, many replications at a time.
public struct EpsilonGreedyLanes: LearnerLanes {
  private let learner: EpsilonGreedy
  private let armCount: Int
  private let count: Int
  private let stride: Int
  private var uniforms: [Double]

  public static func suits(_ learner: EpsilonGreedy, problem: BanditProblem) -> Bool {
    learner.ties == .lowest && learner.isPlain
  }

  public init(_ learner: EpsilonGreedy, armCount: Int, count: Int, stride: Int) {
    self.learner = learner
    self.armCount = armCount
    self.count = count
    self.stride = stride
    uniforms = Array(repeating: 0, count: stride)
  }

  public mutating func prepare(for rounds: ClosedRange<Int>) {}

  public mutating func choose(at round: Int, in bandits: inout BanditLanes, noise: borrowing LaneStreams) {
    if round <= armCount { return bandits.chosen.update(repeating: Int64(round - 1), count: stride) }
    // The arm with the highest mean.
    bandit_choose_affine(&bandits, 0)
    let probability = learner.explorationProbability(at: round)
    guard probability > 0 else { return }
    uniforms.withUnsafeMutableBufferPointer { noise.uniforms(at: round, into: $0.baseAddress!) }
    for lane in 0..<count where uniforms[lane] < probability {
      bandits.chosen[lane] = Int64(noise.integer(below: armCount, in: lane, at: round))
    }
  }

  public mutating func observe(at round: Int, in bandits: inout BanditLanes) { bandit_observe(&bandits) }

  public func restore(
    _ learner: inout EpsilonGreedy, from lane: Int, after rounds: Int, in bandits: BanditLanes, pulls: [Int]
  ) {
    learner.resume(pulls: pulls, sums: (0..<armCount).map { bandits.sums[$0 * stride + lane] })
  }
}
