import BanditCards
import BanditComparators
import BanditGames
import BanditNumerics
import BanditStreams

/// UCRL2 over a sliding window, in two published forms.
public struct SWUCRL2: AverageRewardLearner, Configurable, Reporting {
  /// Which of the two published forms.
  public enum Form: String, CaseIterable, Sendable {
    /// That of SW-UCRL (Gajane, Ortner and Auer 2018).
    case gajane
    /// That of SWUCRL2-CW (Cheung, Simchi-Levi and Zhu 2020).
    case cheung
  }

  /// `form` of scenario files.
  public static let form = Parameter.choice(
    "form", "The radii and episodes: `gajane` (SW-UCRL, 2018) or `cheung` (SWUCRL2-CW, 2020).", default: Form.gajane,
    why: "fewer things to choose")
  /// `window` of scenario files; `nil` where it is left out.
  public static let window = Parameter.whole(
    "window", "The length of the window, W.", 1...Int.max,
    absent: """
      max(1, floor((16.53 T D S sqrt(A ln(T/delta)) / K)^(2/3))) with K changes, if `diameter` is given; \
      floor(3 S^(2/3) sqrt(A T / (`rewardVariation` + `transitionVariation` + 1))) if those are given; else \
      floor(S^(2/3) sqrt(A T))
      """, unit: "steps")
  /// `diameter` of scenario files; `nil` where it is left out.
  public static let diameter = Parameter.number(
    "diameter", "The diameter D, or a bound, for the window of form gajane; the number of changes is told.",
    NumberRange(lower: .included(1), upper: .unbounded), absent: "another rule for the window", unit: "steps")
  /// `rewardVariation` of scenario files; `nil` where it is left out.
  public static let rewardVariation = Parameter.number(
    "rewardVariation",
    "The sum over steps of the largest change of a mean reward, for window and widening of form cheung.",
    .nonNegative, absent: "unknown")
  /// `transitionVariation` of scenario files; `nil` where it is left out.
  public static let transitionVariation = Parameter.number(
    "transitionVariation",
    "The sum over steps of the largest change of a row in the L1 norm, for window and widening of form cheung.",
    .nonNegative, absent: "unknown")
  /// `widening` of scenario files; `nil` where it is left out.
  public static let widening = Parameter.number(
    "widening", "What form cheung adds to the radius of a row.", .nonNegative,
    absent: "sqrt((`transitionVariation` + 1) W/T) where that is given, else sqrt(W/T)")

  public static let card = AlgorithmCard(
    id: "sw-ucrl2", family: .averageReward,
    summary: "UCRL2 that knows the last steps only.",
    setting: "Rewards in [0, 1]; the process may change, abruptly or gradually.",
    rule: [
      "As ucrl2, but N(s, a), means and laws are those of the last W steps before the episode.",
      "Form `gajane`: the radii of ucrl2.",
      "Form `cheung`: 2 sqrt(2 ln(S A T/delta) / max(1, N)) and",
      "2 sqrt(2 S ln(S A T/delta) / max(1, N)) + `widening`;",
      "an episode ends besides after every step whose number is a multiple of W.",
    ],
    parameters: OptimisticEpisodes.parameters + [
      form, window, diameter, rewardVariation, transitionVariation, widening,
    ],
    example: ["form": "cheung", "window": 500],
    swift: "try SWUCRL2(problem, form: .cheung, window: 500)",
    guarantee:
      """
      Form cheung with both variations given: dynamic regret of order D (B_r + B_p + 1)^(1/4) S^(2/3) A^(1/2) T^(3/4) \
      up to logarithms (Cheung et al. 2020, theorem 1). For form gajane see its paper.
      """,
    complexity: "As ucrl2; memory W besides. Episodes are shorter, so that plans are made more often.",
    randomness: "That of ucrl2.",
    numerics: "Sums of rewards are added up again every W steps, so that nothing drifts; else that of ucrl2.",
    deviations:
      """
      Form gajane is in the spirit of its paper: the window's formula is as later papers quote it. `confidenceScale` \
      multiplies the roots, not the widening. Else those of ucrl2.
      """,
    guide:
      """
      For processes that drift, or where nothing is known of the changes. Where changes are few and abrupt, \
      r-bocpd-ucrl2 forgets less. The default window is short where the radii are wide: tune it.
      """,
    reference:
      """
      P. Gajane, R. Ortner and P. Auer, A sliding-window algorithm for Markov decision processes with arbitrarily \
      changing rewards and transitions, arXiv 1805.10066, 2018; W. C. Cheung, D. Simchi-Levi and R. Zhu, Reinforcement \
      Learning for Non-Stationary Markov Decision Processes: The Blessing of (More) Optimism, ICML 2020, algorithm 1.
      """,
    isAnytime: false, metrics: OptimisticEpisodes.metrics)

  private var core: OptimisticEpisodes
  private var window: TransitionWindow
  private let pairCount: Int
  /// An episode ends after steps that are multiples of this.
  private let period: Int?

