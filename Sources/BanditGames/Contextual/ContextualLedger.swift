import BanditCards
import BanditNumerics

/// The accounts of a contextual bandit: compensated sums of best means, played means and rewards, added up round by
/// round, so that a policy that always plays a best arm has a regret of exactly 0.
public struct ContextualLedger: Ledger {
  /// `pseudo`, `dynamic`, `realized`, and `policy-class` where the environment names one.
  public static let definitions = [
    Notion.Definition(
      .pseudo, benchmark: "the sum over rounds of the mean of the best arm, given what the round shows",
      value: "the sum of the means of the arms played",
      formula: "sum_{s<=t} max_a mu_s(a) - sum_{s<=t} mu_s(A_s)", unit: "reward"),
    Notion.Definition(
      .realized, benchmark: "the benchmark of pseudo", value: "the reward really collected",
      formula: "sum_{s<=t} max_a mu_s(a) - sum_{s<=t} X_s", unit: "reward"),
    Notion.Definition(
      .dynamic, benchmark: "the benchmark of pseudo", value: "the sum of the means of the arms played",
      formula: "sum_{s<=t} max_a mu_s(a) - sum_{s<=t} mu_s(A_s)", unit: "reward"),
    Notion.Definition(
      .policyClass, benchmark: "the largest sum of means of a policy of the environment's `policyClass`",
      value: "the sum of the means of the arms played",
      formula: "max_pi sum_{s<=t} mu_s(pi(view_s)) - sum_{s<=t} mu_s(A_s)", unit: "reward"),
  ]

  /// What the learner did, whichever it is.
  public static let metrics: [Metric] = [.bestArmShare, .meanPropensity]

  private var benchmark = CompensatedSum()
  private var value = CompensatedSum()
  private var reward = CompensatedSum()
  private var rounds = 0
  private var bestRounds = 0
  private var switches = 0
  private(set) var latestArm = -1
  private(set) var latestReward = 0.0
  private var policies: PolicySums?
  private let parameter: [Double]?
  /// Whether somebody asked how often the truth is outside the learner's confidence set.
  @usableFromInline let watchesConfidence: Bool
  /// Whether somebody asked about the probabilities that arms are drawn with.
  @usableFromInline let watchesDraws: Bool
  private let watchesSlack: Bool
  private var confidenceFailures: Int?
  private var propensities: CompensatedSum? = CompensatedSum()
  private var slack: CompensatedSum?

  /// Opens the accounts of a run; only what the notions and metrics need is kept.
  public init(truth: ContextualTruth, notions: [Notion], metrics: [Metric]) {
    parameter = truth.parameter
    watchesConfidence = metrics.contains(.confidenceFailures) && truth.parameter != nil
    watchesSlack = metrics.contains(.gapWeightingSlack)
    watchesDraws = watchesSlack || metrics.contains(.meanPropensity)
    if notions.contains(.policyClass), let policies = truth.policies {
      self.policies = PolicySums(policies, problem: truth.problem)
    }
  }

  /// Records a round.
  ///
  /// - Complexity: O(K), and O(N) for a class of N linear policies.
  public mutating func record(_ arm: Int, reward: Double, means: [Double], in view: ContextualView) {
    var best = means[0]
    for mean in means where mean > best { best = mean }
    rounds += 1
    benchmark.add(best)
    value.add(means[arm])
    self.reward.add(reward)
    latestReward = reward
    if means[arm] == best { bestRounds += 1 }
    // The first action is not a change.
    if arm != latestArm {
      if latestArm >= 0 { switches += 1 }
      latestArm = arm
    }
    policies?.add(means, in: view)
  }

  /// Looks whether the learner's confidence set has the truth, at the beginning of a round.
  mutating func watchConfidence(of learner: any Sendable) {
    guard let parameter, let isOutside = (learner as? any ParameterEstimating)?.excludes(parameter) else { return }
    confidenceFailures = (confidenceFailures ?? 0) + (isOutside ? 1 : 0)
  }

