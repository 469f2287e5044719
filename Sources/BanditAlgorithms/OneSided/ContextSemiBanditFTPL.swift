import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Follow-the-perturbed-leader over rules: noise on fake contexts, estimates by geometric resampling.
public struct ContextSemiBanditFTPL: OneSidedLearner, Configurable {
  /// Where noise falls.
  public enum Contexts: String, Sendable, CaseIterable {
    /// The rounds to come, where they are known in advance.
    case transductive
    /// A small set of individuals that tells all rules apart.
    case separator
  }

  /// `contexts` of scenario files; `nil` for `auto`.
  public static let contexts = Parameter<Contexts?>.autoChoice(
    "contexts",
    """
    X, the fake contexts: `transductive`, the different rounds to come, where the environment lists them; `separator`, a \
    small set of rounds on which any two rules differ; `auto`: the first where it can be had.
    """)
  /// `epsilon` of scenario files.
  public static let epsilon = Parameter.auto(
    "epsilon",
    """
    The rate of the Laplace noise, of density (epsilon / 2) exp(-epsilon |q|); `auto`: sqrt(5 sqrt(d k) ln N / (k K T)), \
    d the number of fake contexts, K = 2k.
    """, .closed(1e-9...1e6),
    why: "it balances the terms of the transductive bound that depend on it, for losses as they are")
  /// `resamples` of scenario files.
  public static let resamples = Parameter.auto(
    "resamples",
    "L: at most so many draws to estimate an inverse probability; `auto`: sqrt(K T) with transductive, T^(1/3) with "
      + "separator, rounded up; at most 100000.", 1...100_000, why: "the theorems' choice")
  /// `policyDraws` of scenario files.
  public static let policyDraws = Parameter.whole(
    "policyDraws", "S: draws in each round to estimate the acceptance probabilities that the panel inspects.",
    1...2000, default: 100, unit: "draws", why: "an error of about 0.05")
  /// `price` of scenario files.
  public static let price = OneSidedSettings.price
  /// `rejections` of scenario files.
  public static let rejections = OneSidedSettings.rejections

  public static let card = AlgorithmCard(
    id: "context-semi-bandit-ftpl", family: .oneSided,
    summary: "Follows the rule of the least perturbed loss, by an oracle; estimates losses by geometric resampling.",
    setting: "Any individuals, labels and panels that were fixed in advance; rules behind an oracle.",
    rule: [
      "oracle(fresh noise) = argmin_h sum_{x in X} q_x . h(x) + sum_{s<t} lhat_s . h(x_s), q_x of K = 2k iid Laplace(1 / "
        + "epsilon).",
      "h_t = oracle; the panel is shown the mean of S further calls.",
      "For each j that h_t includes, J(j) = the number of calls until the oracle's rule includes j at x_t, at most L;",
      "lhat_t(j) = J(j) l_t(j), and 0 for j that h_t does not include.",
      "rejections exact: lhat_t(i, reject) = 1/2 for all i. The panel reports (a, b): lhat_t(a, accept) += C, lhat_t(b, "
        + "reject) += C.",
    ],
    parameters: [contexts, epsilon, resamples, policyDraws, price, rejections],
    example: ["epsilon": 0.1, "policyDraws": 50],
    swift: "try ContextSemiBanditFTPL(problem, epsilon: 0.1, policyDraws: 50)",
    guarantee:
      """
      None is stated here: the theorems of the source are for losses that sum to 1 at most and resampling of every \
      coordinate by itself, not for known losses and prices. E[lhat(j)] = (1 - (1 - q(j))^L) l(j), q(j) the probability \
      that the rule includes j: biased downwards.
      """,
    complexity:
      "1 + S + up to L oracle calls per round, each O(N d k) for the d fake contexts; the oracle is brute force.",
    randomness: "2 d k uniform numbers for each call of the oracle.",
    numerics: "Laplace numbers by inversion of one uniform each; ties have probability 0.",
    deviations:
      """
      One sequence of calls serves all coordinates of a round: each count has the same law as by itself, at most L calls \
      instead of k L. No draws where the loss is 0. The panel's estimate, known losses of rejecting and prices are this \
      package's own reading of the setting of Bechavod and Roth (arXiv 2206.04475), not their algorithm. What panels are \
      shown, and so `violations`, is an estimate with an error of about 1 / (2 sqrt(S)).
      """,
    guide:
      """
      To see what an oracle costs where exp2 can still list the rules: it needs hundreds of calls in a round. A larger \
      epsilon (0.3) learns faster than the default in a thousand rounds.
      """,
    reference:
      """
      V. Syrgkanis, A. Krishnamurthy and R. E. Schapire, Efficient algorithms for adversarial contextual learning, ICML \
      2016, algorithm 3 and theorems 2 and 3.
      """,
    isAnytime: false)

