import BanditCards
import BanditGames
import BanditNumerics

/// How much evidence for a change R-BOCPD asks for: the weight eta of a newborn forecaster.
///
/// For n observations since the last restart, m of them before and k after the change that is tested.
public enum ChangeHazard: Hashable, Sendable {
  /// A number in (0, 1] for every change, 1/T in the authors' released code.
  case constant(Double)
  /// 1/n, what remark 4.10 of the paper calls sufficient: prone to false alarms.
  ///
  /// Half of all stationary streams of 1000 symbols see one.
  case inverseRunLength
  /// 1/n^2, between the two in delay and false alarms.
  case inverseSquare
  /// Equation (6) of the paper, whose false alarms in a stationary stretch have a probability of at most
  /// `delta` (theorem 4.6); `alpha` is above 1, `delta` in (0, 1).
  ///
  /// For small n and many symbols the formula is too large to say that, and may exceed 1. Let B_m be the number of ways
  /// to count m observations of O symbols, and c = e^(2 b1) (m k)^(-(O - 1)/2) with the paper's b1; then
  ///
  ///     eta = c B_m B_k / B_n g^alpha,   g = delta^2 ln(4 alpha + 2) / (4n ln((alpha + 3) n)).
  ///
  /// By exchangeability the evidence for a change has a mean of at most B_n / max(B_m, B_k), so that no candidate
  /// raises a false alarm with a probability above c min(B_m, B_k) g^alpha. One with c min(B_m, B_k) > 1 raises none.
  case theorem(delta: Double, alpha: Double)

  /// ln eta, at most 0; `nil` where there is no alarm whatever the evidence.
  func logWeight(earlier m: Int, later k: Int, symbolCount: Int, _ logarithms: IntegerLogarithms) -> Double? {
    weights(of: m + k, symbolCount: symbolCount, logarithms).logWeight(earlier: m, later: k, logarithms)
  }

  /// What the weights of all changes among n observations have in common.
  func weights(of n: Int, symbolCount: Int, _ logarithms: IntegerLogarithms) -> Weights {
    switch self {
    case .constant(let weight): Weights(common: Double.log(weight))
    case .inverseRunLength: Weights(common: -logarithms[n])
    case .inverseSquare: Weights(common: -2 * logarithms[n])
    case .theorem(let delta, let alpha): theorem(delta, alpha, n, symbolCount, logarithms)
    }
  }

  /// What ln eta is at most, where there may be an alarm, after n observations or more.
  ///
  /// In equation (6) c times the smaller of B_m and B_k is at most 1 there, and the larger at most B_n: ln g^alpha is left.
  func ceiling(of n: Int, _ logarithms: IntegerLogarithms) -> Double {
    switch self {
    case .constant, .inverseRunLength, .inverseSquare: weights(of: n, symbolCount: 2, logarithms).common
    case .theorem(let delta, let alpha): Self.power(delta, alpha, n)
    }
  }

  /// ln g^alpha.
  private static func power(_ delta: Double, _ alpha: Double, _ n: Int) -> Double {
    alpha
      * (Double.log(Double.log(4 * alpha + 2)) + 2 * .log(delta)
        - .log(4 * Double(n)) - .log(Double.log((alpha + 3) * Double(n))))
  }

  /// The terms of ln of equation (6) without m and k.
  private func theorem(
    _ delta: Double, _ alpha: Double, _ n: Int, _ symbolCount: Int, _ logarithms: IntegerLogarithms
  ) -> Weights {
    let dimension = Double(symbolCount - 1)
    let b1 =
      -Double(symbolCount) / 12 - dimension / 2 * .log(2 * Double.pi)
      + Double(symbolCount) / 2 * logarithms[symbolCount]
    var constant = 2 * b1
    for step in 1..<symbolCount { constant -= logarithms[step] }
    var common = constant
    for step in 1..<symbolCount { common -= logarithms[n + step] }
    common += Self.power(delta, alpha, n)
    return Weights(common: common, dimension: symbolCount - 1, constant: constant)
  }

