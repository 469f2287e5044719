import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Losses that all follow one random walk, so that what an action loses says little about how good it is, whatever is
/// played: the hard case for switching costs.
public struct MultiScaleRandomWalk: ExpertsEnvironment {
  public let actionCount: Int
  /// The best action.
  public let best: Int
  private let epsilon: Double
  private let step: Gaussian
  /// The walk at the latest round that ends in a number of binary zeros.
  private var latest = Array(repeating: 0.0, count: Int.bitWidth)

  /// Creates the losses.
  ///
  /// - Parameters:
  ///   - epsilon: how much better the best action is, before losses are cut to [0, 1].
  ///   - step: the law of the steps of the walk.
  /// - Precondition: `0 <= best < actionCount`.
  public init(actionCount: Int, best: Int, epsilon: Double, step: Gaussian) {
    precondition((0..<actionCount).contains(best), "the best action must be one of the actions")
    self.actionCount = actionCount
    self.best = best
    self.epsilon = epsilon
    self.step = step
  }

  /// Writes the losses; one normal number for the round.
  ///
  /// - Precondition: rounds are asked for in order, from 1 on.
  public mutating func writeLosses(into losses: inout [Double], at round: Int, noise: inout RoundNoise) {
    noise.move(to: 0, occurrence: round)
    let level = 0.5 + advance(to: round, by: step.sample(from: &noise))
    let usual = min(1, max(0, level))
    for action in 0..<actionCount { losses[action] = usual }
    losses[best] = min(1, max(0, level - epsilon))
  }

  /// The walk in a round: that of its parent, one step on.
  mutating func advance(to round: Int, by step: Double) -> Double {
    let parent = MultiScaleRandomWalk.parent(of: round)
    // Between a parent and its child no round ends in as many zeros as the parent.
    let walk = (parent == 0 ? 0 : latest[parent.trailingZeroBitCount]) + step
    latest[round.trailingZeroBitCount] = walk
    return walk
  }

  /// The round that the walk steps from: the number without its lowest binary one.
  public static func parent(of round: Int) -> Int { round & (round - 1) }

  /// The length of the unit of both constants, 9 log2 T (18 for T = 4; 9 for a horizon of one round).
  static func scale(horizon: Int) -> Double {
    9 * max(1, Double.log(Double(horizon)) / .log(2))
  }
}

/// The environment `multi-scale-random-walk` of scenario files.
public struct MultiScaleRandomWalkModel: EnvironmentModel {
  /// A constant of the walk.
  public enum Constant: Hashable, Sendable {
    /// That of the lower bound.
    case theory
    /// A larger one, which experiments can see.
    case inflated
    /// A number.
    case given(Double)
  }

  /// `arms` of scenario files.
  public static let arms = Parameter.whole("arms", "The number of actions.", 1...ArmMeans.maximumArmCount)
  /// `epsilon` of scenario files.
  public static let epsilon = constant(
    "epsilon",
    """
    How much better the best action is: a number, `theory` for (K/T)^(1/3) / (9 log2 T), or `inflated` for 2 \
    (K/T)^(1/3).
    """, why: "the constant of the lower bound; it is minute, `inflated` is one that experiments can see")
  /// `sigma` of scenario files.
  public static let sigma = constant(
    "sigma",
    "The standard deviation of a step: a number, `theory` for 1 / (9 log2 T), or `inflated` for three times that.",
    why: "the constant of the lower bound")
  /// `best` of scenario files.
  public static let best = BestAction.parameter

  private static func constant(_ name: String, _ meaning: String, why: String) -> Parameter<Constant> {
    Parameter(
      AnyParameter(
        name, meaning, .either([.number(.unit), .choice(["theory", "inflated"])]), default: .value(.text("theory")),
        unit: "loss", why: why),
      read: { $0?.asNumber.map { .given($0) } ?? ($0 == .text("inflated") ? .inflated : .theory) },
      write: { constant in
        switch constant {
        case .theory: .text("theory")
        case .inflated: .text("inflated")
        case .given(let number): .number(number)
        }
      })
  }

