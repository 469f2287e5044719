import BanditCards
import BanditGames

/// The environment `rotting` of scenario files: the more an arm was pulled, the less it pays.
public struct RottingModel: HistoryBanditModel {
  public static let card = EnvironmentCard(
    id: "rotting", family: .bandit,
    summary: "K arms that pay less and less, the more often they were pulled.",
    dynamics: "The n-th pull of arm a has mean mu_a(n), which never rises; arms that are not pulled do not change.",
    feedback: "The reward of the arm pulled.",
    truth: "The mean of each pull given the history, and the comparators.",
    comparators: """
      policy: the best sequence of arms, which takes the largest means first; exact. policy-constant: the best arm \
      pulled in every round. policy-lower, pseudo, realized, dynamic and simple are missing.
      """,
    parameters: [RestedMeans.arms, ObservationNoise.parameter],
    example: ["arms": [["table": [1, 0.5]], ["power": [0.1, 0.8, 1]]]],
    swift: "try RottingModel(arms: [.table([1, 0.5]), .power(c: 0.1, a: 0.8, b: 1)], horizon: 1000)",
    facts: EnvironmentFacts(.stochastic, isStationary: true, remembers: true, rewards: .settings, feedback: .bandit),
    notes: "Stochastic, dependent on the learner's own pulls; rewards in [0, 1] unless the noise is gaussian.",
    reference: """
      D. Malik, Y. Li and A. Singh, Complete Policy Regret Bounds for Tallying Bandits, COLT 2022, section 5 (a tallying \
      bandit whose memory is the horizon). That the largest means make the best sequence is our own short argument: an \
      arm's means come in decreasing order.
      """,
    mainNotion: .policy)

  /// The instances.
  public let instances: HistoryInstances

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      arms: settings[RestedMeans.arms], noise: settings[ObservationNoise.parameter], horizon: horizon)
  }

  /// Creates the model: `RottingModel(arms: [.table([1, 0.5]), .power(c: 0.1, a: 0.8, b: 1)], horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if a mean is outside [0, 1], or an arm's means have another shape.
  public init(
    arms: [RestedMeans], noise: ObservationNoise = ObservationNoise.parameter.default, horizon: Int
  ) throws(InvalidSettings) {
    let means = try RestedMeans.tables(arms, horizon: horizon, shape: "never rise") { list in
      zip(list, list.dropFirst()).allSatisfy { $0 >= $1 }
    }
    instances = HistoryInstances(feature: .pulls, means: means, noise: noise, horizon: horizon)
  }
}