  /// The weights of all changes among some observations.
  struct Weights {
    /// The terms without m and k.
    let common: Double
    /// O - 1 if there are terms with m and k, else 0.
    var dimension = 0
    /// ln c, less what the number of ways to count leaves out, if there are terms with m and k.
    var constant = 0.0

    /// An upper bound of ln eta, close where it does not depend on m and k.
    var upperBound: Double { dimension == 0 ? common : 0 }

    /// ln eta; `nil` where there is no alarm whatever the evidence.
    func logWeight(earlier m: Int, later k: Int, _ logarithms: IntegerLogarithms) -> Double? {
      guard dimension > 0 else { return common }
      let roots = Double(dimension) / 2 * (logarithms[m] + logarithms[k])
      var (ofFewer, ofMore) = (0.0, 0.0)
      for step in 1...dimension {
        ofFewer += logarithms[min(m, k) + step]
        ofMore += logarithms[max(m, k) + step]
      }
      return constant + ofFewer > roots ? nil : common - roots + ofFewer + ofMore
    }
  }
}

// MARK: Parameters

extension ChangeHazard {
  /// The formulas for the weight of a change.
  public enum Formula: String, Sendable, CaseIterable {
    /// `ChangeHazard.constant`.
    case constant
    /// `ChangeHazard.inverseRunLength`.
    case inverseRunLength = "inverse-run-length"
    /// `ChangeHazard.inverseSquare`.
    case inverseSquare = "inverse-square"
    /// `ChangeHazard.theorem`.
    case theorem
  }

  /// `hazard` of scenario files.
  public static let hazard = Parameter.choice(
    "hazard",
    """
    The weight eta of a change: `constant` (see `eta`), `inverse-run-length` 1/n, `inverse-square` 1/n^2 with n \
    observations since the restart, or `theorem`, the paper's equation (6).
    """, default: Formula.constant,
    why: "the authors' released code; 1/n raises false alarms in half of all stationary streams of 1000 symbols")
  /// `eta` of scenario files; `nil` is `auto`.
  public static let eta = Parameter.auto(
    "eta", "The constant weight, or `auto`: 1/T.", NumberRange(lower: .excluded(0), upper: .included(1)),
    why: "about one false alarm per 1/eta changes tested is tolerated")
  /// `falseAlarms` of scenario files.
  public static let falseAlarms = Parameter.number(
    "falseAlarms", "The probability delta of a false alarm in a stationary stretch that `theorem` allows.",
    .openUnit, default: 0.05, why: "the usual level")
  /// `alpha` of scenario files.
  public static let alpha = Parameter.number(
    "alpha", "The exponent of `theorem`, above 1.", NumberRange(lower: .excluded(1), upper: .included(100)),
    default: 1.1, why: "close to 1, where delays are shortest")

  /// The parameters of cards that use a detector: `hazard`, `eta`, `falseAlarms`, `alpha`.
  public static let parameters: [any CardParameter] = [hazard, eta, falseAlarms, alpha]

  /// Reads the parameters of a card that has them.
  ///
  /// - Parameter horizon: T, for the constant weight's default; 1 or more.
  /// - Throws: `InvalidSettings` if one of them is of another kind or out of range.
  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let weight = try settings[Self.eta]
    let (delta, exponent) = (try settings[Self.falseAlarms], try settings[Self.alpha])
    self =
      switch try settings[Self.hazard] {
      case .constant: weight.map { .constant($0) } ?? .usual(horizon: horizon)
      case .inverseRunLength: .inverseRunLength
      case .inverseSquare: .inverseSquare
      case .theorem: .theorem(delta: delta, alpha: exponent)
      }
  }

  /// The constant weight 1/T, that of cards whose settings name none.
  public static func usual(horizon: Int) -> ChangeHazard { .constant(1 / Double(max(1, horizon))) }

  /// This, if its numbers are in the ranges of scenario files.
  ///
  /// - Throws: `InvalidSettings`.
  func checked() throws(InvalidSettings) -> ChangeHazard {
    switch self {
    case .constant(let weight): try Self.eta.check(weight)
    case .inverseRunLength, .inverseSquare: break
    case .theorem(let delta, let alpha):
      try Self.falseAlarms.check(delta)
      try Self.alpha.check(alpha)
    }
    return self
  }
}
