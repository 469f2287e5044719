import BanditCards
import BanditGames

/// The environment `congested` of scenario files: arms that suffer from having been pulled recently.
public struct CongestedModel: HistoryBanditModel {
  /// `losses` of scenario files.
  public static let losses = Parameter<[[Double]]>(
    AnyParameter(
      "losses", "The mean loss of each arm at 1, 2, ..., m recent pulls; every arm has as many.",
      .list(
        of: .list(of: .number(.unit), count: 1...WeightedTallyingModel.maximumMemory),
        count: 1...ArmMeans.maximumArmCount), default: .required, unit: "loss"),
    read: { if case .list(let arms)? = $0 { arms.map { $0.asNumbers ?? [] } } else { [] } },
    write: { .list($0.map { .list($0.map { .number($0) }) }) })

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
      every round. policy-lower, pseudo, realized, dynamic and simple are missing. Reward, value and benchmark are \
      minus the loss.
      """,
    parameters: [losses, ObservationNoise.parameter],
    example: ["losses": [[0.1, 0.5, 0.9], [0.2, 0.3, 0.8]]],
    swift: "try CongestedModel(losses: [[0.1, 0.5, 0.9], [0.2, 0.3, 0.8]], horizon: 1000)",
    facts: EnvironmentFacts(.stochastic, isStationary: true, remembers: true, rewards: .settings, feedback: .bandit),
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
    let settings = try Self.card.settings(settings)
    try self.init(losses: settings[Self.losses], noise: settings[ObservationNoise.parameter], horizon: horizon)
  }

  /// Creates the model: `CongestedModel(losses: [[0.1, 0.5, 0.9], [0.2, 0.3, 0.8]], horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if a loss is outside [0, 1], arms have different numbers of losses, or losses fall.
  public init(
    losses arms: [[Double]], noise: ObservationNoise = ObservationNoise.parameter.default, horizon: Int
  ) throws(InvalidSettings) {
    try Self.losses.check(arms)
    var means: [[Double]] = []
    for (arm, losses) in arms.enumerated() {
      if let first = means.first, first.count != losses.count {
        throw InvalidSettings(
          "losses[\(arm)]",
          "\(counted: losses.count, "loss", "losses"), but the first arm has \(first.count); give as many for each")
      }
      guard zip(losses, losses.dropFirst()).allSatisfy({ $0 <= $1 }) else {
        throw InvalidSettings("losses[\(arm)]", "the losses of a congested arm must never fall; see weighted-tallying")
      }
      means.append(losses.map { -$0 })
    }
    instances = HistoryInstances(
      feature: .recentPulls, means: means, rewardOffset: 1, noise: noise, horizon: horizon)
  }
}
