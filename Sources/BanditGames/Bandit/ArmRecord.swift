/// What a learner did, arm by arm: kept only where a notion or metric asks for it.
@usableFromInline
struct ArmRecord: Sendable {
  private var pulls: [Double]
  private var rewards: [Double]
  /// The mean reward of each arm so far; 0 for an arm that was never pulled.
  private var means: [Double]
  private let tracksGreed: Bool
  private var rounds = 0
  private var unpulledArms: Int
  private var greedyRounds = 0
  private var bestRounds = 0
  private var latestBestRound = 0

  /// Opens the record.
  ///
  /// - Parameter tracksGreed: whether rounds in which the leader was played are counted, at O(K) per round.
  init(armCount: Int, tracksGreed: Bool) {
    self.tracksGreed = tracksGreed
    pulls = Array(repeating: 0, count: armCount)
    rewards = pulls
    means = pulls
    unpulledArms = armCount
  }

  /// Records a round.
  @usableFromInline
  mutating func record(_ arm: Int, _ outcome: ArmOutcome) {
    rounds += 1
    if tracksGreed, unpulledArms > 0 || means.allSatisfy({ $0 <= means[arm] }) { greedyRounds += 1 }
    if pulls[arm] == 0 { unpulledArms -= 1 }
    pulls[arm] += 1
    rewards[arm] += outcome.reward
    means[arm] = rewards[arm] / pulls[arm]
    if outcome.mean == outcome.bestMean {
      bestRounds += 1
      latestBestRound = rounds
    }
  }

  /// The arm with the highest mean reward among those pulled; the lowest index on ties.
  var leader: Int? {
    var best: Int?
    for arm in pulls.indices where pulls[arm] > 0 && (best == nil || means[arm] > means[best!]) { best = arm }
    return best
  }

  /// See `Metric.bestArmShare`.
  var bestArmShare: Double { Double(bestRounds) / Double(rounds) }

  /// See `Metric.greedyFraction`.
  var greedyFraction: Double { Double(greedyRounds) / Double(rounds) }

  /// See `Metric.minFraction`.
  var minFraction: Double { Double(pulls.count) * pulls.min()! / Double(rounds) }

  /// See `Metric.suffixFailure`.
  var suffixFailure: Double { latestBestRound < (rounds + 1) / 2 ? 1 : 0 }
}
