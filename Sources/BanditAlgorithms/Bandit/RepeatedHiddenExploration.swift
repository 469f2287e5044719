import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// A principal whose agents explore because they cannot tell exploration from what is best for them.
public struct RepeatedHiddenExploration: BanditLearner, Configurable, Caveated, Reporting {
  private static let bases: [any (BanditLearner & Configurable<BanditProblem>).Type] = [
    ThompsonBeta.self, UCB1.self, EpsilonGreedy.self, ExploreThenCommit.self, SuccessiveElimination.self,
    UniformLearner.self, FixedArm.self,
  ]

  /// `epsilon` of scenario files; `nil` is `auto`.
  public static let epsilon = Parameter.auto(
    "epsilon",
    """
    The probability of a round of exploration after the warm-up, or `auto`: 0.99 of a third of E[G 1{G > 0}], 0 where \
    that is 0.
    """, .unit, why: "the most, but for a hundredth, that theorem 11.15 allows")
  /// `warmup` of scenario files; `nil` is `auto`.
  public static let warmup = Parameter.auto(
    "warmup",
    """
    N0: in so many rounds at first arm 0 is recommended; `auto`: the least number after which arm 1 may look better, \
    at most half of the horizon.
    """, 0...1_000_000, unit: "rounds", why: "fewer are never enough")
  /// `base` of scenario files.
  public static let base = NestedLearner.parameter(
    "base", "ALG: who chooses the arms of exploration, with its own parameters.", bases.map { $0.card },
    default: "thompson-beta", why: "no constants, and a bound on Bayesian regret")

  public static let card = AlgorithmCard(
    id: "repeated-hidden-exploration", family: .bandit,
    summary: "Hides the rounds in which a learner explores among rounds that are best for the agent.",
    setting: """
      Two arms, rewards 0 or 1, independent priors with means m0 >= m1 that all know (`incentive`; uniform ones where \
      none are stated); agents who come once, know the rule and their round, and see nothing but the recommendation. \
      It plays more arms, too, arm 0 standing for the one with the highest prior mean and arm 1 for the next, but \
      nothing is promised then.
      """,
    rewards: .range,
    rule: [
      "Rounds 1...N0: arm 0. S_t: the rewards of these rounds and of the rounds of exploration before t.",
      "Then with probability epsilon: the arm of ALG, which learns from these rounds alone;",
      "else argmax_a E[mu(a) | S_t], arm 0 on ties.",
      "G = E[mu(1) - mu(0) | S_{N0 + 1}]; auto: N0 the least with P(G > 0) > 0, epsilon = 0.33 E[G 1{G > 0}].",
    ],
    parameters: [epsilon, warmup, base, UnitRewards.range],
    example: ["epsilon": 0.005, "warmup": 2, "base": ["id": "ucb1"]],
    swift: "try RepeatedHiddenExploration(problem, epsilon: 0.005, warmup: 2, base: .init(\"ucb1\"))",
    guarantee: """
      If epsilon < E[G 1{G > 0}] / 3, following is best for every agent (Slivkins 2019, 11.15). If agents \
      follow, then for every epsilon, with N the number of rounds of exploration: the expected reward after the warm-up \
      is at least E[REW_ALG(N)] / epsilon and the Bayesian regret at most N0 + E[BR_ALG(N)] / epsilon, where REW_ALG \
      and BR_ALG are those of ALG alone in N rounds; arm 1 is pulled at least N times if ALG pulls nothing else (11.17). Where G > 0 is impossible, no rule that agents \
      would follow ever pulls arm 1 (11.19).
      """,
    complexity: "O(1) per round besides ALG, which plays about epsilon (T - N0) rounds; O(N0) once.",
    randomness: "One uniform per round after the warm-up, and that of ALG.",
    numerics: "Equal fractions give equal means, so that ties are exact for counts below 2^53.",
    deviations: """
      ALG is told the rounds after the warm-up as its horizon. What is seen in other rounds is not used, as in the book.
      """,
    guide: """
      What it costs that agents look after themselves: rounds are lost by a factor 1/epsilon. Above the threshold of \
      epsilon agents are still taken to follow; `obedience_gain` says whether they would.
      """,
    reference: """
      A. Slivkins, Introduction to Multi-Armed Bandits, 2019 (arXiv 1904.07272), sections 11.3 and 11.4; Y. Mansour, \
      A. Slivkins and V. Syrgkanis, Bayesian incentive-compatible bandit exploration, Operations Research 68, 2020.
      """,
    isAnytime: false, metrics: [.believed, .obedienceGain, .signalGain, .explorations])

