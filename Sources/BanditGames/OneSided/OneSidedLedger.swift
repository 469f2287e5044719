import BanditCards
import BanditNumerics

/// The accounts of a learner of one-sided feedback: errors, also of every rule of the class, and what panels objected to.
///
/// Errors are whole numbers and losses are halves, so that all comparisons are exact.
public struct OneSidedLedger: Ledger {
  /// `misclassification` and `external`.
  public static let definitions = [
    Notion.Definition(
      .misclassification,
      benchmark:
        """
        minus the errors of the best fair rule in hindsight: the fewest among rules of the class with no (alpha - \
        epsilon, r)-violation in any round so far
        """,
      value: "minus the number of individuals whom the rules drawn misclassified",
      formula: "sum_{s<=t} sum_i 1{h_s(x_s^i) != y_s^i} - min_{h fair in s<=t} sum_{s<=t} sum_i 1{h(x_s^i) != y_s^i}",
      unit: "errors"),
    Notion.Definition(
      .external, benchmark: "minus the errors of the best rule of the class in hindsight, fair or not",
      value: "minus the number of individuals whom the rules drawn misclassified",
      formula: "sum_{s<=t} sum_i 1{h_s(x_s^i) != y_s^i} - min_h sum_{s<=t} sum_i 1{h(x_s^i) != y_s^i}", unit: "errors"),
  ]

  /// What the panels said, and whom the learner accepted.
  public static let metrics: [Metric] = [
    .violations, .excessGap, .violationsByVotes, .fairRules, .bestFairRule, .semiBanditRegret, .acceptanceRate,
  ]

  private let audit: AuditTerms
  private var errors = 0.0
  /// Of the reduction: 1 - y for accepting, 1/2 for rejecting.
  private var loss = 0.0
  private var errorsOfRules: [Double]
  private var lossesOfRules: [Double]
  private var isFair: [Bool]
  private var violations = 0
  private var excess = CompensatedSum()
  /// How many rounds would have been violations with 1, 2, ... votes; `nil` unless asked for.
  private var violationsByVotes: [Int]?
  private var accepted = 0
  private var individuals = 0
  private var switches = 0
  private(set) var latestRule = -1
  private(set) var latestErrors = 0.0

  /// Opens the accounts of a run; only what the metrics need is kept.
  public init(_ problem: OneSidedProblem, metrics: [Metric]) {
    audit = problem.audit
    errorsOfRules = Array(repeating: 0, count: problem.rules.count)
    lossesOfRules = errorsOfRules
    isFair = Array(repeating: true, count: problem.rules.count)
    violationsByVotes =
      metrics.contains { .violationsByVotes ~= $0 } ? Array(repeating: 0, count: problem.audit.panelSize) : nil
  }

  /// Records a round.
  ///
  /// - Complexity: O(N k), and O(k^2) for each rule that is still fair.
  @usableFromInline
  mutating func record(
    _ rule: Int, acceptance: [Double], labels: [Bool], report: AuditReport?, panel: AuditPanel, in view: OneSidedView
  ) {
    let (errorsBefore, lossBefore) = (errorsOfRules[rule], lossesOfRules[rule])
    for other in errorsOfRules.indices {
      for (individual, label) in labels.enumerated() {
        let isAccepted = view.accepts(individual, by: other)
        if isAccepted != label { errorsOfRules[other] += 1 }
        lossesOfRules[other] += isAccepted ? (label ? 0 : 1) : 0.5
      }
      if isFair[other], panel.isViolated(by: other, in: view, alpha: audit.alpha - audit.slack, votes: audit.votes) {
        isFair[other] = false
      }
    }
    latestErrors = errorsOfRules[rule] - errorsBefore
    errors += latestErrors
    loss += lossesOfRules[rule] - lossBefore
    for individual in labels.indices where view.accepts(individual, by: rule) { accepted += 1 }
    individuals += labels.count
    if let report {
      violations += 1
      excess.add(report.excess)
    }
    if violationsByVotes != nil {
      // The same distances, sorted already: the panel need not be asked again.
      for votes in 1...audit.panelSize {
        if panel.report(on: acceptance, alpha: audit.alpha, votes: votes) == nil { break }
        violationsByVotes?[votes - 1] += 1
      }
    }
    // The first rule is not a change.
    if rule != latestRule {
      if latestRule >= 0 { switches += 1 }
      latestRule = rule
    }
  }

