import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Exponential weights that keep their action as long as they can.
public struct ShrinkingDartboard: ExpertsLearner, Configurable, Reporting {
  /// How a loss shrinks a weight.
  public enum Update: String, CaseIterable, Sendable {
    /// By (1 - eta)^l.
    case power
    /// By exp(-eta l).
    case exponential
  }

  /// `update` of scenario files.
  public static let update = Parameter.choice(
    "update", "How a loss shrinks a weight: `power` by (1 - eta)^l, `exponential` by exp(-eta l).",
    default: Update.power, why: "the form of the paper")
  /// `learningRate` of scenario files; `nil` is `auto`.
  public static let learningRate = Parameter.auto(
    "learningRate", "The rate eta, below 1 with the update power, or `auto` for the rate in the rule.",
    LearningRate.range, why: "the rate of the bound")

  public static let card = AlgorithmCard(
    id: "shrinking-dartboard", family: .experts,
    summary: "Hedge's probabilities with few switches: the action is kept with the probability that its weight keeps.",
    setting: "Losses in [0, 1] that were fixed in advance; full information; the horizon, or a learning rate.",
    rule: [
      "w_1 = 1, A_1 uniform.",
      "After l_t: w <- w (1 - eta)^l_t (update power) or w exp(-eta l_t) (exponential);",
      "A_{t+1} = A_t with probability w_{t+1}(A_t) / w_t(A_t),",
      "else drawn with probabilities w_{t+1} / sum w_{t+1}.",
      "auto: eta = min(sqrt(ln K / T), 1/2).",
    ],
    parameters: [update, learningRate],
    example: ["learningRate": 0.1],
    swift: "try ShrinkingDartboard(problem, learningRate: 0.1)",
    guarantee: """
      In each round the law of A_t is exactly w_t / sum w_t, so that loss and regret are those of multiplicative \
      weights. E[resamples] <= ln K - ln(1 - eta) L*, L* the best action's loss (own analysis): with the rate auto \
      regret and switches are O(sqrt(T ln K)).
      """,
    complexity: "O(K) additions per round; K exponentials when an action is drawn anew.",
    randomness: "One uniform per round, a second one when an action is drawn anew.",
    numerics: "Sums of losses, weights relative to the largest. The kept arm's ratio is not normalised.",
    deviations: "None known.",
    guide: """
      For full information with switching costs. batched-omd with the sampler dartboard is the same under an \
      observation budget; its sampler maximal-coupling switches less still.
      """,
    reference: """
      Following S. Geulen, B. Voecking and M. Winkler, Regret Minimization for Online Buffering Problems Using the \
      Weighted Majority Algorithm, COLT 2010.
      """,
    isAnytime: false, metrics: [.resamples])

  /// A loss of 1 takes a weight to exp(-rate) of what it was.
  let rate: Double
  private var leader: FollowTheRegularizedLeader
  private var losses: [Double]
  private var action = 0
  private var latestLoss = 0.0
  private var resamples = 0

  public init(settings: Settings, problem: ExpertsProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, update: settings[Self.update], learningRate: settings[Self.learningRate])
  }

  /// Creates the learner: `ShrinkingDartboard(problem, learningRate: 0.1)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, unless all losses can be seen
  ///   in every round, or for a rate of 1 or more with `power`.
  public init(
    _ problem: ExpertsProblem, update: Update = Self.update.default, learningRate: Double? = Self.learningRate.default
  ) throws(InvalidSettings) {
    try problem.requireFullInformation(for: Self.card.id)
    try Self.learningRate.check(learningRate)
    let entropy = Double.log(Double(problem.actionCount))
    let eta = learningRate ?? min((entropy / Double(problem.horizon)).squareRoot(), 0.5)
    if update == .power {
      guard eta < 1 else {
        throw InvalidSettings("learningRate", "found \(eta); accepted: a number below 1 with the update `power`")
      }
      rate = -Double.log(onePlus: -eta)
    } else {
      rate = eta
    }
    leader = FollowTheRegularizedLeader(.entropy, items: problem.actionCount)
    losses = Array(repeating: 0, count: problem.actionCount)
  }

  /// The probability of keeping an action after it lost.
  func keepProbability(after loss: Double) -> Double { Double.exp(-rate * loss) }

  public mutating func selectAction(at round: Int, noise: inout RoundNoise) -> Int {
    if round == 1 {
      action = leader.item(at: noise.uniform())
    } else if noise.uniform() >= keepProbability(after: latestLoss) {
      resamples += 1
      leader.follow(rate: rate)
      action = leader.item(at: noise.uniform())
    }
    return action
  }

  /// Adds the losses of all actions.
  public mutating func observe(_ observations: inout LossObservations, of action: Int, at round: Int) {
    guard observations.writeAll(into: &losses) else { return }
    leader.add(losses)
    latestLoss = losses[action]
  }

  /// `resamples`.
  public func measure(_ metric: Metric) -> Double? { metric == .resamples ? Double(resamples) : nil }
}
