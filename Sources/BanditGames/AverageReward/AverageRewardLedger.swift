import BanditCards
import BanditNumerics

/// The accounts of a run through a Markov decision process.
///
/// Regret may be negative for a while: a good state to start in is worth up to the span of the bias.
public struct AverageRewardLedger: Ledger {
  /// `gain` and `gain-realized`.
  public static let definitions = [
    Notion.Definition(
      .gain, benchmark: "the sum over rounds of the optimal gain of the active segment",
      value: "the sum of the mean rewards of the state-action pairs visited",
      formula: "sum_{s<=t} g*_s - sum_{s<=t} r_s(S_s, A_s)", unit: "reward"),
    Notion.Definition(
      .gainRealized, benchmark: "the benchmark of gain", value: "the reward really collected",
      formula: "sum_{s<=t} g*_s - sum_{s<=t} X_s", unit: "reward"),
  ]

  /// The reward per step, the audit of confidence sets, and `pulls`, which the game counts.
  public static let metrics: [Metric] = [.rewardPerStep, .confidenceFailures, .pulls]

  /// The sum over steps of the optimal gain of the law in force.
  @usableFromInline var benchmark = CompensatedSum()
  @usableFromInline var value = CompensatedSum()
  @usableFromInline var reward = CompensatedSum()
  @usableFromInline var switches = 0
  @usableFromInline var latestAction = -1
  @usableFromInline var latestReward = 0.0
  /// Whether confidence sets are compared with the truth at the start of every episode.
  @usableFromInline let auditsConfidence: Bool
  @usableFromInline var confidenceFailures: Int?

  /// Opens the accounts of a run.
  public init(metrics: [Metric]) {
    auditsConfidence = metrics.contains(.confidenceFailures)
  }

  /// Records a step.
  @inlinable
  public mutating func record(_ action: Int, _ outcome: StepOutcome) {
    benchmark.add(outcome.optimalGain)
    value.add(outcome.mean)
    reward.add(outcome.reward)
    latestReward = outcome.reward
    // The first action is not a change.
    if action != latestAction {
      if latestAction >= 0 { switches += 1 }
      latestAction = action
    }
  }

  /// Records whether the confidence set of a new episode holds the truth; `nil` for a learner without one.
  @usableFromInline
  mutating func recordConfidence(_ holds: Bool?) {
    if let holds { confidenceFailures = (confidenceFailures ?? 0) + (holds ? 0 : 1) }
  }

  /// The state of a notion after a step.
  public func entry(for notion: Notion, group: String, after round: Int) -> LedgerEntry {
    LedgerEntry(
      rounds: Double(round), benchmark: benchmark.value,
      value: notion == .gainRealized ? reward.value : value.value, reward: reward.value,
      switches: Double(switches))
  }

  /// The value of a metric after a step.
  public func measure(_ metric: Metric, after round: Int) -> Double? {
    switch metric {
    case .rewardPerStep: reward.value / Double(round)
    case .confidenceFailures: confidenceFailures.map(Double.init)
    default: nil
    }
  }
}

extension Metric {
  /// The collected reward divided by the steps.
  public static let rewardPerStep = Metric(
    "reward_per_step", "The reward collected so far, divided by the steps.", unit: "reward", isCumulative: true)

  /// How often a confidence set did not hold the truth.
  public static let confidenceFailures = Metric(
    "confidence_failures",
    """
    The number of episodes at whose start the process in force lay outside the learner's confidence set; in contextual \
    bandits, of rounds at whose start the true parameter did. Missing where a learner states no such set.
    """,
    unit: "episodes or rounds", isCumulative: true)

  /// How many episodes have begun.
  public static let episodes = Metric(
    "episodes", "The number of episodes begun: runs of steps under one policy.", unit: "episodes", isCumulative: true)
}

extension Notion {
  /// The optimal gain of the Markov decision process of each round, less the mean reward.
  public static let gain = Notion("gain")

  /// The benchmark of `gain`, less the reward really collected.
  public static let gainRealized = Notion("gain-realized")
}
