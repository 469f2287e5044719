import BanditGames
import BanditStreams
import BanditTesting

/// The twelve rounds of `Tests/Reference/ftrl.py`: which arm was drawn, and its loss.
let leaderScript: [(arm: Int, loss: Double)] = [
  (0, 0.5), (1, 0.2), (2, 1), (1, 0), (0, 0.7), (2, 0.9), (2, 0.3), (1, 0), (0, 1), (1, 0.4), (1, 0.1), (2, 0.6),
]

/// The weights of the round after a script of arms and losses, whatever the policy would have drawn.
func weights<Policy: BanditLearner>(
  of policy: Policy, after script: [(arm: Int, loss: Double)] = leaderScript, read: (Policy) -> [Double]
) -> [Double] {
  var policy = policy
  var noise = RandomStream(key: StreamKey(seed: 1))
  for (place, round) in script.enumerated() {
    _ = policy.selectArm(at: place + 1, noise: &noise)
    policy.observe(reward: 1 - round.loss, of: round.arm, at: place + 1)
  }
  _ = policy.selectArm(at: script.count + 1, noise: &noise)
  return read(policy)
}

/// The largest difference between two lists of the same length.
func distance(_ first: [Double], _ second: [Double]) -> Double {
  first.count == second.count ? zip(first, second).map { abs($0 - $1) }.max()! : .infinity
}

/// The pseudo-regret of each of some replications on coins.
func regrets<Policy: BanditLearner>(
  of policy: Policy, means: [Double], rounds: Int, replications: Int, seed: UInt64
) -> [Double] {
  let best = means.max()!
  return (0..<replications).map { replication in
    RecordedGame(
      learner: policy, environment: CoinsForTests(means: means), rounds: rounds,
      key: StreamKey(seed: seed).child(index: replication)
    ).arms.reduce(0) { $0 + best - means[$1] }
  }
}
