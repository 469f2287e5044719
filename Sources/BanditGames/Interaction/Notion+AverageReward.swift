extension Notion {
  /// The optimal gain of the Markov decision process of each round, less the mean reward.
  public static let gain = Notion(
    "gain", benchmark: "the sum over rounds of the optimal gain of the active segment",
    value: "the sum of the mean rewards of the state-action pairs visited",
    formula: "sum_{s<=t} g*_s - sum_{s<=t} r_s(S_s, A_s)", unit: "reward", families: [.averageReward])

  /// The benchmark of `gain`, less the reward really collected.
  public static let gainRealized = Notion(
    "gain-realized", benchmark: "the benchmark of gain", value: "the reward really collected",
    formula: "sum_{s<=t} g*_s - sum_{s<=t} X_s", unit: "reward", families: [.averageReward])
}
