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
    parameters: RestedMeans.parameters,
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
    let means = try RestedMeans.means(settings: settings, horizon: horizon, shape: "never fall") { list in
      zip(list, list.dropFirst()).allSatisfy { $0 <= $1 }
    }
    instances = try HistoryInstances(feature: .pulls, means: means, settings: settings, horizon: horizon)
  }
}
