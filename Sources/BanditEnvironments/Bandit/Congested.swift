import BanditCards
import BanditGames

/// The environment `congested` of scenario files: arms that suffer from having been pulled of late.
public struct CongestedModel: HistoryBanditModel {
  public static let card = EnvironmentCard(
    id: "congested", family: .bandit,
    summary: "K arms whose losses rise with how often they were pulled in the last m rounds.",
    dynamics: """
      A pull of arm a has the mean loss h_a(y), y the number of pulls of a in the last m rounds, the present one \
      included; h_a never falls.
      """,
    feedback: "The reward 1 - loss of the arm pulled.",
    truth: "The mean loss of each pull given the history, as a negative number, and the comparators.",
    comparators: """
      policy: the best sequence of arms, by exact dynamic programming over the windows of the last m - 1 pulls, where \
      their number times K times the horizon is at most 10^8; else missing. policy-constant: the best arm pulled in \
      every round. policy-lower, pseudo, realized, dynamic and simple are missing. Reward, value and benchmark are minus \
      the loss.
      """,
    parameters: [
      AnyParameter(
        "losses", "The mean loss of each arm at 1, 2, ..., m recent pulls; every arm has as many.",
        .list(
          of: .list(of: .number(.unit), count: 1...WeightedTallyingModel.maximumMemory),
          count: 1...ArmMeans.maximumArmCount), default: .required, unit: "loss"),
      ObservationNoise.parameter,
    ],
    notes: """
      Stochastic, time-invariant, dependent on the history; rewards in [0, 1] unless the noise is gaussian. Rotating \
      between arms beats staying.
      """,
    reference: """
      D. Malik, Y. Li and A. Singh, Complete Policy Regret Bounds for Tallying Bandits, COLT 2022, section 5.
      """,
    mainNotion: .policy)

  /// The instances.
  public let instances: HistoryInstances

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    var means: [[Double]] = []
    for (arm, setting) in settings.list("losses").enumerated() {
      let losses = setting.asNumbers!
      if let first = means.first, first.count != losses.count {
        throw InvalidSettings(
          "losses[\(arm)]", "\(losses.count) losses, but the first arm has \(first.count); give as many for each")
      }
      guard zip(losses, losses.dropFirst()).allSatisfy({ $0 <= $1 }) else {
        throw InvalidSettings("losses[\(arm)]", "the losses of a congested arm must never fall; see weighted-tallying")
      }
      means.append(losses.map { -$0 })
    }
    instances = try HistoryInstances(
      feature: .recentPulls, means: means, rewardOffset: 1, settings: settings, horizon: horizon)
  }
}