  /// The fair rule with the fewest errors, the first on ties; `nil` if no rule is fair.
  var bestFairRule: Int? {
    var best: Int?
    for rule in isFair.indices where isFair[rule] && errorsOfRules[rule] < best.map({ errorsOfRules[$0] }) ?? .infinity
    {
      best = rule
    }
    return best
  }

  public func entry(for notion: Notion, group: String, after round: Int) -> LedgerEntry {
    var entry = LedgerEntry(rounds: Double(round), reward: 0 - errors, switches: Double(switches))
    switch notion {
    case .misclassification: entry.benchmark = bestFairRule.map { 0 - errorsOfRules[$0] } ?? .nan
    case .external: entry.benchmark = 0 - errorsOfRules.min()!
    default: break
    }
    if !entry.benchmark.isNaN { entry.value = 0 - errors }
    return entry
  }

  public func measure(_ metric: Metric, after round: Int) -> Double? {
    switch metric {
    case .violations: Double(violations)
    case .excessGap: excess.value
    case .violationsByVotes: metric.event.flatMap { votes in violationsByVotes.map { Double($0[votes]) } }
    case .fairRules: Double(isFair.count { $0 })
    case .bestFairRule: bestFairRule.map(Double.init)
    case .semiBanditRegret: bestFairRule.map { loss - lossesOfRules[$0] }
    case .acceptanceRate: individuals == 0 ? nil : Double(accepted) / Double(individuals)
    default: nil
    }
  }
}

extension Notion {
  /// The errors of the rules drawn, above those of the best fair rule.
  public static let misclassification = Notion("misclassification")
}

extension Metric {
  /// How often panels objected.
  public static let violations = Metric(
    "violations", "The rounds so far in which the panel reported a violation by the learner's policy.", unit: "rounds",
    isCumulative: true)

  /// How much they objected to.
  public static let excessGap = Metric(
    "excess_gap",
    "The sum over rounds so far of the excess of the pair that the panel reported: pi(a) - pi(b) - d(a, b) - alpha.",
    unit: "probability", isCumulative: true)

  /// How often panels that need more or fewer votes would have objected to the same policies.
  public static let violationsByVotes = Metric(
    "violations_by_votes",
    """
    The rounds so far in which the same panels, looking at the same policies, would have reported a violation if r \
    votes were needed, one value for each r: `violations_by_votes.1`, .... None is larger than the one before. The \
    learner acts on the votes of the scenario.
    """,
    unit: "rounds", isCumulative: true, scope: .item)

  /// Among how many rules the benchmark is chosen.
  public static let fairRules = Metric(
    "fair_rules", "The rules of the class without an (alpha - epsilon, r)-violation in any round so far.",
    unit: "rules", isCumulative: true)

  /// Which rule the benchmark is.
  public static let bestFairRule = Metric(
    "best_fair_rule",
    "The fair rule with the fewest errors so far, by its number, the first on ties; missing if none is.",
    unit: "index", isCumulative: true)

  /// The regret that the reduction speaks of.
  public static let semiBanditRegret = Metric(
    "semi_bandit_regret",
    """
    The losses of the reduction, 1 - y for an accepted individual and 1/2 for a rejected one, less those of the best \
    fair rule: half the misclassification regret, in every run.
    """,
    unit: "loss", isCumulative: true)

  /// How many are accepted.
  public static let acceptanceRate = Metric(
    "acceptance_rate", "The share of the individuals so far whom the rules drawn accepted.", unit: "share",
    isCumulative: true)
}
