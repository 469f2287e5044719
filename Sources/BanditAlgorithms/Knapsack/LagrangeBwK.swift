import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Two learners play the Lagrange game: one chooses arms, the other resources.
public struct LagrangeBwK: KnapsackLearner, Configurable, LagrangePlaying, Caveated {
  /// gamma, the price of consumption.
  public enum Multiplier: Hashable, Sendable, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
    /// T / B.
    case auto
    /// T / B divided by a power of 2 that is drawn before the first round.
    case random
    /// A number.
    case fixed(Double)

    /// A number.
    public init(floatLiteral value: Double) { self = .fixed(value) }

    /// A number.
    public init(integerLiteral value: Int) { self = .fixed(Double(value)) }
  }

  /// `primal` of scenario files.
  public static let primal = NestedLearner.parameter(
    "primal", "The learner that chooses arms, with its own parameters.",
    NestedLearner.adversarialBandits.map { $0.card }, default: "exp3-p", why: "the learner of the book")
  /// `dualRate` of scenario files; `nil` is `auto`.
  public static let dualRate = Parameter.auto(
    "dualRate", "The rate of the exponential weights over resources, or `auto`: sqrt(8 ln n / T) for n of them.",
    NumberRange.closed(1e-30...1000), why: "the rate of hedge")
  /// `time` of scenario files.
  public static let time = Parameter.flag(
    "time",
    "Whether time is a resource, of which every round takes B / T; for adversaries it is left out.", default: true,
    why: "the stochastic setting")
  /// `multiplier` of scenario files.
  public static let multiplier = Parameter<Multiplier>(
    AnyParameter(
      "multiplier",
      """
      gamma: the price of consumption; `auto`: T / B; `random`: (T / B) 2^-j with j uniform on 0, ..., floor(log2 T), drawn \
      once, for adversaries, of whom nobody knows which price is right.
      """,
      .either([.choice(["auto", "random"]), .number(NumberRange(lower: .excluded(0), upper: .included(1e12)))]),
      default: .value(.text("auto")), why: "the Lagrange game of the programme"),
    read: { setting in
      if let number = setting?.asNumber { return .fixed(number) }
      return setting == .text("random") ? .random : .auto
    },
    write: {
      switch $0 {
      case .auto: .text("auto")
      case .random: .text("random")
      case .fixed(let number): .number(number)
      }
    })

  public static let card = AlgorithmCard(
    id: "lagrange-bwk", family: .knapsack,
    summary:
      "A bandit learner plays arms against exponential weights over resources: the Lagrange game of the programme.",
    setting: """
      Rewards and consumptions in [0, 1]; known budget and horizon. Fixed means, or with `time` false an adversary's outcomes.
      """,
    rule: [
      "Each round: i_t ~ q_t, exponential weights over resources; a_t by the primal learner.",
      "L(a, i) = r + 1 - gamma c_i, gamma = multiplier; of time c = B / T.",
      "The primal learner gets (L(a_t, i_t) - lo) / (hi - lo), lo = 1 - gamma, hi = 2;",
      "each resource i has the loss (L(a_t, i) - lo) / (hi - lo): those that are short gain weight.",
    ],
    parameters: [primal, dualRate, time, multiplier],
    example: ["primal": ["id": "exp3-ix"], "time": false, "multiplier": 1.5],
    swift: #"try LagrangeBwK(problem, primal: .init("exp3-ix"), time: false, multiplier: 1.5)"#,
    guarantee: """
      The book states an order, O(T / B) sqrt(T K ln(d T / delta)) for regret against the programme with fixed means \
      (theorem 10.14), without constants; against an adversary a competitive ratio of O(log T) in a more careful form. No \
      bound is claimed here.
      """,
    complexity: "That of the primal learner, and O(d) with d exponentials.",
    randomness:
      "One uniform for the resource, and that of the primal learner; one integer more for a random multiplier.",
    numerics: "Weights relative to the largest.",
    deviations: """
      Rewards of the primal learner are scaled by the largest range that L can have, so that any learner for [0, 1] fits. \
      Against adversaries the multiplier is yours, or random on a scale of powers of 2, in the spirit of the paper.
      """,
    guide: """
      The learner that needs neither means nor linear programmes, for every bandit learner that withstands an adversary. Where \
      means are fixed ucb-bwk earns more. Without time the price T / B is often so high that the null arm is best in every \
      round: then take a smaller multiplier, or `random`.
      """,
    reference: """
      N. Immorlica, K. A. Sankararaman, R. Schapire and A. Slivkins, Adversarial bandits with knapsacks, Journal of the ACM \
      69, 2022; A. Slivkins, Introduction to Multi-Armed Bandits, 2019 (arXiv 1904.07272), chapter 10, algorithm 1.
      """,
    isAnytime: false)

  // Called through the existential, as every base inside a learner.
  private var learner: any BanditLearner
  private var dual: FollowTheRegularizedLeader
  private let rate: Double
  /// gamma.
  public private(set) var multiplier: Double
  /// How many powers of 2 are still to be drawn from; 0 if there is nothing to draw.
  private var powers: Int
  private let timeConsumption: Double
  private let resourceCount: Int
  private let hasTime: Bool
  private var losses: [Double]
  /// The resource of the latest round.
  private var resource = 0
  private var plays: [Int]
  private var weights: [CompensatedSum]
  private var rounds = 0

  public init(settings: Settings, problem: KnapsackProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, primal: settings[Self.primal], dualRate: settings[Self.dualRate], time: settings[Self.time],
      multiplier: settings[Self.multiplier])
  }

  /// Creates the learner: `LagrangeBwK(problem, primal: NestedLearner("exp3-ix"))`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or the primal learner refuses.
  public init(
    _ problem: KnapsackProblem, primal: NestedLearner = Self.primal.default, dualRate: Double? = Self.dualRate.default,
    time: Bool = Self.time.default, multiplier: Multiplier = Self.multiplier.default
  ) throws(InvalidSettings) {
    try Self.primal.check(primal)
    try Self.dualRate.check(dualRate)
    try Self.multiplier.check(multiplier)
    let bandit = BanditProblem(armCount: problem.actionCount, horizon: problem.horizon, rewardRange: 0...1)
    do throws(InvalidSettings) {
      guard let learner = try primal.makeBandit(bandit) else {
        throw InvalidSettings("id", "found \"\(primal.id)\"; accepted: \(Self.primal.description.kind)")
      }
      self.learner = learner
    } catch {
      throw InvalidSettings(error.path.isEmpty ? Self.primal.name : "\(Self.primal.name).\(error.path)", error.message)
    }
    let count = problem.resourceCount + (time ? 1 : 0)
    dual = FollowTheRegularizedLeader(.entropy, items: count)
    rate = dualRate ?? (8 * .log(Double(count)) / Double(problem.horizon)).squareRoot()
    if case .fixed(let given) = multiplier { self.multiplier = given } else { self.multiplier = 1 / problem.rate }
    powers = multiplier == .random ? Int.bitWidth - problem.horizon.leadingZeroBitCount : 0
    timeConsumption = problem.rate
    resourceCount = problem.resourceCount
    hasTime = time
    losses = Array(repeating: 0, count: count)
    plays = Array(repeating: 0, count: problem.actionCount)
    weights = Array(repeating: CompensatedSum(), count: count)
  }

  /// What the primal learner remembers.
  public func historyBytes(problem: KnapsackProblem) -> Int {
    let bandit = BanditProblem(armCount: problem.actionCount, horizon: problem.horizon)
    return (learner as? any Configurable<BanditProblem>)?.historyBytes(problem: bandit) ?? 0
  }

  /// Those of the primal learner.
  public var caveats: [String] { Caveats.of(learner) }

  /// (L - lo) / (hi - lo) of a reward and a consumption.
  func scaled(reward: Double, consumption: Double) -> Double {
    // L - lo = r + gamma (1 - c).
    (reward + multiplier * (1 - consumption)) / (1 + multiplier)
  }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    if powers > 0 {
      multiplier = Double(sign: .plus, exponent: 0 - noise.integer(below: powers), significand: multiplier)
      powers = 0
    }
    dual.follow(rate: rate)
    resource = dual.item(at: noise.uniform())
    return learner.selectArm(at: round, noise: &noise)
  }

  /// Hands the scaled payoffs on: that of the resource drawn to the primal learner, those of all to their weights.
  public mutating func observe(_ outcome: KnapsackOutcome, of arm: Int, at round: Int) {
    rounds += 1
    plays[arm] += 1
    for place in losses.indices {
      weights[place].add(dual.weights[place])
      let consumption = place < resourceCount ? outcome.consumption[place] : timeConsumption
      // A budget above the horizon binds nobody: time then takes more than 1.
      losses[place] = min(max(scaled(reward: outcome.reward, consumption: consumption), 0), 1)
    }
    learner.observe(reward: losses[resource], of: arm, at: round)
    dual.add(losses)
  }

  public var averageArms: [Double] { plays.map { Double($0) / Double(max(rounds, 1)) } }

  public var averageResources: [Double] { weights.map { $0.value / Double(max(rounds, 1)) } }
}
