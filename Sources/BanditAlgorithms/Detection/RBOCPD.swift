import BanditCards
import BanditGames
import BanditStreams

/// R-BOCPD on a stream of symbols, by itself.
public struct RBOCPD: DetectionLearner, Configurable, DelayBounding {
  public static let card = AlgorithmCard(
    id: "r-bocpd", family: .detection,
    summary: "The restarted Bayesian online change-point detector, by itself.",
    setting: "Symbols that are independent and of one law between changes, which are not too frequent.",
    rule: [
      "With n symbols since the last restart, W(a:b) the product of the predictions (count + 1) / (n + O)",
      "along a segment: an alarm if for some s in 2...n",
      "ln eta + ln W(1:s-1) + ln W(s:n) - ln W(1:n) > 0.",
      "Then it restarts with the next symbol; the new law most likely began at the s with the largest value.",
      "eta: constant (1/T by default), 1/n, 1/n^2, or equation (6).",
      "Predictions are (count + 1) / (n + O).",
    ],
    parameters: ChangeHazard.parameters + [RBOCPDDetector.Search.parameter],
    example: ["hazard": "inverse-square"],
    swift: "try RBOCPD(problem, hazard: .inverseSquare)",
    guarantee: """
      With hazard theorem a false alarm in a stationary stretch has a probability of at most delta (theorem 4.6, with \
      the candidates that the deviations leave out); Docs/Testing.md has the simulations. Delays are asymptotically \
      optimal (theorems 4.3 and 4.8). None with the others.
      """,
    complexity: """
      Of the order of O (ln n)^2 per round where the symbols are of one law, as changes that cannot raise an alarm for a \
      while are left alone for that while, and O(n) at worst: 10^6 symbols of two kinds take less than a second. Memory \
      O(n + n O / 64). With search dyadic O(O log n) per round, with best M O(M), and O(n O) memory.
      """,
    randomness: "None.",
    numerics: """
      In logarithms of integers from a table, without a call of the C library in the loop; ties up to 1e-12 are no \
      alarms.
      """,
    deviations: """
      The paper's comparison of forecasters in closed form, the same in exact arithmetic; eta(r, r, t) is 1 for all t. \
      The default eta is that of the authors' released code (gamma = 1/T), whose newborn weights differ from the \
      paper's and are not followed. Equation (6) is too large for its statement at small n, and above 1 for many \
      symbols: for m observations before a change and k from it on, B_m = binom(m + O - 1, m), it is c B_m B_k / B_n \
      times a power of delta^2 / n, and where c min(B_m, B_k) > 1 we raise no alarm, as no candidate's alarm should be \
      likelier than that power. dyadic and best are approximations of ours.
      """,
    guide: """
      To choose eta: 1/n, which a remark of the paper calls sufficient, raises a false alarm in half of all stationary \
      streams of 1000 symbols, 1/T (T = 1000) in one of eight, 1/n^2 in one of a hundred, equation (6) in none that we \
      saw, at delays up to three times as long. In bandits: r-bocpd-ucb and r-bocpd-ts.
      """,
    reference: """
      R. Alami, M. Mahfoud and E. Moulines, Restarted Bayesian online change-point detection for non-stationary Markov \
      decision processes, CoLLAs 2023 (PMLR 232, arXiv 2304.00232), definitions 4.4 and 4.5, algorithm 1; for two \
      symbols R. Alami, O. Maillard and R. Feraud, ICML 2020 (PMLR 119).
      """,
    isAnytime: false)

  private var detector: RBOCPDDetector
  private var latestRestart = 0
  private let delta: Double
  /// ln of the ratio of the weights of the forecaster that won at the latest alarm and the oldest one.
  public private(set) var latestScore: Double?

  public init(settings: Settings, problem: DetectionProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, hazard: ChangeHazard(settings: settings, horizon: problem.horizon),
      falseAlarms: settings[ChangeHazard.falseAlarms], search: settings[RBOCPDDetector.Search.parameter])
  }

  /// What the detector remembers where it never restarts.
  public func historyBytes(problem: DetectionProblem) -> Int {
    detector.byteCount(observations: problem.horizon, detectors: 1)
  }

  /// Creates the learner: `RBOCPD(problem, hazard: .inverseSquare)`.
  ///
  /// - Parameters:
  ///   - hazard: how much evidence an alarm takes; `nil` for the weight 1/T.
  ///   - falseAlarms: the probability with which `delayBound` fails.
  ///   - search: which moments of change are tested.
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(
    _ problem: DetectionProblem, hazard: ChangeHazard? = nil,
    falseAlarms: Double = ChangeHazard.falseAlarms.default,
    search: RBOCPDDetector.Search = RBOCPDDetector.Search.parameter.default
  ) throws(InvalidSettings) {
    guard problem.symbolCount >= 2 else {
      throw InvalidSettings(
        "", "r-bocpd watches symbols, of which there are \(problem.symbolCount); accepted: 2 or more")
    }
    let hazard = try (hazard ?? .usual(horizon: problem.horizon)).checked()
    try ChangeHazard.falseAlarms.check(falseAlarms)
    try RBOCPDDetector.Search.parameter.check(search)
    delta = falseAlarms
    detector = RBOCPDDetector(symbolCount: problem.symbolCount, hazard: hazard, search: search)
  }

  /// The predicted probability of a symbol.
  public func probability(of symbol: Int) -> Double { detector.probability(of: symbol) }

  /// Updates with a symbol; at an alarm, where the new law most likely began.
  public mutating func observe(_ symbol: Int, at round: Int, noise: inout RoundNoise) -> Int? {
    guard let alarm = detector.observe(symbol) else { return nil }
    let change = latestRestart + alarm.likeliestChange
    latestRestart = round
    latestScore = alarm.score
    return change
  }

  /// The bound of theorem 4.8, which fails with the probability `falseAlarms`.
  public func delayBound(gaps: [Double], after observations: Int) -> Int? {
    detector.hazard.delayBound(gaps: gaps, after: observations, delta: delta)
  }
}
