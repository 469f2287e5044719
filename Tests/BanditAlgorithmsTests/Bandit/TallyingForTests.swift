import BanditComparators
import BanditGames
import BanditStreams

/// A tallying bandit without noise, for tests of algorithms, which do not see the environments' target.
struct TallyingForTests: BanditEnvironment {
  /// The loss of each arm at 1, 2, ..., m pulls in the last m rounds.
  let losses: [[Double]]
  /// The probability of a coin with the mean reward is drawn instead of paying it.
  var isNoisy = false
  private var pulls: [Int] = []

  init(losses: [[Double]], isNoisy: Bool = false) {
    self.losses = losses
    self.isNoisy = isNoisy
  }

  var armCount: Int { losses.count }
  private var memory: Int { losses[0].count }

  private func machine() -> HistoryAutomaton {
    HistoryAutomaton(armCount: armCount, memory: memory) { arm, ages in -losses[arm][ages.count] }
  }

  var truth: BanditTruth {
    let machine = machine()
    let sequences = SequenceComparator(
      optimum: SequenceOptimum(horizon: 2000, workBytes: 0) { machine }, ceiling: -losses.map(\.last!).min()!,
      repeated: losses.map { ConstantPath(means: $0.map { -$0 }) })
    return BanditTruth(
      means: losses.map { -$0.last! }, sequences: sequences, dependsOnHistory: true,
      tallies: RememberingArms.Tallies(memory: memory, areFlat: true, areExact: !isNoisy), rewardOffset: 1)
  }

  mutating func pull(_ arm: Int, at round: Int, noise: inout RoundNoise) -> ArmOutcome {
    pulls.append(arm)
    let loss = losses[arm][pulls.suffix(memory).count { $0 == arm } - 1]
    let reward = isNoisy ? (noise.uniform() < 1 - loss ? 1 : 0) : 1 - loss
    return ArmOutcome(reward: reward, mean: -loss, bestMean: .nan)
  }
}
