import BanditCards
import BanditGames

/// The environment `delay-dependent` of scenario files: arms that recover geometrically while they rest.
public struct DelayDependentModel: HistoryBanditModel {
  public static let card = EnvironmentCard(
    id: "delay-dependent", family: .bandit,
    summary: "K arms that pay the more, the longer they have not been pulled.",
    dynamics: """
      A pull of arm a after tau rounds (1 if it was pulled in the round before) has mean (1 - gamma^tau) mu(a); a wait \
      longer than `cap` counts as `cap`, and so does the wait before the first pull.
      """,
    feedback: "The reward of the arm pulled.",
    truth: "The mean of each pull given the history, and the comparators.",
    comparators: """
      policy: the best sequence of arms, by exact dynamic programming over the waiting times up to the cap, where \
      cap^K times K times the horizon is at most 10^8; else missing. policy-constant: the best arm pulled in every \
      round. policy-lower, pseudo, realized, dynamic and simple are missing.
      """,
    parameters: [
      AnyParameter(
        "means", "The mean reward of each arm after an endless rest.",
        .list(of: .number(.unit), count: 1...ArmMeans.maximumArmCount), default: .required, unit: "reward"),
      AnyParameter(
        "gamma", "What a round of rest leaves of the loss through fatigue.", .number(.openUnit), default: .required),
      AnyParameter(
        "cap", "The longest wait that makes a difference.", .whole(1...1_000_000), default: .value(.whole(10)),
        unit: "rounds", why: "keeps the exact comparator within reach"),
      ObservationNoise.parameter,
    ],
    notes: "Stochastic, time-invariant, dependent on the history; rewards in [0, 1] unless the noise is gaussian.",
    reference: """
      In the spirit of L. Cella and N. Cesa-Bianchi, Stochastic Bandits with Delay-Dependent Payoffs, AISTATS 2020; the \
      cap is our own.
      """,
    mainNotion: .policy)

  /// The instances.
  public let instances: HistoryInstances

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let (means, cap, gamma) = (settings.numbers("means"), settings.whole("cap"), settings.number("gamma"))
    guard means.count <= 10_000_000 / cap else {
      throw InvalidSettings("cap", "\(means.count) arms with a cap of \(cap); accepted: a product of at most 10000000")
    }
    let shares = TallyWeights.powers(of: gamma, count: cap).map { 1 - $0 * gamma }
    instances = try HistoryInstances(
      feature: .idleTime, means: means.map { mean in shares.map { $0 * mean } }, settings: settings, horizon: horizon)
  }
}
