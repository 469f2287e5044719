import BanditCards
import BanditGames

/// The environment `rising` of scenario files: the more an arm was pulled, the more it pays.
public struct RisingModel: HistoryBanditModel {
  public static let card = EnvironmentCard(
    id: "rising", family: .bandit,
    summary: "K arms that pay more and more, the more often they were pulled.",
    dynamics: "The n-th pull of arm a has mean mu_a(n), which never falls; arms that are not pulled do not change.",
    feedback: "The reward of the arm pulled.",
    truth: "The mean of each pull given the history, and the comparators.",
    comparators: """
      policy: the best sequence of arms, which is one arm in every round; exact. policy-constant: the same. \
      policy-lower, pseudo, realized, dynamic and simple are missing.
      """,
    parameters: [RestedMeans.arms, ObservationNoise.parameter],
    example: ["arms": [["table": [0.1, 0.5]], ["saturating": [0.9, 0.1]]]],
    swift: "try RisingModel(arms: [.table([0.1, 0.5]), .saturating(c: 0.9, a: 0.1)], horizon: 1000)",
    facts: EnvironmentFacts(.stochastic, isStationary: true, remembers: true, rewards: .settings, feedback: .bandit),
    notes: "Stochastic, dependent on the learner's own pulls; rewards in [0, 1] unless the noise is gaussian.",
    reference: """
      Improving bandits: D. Malik, Y. Li and A. Singh, Complete Policy Regret Bounds for Tallying Bandits, COLT 2022, \
      section 5. That one arm is best is our own short argument: an arm's average over n pulls never falls with n, so T \
      pulls of the arm with the largest average over T are best.
      """,
    mainNotion: .policy)

  /// The instances.
  public let instances: HistoryInstances

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      arms: settings[RestedMeans.arms], noise: settings[ObservationNoise.parameter], horizon: horizon)
  }

  /// Creates the model: `RisingModel(arms: [.table([0.1, 0.5]), .saturating(c: 0.9, a: 0.1)], horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if a mean is outside [0, 1], or an arm's means have another shape.
  public init(
    arms: [RestedMeans], noise: ObservationNoise = ObservationNoise.parameter.default, horizon: Int
  ) throws(InvalidSettings) {
    let means = try RestedMeans.tables(arms, horizon: horizon, shape: "never fall") { list in
      zip(list, list.dropFirst()).allSatisfy { $0 <= $1 }
    }
    instances = HistoryInstances(feature: .pulls, means: means, noise: noise, horizon: horizon)
  }
}
