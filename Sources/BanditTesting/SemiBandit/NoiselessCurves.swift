import BanditComparators
import BanditGames
import BanditStreams

/// A semi-bandit whose arms pay exactly the mean of their idle time: a policy's sets can be worked out by hand.
public struct NoiselessCurves: SemiBanditEnvironment {
  /// The curves, the capacity and the start.
  public let truth: SemiBanditTruth
  private let arms: RecoveringArms
  private let scale: Double
  private var idleTimes: IdleTimes

  /// Creates the arms.
  ///
  /// - Parameters:
  ///   - truth: the curves.
  ///   - scale: what rewards are multiplied by before the policy sees them; means stay.
  /// - Precondition: the arms recover.
  public init(truth: SemiBanditTruth, scale: Double = 1) {
    guard let arms = truth.recovery else { preconditionFailure("noiseless curves need arms that recover") }
    self.truth = truth
    self.arms = arms
    self.scale = scale
    idleTimes = arms.idleTimes
  }

  /// Creates the arms from the mean after an idle time of 1, 2, ... of each.
  ///
  /// - Precondition: at least one arm; each has at least one mean.
  public init(_ means: [[Double]], capacity: Int = 1, start: RecoveryStart = .zero) {
    self.init(truth: SemiBanditTruth(curves: means.map { RecoveryCurve($0) }, capacity: capacity, start: start))
  }

  /// Pays the mean; draws nothing.
  public mutating func pull(_ arm: Int, at round: Int, noise: inout RoundNoise) -> PullOutcome {
    let mean = arms.curves[arm][idleTimes.idleTime(of: arm, at: round)]
    idleTimes.pull(arm, at: round)
    return PullOutcome(reward: scale * mean, mean: mean)
  }

  /// What a policy may know of it.
  public func problem(horizon: Int) -> SemiBanditProblem {
    let means = arms.curves.flatMap(\.means)
    let (low, high) = (means.min()!, means.max()!)
    return SemiBanditProblem(
      horizon: horizon, capacity: truth.capacity, depths: arms.curves.map(\.depth), start: arms.start,
      meanRange: low >= 0 && high <= 1 ? 0...1 : low...high,
      isNondecreasing: arms.curves.allSatisfy(\.isNondecreasing))
  }
}