  public static let card = EnvironmentCard(
    id: "multi-scale-random-walk", family: .experts,
    summary: "All losses follow one random walk on many scales, and one action is a little below the others.",
    dynamics:
      """
      W_0 = 0, W_t = W_rho(t) + xi_t, xi_t ~ N(0, sigma^2), rho(t) = t without its lowest binary one. l_t(k) = 1/2 + \
      W_t - epsilon 1{k = best}, cut to [0, 1].
      """,
    feedback: "As the parameter `feedback` grants: losses of the round just played.",
    truth: "The losses of all actions.",
    comparators:
      """
      external and switching: the action with the smallest sum of losses so far, which is the best action. pseudo is \
      missing.
      """,
    parameters: [arms, epsilon, sigma, best] + ExpertsProblem.parameters,
    example: ["arms": 4, "epsilon": "inflated"],
    swift: "try MultiScaleRandomWalkModel(arms: 4, horizon: 1000, epsilon: .inflated)",
    facts: EnvironmentFacts(.adversarial, isStationary: false, feedback: .settings),
    notes: """
      Oblivious adversary: one instance is drawn for each replication, and no mean exists that a learner could \
      estimate from the losses of one action. Telling actions apart takes comparing them in the same round, or \
      switch. Losses in [0, 1].
      """,
    reference: """
      Following O. Dekel, J. Ding, T. Koren and Y. Peres, Bandits with Switching Costs: T^(2/3) Regret, STOC 2014.
      """)

  private let armCount: Int
  private let epsilon: Double
  private let step: Gaussian
  private let best: BestAction
  public let problem: ExpertsProblem

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      arms: settings[Self.arms], horizon: horizon, epsilon: settings[Self.epsilon], sigma: settings[Self.sigma],
      best: settings[Self.best], switchingCost: settings[ExpertsProblem.switchingCost],
      feedback: settings[ExpertsProblem.feedback])
  }

  /// Creates the model: `MultiScaleRandomWalkModel(arms: 4, horizon: 1000, epsilon: .inflated)`.
  ///
  /// - Parameter best: `nil` for an action that each replication draws.
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(
    arms: Int, horizon: Int, epsilon: Constant = Self.epsilon.default, sigma: Constant = Self.sigma.default,
    best: Int? = Self.best.default, switchingCost: Double = ExpertsProblem.switchingCost.default,
    feedback: LossFeedback = ExpertsProblem.feedback.default
  ) throws(InvalidSettings) {
    try Self.arms.check(arms)
    try Self.epsilon.check(epsilon)
    try Self.sigma.check(sigma)
    armCount = arms
    self.best = try BestAction(best, actionCount: armCount)
    problem = try ExpertsProblem(
      checking: feedback, switchingCost: switchingCost, actionCount: armCount, horizon: horizon)
    let scale = MultiScaleRandomWalk.scale(horizon: horizon)
    let root = Double.cbrt(Double(armCount) / Double(horizon))
    switch epsilon {
    case .inflated: self.epsilon = min(1, 2 * root)
    case .theory: self.epsilon = min(1, root / scale)
    case .given(let number): self.epsilon = number
    }
    let deviation: Double
    switch sigma {
    case .inflated: deviation = 3 / scale
    case .theory: deviation = 1 / scale
    case .given(let number): deviation = number
    }
    do throws(DistributionError) {
      step = try Gaussian(sd: deviation)
    } catch {
      throw InvalidSettings("sigma", error.description)
    }
  }

  /// The losses of a replication.
  public func instance(of replication: Int, from stream: inout RandomStream) -> MultiScaleRandomWalk {
    MultiScaleRandomWalk(
      actionCount: armCount, best: best.draw(from: &stream, actionCount: armCount), epsilon: epsilon, step: step)
  }
}