  /// What the oracle knows: its rules on the fake contexts, and their losses so far.
  struct Oracle: Sendable {
    /// 1 where a rule accepts an individual of a fake context, else 0, rule by rule.
    private let patterns: [Double]
    /// Of each individual of the fake contexts: noise of accepting less noise of rejecting.
    private var noises: [Double]
    /// The loss of each rule so far.
    var totals: [Double]
    private let scale: Double

    init(_ problem: OneSidedProblem, fake: [Individual], epsilon: Double) {
      patterns = (0..<problem.rules.count).flatMap { rule in
        fake.map { problem.rules.accepts($0, by: rule) ? 1 : 0 }
      }
      noises = Array(repeating: 0, count: fake.count)
      totals = Array(repeating: 0, count: problem.rules.count)
      scale = 1 / epsilon
    }

    /// The rule with the least sum of losses and fresh noise.
    ///
    /// Of the noise of rejecting, the part that all rules share is left out.
    mutating func leader(noise: inout RoundNoise) -> Int {
      for place in noises.indices {
        let accepting = Oracle.laplace(noise.uniform())
        noises[place] = scale * (accepting - Oracle.laplace(noise.uniform()))
      }
      var (best, least) = (0, Double.infinity)
      var start = 0
      for rule in totals.indices {
        var sum = totals[rule]
        for place in noises.indices { sum += patterns[start + place] * noises[place] }
        if sum < least { (best, least) = (rule, sum) }
        start += noises.count
      }
      return best
    }

    /// The quantile of the Laplace law of scale 1 in the middle of the uniform number's interval of length 2^-53.
    static func laplace(_ uniform: Double) -> Double {
      // Both sums are exact, which uniform + 2^-54 is not near 1.
      uniform < 0.5 ? .log(2 * (uniform + 0x1p-54)) : -.log(2 * (1 - uniform - 0x1p-54))
    }
  }

  private let limit: Int
  private let policyDraws: Int
  private let price: Double
  private let rejections: RejectionLosses
  private(set) var oracle: Oracle
  /// The fake individuals, k for each context.
  let fake: [Individual]
  /// The estimate that the panel is shown.
  public private(set) var acceptance: [Double]
  private(set) var losses: CoordinateLosses
  private var isWanted: [Bool]
  private var counts: [Int]

