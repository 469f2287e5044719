import BanditCards

// The notions that more than one family has; what each means by them is declared beside its ledger. Those of a single
// family are declared there, too.
extension Notion {
  /// The mean of the best fixed action, less the mean of what was played.
  public static let pseudo = Notion("pseudo")

  /// The benchmark of `pseudo`, less the reward really collected.
  public static let realized = Notion("realized")

  /// The mean of the best action of each round, less the mean of what was played.
  public static let dynamic = Notion("dynamic")

  /// The best sequence of actions, less what was played.
  public static let policy = Notion("policy")

  /// The gap of what the learner recommends: after each checkpoint, not a sum over rounds.
  public static let simple = Notion("simple", isCumulative: false)

  /// Whether what the learner recommends is wrong: 1 or 0, after each checkpoint.
  public static let misidentification = Notion("misidentification", isCumulative: false)

  /// The gap of the action with the largest posterior mean: after each checkpoint, not a sum over rounds.
  public static let inference = Notion("inference", isCumulative: false)

  /// The loss suffered, above that of the best fixed action (policy, in episodes) in hindsight.
  public static let external = Notion("external")
}
