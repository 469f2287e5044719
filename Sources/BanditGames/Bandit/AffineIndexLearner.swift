/// A learner for bandits that pulls the arm with the largest index `mean + width * weight`, the lowest of equal ones, once
/// every arm was pulled once in index order: the width is the same for all arms and depends on the round alone, the weight
/// on the number of pulls.
///
/// UCB1 is one, with the width sqrt(2 ln t) and the weight 1 / sqrt(n). A learner says so in its own file, beside its
/// formula, and is then played many replications at a time (`BanditLockstep`), to the same arms and numbers.
public protocol AffineIndexLearner: LockstepLearner {
  associatedtype Lanes = AffineLanes<Self>

  /// Whether the present settings are of this form.
  var hasAffineIndex: Bool { get }

  /// What all weights are multiplied with when a round is played.
  func width(at round: Int) -> Double

  /// The weight of an arm that was pulled some times, at least once.
  func weight(ofPulls pulls: Int) -> Double

  /// Takes over what another copy has seen.
  ///
  /// - Parameters:
  ///   - pulls: how often each arm was pulled.
  ///   - sums: the sum of the rewards of each arm.
  mutating func resume(pulls: [Int], sums: [Double])
}