  public init(settings: Settings, problem: AverageRewardProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, delta: settings[UCRL2.delta], confidenceScale: settings[UCRL2.confidenceScale],
      ties: settings[PolicyTies.parameter], form: settings[Self.form], window: settings[Self.window],
      diameter: settings[Self.diameter], rewardVariation: settings[Self.rewardVariation],
      transitionVariation: settings[Self.transitionVariation], widening: settings[Self.widening])
  }

  /// The transitions of the window.
  public func historyBytes(problem: AverageRewardProblem) -> Int { 48 * min(window.length, problem.horizon) }

  /// Creates the learner: `SWUCRL2(problem, form: .cheung, window: 500)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or arguments do not go
  ///   together or do not fit the problem.
  public init(
    _ problem: AverageRewardProblem, delta: Double = UCRL2.delta.default,
    confidenceScale: Double = UCRL2.confidenceScale.default, ties: PolicyTies = PolicyTies.parameter.default,
    form: Form = Self.form.default, window length: Int? = Self.window.default,
    diameter: Double? = Self.diameter.default, rewardVariation: Double? = Self.rewardVariation.default,
    transitionVariation: Double? = Self.transitionVariation.default, widening: Double? = Self.widening.default
  ) throws(InvalidSettings) {
    try UCRL2.delta.check(delta)
    try UCRL2.confidenceScale.check(confidenceScale)
    try Self.window.check(length)
    try Self.diameter.check(diameter)
    try Self.rewardVariation.check(rewardVariation)
    try Self.transitionVariation.check(transitionVariation)
    try Self.widening.check(widening)
    switch form {
    case .cheung:
      if diameter != nil { throw SWUCRL2.goesWith(.gajane, Self.diameter.name) }
    case .gajane:
      if rewardVariation != nil { throw SWUCRL2.goesWith(.cheung, Self.rewardVariation.name) }
      if transitionVariation != nil { throw SWUCRL2.goesWith(.cheung, Self.transitionVariation.name) }
      if widening != nil { throw SWUCRL2.goesWith(.cheung, Self.widening.name) }
    }
    guard (rewardVariation == nil) == (transitionVariation == nil) else {
      throw InvalidSettings(
        "rewardVariation", "`rewardVariation` and `transitionVariation` go together; give both or neither")
    }
    let length = try SWUCRL2.windowLength(
      problem, given: length, delta: delta, diameter: diameter, rewardVariation: rewardVariation,
      transitionVariation: transitionVariation)
    pairCount = problem.pairCount
    window = TransitionWindow(length: length)
    period = form == .cheung ? length : nil
    let horizon = Double(problem.horizon)
    let widening =
      widening ?? (((transitionVariation ?? 0) + 1) * Double(length) / horizon).squareRoot()
    core = OptimisticEpisodes(
      problem: problem,
      confidence: ConfidenceRadii(
        form: form == .cheung ? .cheung(widening: widening) : .jaksch, delta: delta, scale: confidenceScale,
        problem: problem),
      ties: ties)
  }

  private static func goesWith(_ form: Form, _ name: String) -> InvalidSettings {
    InvalidSettings(name, "`\(name)` goes with form \(form.rawValue); leave it out")
  }

  private static func windowLength(
    _ problem: AverageRewardProblem, given: Int?, delta: Double, diameter: Double?, rewardVariation: Double?,
    transitionVariation: Double?
  ) throws(InvalidSettings) -> Int {
    if let given { return given }
    let (states, actions) = (Double(problem.stateCount), Double(problem.actionCount))
    let horizon = Double(problem.horizon)
    let statesFactor = Double.cbrt(states * states)
    let length: Double
    if let diameter {
      guard let changes = problem.changeCount, changes >= 1 else {
        throw InvalidSettings(
          "diameter", "the window's formula needs a number of changes, 1 or more, that is the same in all replications")
      }
      let logarithm = Double.log(horizon / delta)
      let base = 16.53 * horizon * diameter * states * (actions * logarithm).squareRoot() / Double(changes)
      length = Double.cbrt(base * base)
    } else if let rewardVariation, let transitionVariation {
      let budget = rewardVariation + transitionVariation + 1
      length = 3 * statesFactor * (actions * horizon / budget).squareRoot()
    } else {
      length = statesFactor * (actions * horizon).squareRoot()
    }
    // A window of all steps forgets nothing.
    return length < horizon ? max(1, Int(length)) : problem.horizon
  }

  /// The action of the policy of the present episode.
  public mutating func selectAction(in state: Int, at round: Int, noise: inout RoundNoise) -> Int {
    core.selectAction(in: state, clock: round, noise: &noise)
  }

  /// Counts the transition, and forgets the one that has become too old.
  public mutating func observe(_ transition: Transition, at round: Int, noise: inout RoundNoise) {
    let pair = core.observe(transition)
    let entry = TransitionWindow.Entry(pair: pair, reward: transition.reward, nextState: transition.nextState)
    if let removed = window.push(entry) {
      core.remove(pair: removed.pair, reward: removed.reward, nextState: removed.nextState)
      if window.hasTurned { core.replaceRewards(by: window.rewardSums(pairCount: pairCount)) }
    }
    if let period, round.isMultiple(of: period) { core.end() }
  }

  /// How many episodes have begun.
  public var episodes: Int { core.count }

  /// The length of the window, W.
  public var windowLength: Int { window.length }

  /// Whether a process lies in the confidence set of the present episode.
  public func confidenceSetContains(_ process: MarkovDecisionProcess) -> Bool? { core.contains(process) }

  /// `episodes` and `planning_fallbacks`.
  public func measure(_ metric: Metric) -> Double? { core.measure(metric) }
}
