import BanditCards
import BanditGames
import BanditStreams

/// Follow-the-regularized-leader with full information: `ftrl` with the estimator `full`.
public struct FTRLExperts: ExpertsLearner, Configurable {
  /// That of `ftrl`.
  public static let card = FTRL.card

  /// The word that stands for no estimate.
  static let estimator = "full"

  /// Whether settings of `ftrl` ask for full information.
  public static func isMeant(by settings: Settings) -> Bool { settings.text("estimator") == estimator }

  private var leader: FollowTheRegularizedLeader
  private let update: BanditLeader.Update
  private var rate: LearningRate
  private var losses: [Double]

  /// Creates the policy from the settings of `ftrl`.
  ///
  /// - Throws: `InvalidSettings` unless all losses can be seen in every round.
  public init(settings: Settings, problem: ExpertsProblem) throws(InvalidSettings) {
    try problem.requireFullInformation(for: "ftrl with the estimator full")
    let regularizer = FTRL.regularizer(settings, problem.asBandit)
    leader = FollowTheRegularizedLeader(regularizer, items: problem.actionCount)
    update = BanditLeader.Update(rawValue: settings.text("update"))!
    rate = LearningRate(
      LearningRate.Schedule(rawValue: settings.text("schedule"))!, given: settings["learningRate"]?.asNumber,
      regularizer: regularizer, estimator: .iw, items: problem.actionCount, horizon: problem.horizon,
      squaredNorm: regularizer.fullSquaredNorm)
    losses = Array(repeating: 0, count: problem.actionCount)
  }

  /// The weights of the latest round.
  var weights: [Double] { leader.weights }

  public mutating func selectAction(at round: Int, noise: inout RoundNoise) -> Int {
    if rate.restarts(at: round) { leader.restart() }
    rate.move(to: round)
    if update == .ftrl { leader.follow(rate: rate.value) }
    return leader.item(at: noise.uniform())
  }

  /// Adds the losses of all actions, or takes the step.
  public mutating func observe(_ observations: inout LossObservations, of action: Int, at round: Int) {
    guard observations.writeAll(into: &losses) else { return }
    var norm = 0.0
    for item in losses.indices {
      norm += losses[item] * losses[item] * leader.regularizer.inverseCurvature(at: leader.weights[item])
    }
    rate.record(squaredNorm: norm)
    switch update {
    case .ftrl: leader.add(losses)
    case .omd: leader.descend(losses, rate: rate.value)
    }
  }
}
