/// Estimates of the losses of all arms from the loss of the one that was drawn:
/// `b_i + 1{i = I} (l - b_i) / (w_i + gamma)`, for a baseline b that is known before the draw.
///
/// With gamma = 0 their mean over the draw is the loss of every arm. They may be negative.
struct LossEstimator: Sendable {
  /// The baseline and gamma.
  enum Kind: CaseIterable, Sendable {
    /// Importance weighting: no baseline.
    case iw
    /// Reduced variance: the baseline is 1/2 for all arms with `w_i >= eta^2`, else 0 (J. Zimmert and Y.
    /// Seldin); eta is that of `TsallisHalf`.
    case rv
    /// Implicit exploration: no baseline, gamma = eta / 2. Biased downwards.
    case ix
    /// The baseline is a running guess of each arm's loss, which the leader also counts in beforehand:
    /// 1/2 at first, moved a quarter of the way to each loss seen.
    case optimistic
  }

  /// The kind.
  let kind: Kind
  /// The guesses of an optimistic estimator; empty for the others.
  private(set) var hints: [Double]

  /// An estimator for a number of arms.
  init(_ kind: Kind, items: Int) {
    self.kind = kind
    hints = kind == .optimistic ? Array(repeating: 0.5, count: items) : []
  }

  /// Adds the estimate to losses, and then moves the guesses.
  ///
  /// - Parameters:
  ///   - loss: l, of the arm drawn.
  ///   - arm: I.
  ///   - weights: w, by which the arm was drawn.
  ///   - rate: eta.
  ///   - losses: what the estimate is added to.
  /// - Returns: the second term of the estimate of the arm drawn.
  mutating func add(
    _ loss: Double, of arm: Int, weights: [Double], rate: Double, to losses: inout [Double]
  ) -> Double {
    let deviation: Double
    switch kind {
    case .iw:
      deviation = loss / weights[arm]
    case .ix:
      deviation = loss / (weights[arm] + 0.5 * rate)
    case .rv:
      let threshold = rate * rate
      for item in losses.indices where weights[item] >= threshold { losses[item] += 0.5 }
      deviation = (loss - (weights[arm] >= threshold ? 0.5 : 0)) / weights[arm]
    case .optimistic:
      for item in losses.indices { losses[item] += hints[item] }
      deviation = (loss - hints[arm]) / weights[arm]
      hints[arm] += 0.25 * (loss - hints[arm])
    }
    losses[arm] += deviation
    return deviation
  }
}
