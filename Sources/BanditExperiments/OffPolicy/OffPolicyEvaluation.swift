import BanditCards
import BanditGames
import BanditNumerics

/// How the value of a policy is estimated from the log of another one.
///
/// pi(a | x_i): the policy's probabilities; p_i: the propensity of row i; w_i = pi(a_i | x_i) / p_i; q_i: what the model
/// of rewards predicts for row i.
public enum OffPolicyEstimator: String, Sendable, CaseIterable {
  /// Inverse propensity scores: the mean of w_i r_i.
  case ips
  /// Self-normalised: sum w_i r_i / sum w_i.
  case snips
  /// The direct method: the mean of sum_a pi(a | x_i) q_i(a).
  case dm
  /// Doubly robust (Dudik, Langford and Li 2011): the mean of dm_i + w_i (r_i - q_i(a_i)).
  case dr
  /// The same, with the correction only where w_i <= tau.
  case switchDR = "switch-dr"
  /// SWITCH (Wang, Agarwal and Dudik 2017): the mean of w_i r_i 1{w_i <= tau} + sum_a pi(a | x_i) q_i(a)
  /// 1{pi(a | x_i) > tau p_i(a)}. The log must have the probabilities of all arms.
  case `switch`
}

/// What predicts rewards in off-policy evaluation.
public enum RewardModel: String, Sendable, CaseIterable {
  /// For each context and arm: the sum of rewards by lambda plus their number.
  case cells
  /// The same for each arm, whatever was shown.
  case arms
  /// Ridge regression: one for each arm on the features that all arms share; a single one on those of the arms.
  case ridge
}

/// An estimate of the value of a policy: its mean reward per round.
public struct OffPolicyEstimate: Hashable, Sendable {
  /// How it was made.
  public let estimator: OffPolicyEstimator
  /// The estimate; NaN where there is none, because no row has a weight.
  public let value: Double
  /// Its standard error; NaN below two rows.
  public let se: Double
  /// The normal interval; NaN for `dm`, because nobody knows how far its model is off.
  public let interval: ConfidenceInterval
  /// The number of rows.
  public let rows: Int
  /// (sum w)^2 / sum w^2, as many rows as those of the policy itself would be worth; NaN if no row has a weight.
  public let effectiveRows: Double
  /// The largest weight.
  public let largestWeight: Double
}

/// A log seen with the eyes of another policy.
///
/// Predictions are cross-fitted: the fold of row i is i mod `folds`, and a row is predicted by the model of all other
/// folds; with one fold, by the model of all rows. So `dr` is unbiased whatever the model.
public struct OffPolicyEvaluation: Sendable {
  /// What is needed of a row.
  private struct Row {
    var weight: Double
    var reward: Double
    /// sum_a pi(a | x_i) q_i(a).
    var direct = 0.0
    /// q_i(a_i).
    var predicted = 0.0
    /// sum_a pi(a | x_i) q_i(a) over the arms with pi(a | x_i) > tau p_i(a).
    var switched = 0.0
  }

  /// `tau`.
  public let threshold: Double
  /// Whether the log has the probabilities of all arms, which `switch` needs.
  public let hasProbabilities: Bool
  private let rows: [Row]

  /// The largest number of folds.
  public static let foldLimit = 1000