  /// The probability of exploration.
  let epsilonUsed: Double
  /// N0.
  let warmupUsed: Int
  /// E[G 1{G > 0}].
  let signalGain: Double
  /// The arm with the highest prior mean, and the next one; arms 0 and 1 of `incentive`.
  private let first: Int
  private let second: Int?
  private let caution: [String]
  private let rewards: UnitRewards
  // Called through the existential, as every base inside a learner.
  private var learner: any BanditLearner
  private var beliefs: PriorMeans
  private var explorations = 0
  private var isExploring = false
  private var rounds = 0
  private var gain = 0.0

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, epsilon: settings[Self.epsilon], warmup: settings[Self.warmup], base: settings[Self.base],
      range: settings[UnitRewards.range])
  }

  /// Creates the principal: `RepeatedHiddenExploration(problem, epsilon: 0.005, warmup: 2)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, the base refuses, or the range of
  ///   rewards is not known.
  public init(
    _ problem: BanditProblem, epsilon: Double? = Self.epsilon.default, warmup: Int? = Self.warmup.default,
    base: NestedLearner = Self.base.default, range: ClosedRange<Double>? = UnitRewards.range.default
  ) throws(InvalidSettings) {
    try Self.epsilon.check(epsilon)
    try Self.warmup.check(warmup)
    try Self.base.check(base)
    rewards = try UnitRewards(problem, range: range, for: Self.card.id)
    beliefs = PriorMeans(problem)
    let leader = beliefs.best
    let means = beliefs.means
    let rival = means.indices.filter { $0 != leader }.max { means[$0] < means[$1] }
    (first, second) = (leader, rival)
    let pair = rival.map { [priors = beliefs.priors] in ArmPriorPair(priors[leader], priors[$0]) }
    warmupUsed = warmup ?? Int(min(pair?.decisivePulls ?? 0, Double(problem.horizon / 2), 1e6))
    signalGain = pair?.expectedGain(afterPulls: warmupUsed) ?? 0
    epsilonUsed = epsilon ?? 0.33 * signalGain
    do throws(InvalidSettings) {
      let rest = BanditProblem(
        armCount: problem.armCount, horizon: max(1, problem.horizon - warmupUsed),
        // What is known here is known to the base.
        rewardRange: range ?? problem.rewardRange,
        noiseScale: problem.noiseScale, priors: problem.priors)
      guard let made = try base.makeBandit(rest, among: Self.bases) else {
        throw InvalidSettings("id", "accepted: \(QuotedList.list(Self.bases.map { $0.card.id }))")
      }
      learner = made
    } catch {
      throw InvalidSettings(error.path.isEmpty ? Self.base.name : "\(Self.base.name).\(error.path)", error.message)
    }
    let doubts =
      problem.armCount == 2
      ? Self.doubts(epsilonUsed, of: signalGain, after: warmupUsed)
      : ["that agents follow is promised for two arms, and there are \(problem.armCount)"]
    caution = rewards.caveats + PriorMeans.caveats(problem) + doubts + Caveats.of(learner)
  }

  private static func doubts(_ epsilon: Double, of gain: Double, after warmup: Int) -> [String] {
    if epsilon == 0 {
      let reason = gain == 0 ? ", because arm 1 cannot look better after \(warmup) pulls of arm 0" : ""
      return ["epsilon is 0: nothing is explored\(reason)"]
    }
    return epsilon < gain / 3
      ? []
      : [
        """
        epsilon is \(epsilon), and a third of E[G 1{G > 0}] after \(warmup) pulls of arm 0 is \(gain / 3): that agents \
        follow is not promised
        """
      ]
  }

  public var caveats: [String] { caution }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    if round <= warmupUsed { return selectArm(at: round, explores: false, noise: &noise) }
    let explores = noise.uniform() < epsilonUsed
    return selectArm(at: round, explores: explores, noise: &noise)
  }

  /// The arm of a round of which it is known whether it explores.
  mutating func selectArm(at round: Int, explores: Bool, noise: inout RoundNoise) -> Int {
    isExploring = explores
    let arm: Int
    if explores {
      explorations += 1
      arm = learner.selectArm(at: explorations, noise: &noise)
    } else {
      arm = round <= warmupUsed ? first : beliefs.best
    }
    gain = arm == second ? beliefs.means[arm] - beliefs.means[first] : 0
    return arm
  }

  /// Updates the signal with rewards of the warm-up and of exploration, ALG with the latter.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    rounds = round
    if isExploring { learner.observe(reward: reward, of: arm, at: explorations) }
    if isExploring || round <= warmupUsed { beliefs.observe(rewards.unit(reward), of: arm) }
  }

  /// The condition of theorem 11.15; without exploration agents are told what is best for them.
  private var isPromised: Bool { epsilonUsed == 0 || epsilonUsed < signalGain / 3 }

  public func measure(_ metric: Metric) -> Double? {
    // What agents make of a recommendation is known of two arms.
    let isPair = beliefs.means.count == 2
    switch metric {
    case .believed where isPair && rounds > 0:
      return isPromised ? 1 : Double(min(rounds, warmupUsed)) / Double(rounds)
    case .obedienceGain where isPair: return gain
    case .signalGain where isPair: return signalGain
    case .explorations: return Double(explorations)
    default: return nil
    }
  }
}

extension Metric {
  /// What hidden exploration lives on.
  public static let signalGain = Metric(
    "signal_gain",
    """
    E[G 1{G > 0}], exactly: by how much arm 1 looks better than arm 0 after the warm-up, where it does, on average \
    over the prior. Three times epsilon must be below it.
    """,
    unit: "reward", isCumulative: false)

  /// How often it explored.
  public static let explorations = Metric(
    "explorations", "The rounds so far in which the learner inside chose the arm.", unit: "rounds", isCumulative: true)
}
