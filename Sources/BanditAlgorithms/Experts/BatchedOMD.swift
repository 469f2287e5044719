import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Exponential weights over batches of rounds, one of which is observed.
public struct BatchedOMD: ExpertsLearner, Configurable, Reporting, RegretBounding {
  /// What is seen of one round of each batch.
  public enum Scheme: Hashable, Sendable {
    /// All losses.
    case full
    /// The losses of a uniform set of so many actions, drawn independently of the action played.
    case decoupled(Int)
    /// The loss of the action played.
    case bandit
    /// The loss of the action played, and those of a uniform set of the others, so many in all.
    case advice(Int)
  }

  /// How the action of the next batch is chosen.
  public enum Sampler: String, CaseIterable, Sendable {
    /// Drawn anew.
    case fresh
    /// Kept with the probability that its unnormalised weight keeps, else drawn anew.
    case dartboard
    /// Kept as often as the two laws allow, else drawn from what the new law has more of.
    case maximalCoupling = "maximal-coupling"
  }

  /// `batches` of scenario files; `nil` is `auto`.
  public static let batches = Parameter.auto(
    "batches", "The number of batches N, or `auto` for the one with the smallest bound.", 1...Int.max,
    why: "tuned to the allowance")
  /// `observe` of scenario files; `nil` is `auto`.
  public static let observe = Parameter<Scheme?>(
    AnyParameter(
      "observe",
      """
      What is seen of one round of each batch: `full`, `bandit`, `{"decoupled": M}`, `{"advice": M}`, or `auto` for \
      whichever of full and bandit has the smaller bound.
      """,
      .either([
        .choice(["auto", "full", "bandit"]),
        .oneKey([
          AnyParameter(
            "decoupled", "So many actions, drawn without regard to the one played.", .whole(from: 1),
            default: .required),
          AnyParameter("advice", "So many actions, the one played among them.", .whole(from: 1), default: .required),
        ]),
      ]), default: .value(.text("auto")), why: "the smaller of two bounds"),
    read: { setting in
      switch setting {
      case .text("full")?: .full
      case .text("bandit")?: .bandit
      case .object(let object)?:
        object.has("decoupled") ? .decoupled(object.whole("decoupled")) : .advice(object.whole("advice"))
      default: nil
      }
    },
    write: { scheme in
      switch scheme {
      case nil: .text("auto")
      case .full?: .text("full")
      case .bandit?: .text("bandit")
      case .decoupled(let count)?: .object(["decoupled": .whole(count)])
      case .advice(let count)?: .object(["advice": .whole(count)])
      }
    })
  /// `sampler` of scenario files; `nil` is `auto`.
  public static let sampler: Parameter<Sampler?> = .autoChoice(
    "sampler",
    """
    `fresh`, `dartboard`, `maximal-coupling`, or `auto`: dartboard where what is seen does not depend on the action \
    played (full, decoupled), else fresh. The other two are refused with bandit and advice.
    """, why: "few switches where they are possible")

  public static let card = AlgorithmCard(
    id: "batched-omd", family: .experts,
    summary:
      "Mirror descent over batches: one action a batch, one observed round a batch, and samplers that seldom switch.",
    setting: "Losses in [0, 1] that were fixed in advance; any feedback; the horizon; c, the switching cost.",
    rule: [
      "N batches of floor(T/N) rounds, the first T mod N of them one longer;",
      "each has a round u, drawn in advance.",
      "After each batch S_k += est_k and p is proportional to exp(-eta S).",
      "full: est = l_u;",
      "decoupled M: est_k = 1{k in O} l_u(k) K/M, O a uniform set of M actions;",
      "bandit: est_k = 1{k = A} l_u(k) / p_k;",
      "advice M: O the action played and M - 1 uniform others,",
      "est_k = 1{k in O} l_u(k) / (p_k + (1 - p_k)(M - 1)/(K - 1)).",
      "fresh: A ~ p;",
      "dartboard: A is kept with probability exp(-eta est_A), else A ~ p;",
      "maximal-coupling: kept with probability min(1, p'_A / p_A), else drawn in proportion to (p' - p)_+.",
      "With v = 1, K/M, K, K/M: eta = sqrt(2 ln K / (v N));",
      "auto takes as many batches as the allowance lasts for, at most T,",
      "for fresh at most (T sqrt(2 v ln K) / (2c))^(2/3), else at most T v / c.",
    ],
    parameters: [batches, observe, sampler, RateParameter.parameter],
    example: ["observe": ["decoupled": 2]],
    swift: "try BatchedOMD(problem, observe: .decoupled(2))",
    guarantee: """
      Own analysis. Expected external regret at most ceil(T/N) ln K / eta + eta T v / 2; expected switches at most N - \
      1 (fresh), eta N (dartboard, and maximal-coupling, which has fewer). With B observations of full or decoupled \
      and c = 1 the sum of both is about T sqrt(2 K ln K / B) + sqrt(2 B ln K / K), of bandit observations at best 3 \
      (K ln K / 2)^(1/3) T^(2/3): rates as announced by Cheng, Zhou and Ji (2023). `bound` is on both together.
      """,
    complexity: "O(1) per round; O(K) per batch, with K exponentials where an action is drawn anew.",
    randomness:
      "Per batch: one integer for the round to observe, one or two uniforms for the action, M integers for a set.",
    numerics: "Sums of estimates, weights relative to the largest.",
    deviations: """
      Not a published algorithm: negative entropy, one observed round for each batch and estimates that are not \
      reweighted by the lengths of batches are this project's choices.
      """,
    guide: """
      For switching costs together with a limited number of observations. full or decoupled make use of every \
      observation; bandit ones help only up to about K^(1/3) T^(2/3). With full information in every round \
      random-walk-perturbation needs no tuning.
      """,
    reference: """
      In the spirit of D. Cheng, X. Zhou and B. Ji, Understanding the Role of Feedback in Online Learning with \
      Switching Costs, ICML 2023; advice: Y. Seldin, P. Bartlett, K. Crammer and Y. Abbasi-Yadkori, Prediction with \
      Limited Advice and Multiarmed Bandits with Paid Observations, ICML 2014, equation (1); the coupling: U. Sherman \
      and T. Koren, Lazy OCO, COLT 2021.
      """,
    isAnytime: false, metrics: [.resamples, .bound, .boundHolds])

