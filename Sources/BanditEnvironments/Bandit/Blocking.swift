import BanditCards
import BanditGames

/// The environment `blocking` of scenario files: arms that cannot be used again at once.
public struct BlockingModel: HistoryBanditModel {
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
      policy: the best sequence of arms, idling allowed, by exact dynamic programming over the waiting times, where the \
      product of the delays times K times the horizon is at most 10^8; else missing. policy-constant: the best arm \
      pulled in every round. policy-lower, pseudo, realized, dynamic and simple are missing.
      """,
    parameters: [
      AnyParameter(
        "means", "The mean reward of each arm when it is free.",
        .list(of: .number(.unit), count: 1...ArmMeans.maximumArmCount), default: .required, unit: "reward"),
      AnyParameter(
        "delays", "The rounds from a pull of each arm to the next one that pays; 1 never blocks.",
        .list(of: .whole(1...1_000_000), count: 1...ArmMeans.maximumArmCount), default: .required, unit: "rounds"),
      ObservationNoise.parameter,
    ],
    notes: """
      Stochastic, time-invariant, dependent on the history; rewards in [0, 1] unless the noise is gaussian. Every arm is \
      free at the start. Idling while every arm is free gains nothing, so that pulling a blocked arm is all the idling \
      there needs to be.
      """,
    reference: """
      In the spirit of S. Basu, R. Sen, S. Sanghavi and S. Shakkottai, Blocking Bandits, NeurIPS 2019.
      """,
    mainNotion: .policy)

  /// The instances.
  public let instances: HistoryInstances

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let (means, delays) = (settings.numbers("means"), settings.wholes("delays"))
    guard means.count == delays.count else {
      throw InvalidSettings("delays", "\(delays.count) delays for \(means.count) arms; give one for each")
    }
    guard delays.reduce(0.0, { $0 + Double($1) }) <= 10_000_000 else {
      throw InvalidSettings("delays", "the delays add up to more than 10000000; accepted: fewer arms or shorter delays")
    }
    instances = try HistoryInstances(
      feature: .blocking, means: zip(means, delays).map { Array(repeating: $0, count: $1) }, settings: settings,
      horizon: horizon)
  }
}
