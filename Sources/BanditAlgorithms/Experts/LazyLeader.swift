import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Follows a perturbed leader whose perturbation is drawn once, or moves as little as it can.
public struct LazyLeader: ExpertsLearner, Configurable {
  /// How the leader is perturbed.
  public enum Variant: String, CaseIterable, Sendable {
    /// By uniform numbers, drawn once.
    case fpl
    /// By Laplace numbers, drawn once.
    case fplStar = "fpl-star"
    /// By uniform numbers, drawn once, on a grid that shifts the sums of losses.
    case fll
    /// By Laplace numbers that follow the losses or change their signs.
    case fllStar = "fll-star"
  }

  /// `variant` of scenario files.
  public static let variant = Parameter.choice(
    "variant", "Which of the four rules.", default: Variant.fllStar,
    why: "its law in each round is that of fresh perturbations")
  /// `epsilon` of scenario files; `nil` is `auto`.
  public static let epsilon = Parameter.auto(
    "epsilon", "The inverse of the size of the perturbation, or `auto`.", .closed(1e-9...1000), unit: "1/loss",
    why: "of the order that balances regret and switches")

  public static let card = AlgorithmCard(
    id: "lazy-leader", family: .experts,
    summary: "Follows the perturbed leader, perturbed so that the leader seldom changes.",
    setting: "Losses in [0, 1] that were fixed in advance; full information; the horizon, or epsilon.",
    rule: [
      "x the sums of losses, ties to the lowest action.",
      "fpl: p uniform on [0, 1/epsilon]^K once, A = argmin x + p.",
      "fpl-star: the same with p of independent Laplace laws of scale 1/epsilon.",
      "fll: p as in fpl, A = argmin g, g_k = p_k + ceil(epsilon (x_k - p_k)) / epsilon.",
      "fll-star: p Laplace, A = argmin x + p;",
      "after the losses v, with probability min(1, exp(-epsilon (|p - v|_1 - |p|_1))) p <- p - v,",
      "so that x + p stays; else p <- -p.",
      "auto: epsilon = sqrt(ln K / T).",
    ],
    parameters: [variant, epsilon],
    example: ["variant": "fpl"],
    swift: "try LazyLeader(problem, variant: .fpl)",
    guarantee: """
      Expected regret and switches of O(sqrt(T ln K)) for epsilon of the order sqrt(ln K / T) (for perturbations drawn \
      once: Devroye, Lugosi and Neu 2013, section 1). fll-star changes its perturbation with a probability of at most \
      epsilon |v|_1 in a round.
      """,
    complexity: "O(K) per round.",
    randomness: "K numbers in round 1 (2 K for Laplace); fll-star one uniform per round.",
    numerics: "Laplace numbers are differences of two exponential ones.",
    deviations: """
      The paper is about linear optimisation with costs of any norm; here decisions are actions and costs are losses.
      """,
    guide: """
      The classic alternative to shrinking-dartboard: no exponentials, and leaders are cheap also where actions are \
      many. random-walk-perturbation needs no horizon.
      """,
    reference: """
      A. Kalai and S. Vempala, Efficient algorithms for online decision problems, Journal of Computer and System \
      Sciences 71, 2005.
      """,
    isAnytime: false)

  private let variant: Variant
  private let epsilon: Double
  private let exponential: Exponential
  private var totals: [Double]
  private(set) var perturbation: [Double]
  private var losses: [Double]
  private var hasNews = false

  public init(settings: Settings, problem: ExpertsProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, variant: settings[Self.variant], epsilon: settings[Self.epsilon])
  }

  /// Creates the learner: `LazyLeader(problem, variant: .fpl)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or unless all losses can be
  ///   seen in every round.
  public init(
    _ problem: ExpertsProblem, variant: Variant = Self.variant.default, epsilon: Double? = Self.epsilon.default
  ) throws(InvalidSettings) {
    try problem.requireFullInformation(for: Self.card.id)
    try Self.epsilon.check(epsilon)
    self.variant = variant
    let entropy = Double.log(Double(problem.actionCount))
    let tuned = (entropy / Double(problem.horizon)).squareRoot()
    // A single action leads whatever perturbs it.
    let size = epsilon ?? (tuned > 0 ? tuned : 1)
    self.epsilon = size
    exponential = try! Exponential(mean: 1 / size)
    totals = Array(repeating: 0, count: problem.actionCount)
    perturbation = totals
    losses = totals
  }

  public mutating func selectAction(at round: Int, noise: inout RoundNoise) -> Int {
    if round == 1 {
      perturb(noise: &noise)
    } else if variant == .fllStar, hasNews {
      shift(by: losses, uniform: noise.uniform())
    }
    return leader
  }

  /// The leader of the perturbed sums.
  var leader: Int {
    var best = 0
    var least = score(of: 0)
    for action in totals.indices.dropFirst() {
      let score = score(of: action)
      if score < least {
        least = score
        best = action
      }
    }
    return best
  }

  /// What the leader has least of.
  func score(of action: Int) -> Double {
    let (total, perturbation) = (totals[action], perturbation[action])
    if variant != .fll { return total + perturbation }
    return perturbation + (epsilon * (total - perturbation)).rounded(.up) / epsilon
  }

  /// The probability with which fll-star takes losses out of its perturbation.
  func keepProbability(losses: [Double]) -> Double {
    var growth = 0.0
    for action in losses.indices { growth += abs(perturbation[action] - losses[action]) - abs(perturbation[action]) }
    return min(1, Double.exp(-epsilon * growth))
  }

  /// The step of fll-star after losses.
  mutating func shift(by losses: [Double], uniform: Double) {
    if uniform < keepProbability(losses: losses) {
      for action in perturbation.indices { perturbation[action] -= losses[action] }
    } else {
      for action in perturbation.indices { perturbation[action] = -perturbation[action] }
    }
  }

  /// Puts a perturbation and sums of losses in place.
  mutating func begin(perturbation: [Double], totals: [Double]) {
    self.perturbation = perturbation
    self.totals = totals
  }

  private mutating func perturb(noise: inout RoundNoise) {
    for action in perturbation.indices {
      perturbation[action] =
        switch variant {
        case .fpl, .fll: noise.uniform() / epsilon
        case .fplStar, .fllStar: exponential.sample(from: &noise) - exponential.sample(from: &noise)
        }
    }
  }

  /// Adds the losses of all actions.
  public mutating func observe(_ observations: inout LossObservations, of action: Int, at round: Int) {
    guard observations.writeAll(into: &losses) else { return }
    for action in totals.indices { totals[action] += losses[action] }
    hasNews = true
  }
}