  let tuning: BatchTuning
  private let horizon: Int
  /// The estimates so far and the weights made of them.
  private(set) var leader: FollowTheRegularizedLeader
  /// The law that the action in play was drawn by; kept for maximal-coupling only.
  private var latestLaw: [Double]
  private var estimates: [Double]
  private(set) var set: ActionSet
  private var action = 0
  private var batch = 0
  private var nextBatch = 1
  private var observedRound = 1
  private var estimateOfAction = 0.0
  private var resamples = 0

  public init(settings: Settings, problem: ExpertsProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, batches: settings[Self.batches], observe: settings[Self.observe], sampler: settings[Self.sampler],
      learningRate: settings[RateParameter.parameter])
  }

  /// Creates the learner: `BatchedOMD(problem, observe: .decoupled(2))`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or the scheme does not fit
  /// the actions, the sampler or the feedback.
  public init(
    _ problem: ExpertsProblem, batches: Int? = Self.batches.default, observe: Scheme? = Self.observe.default,
    sampler: Sampler? = Self.sampler.default, learningRate: Double? = RateParameter.parameter.default
  ) throws(InvalidSettings) {
    try Self.batches.check(batches)
    try Self.observe.check(observe)
    try RateParameter.parameter.check(learningRate)
    let count = problem.actionCount
    let schemes = try BatchedOMD.schemes(observe, actionCount: count)
    if let sampler, sampler != .fresh, let scheme = schemes.first(where: { !$0.isIndependentOfAction }),
      schemes.count == 1
    {
      throw InvalidSettings(
        "sampler",
        """
        `\(sampler.rawValue)` keeps an action with a probability that depends on what was seen, and with the \
        observations \(BatchedOMD.text(scheme)) that depends on the action; accepted: `fresh`, or the observations \
        full or decoupled
        """)
    }
    if let batches, batches > problem.horizon {
      throw InvalidSettings(
        "batches", "found \(batches); accepted: at most one for each of the \(problem.horizon) rounds")
    }
    let usable = schemes.filter { (sampler ?? .fresh) == .fresh || $0.isIndependentOfAction }
    var best: BatchTuning?
    for scheme in usable {
      let sampler = sampler ?? (scheme.isIndependentOfAction ? .dartboard : .fresh)
      guard
        let tuning = BatchTuning(
          scheme: scheme, sampler: sampler, problem: problem, batches: batches, rate: learningRate)
      else { continue }
      if best.map({ tuning.bound < $0.bound }) ?? true { best = tuning }
    }
    guard let best else {
      if let sampler, usable != schemes, usable.allSatisfy({ BatchTuning.affordable($0, problem) == 0 }) {
        throw InvalidSettings(
          "sampler",
          """
          `\(sampler.rawValue)` needs observations full or decoupled, and the feedback \(problem.feedback.text) does \
          not last for full ones of a single batch; accepted: `fresh`, or decoupled observations that it grants
          """)
      }
      throw BatchedOMD.unaffordable(usable, batches: batches, problem)
    }
    tuning = best
    horizon = problem.horizon
    leader = FollowTheRegularizedLeader(.entropy, items: count)
    latestLaw = leader.weights
    estimates = Array(repeating: 0, count: count)
    set = ActionSet(actionCount: count)
  }

  /// The action of a round; at the first round of a batch everything about the batch is drawn.
  public mutating func selectAction(at round: Int, noise: inout RoundNoise) -> Int {
    if round == nextBatch {
      chooseAction(noise: &noise)
      let length = horizon / tuning.batches + (batch < horizon % tuning.batches ? 1 : 0)
      observedRound = round + noise.integer(below: length)
      chooseSet(noise: &noise)
      batch += 1
      nextBatch = round + length
    }
    return action
  }

  /// Sees what the scheme wants of the batch's round.
  public mutating func observe(_ observations: inout LossObservations, of action: Int, at round: Int) {
    guard round == observedRound else { return }
    for other in estimates.indices { estimates[other] = 0 }
    if estimate(&observations, action) {
      leader.add(estimates)
      estimateOfAction = estimates[action]
    }
  }

  /// Writes the estimates of the scheme; `false` if a request was refused.
  private mutating func estimate(_ observations: inout LossObservations, _ action: Int) -> Bool {
    switch tuning.scheme {
    case .full:
      return observations.writeAll(into: &estimates)
    case .decoupled(let count):
      let scale = Double(estimates.count) / Double(count)
      for other in set.members {
        guard let loss = observations.loss(of: other) else { return false }
        estimates[other] = loss * scale
      }
      return true
    case .bandit:
      return see(action, amongAdvice: 1, &observations)
    case .advice(let count):
      guard see(action, amongAdvice: count, &observations) else { return false }
      for other in set.members {
        guard see(other, amongAdvice: count, &observations) else { return false }
      }
      return true
    }
  }

  /// Sees an action; the scheme bandit is the advice of one.
  private mutating func see(_ action: Int, amongAdvice count: Int, _ observations: inout LossObservations) -> Bool {
    guard let loss = observations.loss(of: action) else { return false }
    estimates[action] =
      loss
      / BatchedOMD.observationProbability(
        leader.weights[action], advice: count, actionCount: estimates.count)
    return true
  }

  /// The probability that the scheme advice sees an action that is played with a probability.
  static func observationProbability(_ probability: Double, advice count: Int, actionCount: Int) -> Double {
    if actionCount == 1 { return 1 }
    return probability + (1 - probability) * Double(count - 1) / Double(actionCount - 1)
  }

  private mutating func chooseAction(noise: inout RoundNoise) {
    let rate = tuning.rate
    if batch == 0 {
      action = leader.item(at: noise.uniform())
      return
    }
    switch tuning.sampler {
    case .fresh:
      leader.follow(rate: rate)
      resamples += 1
      action = leader.item(at: noise.uniform())
    case .dartboard:
      // Weights are made only when they are needed: the schemes that go with this sampler do not need them.
      if noise.uniform() < Double.exp(-rate * estimateOfAction) { return }
      leader.follow(rate: rate)
      resamples += 1
      action = leader.item(at: noise.uniform())
    case .maximalCoupling:
      for other in latestLaw.indices { latestLaw[other] = leader.weights[other] }
      leader.follow(rate: rate)
      let law = leader.weights
      if noise.uniform() * latestLaw[action] < law[action] { return }
      resamples += 1
      action = MaximalCoupling.residual(from: latestLaw, to: law, at: noise.uniform(), scratch: &estimates) ?? action
    }
  }

  private mutating func chooseSet(noise: inout RoundNoise) {
    switch tuning.scheme {
    case .full, .bandit: break
    case .decoupled(let count): set.draw(count, noise: &noise)
    case .advice(let count): set.draw(count - 1, without: action, noise: &noise)
    }
  }

  /// `resamples`.
  public func measure(_ metric: Metric) -> Double? { metric == .resamples ? Double(resamples) : nil }

  /// The bound on loss and switching cost together.
  public var regretBound: RegretBound? { RegretBound(.switching, tuning.exactBound) }

  // MARK: Checks

  private static func schemes(_ observe: Scheme?, actionCount: Int) throws(InvalidSettings) -> [Scheme] {
    switch observe {
    case nil: return [.full, .bandit]
    case .decoupled(let count)? where count > actionCount:
      throw tooMany("decoupled", count, actionCount: actionCount)
    case .advice(let count)? where count > actionCount:
      throw tooMany("advice", count, actionCount: actionCount)
    case let scheme?: return [scheme]
    }
  }

  private static func tooMany(_ key: String, _ count: Int, actionCount: Int) -> InvalidSettings {
    InvalidSettings("observe.\(key)", "found \(count); accepted: at most \(actionCount), the number of actions")
  }

  private static func unaffordable(
    _ schemes: [Scheme], batches: Int?, _ problem: ExpertsProblem
  ) -> InvalidSettings {
    let most = schemes.map { BatchTuning.affordable($0, problem) }.max()!
    if let batches, most >= 1 {
      return InvalidSettings(
        "batches",
        "found \(batches), but the feedback \(problem.feedback.text) lasts for \(most) batches; "
          + "accepted: at most \(most)"
      )
    }
    return InvalidSettings(
      "observe",
      "the feedback \(problem.feedback.text) does not last for the observations \(text(schemes[0])) of a single batch; "
        + "accepted: what it grants")
  }

  private static func text(_ scheme: Scheme) -> String {
    switch scheme {
    case .full: "full"
    case .bandit: "bandit"
    case .decoupled(let count): "{\"decoupled\": \(count)}"
    case .advice(let count): "{\"advice\": \(count)}"
    }
  }
}
