import BanditCards
import BanditComparators
import BanditGames
import BanditNumerics
import BanditStreams

/// UCRL2 over a sliding window, in two published forms.
public struct SWUCRL2: AverageRewardLearner, Configurable, Reporting {
  public static let card = AlgorithmCard(
    id: "sw-ucrl2", family: .averageReward,
    summary: "UCRL2 that knows the last steps only.",
    setting: "Rewards in [0, 1]; the process may change, abruptly or gradually.",
    rule:
      """
      As ucrl2, but N(s, a), means and laws are those of the last W steps before the episode. Form `gajane`: the radii \
      of ucrl2. Form `cheung`: 2 sqrt(2 ln(S A T/delta) / max(1, N)) and 2 sqrt(2 S ln(S A T/delta) / max(1, N)) + \
      `widening`; an episode ends besides after every step whose number is a multiple of W.
      """,
    parameters: OptimisticEpisodes.parameters + [
      AnyParameter(
        "form", "The radii and episodes: `gajane` (SW-UCRL, 2018) or `cheung` (SWUCRL2-CW, 2020).",
        .choice(["gajane", "cheung"]), default: .value(.text("gajane")), why: "fewer things to choose"),
      AnyParameter(
        "window", "The length of the window, W.", .whole(from: 1),
        default: .absent(
          """
          max(1, floor((16.53 T D S sqrt(A ln(T/delta)) / K)^(2/3))) with K changes, if `diameter` is given; \
          floor(3 S^(2/3) sqrt(A T / (`rewardVariation` + `transitionVariation` + 1))) if those are given; else \
          floor(S^(2/3) sqrt(A T))
          """), unit: "steps"),
      AnyParameter(
        "diameter", "The diameter D, or a bound, for the window of form gajane; the number of changes is told.",
        .number(NumberRange(lower: .included(1), upper: .unbounded)), default: .absent("another rule for the window"),
        unit: "steps"),
      AnyParameter(
        "rewardVariation",
        "The sum over steps of the largest change of a mean reward, for window and widening of form cheung.",
        .number(.nonNegative), default: .absent("unknown")),
      AnyParameter(
        "transitionVariation",
        "The sum over steps of the largest change of a row in the L1 norm, for window and widening of form cheung.",
        .number(.nonNegative), default: .absent("unknown")),
      AnyParameter(
        "widening", "What form cheung adds to the radius of a row.", .number(.nonNegative),
        default: .absent("sqrt((`transitionVariation` + 1) W/T) where that is given, else sqrt(W/T)")),
    ],
    guarantee:
      """
      Form cheung with both variations given: dynamic regret of order D (B_r + B_p + 1)^(1/4) S^(2/3) A^(1/2) T^(3/4) \
      up to logarithms (Cheung et al. 2020, theorem 1). For form gajane see its paper.
      """,
    complexity: "As ucrl2; memory W besides. Episodes are shorter, so that plans are made more often.",
    randomness: "That of ucrl2.",
    numerics: "Sums of rewards are added up anew every W steps, so that nothing drifts; else that of ucrl2.",
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
    let isCheung = settings.text("form") == "cheung"
    let foreign = isCheung ? ["diameter"] : ["rewardVariation", "transitionVariation", "widening"]
    if let key = foreign.first(where: { settings.has($0) }) {
      throw InvalidSettings(key, "`\(key)` goes with form \(isCheung ? "gajane" : "cheung"); leave it out")
    }
    guard settings.has("rewardVariation") == settings.has("transitionVariation") else {
      throw InvalidSettings(
        "rewardVariation", "`rewardVariation` and `transitionVariation` go together; give both or neither")
    }
    let length: Int
    if settings.has("window") {
      length = settings.whole("window")
    } else {
      length = try SWUCRL2.defaultWindow(settings, problem)
    }
    pairCount = problem.pairCount
    window = TransitionWindow(length: length)
    period = isCheung ? length : nil
    let horizon = Double(problem.horizon)
    let variation = settings["transitionVariation"]?.asNumber ?? 0
    let widening = settings["widening"]?.asNumber ?? ((variation + 1) * Double(length) / horizon).squareRoot()
    core = OptimisticEpisodes(
      problem: problem,
      confidence: ConfidenceRadii(
        form: isCheung ? .cheung(widening: widening) : .jaksch, delta: settings.number("delta"),
        scale: settings.number("confidenceScale"), problem: problem),
      ties: PolicyTies(settings: settings))
  }

  private static func defaultWindow(
    _ settings: Settings, _ problem: AverageRewardProblem
  ) throws(InvalidSettings) -> Int {
    let (states, actions) = (Double(problem.stateCount), Double(problem.actionCount))
    let horizon = Double(problem.horizon)
    let statesFactor = Double.cbrt(states * states)
    let length: Double
    if settings.has("diameter") {
      guard let changes = problem.changeCount, changes >= 1 else {
        throw InvalidSettings(
          "diameter", "the window's formula needs a number of changes, 1 or more, that is the same in all replications")
      }
      let logarithm = Double.log(horizon / settings.number("delta"))
      let base =
        16.53 * horizon * settings.number("diameter") * states * (actions * logarithm).squareRoot() / Double(changes)
      length = Double.cbrt(base * base)
    } else if settings.has("rewardVariation") {
      let budget = settings.number("rewardVariation") + settings.number("transitionVariation") + 1
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
