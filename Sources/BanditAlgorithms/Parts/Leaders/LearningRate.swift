import BanditCards
import BanditNumerics

/// The rate of follow-the-regularized-leader from round to round.
///
/// With a range D of the regulariser and a mean squared local norm V of the estimates, the regret is at most
/// `D / eta + eta V T / 2` for a fixed rate; automatic rates make the two terms equal. Where D grows with the
/// horizon, the schedules that do not know it take D for the rounds so far.
struct LearningRate: Sendable {
  /// The rates and factors that scenario files may give. At the least one play is uniform to the last digit for as long
  /// as simulations last; the squares and fifth powers that a solver takes of smaller ones would underflow.
  static let range = NumberRange.closed(1e-30...1000)

  /// Whether rates depend on the norms of the estimates.
  var needsNorms: Bool { schedule == .selfConfident }

  private let schedule: RateSchedule
  /// The square of the rate, times rounds or norms, is `constant + logarithmic ln(t)`.
  private var constant: Double
  private var logarithmic: Double
  private var norms = 0.0
  /// The rate of the present round.
  private(set) var value = 0.0

  /// Creates a schedule.
  ///
  /// - Parameters:
  ///   - schedule: how the rate falls.
  ///   - given: the fixed rate, or the factor; `nil` for the automatic one.
  ///   - regularizer: f.
  ///   - estimator: reduced variance has a quarter of V.
  ///   - items: K.
  ///   - horizon: T; only read by the fixed schedule.
  ///   - squaredNorm: V; `nil` for that of the estimator.
  init(
    _ schedule: RateSchedule, given: Double?, regularizer: Regularizer, estimator: LossEstimator.Kind, items: Int,
    horizon: Int, squaredNorm: Double? = nil
  ) {
    self.schedule = schedule
    if let given {
      constant = given * given
      logarithmic = 0
      value = given
      return
    }
    let norm = squaredNorm ?? regularizer.meanSquaredNorm(items: items) * (estimator == .rv ? 0.25 : 1)
    let range = regularizer.range(items: items)
    let scale = schedule == .anytime ? 1 / norm : schedule == .selfConfident ? 1 : 2 / norm
    constant = scale * range.constant
    logarithmic = scale * range.logarithmic
    if schedule == .fixed { value = rate(at: horizon, over: Double(horizon)) }
  }

  /// The rate if it is the same in all rounds.
  var fixed: Double? { schedule == .fixed ? value : nil }

  /// Whether everything starts again in a round.
  func restarts(at round: Int) -> Bool {
    schedule == .doubling && round & (round - 1) == 0
  }

  /// Moves to a round.
  mutating func move(to round: Int) {
    switch schedule {
    case .fixed: break
    case .anytime: value = rate(at: round, over: Double(round))
    case .doubling:
      let epoch = 1 << (Int.bitWidth - 1 - round.leadingZeroBitCount)
      value = rate(at: epoch, over: Double(epoch))
    case .selfConfident: value = rate(at: round, over: 1 + norms)
    }
  }

  /// Records the squared local norm of an estimate.
  mutating func record(squaredNorm: Double) { norms += squaredNorm }

  private func rate(at round: Int, over amount: Double) -> Double {
    // ln(t) / t falls from t = 3 on.
    let logarithm = logarithmic > 0 ? logarithmic * .log(Double(max(round, 3))) : 0
    return ((constant + logarithm) / amount).squareRoot()
  }
}
