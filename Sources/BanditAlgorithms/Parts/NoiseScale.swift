import BanditCards
import BanditGames

/// How far rewards scatter around their means, in units of what a policy's constants are made for
/// (`RewardScale.subGaussian`).
public struct NoiseScale: Sendable {
  /// `sigma` of scenario files, of policies whose constants are for rewards in [0, 1], which are 1/2-subgaussian.
  public static let sigma = parameter("sigma", unit: 0.5)
  /// `sigma` of scenario files, of policies whose constants are for 1-subgaussian rewards.
  public static let wideSigma = parameter("sigma", unit: 1)

  /// A parameter that gives the scale, or leaves it to the environment.
  ///
  /// - Parameter unit: the scale that the policy's constants are made for, 1/2 or 1.
  static func parameter(_ name: String, unit: Double) -> Parameter<Double?> {
    let half = unit == 1 ? "" : "half "
    let usual = unit == 1 ? "1" : "1/2"
    return .number(
      name,
      """
      How far rewards scatter around their means: the standard deviation of normal ones, half the width of the \
      interval that holds bounded ones, in general a sigma such that they are sigma-subgaussian.
      """,
      NumberRange(lower: .excluded(0), upper: .included(1e100)),
      absent: """
        \(half)the width of the interval that holds the environment's rewards (\(usual) where that lies in [0, 1]); \
        unbounded, the standard deviation of its normal noise; \(usual), with a warning, where neither is known
        """,
      unit: "reward")
  }

  private enum Doubt { case none, assumed, small }

  /// The scale, in the unit of rewards.
  let sigma: Double
  /// The scale in the policy's unit; 1 for rewards in [0, 1].
  let factor: Double
  private let doubt: Doubt

  /// Takes the scale that was given, or else the problem's.
  ///
  /// - Parameters:
  ///   - parameter: the one that gives it.
  ///   - unit: the scale that the policy's constants are made for.
  /// - Throws: `InvalidSettings` if the scale is out of range.
  init(
    _ problem: BanditProblem, sigma: Double?, parameter: Parameter<Double?> = Self.sigma, unit: Double = 0.5
  ) throws(InvalidSettings) {
    try parameter.check(sigma)
    self.init(range: problem.rewardRange, noise: problem.noiseScale, sigma: sigma, unit: unit)
  }

  /// The same of a semi-bandit.
  init(
    _ problem: SemiBanditProblem, sigma: Double?, parameter: Parameter<Double?> = Self.sigma
  ) throws(InvalidSettings) {
    try parameter.check(sigma)
    let rewards = problem.noiseScale == nil ? problem.meanRange : nil
    self.init(range: rewards, noise: problem.noiseScale, sigma: sigma, unit: 0.5)
  }

  /// The same from an interval that holds the rewards and the scale of the noise, as far as they are known.
  private init(range: ClosedRange<Double>?, noise: Double?, sigma: Double?, unit: Double) {
    let range = range?.interval == nil ? nil : range
    // Hoeffding's lemma.
    let least = [range.map { $0.upperBound / 2 - $0.lowerBound / 2 }, noise].compactMap(\.self).min()
    if let sigma {
      self.sigma = sigma
      factor = sigma / unit
      doubt = least.map { sigma < $0 ? .small : .none } ?? .none
    } else {
      factor = range?.interval?.width ?? noise.map { $0 / unit } ?? 1
      self.sigma = factor * unit
      doubt = least == nil ? .assumed : .none
    }
    if let range {
      isOfBoundedRewards = range.upperBound - range.lowerBound <= factor
    } else {
      isOfBoundedRewards = false
    }
  }

  /// Whether rewards are known to lie in an interval no longer than `factor`: what bounds for rewards in [0, 1] ask
  /// for, times `factor`.
  let isOfBoundedRewards: Bool

  /// That the scale is assumed or too small, if it is.
  ///
  /// - Parameter name: the key that gives it.
  func caveats(_ name: String = "sigma") -> [String] {
    switch doubt {
    case .none: []
    case .assumed:
      [
        """
        how far the rewards of this environment scatter is not known: a scale of \(sigma) is assumed, and the \
        guarantee may not hold; give "\(name)"
        """
      ]
    case .small:
      ["\"\(name)\" is \(sigma), but the rewards of this environment may scatter farther: the guarantee may not hold"]
    }
  }
}

extension ClosedRange<Double> {
  /// The interval that a policy scales by: [0, 1], which its constants are made for, where this one lies in that; `nil`
  /// where an end is infinite.
  var interval: ClosedRange? {
    guard lowerBound.isFinite && upperBound.isFinite else { return nil }
    return lowerBound >= 0 && upperBound <= 1 ? 0...1 : self
  }

  /// The length; 1 where it is 0, so that there is something to divide by.
  var width: Double {
    let width = Swift.min(upperBound - lowerBound, .greatestFiniteMagnitude)
    return width > 0 ? width : 1
  }
}
