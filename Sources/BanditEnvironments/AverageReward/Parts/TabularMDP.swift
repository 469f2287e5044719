import BanditCards
import BanditGames
import BanditStreams

/// A path through a Markov decision process given by tables, which may change at certain steps.
///
/// The next state is drawn by inversion from one uniform, in the order of the states; a Bernoulli reward is
/// `u < mean` for a second one.
public struct TabularMDP: AverageRewardEnvironment {
  /// The law of rewards, given their means.
  public enum RewardNoise: String, Sendable, CaseIterable {
    /// 1 with the probability of the mean, else 0.
    case bernoulli
    /// The mean itself.
    case deterministic
  }

  /// The segments.
  public let truth: AverageRewardTruth
  public let stateCount: Int
  public let actionCount: Int
  /// The present state.
  public private(set) var state: Int
  private let rewardNoise: RewardNoise
  private var segment = 0
  private var nextChange = 1
  private var optimalGain = Double.nan
  private var means: [Double] = []
  /// The mean reward of each pair and next state; empty where it does not depend on that.
  private var meansByNextState: [Double] = []
  /// For each pair the sums of its row; 2 from the last state on that has a probability.
  private var sums: [Double] = []

  /// Creates the instance, in a state.
  ///
  /// - Precondition: the state is one of the process.
  public init(truth: AverageRewardTruth, initialState: Int = 0, rewardNoise: RewardNoise = .bernoulli) {
    let process = truth.segments[0].process
    precondition(
      (0..<process.stateCount).contains(initialState),
      "a run needs one of the \(process.stateCount) states to begin in, not \(initialState)")
    self.truth = truth
    self.rewardNoise = rewardNoise
    stateCount = process.stateCount
    actionCount = process.actionCount
    state = initialState
    enter(0)
  }

  /// Takes a step; one uniform, and one for a Bernoulli reward. A mean reward that depends on the next state is that of
  /// the state drawn.
  ///
  /// - Precondition: rounds do not go back; the present state has the action.
  public mutating func step(_ action: Int, at round: Int, noise: inout RoundNoise) -> StepOutcome {
    while round >= nextChange { enter(segment + 1) }
    let pair = state * actionCount + action
    let uniform = noise.uniform()
    var next = 0
    while uniform >= sums[pair * stateCount + next] { next += 1 }
    state = next
    let mean = means[pair]
    let paid = meansByNextState.isEmpty ? mean : meansByNextState[pair * stateCount + next]
    let reward = rewardNoise == .deterministic ? paid : noise.uniform() < paid ? 1 : 0
    return StepOutcome(reward: reward, nextState: next, mean: mean, optimalGain: optimalGain)
  }

  private mutating func enter(_ index: Int) {
    let process = truth.segments[index].process
    segment = index
    nextChange = index + 1 < truth.segments.count ? truth.segments[index + 1].firstRound : Int.max
    optimalGain = truth.segments[index].optimum?.gain ?? .nan
    means = process.rewards
    meansByNextState = process.rewardsByNextState ?? []
    sums = (0..<process.pairCount).flatMap { pair in
      let row = process.row(pair)
      let last = row.lastIndex { $0 > 0 }!
      var sum = 0.0
      return row.indices.map { place in
        sum += row[place]
        // Rounding must not leave a gap below 1.
        return place < last ? sum : 2
      }
    }
  }
}

extension TabularMDP {
  /// `noise` of scenario files.
  public static let noiseParameter = Parameter.choice(
    "noise",
    "The law of rewards: `bernoulli`, 1 with the probability of the mean, or `deterministic`, the mean itself.",
    default: RewardNoise.bernoulli, why: "the law of the papers' experiments")

  /// `initial` of scenario files.
  public static let initialParameter = Parameter.whole(
    "initial", "The state in which a run begins.", from: 0, default: 0)

  /// How many numbers the tables of an instance may hold.
  static let tableLimit = 10_000_000
}
