import BanditCards
import BanditGames

/// The environment `blocking` of scenario files: arms that cannot be used again at once.
public struct BlockingModel: HistoryBanditModel {
  /// `means` of scenario files.
  public static let means = Parameter.numbers(
    "means", "The mean reward of each arm when it is free.", .unit, count: 1...ArmMeans.maximumArmCount,
    unit: "reward")
  /// `delays` of scenario files.
  public static let delays = Parameter.wholes(
    "delays", "The rounds from a pull of each arm to the next one that pays; 1 never blocks.", 1...1_000_000,
    count: 1...ArmMeans.maximumArmCount, unit: "rounds")

  public static let card = EnvironmentCard(
    id: "blocking", family: .bandit,
    summary: "K arms that are blocked for some rounds after each pull.",
    dynamics: """
      A pull of arm a pays its mean mu(a) and blocks it for delay(a) - 1 rounds. A pull of a blocked arm pays 0 and \
      changes nothing: it is how a learner idles.
      """,
    feedback: "The reward of the arm pulled, 0 from a blocked one; not whether it was blocked.",
    truth: "The mean of each pull given the history, and the comparators.",
    comparators: """
      policy: the best sequence of arms, idling allowed, by exact dynamic programming over the waiting times, where \
      the product of the delays times K times the horizon is at most 10^8; else missing. policy-constant: the best arm \
      pulled in every round. policy-lower, pseudo, realized, dynamic and simple are missing.
      """,
    parameters: [means, delays, ObservationNoise.parameter],
    example: ["means": [1, 0.9], "delays": [3, 2]],
    swift: "try BlockingModel(means: [1, 0.9], delays: [3, 2], horizon: 1000)",
    facts: EnvironmentFacts(.stochastic, isStationary: true, remembers: true, rewards: .settings, feedback: .bandit),
    notes: """
      Stochastic, time-invariant, dependent on the history; rewards in [0, 1] unless the noise is gaussian. Every arm \
      is free at the start. Idling while every arm is free gains nothing, so that pulling a blocked arm is all the \
      idling there needs to be.
      """,
    reference: """
      In the spirit of S. Basu, R. Sen, S. Sanghavi and S. Shakkottai, Blocking Bandits, NeurIPS 2019.
      """,
    mainNotion: .policy)

  /// The instances.
  public let instances: HistoryInstances

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      means: settings[Self.means], delays: settings[Self.delays], noise: settings[ObservationNoise.parameter],
      horizon: horizon)
  }

  /// Creates the model: `BlockingModel(means: [1, 0.9], delays: [3, 2], horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or there is not one delay for
  ///   each arm.
  public init(
    means: [Double], delays: [Int], noise: ObservationNoise = ObservationNoise.parameter.default,
    horizon: Int
  ) throws(InvalidSettings) {
    try Self.means.check(means)
    try Self.delays.check(delays)
    guard means.count == delays.count else {
      throw InvalidSettings(
        "delays", "\(counted: delays.count, "delay") for \(counted: means.count, "arm"); give one for each")
    }
    guard delays.reduce(0.0, { $0 + Double($1) }) <= 10_000_000 else {
      throw InvalidSettings("delays", "the delays add up to more than 10000000; accepted: fewer arms or shorter delays")
    }
    instances = HistoryInstances(
      feature: .blocking, means: zip(means, delays).map { Array(repeating: $0, count: $1) }, noise: noise,
      horizon: horizon)
  }
}