  public init(settings: Settings, problem: OneSidedProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, contexts: settings[Self.contexts], epsilon: settings[Self.epsilon],
      resamples: settings[Self.resamples], policyDraws: settings[Self.policyDraws], price: settings[Self.price],
      rejections: settings[Self.rejections])
  }

  /// Creates the learner: `ContextSemiBanditFTPL(problem, epsilon: 0.1)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or `contexts` is
  ///   `transductive` and the rounds are not known in advance.
  public init(
    _ problem: OneSidedProblem, contexts: Contexts? = Self.contexts.default, epsilon: Double? = Self.epsilon.default,
    resamples: Int? = Self.resamples.default, policyDraws: Int = Self.policyDraws.default,
    price: Double = Self.price.default, rejections: RejectionLosses = Self.rejections.default
  ) throws(InvalidSettings) {
    try Self.epsilon.check(epsilon)
    try Self.resamples.check(resamples)
    try Self.policyDraws.check(policyDraws)
    try Self.price.check(price)
    if contexts == .transductive, problem.knownRounds == nil {
      throw InvalidSettings(
        "contexts",
        "\"transductive\" needs the individuals of all rounds in advance, as `rounds` of the environment lists them; "
          + "accepted here: \"separator\"")
    }
    let individuals = problem.individualCount
    let isTransductive = contexts != .separator && problem.knownRounds != nil
    if isTransductive, let rounds = problem.knownRounds {
      fake = rounds.flatMap { $0 }
    } else {
      let separating = SeparatingContexts.individuals(for: problem)
      let count = (separating.count + individuals - 1) / individuals * individuals
      // The last context is filled up from the front.
      fake = (0..<count).map { separating[$0 % separating.count] }
    }
    let (coordinates, rounds) = (Double(2 * individuals), Double(problem.horizon))
    let contextCount = Double(fake.count / individuals)
    let entropy = Double.log(Double(problem.rules.count))
    let balanced =
      (5 * (contextCount * Double(individuals)).squareRoot() * entropy / (Double(individuals) * coordinates * rounds))
      .squareRoot()
    let most = isTransductive ? (coordinates * rounds).squareRoot() : .cbrt(rounds)
    limit = resamples ?? min(100_000, Int((most - 1e-9).rounded(.up)))
    self.policyDraws = policyDraws
    self.price = price
    self.rejections = rejections
    // One rule leads whatever perturbs it.
    oracle = Oracle(problem, fake: fake, epsilon: epsilon ?? (balanced > 0 ? balanced : 1))
    acceptance = Array(repeating: 0, count: individuals)
    losses = CoordinateLosses(individualCount: individuals)
    isWanted = Array(repeating: false, count: individuals)
    counts = Array(repeating: 0, count: individuals)
  }

  /// What rules say of the fake contexts.
  public func historyBytes(problem: OneSidedProblem) -> Int { 8 * problem.rules.count * (fake.count + 1) }

  public mutating func selectRule(_ view: OneSidedView, at round: Int, noise: inout RoundNoise) -> Int {
    let rule = oracle.leader(noise: &noise)
    for individual in acceptance.indices { acceptance[individual] = 0 }
    for _ in 0..<policyDraws {
      let drawn = oracle.leader(noise: &noise)
      for individual in acceptance.indices where view.accepts(individual, by: drawn) { acceptance[individual] += 1 }
    }
    for individual in acceptance.indices { acceptance[individual] /= Double(policyDraws) }
    return rule
  }

  /// Adds the estimates to the losses of all rules.
  public mutating func observe(
    _ feedback: OneSidedFeedback, of rule: Int, in view: OneSidedView, at round: Int, noise: inout RoundNoise
  ) {
    estimate(feedback, of: rule, in: view, noise: &noise)
    for other in oracle.totals.indices { oracle.totals[other] += losses.total(of: other, in: view) }
  }

  /// Estimates the loss of each coordinate.
  mutating func estimate(
    _ feedback: OneSidedFeedback, of rule: Int, in view: OneSidedView, noise: inout RoundNoise
  ) {
    // Of accepting the loss is 1 for label 0; of rejecting it is known unless that is to be weighted.
    for (individual, label) in feedback.labels.enumerated() {
      isWanted[individual] = label.map { CoordinateLosses.ofAccepting($0) > 0 } ?? (rejections == .weighted)
    }
    GeometricResampling.count(into: &counts, wanted: isWanted, limit: limit) {
      oracle.leader(noise: &noise)
    } includes: { drawn, individual in
      view.accepts(individual, by: drawn) == view.accepts(individual, by: rule)
    }
    let known = CoordinateLosses.ofRejecting
    for (individual, label) in feedback.labels.enumerated() {
      let isAccepted = label != nil
      losses.accepting[individual] = isAccepted ? Double(counts[individual]) : 0
      losses.rejecting[individual] = rejections == .exact ? known : isAccepted ? 0 : Double(counts[individual]) * known
    }
    losses.charge(feedback.report, price: price)
  }
}
