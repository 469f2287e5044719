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
    precondition((0..<actionCount).contains(best), "the best action is one of the actions")
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
      "external and switching: the action with the smallest sum of losses so far, which is the best action. pseudo is missing.",
    parameters: [
      AnyParameter("arms", "The number of actions.", .whole(1...ArmMeans.maximumArmCount), default: .required),
      AnyParameter(
        "epsilon",
        """
        How much better the best action is: a number, `theory` for (K/T)^(1/3) / (9 log2 T), or `inflated` for 2 \
        (K/T)^(1/3).
        """,
        .either([.number(.unit), .choice(["theory", "inflated"])]), default: .value(.text("theory")), unit: "loss",
        why: "the constant of the lower bound; it is minute, `inflated` is one that experiments can see"),
      AnyParameter(
        "sigma",
        "The standard deviation of a step: a number, `theory` for 1 / (9 log2 T), or `inflated` for three times that.",
        .either([.number(.unit), .choice(["theory", "inflated"])]), default: .value(.text("theory")), unit: "loss",
        why: "the constant of the lower bound"),
      BestAction.parameter,
    ] + ExpertsProblem.parameters,
    notes: """
      Oblivious adversary: one instance is drawn for each replication, and no mean exists that a learner could estimate \
      from the losses of one action. To tell actions apart one must compare them in the same round, or switch. Losses in \
      [0, 1].
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
    armCount = settings.whole("arms")
    best = try BestAction(settings: settings, actionCount: armCount)
    problem = try ExpertsProblem(settings: settings, actionCount: armCount, horizon: horizon)
    let scale = MultiScaleRandomWalk.scale(horizon: horizon)
    let root = Double.cbrt(Double(armCount) / Double(horizon))
    switch settings["epsilon"] {
    case .text("inflated")?: epsilon = min(1, 2 * root)
    case .text?: epsilon = min(1, root / scale)
    default: epsilon = settings.number("epsilon")
    }
    let sigma: Double
    switch settings["sigma"] {
    case .text("inflated")?: sigma = 3 / scale
    case .text?: sigma = 1 / scale
    default: sigma = settings.number("sigma")
    }
    do throws(DistributionError) {
      step = try Gaussian(sd: sigma)
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
