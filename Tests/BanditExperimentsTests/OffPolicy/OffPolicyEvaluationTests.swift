import BanditCards
import BanditGames
import BanditStreams
import Testing

@testable import BanditExperiments

struct OffPolicyEvaluationTests {
  /// Two contexts, three arms, seven rows, logged with (.5, .25, .25) and (.25, .25, .5).
  private static let small: LoggedRounds = {
    let logging = [[0.5, 0.25, 0.25], [0.25, 0.25, 0.5]]
    let rows: [(context: Int, arm: Int, reward: Double)] = [
      (0, 0, 1), (0, 1, 1), (1, 2, 0.5), (1, 0, 1), (0, 2, 1), (1, 2, 0), (0, 0, 0),
    ]
    var log = LoggedRounds(LogShape(armCount: 3, hasProbabilities: true))
    for row in rows {
      log.append(
        LoggedRound(
          context: row.context, arm: row.arm, propensity: logging[row.context][row.arm], reward: row.reward,
          probabilities: logging[row.context]))
    }
    return log
  }()

  private func expect(
    _ evaluation: OffPolicyEvaluation, _ estimator: OffPolicyEstimator, _ value: Double, _ se: Double? = nil,
    location: SourceLocation = #_sourceLocation
  ) throws {
    let estimate = try evaluation.estimate(estimator)
    #expect(abs(estimate.value - value) < 1e-9, "\(estimator): \(estimate.value)", sourceLocation: location)
    if let se { #expect(abs(estimate.se - se) < 1e-9, "\(estimator): \(estimate.se)", sourceLocation: location) }
  }

  /// The numbers are from an independent implementation in Python.
  @Test func aMixedPolicy() throws {
    let evaluation = try OffPolicyEvaluation(
      Self.small, policy: .probabilities([[0.1, 0.6, 0.3], [0.5, 0.3, 0.2]]), tau: 2)
    for (weight, expected) in zip(evaluation.weights, [0.2, 2.4, 0.4, 2, 1.2, 0.4, 0.2]) {
      #expect(abs(weight - expected) < 1e-12)
    }
    try expect(evaluation, .ips, 0.8571428571, 0.3822596617)
    try expect(evaluation, .snips, 0.8823529412, 0.0850746772)
    try expect(evaluation, .dm, 0.2047619048, 0.0429892145)
    try expect(evaluation, .dr, 1.047619048, 0.3776043353)
    try expect(evaluation, .switchDR, 0.7047619048, 0.2909052257)
    try expect(evaluation, .switch, 0.6428571429, 0.2982944717)
    let estimate = try evaluation.estimate(.ips, confidence: 0.9)
    #expect(estimate.rows == 7 && abs(estimate.largestWeight - 2.4) < 1e-12)
    #expect(abs(estimate.effectiveRows - 3.986206897) < 1e-9)
    // The normal quantile of .95.
    #expect(abs(estimate.interval.high - (0.8571428571 + 1.6448536270 * 0.3822596617)) < 1e-8)
    #expect(abs(estimate.interval.low - (0.8571428571 - 1.6448536270 * 0.3822596617)) < 1e-8)
    // Nobody knows how far the model is off.
    #expect(try evaluation.estimate(.dm).interval.low.isNaN && evaluation.estimate(.dm).interval.high.isNaN)
  }

  @Test func aTableInSample() throws {
    let evaluation = try OffPolicyEvaluation(Self.small, policy: .table([1, 2]), folds: 1, tau: 3)
    try expect(evaluation, .ips, 0.7142857143, 0.5654448613)
    try expect(evaluation, .snips, 0.625, 0.2460627461)
    try expect(evaluation, .dm, 0.3571428571)
    try expect(evaluation, .dr, 0.6904761905, 0.3241361565)
    try expect(evaluation, .switchDR, 0.4047619048)
    try expect(evaluation, .switch, 0.4285714286)
  }

  /// A large threshold trusts all weights, and none trusts none.
  @Test func thresholds() throws {
    let policy = ArmPolicy.probabilities([[0.1, 0.6, 0.3], [0.5, 0.3, 0.2]])
    let trusting = try OffPolicyEvaluation(Self.small, policy: policy, tau: .infinity)
    #expect(try trusting.estimate(.switchDR).value == trusting.estimate(.dr).value)
    #expect(try trusting.estimate(.switch).value == trusting.estimate(.ips).value)
    let wary = try OffPolicyEvaluation(Self.small, policy: policy, tau: 0)
    for estimator in [OffPolicyEstimator.switchDR, .switch] {
      #expect(try abs(wary.estimate(estimator).value - wary.estimate(.dm).value) < 1e-15)
    }
  }

  /// The policy that logged is worth its mean reward, and every row counts in full.
  @Test func theLoggingPolicyItself() throws {
    let policy = ArmPolicy.probabilities([[0.5, 0.25, 0.25], [0.25, 0.25, 0.5]])
    let evaluation = try OffPolicyEvaluation(Self.small, policy: policy)
    let estimate = try evaluation.estimate(.ips)
    #expect(abs(estimate.value - 4.5 / 7) < 1e-15 && estimate.effectiveRows == 7 && estimate.largestWeight == 1)
    #expect(try evaluation.estimate(.snips).value == estimate.value)
  }

  /// With one-hot features ridge regression is the cells, whichever fold.
  @Test func ridgeOnOneHotFeaturesIsCells() throws {
    var log = LoggedRounds(LogShape(armCount: 3, featureCount: 2))
    for place in 0..<Self.small.count {
      var round = Self.small[place]
      round.probabilities = []
      round.features = round.context == 0 ? [1, 0] : [0, 1]
      round.context = nil
      log.append(round)
    }
    for folds in [1, 2, 3, 20] {
      let cells = try OffPolicyEvaluation(Self.small, policy: .constant(1), lambda: 0.3, folds: folds)
      let ridge = try OffPolicyEvaluation(log, policy: .constant(1), lambda: 0.3, folds: folds)
      for estimator in [OffPolicyEstimator.dm, .dr] {
        #expect(try abs(cells.estimate(estimator).value - ridge.estimate(estimator).value) < 1e-14)
      }
    }
  }

  /// One regression for all arms where these have features of their own: slope (1*1 + 2*3) / (lambda + 1 + 4).
  @Test func ridgeOnFeaturesOfArms() throws {
    var log = LoggedRounds(LogShape(armCount: 2, featureCount: 1, isShared: false))
    log.append(LoggedRound(arm: 0, propensity: 0.5, reward: 1, features: [1, 5]))
    log.append(LoggedRound(arm: 1, propensity: 0.5, reward: 3, features: [4, 2]))
    let evaluation = try OffPolicyEvaluation(log, policy: .linear([[1], [1]]), lambda: 2, folds: 1)
    #expect(evaluation.weights == [0, 0])
    try expect(evaluation, .dm, (5 + 4) / 2.0)
    #expect(try evaluation.estimate(.snips).value.isNaN)
    #expect(try evaluation.estimate(.ips).effectiveRows.isNaN)
  }

  @Test func whatALogLacksIsRefused() throws {
    func refusal(_ make: () throws -> Void) -> String? {
      do {
        try make()
        return nil
      } catch {
        return "\(error)"
      }
    }
    let bare = LoggedRounds(LogShape(armCount: 2))
    var blind = bare
    blind.append(LoggedRound(arm: 1, propensity: 0.5, reward: 1))
    var silent = blind
    silent.append(LoggedRound(arm: 1, propensity: nil, reward: 1))
    #expect(
      refusal { _ = try OffPolicyEvaluation(bare, policy: .uniform) } == "log: found no rows; accepted: at least one")
    #expect(
      refusal { _ = try OffPolicyEvaluation(silent, policy: .uniform) }
        == "log: row 2 has no propensity; accepted: one in every row")
    #expect(
      refusal { _ = try OffPolicyEvaluation(blind, policy: .uniform, model: .ridge) }?
        .contains("accepted: cells, arms") == true)
    #expect(
      refusal { _ = try OffPolicyEvaluation(blind, policy: .uniform, model: .cells) }?
        .contains("accepted: ridge, arms") == true)
    #expect(refusal { _ = try OffPolicyEvaluation(blind, policy: .columns("e")) }?.hasPrefix("columns: ") == true)
    #expect(refusal { _ = try OffPolicyEvaluation(blind, policy: .table([0])) }?.hasPrefix("table: ") == true)
    #expect(
      refusal { _ = try OffPolicyEvaluation(blind, policy: .uniform).estimate(.switch) }?
        .hasPrefix("estimators: switch needs") == true)
    for (lambda, folds, tau) in [(0, 2, 1), (.nan, 2, 1), (1, 0, 1), (1, 1001, 1), (1, 2, -1), (1, 2, .nan)] {
      #expect(
        refusal { _ = try OffPolicyEvaluation(blind, policy: .uniform, lambda: lambda, folds: folds, tau: tau) } != nil)
    }
    #expect(refusal { _ = try OffPolicyEvaluation(blind, policy: .uniform).estimate(.ips, confidence: 1) } != nil)
    // One row: a value, and no error.
    let single = try OffPolicyEvaluation(blind, policy: .uniform)
    #expect(try single.estimate(.ips).value == 1 && single.estimate(.ips).se.isNaN)
  }

  /// A published setting: four contexts, three arms, 500 rows; the reference has 2000 logs. Tolerances are four standard
  /// errors of both sides (about 6e-5 for each of the 17 comparisons); keys are fixed.
  @Test func biasAndErrorAreThoseOfTheReference() throws {
    let means = [[0.2, 0.5, 0.4], [0.6, 0.3, 0.5], [0.4, 0.45, 0.7], [0.5, 0.5, 0.2]]
    let usual = [0, 2, 1, 1]
    let value = (0.5 + 0.6 + 0.7 + 0.5) / 4
    let logs = 400
    var errors: [String: [Double]] = [:]
    for number in 0..<logs {
      var noise = RandomStream(key: StreamKey(seed: 11).child(index: number))
      var log = LoggedRounds(LogShape(armCount: 3))
      for _ in 0..<500 {
        let context = noise.integer(below: 4)
        let first = usual[context]
        let arm = noise.uniform() < 0.7 ? first : (first + 1 + noise.integer(below: 2)) % 3
        log.append(
          LoggedRound(
            context: context, arm: arm, propensity: arm == first ? 0.7 : 0.15,
            reward: noise.uniform() < means[context][arm] ? 1 : 0))
      }
      for (model, name) in [(RewardModel.cells, "cells"), (.arms, "arms")] {
        let evaluation = try OffPolicyEvaluation(log, policy: .table([1, 0, 2, 0]), model: model, tau: 3)
        for estimator in [OffPolicyEstimator.ips, .snips, .dm, .dr, .switchDR] {
          errors["\(estimator.rawValue) \(name)", default: []].append(try evaluation.estimate(estimator).value - value)
        }
      }
    }
    let reference: [(name: String, bias: Double, rmse: Double)] = [
      ("ips cells", -0.0005, 0.0817), ("snips cells", 0.0004, 0.0570), ("dm cells", -0.0601, 0.0802),
      ("dr cells", 0.0001, 0.0583), ("dm arms", -0.1865, 0.1880), ("dr arms", 0.0003, 0.0596),
      ("switch-dr cells", -0.0601, 0.0802),
    ]
    let scale = 4 / Double(logs).squareRoot() + 4 / 2000.0.squareRoot()
    for (name, bias, rmse) in reference {
      let sample = try #require(errors[name])
      let mean = sample.reduce(0, +) / Double(logs)
      let root = (sample.reduce(0) { $0 + $1 * $1 } / Double(logs)).squareRoot()
      let sd = (rmse * rmse - bias * bias).squareRoot()
      #expect(abs(mean - bias) < scale * sd, "\(name): bias \(mean)")
      #expect(abs(root - rmse) < scale * rmse / 2.0.squareRoot(), "\(name): rmse \(root)")
    }
    // Every weight of a row that agrees exceeds 3.
    #expect(errors["switch-dr cells"] == errors["dm cells"] && errors["ips arms"] == errors["ips cells"])
    // Of one term the exact variance is E[pi^2/p r^2] - V^2.
    let exact = ((0.575 / 0.15 - 0.575 * 0.575) / 500).squareRoot()
    let ips = try #require(errors["ips cells"])
    let root = (ips.reduce(0) { $0 + $1 * $1 } / Double(logs)).squareRoot()
    #expect(abs(exact * 500.0.squareRoot() - 1.871552386) < 1e-9)
    #expect(abs(root - exact) < 4 * exact / (2 * Double(logs)).squareRoot(), "\(root)")
  }
}
