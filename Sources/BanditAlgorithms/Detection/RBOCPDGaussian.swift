import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// R-BOCPD on a stream of numbers, with normal laws.
public struct RBOCPDGaussian: NumberStreamLearner, Configurable {
  /// The weight eta of a change.
  public enum Hazard: String, Sendable, CaseIterable {
    /// `eta`.
    case constant
    /// 1/n, with n numbers since the restart.
    case inverseRunLength = "inverse-run-length"
    /// 1/n^2.
    case inverseSquare = "inverse-square"
  }

  /// `sd` of scenario files; `nil` where it is not known.
  public static let sd = Parameter<Double?>.number(
    "sd", "The standard deviation of the numbers, if it is known and only the mean changes.",
    NumberRange(lower: .excluded(0), upper: .included(1e100)), absent: "not known: it changes, too")
  /// `priorMean` of scenario files.
  public static let priorMean = Parameter.number(
    "priorMean", "About where the numbers lie, m0.", .closed(-1e100...1e100), default: 0,
    why: "for numbers that were centred")
  /// `priorStrength` of scenario files.
  public static let priorStrength = Parameter.number(
    "priorStrength", "How many numbers that is worth, k0: the mean is within sd / sqrt(k0) of m0, about.",
    NumberRange(lower: .included(1e-6), upper: .included(1e6)), default: 0.1, why: "little is known")
  /// `priorSD` of scenario files.
  public static let priorSD = Parameter.number(
    "priorSD", "About how far the numbers scatter around their mean, s0. Ignored where `sd` is given.",
    NumberRange(lower: .excluded(0), upper: .included(1e100)), default: 1, why: "for numbers that were scaled")
  /// `priorDegrees` of scenario files.
  public static let priorDegrees = Parameter.whole(
    "priorDegrees", "How many numbers that is worth, n0. Ignored where `sd` is given.", 1...1_000_000, default: 2,
    why: "little is known")
  /// `hazard` of scenario files.
  public static let hazard = Parameter.choice(
    "hazard",
    "The weight eta of a change: `constant` (see `eta`), `inverse-run-length` 1/n, or `inverse-square` 1/n^2.",
    default: Hazard.constant, why: "as for r-bocpd")

  public static let card = AlgorithmCard(
    id: "r-bocpd-gaussian", family: .detection,
    summary: "The restarted Bayesian online change-point detector for numbers, with normal laws.",
    setting: "Numbers that are independent and of one normal law between changes, which are not too frequent.",
    rule: [
      "With n numbers since the last restart, W(a:b) their predicted density along a segment:",
      "an alarm if for some s in 2...n",
      "ln eta + ln W(1:s-1) + ln W(s:n) - ln W(1:n) > 0.",
      "Then it restarts with the next number; the new law most likely began at the s with the largest value.",
      "sd given: mu ~ N(m0, sd^2 / k0). Else 1/sigma^2 ~ Gamma(n0/2, rate n0 s0^2 / 2), mu ~ N(m0, sigma^2 / k0).",
      "Predictions are the conjugate ones, a normal or a Student law.",
    ],
    parameters: [sd, priorMean, priorStrength, priorSD, priorDegrees, hazard, ChangeHazard.eta],
    example: ["sd": 1, "priorMean": 0, "hazard": "inverse-square"],
    swift: "try RBOCPDGaussian(problem, sd: 1, priorMean: 0, hazard: .inverseSquare)",
    guarantee: "None: the theorems of the paper are for symbols.",
    complexity: "O(n) per round, and memory O(n).",
    randomness: "None.",
    numerics: """
      In logarithms, from running means and squared distances; a difference of scores up to 1e-10 is none.
      """,
    deviations: """
      The paper's forecasters and restarts with normal predictions instead of those of symbols, in closed form, the same \
      in exact arithmetic; eta(r, r, t) is 1 for all t.
      """,
    guide: """
      Give priorMean and priorSD in the units of your numbers: they are guesses, and a prior far off makes the first \
      numbers after a restart look unlikely, so that fewer alarms are raised. With sd given, changes of the spread are \
      seen as changes of the mean, or not at all; outliers raise alarms under both.
      """,
    reference: """
      R. Alami, M. Mahfoud and E. Moulines, CoLLAs 2023, algorithm 1; predictions: K. P. Murphy, Conjugate Bayesian \
      analysis of the Gaussian distribution, 2007, sections 2 and 3; before them R. P. Adams and D. J. C. MacKay, \
      Bayesian online changepoint detection, 2007 (arXiv 0710.3742).
      """,
    isAnytime: false)

  private var detector: NormalChangeDetector
  private let hazard: Hazard
  private let logEta: Double
  private var latestRestart = 0
  /// ln of the ratio of the weights of the forecaster that won at the latest alarm and the oldest one.
  public private(set) var latestScore: Double?

  public init(settings: Settings, problem: DetectionProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, sd: settings[Self.sd], priorMean: settings[Self.priorMean],
      priorStrength: settings[Self.priorStrength], priorSD: settings[Self.priorSD],
      priorDegrees: settings[Self.priorDegrees], hazard: settings[Self.hazard], eta: settings[ChangeHazard.eta])
  }

  /// Creates the learner: `RBOCPDGaussian(problem, sd: 1, hazard: .inverseSquare)`.
  ///
  /// - Parameter eta: the constant weight; `nil` for 1/T.
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(
    _ problem: DetectionProblem, sd: Double? = nil, priorMean: Double = Self.priorMean.default,
    priorStrength: Double = Self.priorStrength.default, priorSD: Double = Self.priorSD.default,
    priorDegrees: Int = Self.priorDegrees.default, hazard: Hazard = Self.hazard.default, eta: Double? = nil
  ) throws(InvalidSettings) {
    try Self.sd.check(sd)
    try Self.priorMean.check(priorMean)
    try Self.priorStrength.check(priorStrength)
    try Self.priorSD.check(priorSD)
    try Self.priorDegrees.check(priorDegrees)
    try ChangeHazard.eta.check(eta)
    self.hazard = hazard
    logEta = .log(eta ?? 1 / Double(max(1, problem.horizon)))
    detector = NormalChangeDetector(
      NormalEvidence(
        mean: priorMean, strength: priorStrength, sd: sd, priorSD: priorSD, degrees: priorDegrees))
  }

  /// What the detector remembers where it never restarts.
  public func historyBytes(problem: DetectionProblem) -> Int { 80 * problem.horizon }

  /// ln of the predicted density of a number.
  public func logDensity(of value: Double) -> Double { detector.evidence.logDensity(of: value, after: detector.whole) }

  /// Updates with a number; at an alarm, where the new law most likely began.
  public mutating func observe(_ value: Double, at round: Int, noise: inout RoundNoise) -> Int? {
    let (hazard, logEta) = (hazard, logEta)
    let alarm = detector.observe(value) { n in
      switch hazard {
      case .constant: logEta
      case .inverseRunLength: -.log(Double(n))
      case .inverseSquare: -2 * .log(Double(n))
      }
    }
    guard let alarm else { return nil }
    let change = latestRestart + alarm.start
    latestRestart = round
    latestScore = alarm.score
    return change
  }
}
