import BanditComparators
import BanditGames
import BanditStreams

/// A Markov decision process from tables, possibly another one from certain steps on; every reward is its mean, so
/// that with deterministic transitions a learner's path can be worked out by hand.
public struct ScriptedProcess: AverageRewardEnvironment {
  /// The segments.
  public let truth: AverageRewardTruth
  /// The present state; a run begins in state 0.
  public private(set) var state = 0
  private let tossesCoins: Bool

  /// Creates an environment.
  ///
  /// - Parameters:
  ///   - processes: the laws, each with the step in which it takes effect; the first one in step 1.
  ///   - tossesCoins: whether a reward is 1 with the probability of the mean, else 0.
  public init(_ processes: [(firstRound: Int, process: MarkovDecisionProcess)], tossesCoins: Bool = false) {
    truth = AverageRewardTruth(
      segments: processes.map { AverageRewardTruth.Segment(firstRound: $0.firstRound, process: $0.process) })
    self.tossesCoins = tossesCoins
  }

  public var stateCount: Int { truth.segments[0].process.stateCount }

  public var actionCount: Int { truth.segments[0].process.actionCount }

  /// Takes a step; one uniform for the next state, and one for a coin.
  public mutating func step(_ action: Int, at round: Int, noise: inout RoundNoise) -> StepOutcome {
    let segment = truth.segment(at: round)
    let pair = state * actionCount + action
    var rest = noise.uniform()
    let row = Array(segment.process.row(pair))
    state = row.lastIndex { $0 > 0 }!
    for (next, probability) in row.enumerated() {
      rest -= probability
      if rest < 0 {
        state = next
        break
      }
    }
    let mean = segment.process.rewards[pair]
    let reward = tossesCoins ? (noise.uniform() < mean ? 1 : 0) : mean
    return StepOutcome(reward: reward, nextState: state, mean: mean, optimalGain: segment.optimum?.gain ?? .nan)
  }
}
