import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// The environment `incentive` of scenario files.
public struct IncentiveModel: EnvironmentModel {
  /// `priors` of scenario files.
  public static let priors = Parameter<[ArmPrior]>(
    AnyParameter(
      "priors",
      "What everybody knows of the means of both arms, independently; that of arm 0 is at least as high on average.",
      .list(of: ArmPrior.kind, count: 2...2), default: .required),
    read: { setting in
      guard case .list(let elements)? = setting else { return [] }
      return elements.compactMap(ArmPrior.init)
    }, write: { .list($0.map(\.setting)) })

  public static let card = EnvironmentCard(
    id: "incentive", family: .bandit,
    summary:
      "Two arms with known priors, pulled by agents who each come once and look after themselves.",
    dynamics: """
      Each replication draws mu(0) and mu(1) from their priors, independently. In round t an agent pulls an arm, which \
      pays 1 with probability mu(a), else 0, drawn as u < mu(a). An agent pulls what is best for itself, given the \
      priors, the rule of the principal and what it is told: the arm of a learner is a recommendation, and is taken to \
      be followed.
      """,
    feedback: "The reward of the arm pulled, to the principal; the priors are known to all.",
    truth: "The means of the replication.",
    comparators: "pseudo and realized: the arm with the higher mean; over replications that is Bayesian regret.",
    parameters: [priors],
    example: ["priors": [["law": "beta", "a": 2, "b": 1], ["law": "point", "value": 0.5]]],
    swift: "try IncentiveModel(priors: [.beta(a: 2, b: 1), .known(0.5)], horizon: 1000)",
    facts: EnvironmentFacts(.stochastic, isStationary: true, feedback: .bandit),
    notes: """
      Stochastic, stationary in a replication; rewards 0 or 1. Any learner for bandits is a principal whose agents \
      obey; greedy-agents are agents without one, repeated-hidden-exploration is a principal whom agents have reason \
      to follow.
      """,
    reference: """
      A. Slivkins, Introduction to Multi-Armed Bandits, Foundations and Trends in Machine Learning 12, 2019 \
      (arXiv 1904.07272), chapter 11; Y. Mansour, A. Slivkins and V. Syrgkanis, Bayesian incentive-compatible bandit \
      exploration, Operations Research 68, 2020.
      """)

  private let pair: ArmPriorPair
  public let problem: BanditProblem

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(priors: settings[Self.priors], horizon: horizon)
  }

  /// Creates the model: `IncentiveModel(priors: [.beta(a: 2, b: 1), .known(0.5)], horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` unless there are two priors, within the ranges that the card states, the first with no
  ///   lower mean.
  public init(priors: [ArmPrior], horizon: Int) throws(InvalidSettings) {
    try Self.priors.check(priors)
    guard priors[0].mean >= priors[1].mean else {
      throw InvalidSettings(
        Self.priors.name,
        "the prior means are \(priors[0].mean) and \(priors[1].mean); accepted: the higher one first")
    }
    pair = ArmPriorPair(priors[0], priors[1])
    problem = BanditProblem(armCount: 2, horizon: horizon, rewardRange: 0...1, priors: priors)
  }

  /// Of means that are drawn anew for each replication, 1.
  public var largestGap: Double? { 1 }

  /// What greedy agents do with these priors.
  public var facts: [String] {
    func short(_ number: Double) -> Double { (number * 1e6).rounded() / 1e6 }
    let gap = short(pair.first.mean - pair.second.mean)
    guard let pulls = pair.decisivePulls else {
      return ["whatever arm 0 pays, arm 1 never looks better: no agent has reason to pull it"]
    }
    return [
      "prior means differ by \(gap): greedy agents never pull arm 1 with at least this probability",
      "arm 1 may look better after \(Int(min(pulls, 1e15))) pulls of arm 0",
    ]
  }

  /// The arms of a replication.
  public func instance(of replication: Int, from stream: inout RandomStream) -> BernoulliBandit {
    BernoulliBandit(means: [Self.mean(pair.first, &stream), Self.mean(pair.second, &stream)])
  }

  private static func mean(_ prior: ArmPrior, _ stream: inout RandomStream) -> Double {
    switch prior {
    case .beta(let a, let b): Beta.draw(a: a, b: b, from: &stream)
    case .known(let mean): mean
    }
  }
}
