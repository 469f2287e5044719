import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Follows the leader of sums that random walks perturb.
public struct RandomWalkPerturbation: ExpertsLearner, Configurable, RegretBounding {
  /// The law of the steps.
  public enum Steps: String, CaseIterable, Sendable {
    /// 1/2 or -1/2.
    case coin
    /// Standard normal.
    case gaussian
  }

  /// `steps` of scenario files.
  public static let steps = Parameter.choice(
    "steps", "The law of the steps: `coin`, 1/2 or -1/2, or `gaussian`, standard normal.", default: Steps.coin,
    why: "the law of the theorem")

  public static let card = AlgorithmCard(
    id: "random-walk-perturbation", family: .experts,
    summary: "Follows the action with the smallest sum of losses plus a random walk of its own.",
    setting: "Losses in [0, 1] that were fixed in advance; full information; no horizon, no rate.",
    rule: [
      "Z_0 = L_0 = 0.",
      "Z_t(k) = Z_{t-1}(k) + X_t(k), X_t(k) = 1/2 or -1/2 with equal probability (steps coin),",
      "or N(0, 1) (steps gaussian);",
      "A_t = argmin_k L_{t-1}(k) + Z_t(k), the action before if it is among the minimisers, else the lowest;",
      "L_t = L_{t-1} + l_t.",
    ],
    parameters: [steps],
    example: ["steps": "gaussian"],
    swift: "try RandomWalkPerturbation(problem, steps: .gaussian)",
    guarantee: """
      steps coin: expected external regret at most 2 E[switches] <= 8 sqrt(2 T ln K) + 16 ln T + 16 (Devroye et al. \
      2013, theorem 1); so with a switching cost c the sum of both is at most (1 + c/2) times that.
      """,
    complexity: "O(K) per round.", randomness: "ceil(K/16) uniforms per round, or K normal numbers.",
    numerics: "Sums of halves and of losses 0 or 1 are exact, so that ties are.",
    deviations: "None.",
    guide: """
      The first choice for full information with switching costs when the horizon is unknown; where one action is \
      better by far in every round, it settles on it at once. hedge has the smaller regret where switching is free.
      """,
    reference: """
      L. Devroye, G. Lugosi and G. Neu, Prediction by random-walk perturbation, COLT 2013, algorithm 1.
      """,
    isAnytime: true, metrics: [.bound, .boundHolds])

  private let isGaussian: Bool
  private let step = try! Gaussian()
  private let costFactor: Double
  private var rounds = 0
  /// L + Z.
  private var scores: [Double]
  private var losses: [Double]
  private var action = 0

  public init(settings: Settings, problem: ExpertsProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, steps: settings[Self.steps])
  }

  /// Creates the learner: `RandomWalkPerturbation(problem, steps: .gaussian)`.
  ///
  /// - Throws: `InvalidSettings` unless all losses can be seen in every round.
  public init(_ problem: ExpertsProblem, steps: Steps = Self.steps.default) throws(InvalidSettings) {
    try problem.requireFullInformation(for: Self.card.id)
    isGaussian = steps == .gaussian
    scores = Array(repeating: 0, count: problem.actionCount)
    losses = scores
    costFactor = 1 + problem.switchingCost / 2
  }

  /// Theorem 1: 8 sqrt(2 T ln K) + 16 ln T + 16.
  public static func regretBound(actionCount: Int, horizon: Int) -> Double {
    let rounds = Double(horizon)
    return 8 * (2 * rounds * .log(Double(actionCount))).squareRoot() + 16 * .log(rounds) + 16
  }

  public mutating func selectAction(at round: Int, noise: inout RoundNoise) -> Int {
    rounds = round
    if isGaussian {
      for action in scores.indices { scores[action] += step.sample(from: &noise) }
    } else {
      var signs = 0
      for action in scores.indices {
        // The coarsest of GSL's generators has more than sixteen bits.
        if action & 15 == 0 { signs = Int(noise.uniform() * 0x1p16) }
        scores[action] += signs & 1 == 0 ? 0.5 : -0.5
        signs >>= 1
      }
    }
    return lead(isFirst: round == 1)
  }

  /// The leader after the steps of a round were added.
  mutating func lead(isFirst: Bool) -> Int {
    var best = isFirst ? 0 : action
    for other in scores.indices where scores[other] < scores[best] { best = other }
    action = best
    return best
  }

  /// Adds numbers to the scores: steps, or losses.
  mutating func add(_ numbers: [Double]) {
    for action in scores.indices { scores[action] += numbers[action] }
  }

  /// Adds the losses of all actions.
  public mutating func observe(_ observations: inout LossObservations, of action: Int, at round: Int) {
    if observations.writeAll(into: &losses) { add(losses) }
  }

  /// The bound on loss and switching cost together, of the steps coin.
  public var regretBound: RegretBound? {
    guard !isGaussian, rounds > 0 else { return nil }
    return RegretBound(
      .switching, costFactor * RandomWalkPerturbation.regretBound(actionCount: scores.count, horizon: rounds))
  }
}
