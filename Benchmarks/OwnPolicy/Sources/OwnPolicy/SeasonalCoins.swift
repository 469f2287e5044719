import Bandits
import Foundation

/// Coins whose probabilities go up and down together with the seasons.
struct SeasonalCoins: BanditEnvironment, EnvironmentModel {
  static let means = Parameter.numbers("means", "The probability of each arm in midsummer.", .unit)
  static let card = EnvironmentCard(
    id: "seasonal-coins", family: .bandit, summary: "Coins with seasons.", parameters: [means])
  let problem: BanditProblem
  let truth: BanditTruth
  var armCount: Int { truth.armCount }

  init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    truth = BanditTruth(means: try settings[Self.means])
    problem = BanditProblem(armCount: truth.armCount, horizon: horizon)
  }

  func instance(of replication: Int, from stream: inout RandomStream) -> Self { self }

  func pull(_ arm: Int, at round: Int, noise: inout RoundNoise) -> ArmOutcome {
    let (season, mean) = (0.75 + 0.25 * cos(Double(round) / 100), truth.means[arm])
    return ArmOutcome(
      reward: noise.uniform() < season * mean ? 1 : 0, mean: season * mean, bestMean: season * truth.bestMean)
  }
}
