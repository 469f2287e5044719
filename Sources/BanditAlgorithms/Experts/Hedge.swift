import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Exponential weights with full information.
public struct Hedge: ExpertsLearner, Configurable, RegretBounding {
  /// How the rate moves.
  public enum Schedule: String, CaseIterable, Sendable {
    /// It is the same in all rounds.
    case fixed
    /// It falls, and needs no horizon.
    case anytime
  }

  /// `schedule` of scenario files.
  public static let schedule = Parameter.choice(
    "schedule", "`fixed`: one rate for the horizon; `anytime`: a falling rate, without a horizon.",
    default: Schedule.fixed, why: "the smaller bound")

  public static let card = AlgorithmCard(
    id: "hedge", family: .experts,
    summary: "Draws actions with weights exponential in the sum of their losses, all of which it sees.",
    setting: "Any losses in [0, 1], also chosen by an adversary; full information.",
    rule: [
      "A_t ~ p_t, p_t proportional to exp(-eta_t L_{t-1}), L the sums of losses.",
      "fixed: eta = sqrt(8 ln K / T);",
      "anytime: eta_t = 2 sqrt(ln K / t).",
    ],
    parameters: [schedule, RateParameter.parameter],
    example: ["schedule": "anytime"],
    swift: "try Hedge(problem, schedule: .anytime)",
    guarantee: """
      Expected external regret at most sqrt(T ln K / 2) (fixed) or sqrt(T ln K) (anytime) for losses fixed in advance \
      (standard, see Cesa-Bianchi and Lugosi, Prediction, Learning, and Games, 2006). Nothing is said of switches, of \
      which there may be T.
      """,
    complexity: "O(K) per round, with K exponentials.", randomness: "One uniform per round.",
    numerics: "Weights relative to the largest; the smallest sum is taken off every 4096 rounds.",
    deviations: "None.",
    guide: """
      The benchmark of full information without switching costs. With them, shrinking-dartboard has the same \
      probabilities and far fewer switches; random-walk-perturbation needs no rate.
      """,
    reference: """
      Y. Freund and R. E. Schapire, A decision-theoretic generalization of on-line learning and an application to \
      boosting, Journal of Computer and System Sciences 55, 1997; anytime: the exponentially weighted average \
      forecaster with a falling rate.
      """,
    isAnytime: false, metrics: [.bound, .boundHolds])

  private let rate: Double
  private let rateFalls: Bool
  /// The squared bound for each round that it counts.
  private let boundPerRound: Double?
  private var boundedRounds: Int
  private var leader: FollowTheRegularizedLeader
  private var losses: [Double]

  public init(settings: Settings, problem: ExpertsProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, schedule: settings[Self.schedule], learningRate: settings[RateParameter.parameter])
  }

  /// Creates the learner: `Hedge(problem, schedule: .anytime)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or unless all losses can be
  ///   seen in every round.
  public init(
    _ problem: ExpertsProblem, schedule: Schedule = Self.schedule.default,
    learningRate given: Double? = RateParameter.parameter.default
  ) throws(InvalidSettings) {
    try problem.requireFullInformation(for: Self.card.id)
    try RateParameter.parameter.check(given)
    let entropy = Double.log(Double(problem.actionCount))
    rateFalls = schedule == .anytime && given == nil
    rate = given ?? (rateFalls ? 2 * entropy.squareRoot() : (8 * entropy / Double(problem.horizon)).squareRoot())
    boundedRounds = problem.horizon
    boundPerRound = given == nil ? (rateFalls ? entropy : entropy / 2) : nil
    leader = FollowTheRegularizedLeader(.entropy, items: problem.actionCount)
    losses = Array(repeating: 0, count: problem.actionCount)
  }

  /// The probabilities of the round last played.
  public var probabilities: [Double] { leader.weights }

  public mutating func selectAction(at round: Int, noise: inout RoundNoise) -> Int {
    if rateFalls { boundedRounds = round }
    leader.follow(rate: rateFalls ? rate / Double(round).squareRoot() : rate)
    return leader.item(at: noise.uniform())
  }

  /// Adds the losses of all actions.
  public mutating func observe(_ observations: inout LossObservations, of action: Int, at round: Int) {
    if observations.writeAll(into: &losses) { leader.add(losses) }
  }

  /// The bound, with the rates of the rule.
  public var regretBound: RegretBound? {
    boundPerRound.map { RegretBound(.external, ($0 * Double(boundedRounds)).squareRoot()) }
  }
}
