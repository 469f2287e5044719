import BanditCards
import BanditGames
import BanditStreams

/// Coins whose means change every `length` rounds, for tests of algorithms.
struct SwitchingCoins: BanditEnvironment {
  let means: [[Double]]
  let length: Int

  /// The instance of Tests/Reference/detecting_bandits.py: 1200 rounds.
  static let small = SwitchingCoins(means: [[0.9, 0.5, 0.1], [0.1, 0.5, 0.9], [0.1, 0.9, 0.5]], length: 400)

  var armCount: Int { means[0].count }
  var truth: BanditTruth {
    BanditTruth(segments: means.enumerated().map { .init(firstRound: $0 * length + 1, means: $1) })
  }

  mutating func pull(_ arm: Int, at round: Int, noise: inout RoundNoise) -> ArmOutcome {
    let now = means[min((round - 1) / length, means.count - 1)]
    return ArmOutcome(reward: noise.uniform() < now[arm] ? 1 : 0, mean: now[arm], bestMean: now.max()!)
  }
}

/// What runs of a policy on `SwitchingCoins.small` gave on average: dynamic regret and a metric.
func meansOnSwitchingCoins<Policy: BanditLearner>(
  _ policy: Policy, metric: Metric, replications: Int, seed: UInt64
) -> (regret: Double, metric: Double) {
  var regret = 0.0
  var value = 0.0
  let horizon = 1200
  for replication in 0..<replications {
    let key = StreamKey(seed: seed).child(index: replication)
    var game = BanditGame(
      environment: SwitchingCoins.small, learner: policy, problem: BanditProblem(armCount: 3, horizon: 10))
    var account = game.openAccount(for: [.dynamic], metrics: [])
    var rewards = RandomStream(key: key.child(purpose: .rewards), itemCount: 3)
    var learner = RandomStream(key: key.child(purpose: .learner))
    for round in 1...horizon {
      game.play(round: round, environmentNoise: &rewards, learnerNoise: &learner, account: &account)
    }
    regret += account.entry(for: .dynamic, group: "", after: horizon).regret
    value += game.measure(metric, after: horizon, account: account) ?? 0
  }
  return (regret / Double(replications), value / Double(replications))
}
