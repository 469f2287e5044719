import BanditCards
import BanditGames
import BanditStreams

/// Losses whose means are constant on segments of rounds: coins, or the means themselves.
///
/// A coin is drawn as the reward 1 - loss would be: the loss is 0 if `u < 1 - mean` and 1 else, from one uniform `u`
/// of each action and round. Two sources of the same label then meet the same luck, and a bandit of coins with means
/// 1 - mean under the coupling `rounds` meets it too.
public struct SegmentedLosses: ExpertsEnvironment {
  /// A run of rounds during which no mean changes.
  public struct Segment: Hashable, Sendable {
    /// The first round; it lasts until the next segment begins, the last one forever.
    public let firstRound: Int
    /// The mean loss of each action.
    public let means: [Double]

    /// Creates a segment.
    public init(firstRound: Int, means: [Double]) {
      self.firstRound = firstRound
      self.means = means
    }
  }

  /// How losses scatter around their means.
  public enum Noise: String, Sendable, CaseIterable {
    /// 0 or 1.
    case bernoulli
    /// Not at all.
    case deterministic

    /// `noise` of scenario files.
    public static let parameter = Parameter.choice(
      "noise", "`bernoulli`: losses are 0 or 1; `deterministic`: the loss is the mean.", default: Noise.bernoulli)
  }

  private let segments: [Segment]
  private let noise: Noise
  private var segment = 0
  private var nextChange = Int.max
  private var means: [Double] = []
  /// 1 - mean of each action.
  private var rewards: [Double] = []

  /// Creates the losses.
  ///
  /// - Precondition: the first segment begins in round 1, each other one after the one before it, all with the same
  ///   number of means, at least one, each in [0, 1].
  public init(segments: [Segment], noise: Noise) {
    precondition(segments.first?.firstRound == 1, "losses need a first segment that begins in round 1")
    precondition(
      zip(segments, segments.dropFirst()).allSatisfy {
        $0.firstRound < $1.firstRound && $0.means.count == $1.means.count
      }, "segments must follow one another, with the same actions")
    precondition(
      segments.allSatisfy { !$0.means.isEmpty && $0.means.allSatisfy { $0 >= 0 && $0 <= 1 } },
      "mean losses must be in [0, 1], at least one")
    self.segments = segments
    self.noise = noise
    enter(0)
  }

  public var actionCount: Int { means.count }

  /// Writes the losses; one uniform for each action, or none.
  public mutating func writeLosses(into losses: inout [Double], at round: Int, noise stream: inout RoundNoise) {
    while round >= nextChange { enter(segment + 1) }
    switch noise {
    case .bernoulli:
      for action in rewards.indices {
        stream.move(to: action, occurrence: round)
        losses[action] = stream.uniform() < rewards[action] ? 0 : 1
      }
    case .deterministic:
      for action in means.indices { losses[action] = means[action] }
    }
  }

  /// The mean of an action in the segment of the round last written.
  public func meanLoss(of action: Int) -> Double? { means[action] }

  private mutating func enter(_ index: Int) {
    segment = index
    means = segments[index].means
    rewards = means.map { 1 - $0 }
    nextChange = index + 1 < segments.count ? segments[index + 1].firstRound : Int.max
  }
}