  /// Notes how an arm was drawn.
  mutating func watchDraw(of learner: any Sendable, propensity: Double?, means: [Double]) {
    if let propensity { propensities?.add(propensity) } else { propensities = nil }
    guard watchesSlack, let learner = learner as? any GapWeighting else { return }
    let (probabilities, predictions, gamma) = learner.weighting
    let range = learner.meanRange
    let length = range.upperBound - range.lowerBound
    let scaled = means.map { length > 0 ? ($0 - range.lowerBound) / length : 0 }
    var right = 2 * Double(means.count) / gamma
    var played = 0.0
    for (arm, probability) in probabilities.enumerated() {
      let error = predictions[arm] - scaled[arm]
      right += gamma / 4 * probability * error * error
      played += probability * scaled[arm]
    }
    slack = slack ?? CompensatedSum()
    slack?.add(right - ((scaled.max() ?? 0) - played))
  }

  public func entry(for notion: Notion, group: String, after round: Int) -> LedgerEntry {
    var entry = LedgerEntry(
      rounds: Double(round), benchmark: benchmark.value, value: value.value, reward: reward.value,
      switches: Double(switches))
    switch notion {
    case .realized: entry.value = entry.reward
    case .policyClass: entry.benchmark = policies?.best ?? .nan
    default: break
    }
    if entry.benchmark.isNaN { entry.value = .nan }
    return entry
  }

  public func measure(_ metric: Metric, after round: Int) -> Double? {
    switch metric {
    case .bestArmShare: rounds == 0 ? nil : Double(bestRounds) / Double(rounds)
    case .meanPropensity: rounds == 0 ? nil : propensities.map { $0.value / Double(rounds) }
    case .confidenceFailures: confidenceFailures.map(Double.init)
    case .gapWeightingSlack: slack?.value
    default: nil
    }
  }
}

/// What the policies of a class would have earned.
///
/// Where contexts are finite in number, sums by context and arm say all: the best of all maps takes the best arm of
/// each context.
struct PolicySums: Sendable {
  private let policies: PolicyClass
  private let problem: ContextualProblem
  private var sums: [CompensatedSum]
  private var arms: [Int]

  init(_ policies: PolicyClass, problem: ContextualProblem) {
    self.policies = policies
    self.problem = problem
    switch policies {
    case .constants:
      sums = Array(repeating: CompensatedSum(), count: problem.armCount)
      arms = []
    case .all, .tables:
      sums = Array(repeating: CompensatedSum(), count: problem.armCount * (problem.contextCount ?? 1))
      arms = []
    case .linear(let list):
      sums = Array(repeating: CompensatedSum(), count: list.count)
      arms = Array(repeating: 0, count: list.count)
    }
  }

  mutating func add(_ means: [Double], in view: ContextualView) {
    if case .linear = policies {
      policies.writeArms(into: &arms, of: view, in: problem)
      for (policy, arm) in arms.enumerated() { sums[policy].add(means[arm]) }
      return
    }
    let start = policies == .constants ? 0 : (view.context ?? 0) * means.count
    for (arm, mean) in means.enumerated() { sums[start + arm].add(mean) }
  }

  /// The largest sum of a policy.
  var best: Double {
    let armCount = problem.armCount
    switch policies {
    case .constants, .linear: return sums.map(\.value).max() ?? .nan
    case .all:
      var total = CompensatedSum()
      for start in stride(from: 0, to: sums.count, by: armCount) {
        total.add(sums[start..<start + armCount].map(\.value).max() ?? .nan)
      }
      return total.value
    case .tables(let tables):
      return tables.map { table in
        var total = CompensatedSum()
        for (context, arm) in table.enumerated() { total.add(sums[context * armCount + arm].value) }
        return total.value
      }.max() ?? .nan
    }
  }
}

extension Notion {
  /// The best policy of a class that the environment names.
  public static let policyClass = Notion("policy-class")
}

extension Metric {
  /// How far the estimate is from the truth.
  public static let parameterError = Metric(
    "parameter_error",
    "The Euclidean distance of the estimate from the true parameter on joint features; missing without a linear truth.",
    unit: "pure number", isCumulative: true)

  /// The probability of what was played.
  public static let meanPropensity = Metric(
    "mean_propensity",
    """
    The mean over rounds so far of the probability with which the arm played was drawn; missing where the learner does \
    not know it.
    """,
    unit: "probability", isCumulative: true)

  /// What the inequality of inverse gap weighting leaves over.
  public static let gapWeightingSlack = Metric(
    "igw_slack",
    """
    The sum over rounds so far of 2K / gamma + (gamma / 4) sum_a p_a (y_a - mu_a)^2 - (max_a mu_a - sum_a p_a mu_a), \
    with means and predictions on the scale of the means' range; no round makes it smaller if means are in that range.
    """,
    unit: "pure number", isCumulative: true)
}
