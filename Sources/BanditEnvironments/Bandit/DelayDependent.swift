import BanditCards
import BanditGames

/// The environment `delay-dependent` of scenario files: arms that recover geometrically while they rest.
public struct DelayDependentModel: HistoryBanditModel {
  /// `means` of scenario files.
  public static let means = Parameter.numbers(
    "means", "The mean reward of each arm after an endless rest.", .unit, count: 1...ArmMeans.maximumArmCount,
    unit: "reward")
  /// `gamma` of scenario files.
  public static let gamma = Parameter.number(
    "gamma", "What a round of rest leaves of the loss through fatigue.", .openUnit)
  /// `cap` of scenario files.
  public static let cap = Parameter.whole(
    "cap", "The longest wait that makes a difference.", 1...1_000_000, default: 10, unit: "rounds",
    why: "keeps the exact comparator within reach")

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
    parameters: [means, gamma, cap, ObservationNoise.parameter],
    example: ["means": [0.9, 0.6], "gamma": 0.6],
    swift: "try DelayDependentModel(means: [0.9, 0.6], gamma: 0.6, horizon: 1000)",
    facts: EnvironmentFacts(.stochastic, isStationary: true, remembers: true, rewards: .settings, feedback: .bandit),
    notes: "Stochastic, time-invariant, dependent on the history; rewards in [0, 1] unless the noise is gaussian.",
    reference: """
      In the spirit of L. Cella and N. Cesa-Bianchi, Stochastic Bandits with Delay-Dependent Payoffs, AISTATS 2020; \
      the cap is our own.
      """,
    mainNotion: .policy)

  /// The instances.
  public let instances: HistoryInstances

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      means: settings[Self.means], gamma: settings[Self.gamma], cap: settings[Self.cap],
      noise: settings[ObservationNoise.parameter], horizon: horizon)
  }

  /// Creates the model: `DelayDependentModel(means: [0.9, 0.6], gamma: 0.6, horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or the tables would not fit
  ///   into memory.
  public init(
    means: [Double], gamma: Double, cap: Int = Self.cap.default,
    noise: ObservationNoise = ObservationNoise.parameter.default, horizon: Int
  ) throws(InvalidSettings) {
    try Self.means.check(means)
    try Self.gamma.check(gamma)
    try Self.cap.check(cap)
    guard means.count <= 10_000_000 / cap else {
      throw InvalidSettings(
        "cap", "\(counted: means.count, "arm") with a cap of \(cap); accepted: a product of at most 10000000")
    }
    let shares = TallyWeights.powers(of: gamma, count: cap).map { 1 - $0 * gamma }
    instances = HistoryInstances(
      feature: .idleTime, means: means.map { mean in shares.map { $0 * mean } }, noise: noise, horizon: horizon)
  }
}
