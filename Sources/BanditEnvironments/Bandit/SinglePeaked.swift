import BanditCards
import BanditGames

/// The environment `single-peaked` of scenario files: arms that first get better by being pulled, then worse.
public struct SinglePeakedModel: HistoryBanditModel {
  public static let card = EnvironmentCard(
    id: "single-peaked", family: .bandit,
    summary: "K arms that pay more with each pull up to a peak, then less.",
    dynamics: """
      The n-th pull of arm a has mean mu_a(n), which never falls before its peak and never rises after it; arms that \
      are not pulled do not change.
      """,
    feedback: "The reward of the arm pulled.",
    truth: "The mean of each pull given the history, and the comparators.",
    comparators: """
      policy: the best sequence of arms; only the numbers of pulls matter, so a max-plus convolution of the arms' totals \
      finds it, exactly, where it takes at most 10^8 steps (arms with a peak inside times horizon^2 / 2). \
      policy-constant: the best arm pulled in every round. policy-lower, pseudo, realized, dynamic and simple are \
      missing.
      """,
    parameters: [RestedMeans.arms, ObservationNoise.parameter],
    example: ["arms": [["table": [0.1, 0.9, 0.3]], ["table": [0.5]]]],
    swift: "try SinglePeakedModel(arms: [.table([0.1, 0.9, 0.3]), .table([0.5])], horizon: 1000)",
    facts: EnvironmentFacts(.stochastic, isStationary: true, remembers: true, rewards: .settings, feedback: .bandit),
    notes: "Stochastic, dependent on the learner's own pulls; rewards in [0, 1] unless the noise is gaussian.",
    reference: """
      D. Malik, Y. Li and A. Singh, Complete Policy Regret Bounds for Tallying Bandits, COLT 2022, section 5 (where the \
      rise is also concave, which is not asked for here).
      """,
    mainNotion: .policy)

  /// The instances.
  public let instances: HistoryInstances

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      arms: settings[RestedMeans.arms], noise: settings[ObservationNoise.parameter], horizon: horizon)
  }

  /// Creates the model: `SinglePeakedModel(arms: [.table([0.1, 0.5, 0.2])], horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if a mean is outside [0, 1], or an arm's means have another shape.
  public init(
    arms: [RestedMeans], noise: ObservationNoise = ObservationNoise.parameter.default, horizon: Int
  ) throws(InvalidSettings) {
    let means = try RestedMeans.tables(arms, horizon: horizon, shape: "rise to a peak, then fall") {
      list in
      let peak = list.firstIndex(of: list.max()!)!
      let (rise, fall) = (list[...peak], list[peak...])
      return zip(rise, rise.dropFirst()).allSatisfy { $0 <= $1 } && zip(fall, fall.dropFirst()).allSatisfy { $0 >= $1 }
    }
    instances = HistoryInstances(feature: .pulls, means: means, noise: noise, horizon: horizon)
  }
}