  /// Weighs a log by a policy, and fits the model of rewards.
  ///
  /// - Parameters:
  ///   - log: at least one row, each with a propensity.
  ///   - policy: whose value is wanted; `columns` means those that the log was read with.
  ///   - model: what predicts rewards; by default `cells` if each row has a context, else `ridge` if there are features,
  ///     else `arms`.
  ///   - lambda: the ridge constant, above 0.
  ///   - folds: in 1...1000.
  ///   - tau: the largest weight that the switching estimators trust, at least 0.
  /// - Throws: `InvalidSettings` if an argument is out of its range, or policy and model do not fit the log.
  /// - Complexity: O(n (folds + K)) for n rows; `ridge` O(n (folds d^2 + K d)).
  public init(
    _ log: LoggedRounds, policy: ArmPolicy, model: RewardModel? = nil, lambda: Double = 1, folds: Int = 2,
    tau: Double = 10
  ) throws(InvalidSettings) {
    func refuse(_ isWrong: Bool, _ path: String, _ found: String, _ accepted: String) throws(InvalidSettings) {
      if isWrong { throw InvalidSettings(path, "found \(found); accepted: \(accepted)") }
    }
    try refuse(log.count == 0, "log", "no rows", "at least one")
    try refuse(!(lambda > 0 && lambda.isFinite), "lambda", "\(lambda)", "a number above 0")
    try refuse(
      !(1...OffPolicyEvaluation.foldLimit).contains(folds), "folds", "\(folds)",
      "a whole number in 1...\(OffPolicyEvaluation.foldLimit)")
    try refuse(!(tau >= 0), "tau", "\(tau)", "a number, 0 or more")
    if let row = log.propensities.firstIndex(where: { $0 == nil }) {
      throw InvalidSettings("log", "row \(row + 1) has no propensity; accepted: one in every row")
    }
    let problem = log.problem
    try policy.check(in: problem, isLog: true)
    if policy.columns != nil, log.targets.isEmpty {
      throw InvalidSettings("columns", "the log was read without them; accepted: a log that was read with them")
    }
    let chosen = model ?? (problem.contextCount != nil ? .cells : log.shape.featureCount > 0 ? .ridge : .arms)
    try refuse(
      chosen == .cells && problem.contextCount == nil, "model", "cells, but not every row has the index of a context",
      "ridge, arms")
    try refuse(
      chosen == .ridge && log.shape.featureCount == 0, "model", "ridge, but the log has no features", "cells, arms")
    threshold = tau
    hasProbabilities = log.shape.hasProbabilities
    var predictions: any RewardPredicting =
      chosen == .ridge
      ? try RidgePredictions(log, lambda: lambda, folds: folds)
      : CellPredictions(log, isByContext: chosen == .cells, lambda: lambda, folds: folds)
    let arms = problem.armCount
    var view = ContextualView(of: problem)
    var target = Array(repeating: 0.0, count: arms)
    var predicted = target
    var rows = log.rewards.map { Row(weight: 0, reward: $0) }
    // Fold by fold, so that one model is in memory at a time.
    for fold in 0..<min(folds, log.count) {
      try predictions.fit(without: fold)
      for place in stride(from: fold, to: log.count, by: folds) {
        log.show(&view, at: place)
        policy.write(into: &target, of: view, target: log.targets, row: place)
        predictions.predict(place, into: &predicted)
        rows[place].weight = target[log.arms[place]] / (log.propensities[place] ?? .nan)
        rows[place].predicted = predicted[log.arms[place]]
        for arm in 0..<arms where target[arm] > 0 {
          rows[place].direct += target[arm] * predicted[arm]
          if hasProbabilities, target[arm] > tau * log.probabilities[place * arms + arm] {
            rows[place].switched += target[arm] * predicted[arm]
          }
        }
      }
    }
    self.rows = rows
  }

  /// The weight w_i of each row.
  public var weights: [Double] { rows.map(\.weight) }

  /// Estimates the value of the policy.
  ///
  /// - Parameter confidence: the level of the interval, in (0, 1).
  /// - Throws: `InvalidSettings` for another level, and for `switch` on a log without the probabilities of all arms.
  public func estimate(
    _ estimator: OffPolicyEstimator, confidence: Double = 0.95
  ) throws(InvalidSettings) -> OffPolicyEstimate {
    guard confidence > 0, confidence < 1 else {
      throw InvalidSettings("confidence", "found \(confidence); accepted: a number in (0, 1)")
    }
    let (value, se): (Double, Double)
    switch estimator {
    case .ips: (value, se) = mean { $0.weight * $0.reward }
    case .snips: (value, se) = selfNormalised
    case .dm: (value, se) = mean { $0.direct }
    case .dr: (value, se) = mean { $0.direct + $0.weight * ($0.reward - $0.predicted) }
    case .switchDR:
      (value, se) = mean { $0.direct + ($0.weight <= threshold ? $0.weight * ($0.reward - $0.predicted) : 0) }
    case .switch:
      guard hasProbabilities else {
        throw InvalidSettings(
          "estimators",
          "switch needs the probabilities of all arms; accepted: a log with the columns \"p0\", \"p1\", ...")
      }
      (value, se) = mean { ($0.weight <= threshold ? $0.weight * $0.reward : 0) + $0.switched }
    }
    let halfWidth = estimator == .dm ? .nan : CumulativeDistribution.normalCriticalValue(confidence: confidence) * se
    let (sum, squares) = (total(\.weight), total { $0.weight * $0.weight })
    return OffPolicyEstimate(
      estimator: estimator, value: value, se: se,
      interval: ConfidenceInterval(low: value - halfWidth, high: value + halfWidth), rows: rows.count,
      effectiveRows: sum * sum / squares, largestWeight: rows.lazy.map(\.weight).max() ?? .nan)
  }

  private var selfNormalised: (value: Double, se: Double) {
    let weight = total(\.weight)
    let value = total { $0.weight * $0.reward } / weight
    let squares = total { ($0.weight * ($0.reward - value)) * ($0.weight * ($0.reward - value)) }
    return (value, squares.squareRoot() / weight)
  }

  private func mean(_ term: (Row) -> Double) -> (value: Double, se: Double) {
    let count = Double(rows.count)
    let mean = total(term) / count
    let squares = total { (term($0) - mean) * (term($0) - mean) }
    return (mean, (squares / (count - 1) / count).squareRoot())
  }

  private func total(_ term: (Row) -> Double) -> Double {
    var sum = CompensatedSum()
    for row in rows { sum.add(term(row)) }
    return sum.value
  }
}
