import BanditGames
import BanditStreams

/// Arms whose reward drops when they are pulled and recovers while they rest; up to K of them per period.
public struct RecoveringBandit: SemiBanditEnvironment {
  /// The curves, the capacity and the start.
  public let truth: SemiBanditTruth
  /// What is observed of a mean.
  public let noise: ObservationNoise
  /// All curves, one after the other.
  private let means: [Double]
  /// The place before the first mean of each arm.
  private let offsets: [Int]
  private var idleTimes: IdleTimes

  /// Creates the arms.
  ///
  /// - Precondition: for the noise `bernoulli` all means are in [0, 1].
  public init(truth: SemiBanditTruth, noise: ObservationNoise) {
    precondition(
      noise != .bernoulli || truth.curves.allSatisfy { $0.means.allSatisfy { (0...1).contains($0) } },
      "means are probabilities")
    self.truth = truth
    self.noise = noise
    means = truth.curves.flatMap(\.means)
    var place = -1
    offsets = truth.curves.map { curve in
      defer { place += curve.depth }
      return place
    }
    idleTimes = truth.idleTimes
  }

  /// Pulls an arm, at most once a period; as many words as the noise takes.
  public mutating func pull(_ arm: Int, at round: Int, noise stream: inout RoundNoise) -> PullOutcome {
    let mean = means[offsets[arm] + idleTimes.idleTime(of: arm, at: round)]
    idleTimes.pull(arm, at: round)
    return PullOutcome(reward: noise.observe(mean, noise: &stream), mean: mean)
  }
}
