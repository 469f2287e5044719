import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Exponential weights with the losses of a few actions in every round.
public struct LimitedAdvice: ExpertsLearner, Configurable, RegretBounding {
  /// `advice` of scenario files.
  public static let advice = Parameter.whole(
    "advice", "M, how many losses it sees in a round, that of its action among them; at most K.", from: 1, default: 1,
    unit: "losses", why: "what bandit feedback grants")

  public static let card = AlgorithmCard(
    id: "limited-advice", family: .experts,
    summary: "Sees the loss of its action and those of some others, drawn at random, in every round.",
    setting: "Any losses in [0, 1], also chosen by an adversary; M observations in every round; no horizon.",
    rule: [
      "A_t ~ q_t, q_t proportional to exp(-eta_t S_{t-1}), eta_t = sqrt(M ln K / (t K)).",
      "O_t is A_t and M - 1 others, uniform without replacement;",
      "S_k += 1{k in O_t} l_t(k) / (q_t(k) + (1 - q_t(k)) (M - 1)/(K - 1)).",
    ],
    parameters: [advice],
    example: ["advice": 2],
    swift: "try LimitedAdvice(problem, advice: 2)",
    guarantee:
      "Expected external regret at most 2 sqrt((K/M) T ln K) for losses fixed in advance (Seldin et al. 2014).",
    complexity: "O(K) per round, with K exponentials.", randomness: "One uniform and M - 1 integers per round.",
    numerics: "Weights relative to the largest; the smallest sum is taken off every 4096 rounds.",
    deviations: "M is the same in all rounds.",
    guide: """
      To see what a few more observations in every round are worth. It does not care about switches; batched-omd with \
      advice does.
      """,
    reference: """
      Y. Seldin, P. Bartlett, K. Crammer and Y. Abbasi-Yadkori, Prediction with Limited Advice and Multiarmed Bandits \
      with Paid Observations, ICML 2014, algorithm 1.
      """,
    isAnytime: true, metrics: [.bound, .boundHolds])

  private let advice: Int
  private let entropy: Double
  private var leader: FollowTheRegularizedLeader
  private var estimates: [Double]
  private var set: ActionSet
  private var rounds = 0

  public init(settings: Settings, problem: ExpertsProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, advice: settings[Self.advice])
  }

  /// Creates the learner: `LimitedAdvice(problem, advice: 2)`.
  ///
  /// - Throws: `InvalidSettings` if M is below 1, above K, or more than can be seen in every round.
  public init(_ problem: ExpertsProblem, advice: Int = Self.advice.default) throws(InvalidSettings) {
    try Self.advice.check(advice)
    guard advice <= problem.actionCount else {
      throw InvalidSettings(
        "advice", "found \(advice); accepted: at most \(problem.actionCount), the number of actions")
    }
    guard problem.grants(advice, includingOwn: true) else {
      throw InvalidSettings(
        "advice",
        "found \(advice), but the feedback \(problem.feedback.text) does not last for as many losses in every round; "
          + "accepted: fewer, or more feedback")
    }
    self.advice = advice
    entropy = Double.log(Double(problem.actionCount))
    leader = FollowTheRegularizedLeader(.entropy, items: problem.actionCount)
    estimates = Array(repeating: 0, count: problem.actionCount)
    set = ActionSet(actionCount: problem.actionCount)
  }

  /// eta_t.
  func rate(at round: Int) -> Double {
    (Double(advice) * entropy / (Double(round) * Double(estimates.count))).squareRoot()
  }

  public mutating func selectAction(at round: Int, noise: inout RoundNoise) -> Int {
    rounds = round
    leader.follow(rate: rate(at: round))
    let action = leader.item(at: noise.uniform())
    set.draw(advice - 1, without: action, noise: &noise)
    return action
  }

  /// Sees the action and the set.
  public mutating func observe(_ observations: inout LossObservations, of action: Int, at round: Int) {
    for other in estimates.indices { estimates[other] = 0 }
    guard see(action, &observations) else { return }
    for other in set.members {
      guard see(other, &observations) else { return }
    }
    leader.add(estimates)
  }

  private mutating func see(_ action: Int, _ observations: inout LossObservations) -> Bool {
    guard let loss = observations.loss(of: action) else { return false }
    estimates[action] =
      loss
      / BatchedOMD.observationProbability(leader.weights[action], advice: advice, actionCount: estimates.count)
    return true
  }

  /// The bound.
  public var regretBound: RegretBound? {
    let count = Double(estimates.count)
    return RegretBound(.external, 2 * (count / Double(advice) * Double(rounds) * entropy).squareRoot())
  }
}
