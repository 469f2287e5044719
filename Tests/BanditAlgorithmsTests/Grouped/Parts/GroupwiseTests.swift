import BanditAlgorithms
import BanditCards
import BanditGames
import BanditStreams
import Testing

struct GroupwiseTests {
  private func make(
    _ output: GroupwiseOutput = .expected, features: Int, groups: Int, settings: Settings = [:]
  ) throws -> Groupwise<OnlineRidge> {
    Groupwise(
      base: try makeLearner(OnlineRidge.self, settings, features: features, groups: groups), groupCount: groups,
      output: output)
  }

  /// x = 1, labels 1, 0, 0, 1; group 0 in rounds 1, 2, 4, group 1 in 2, 3, group 2 always: the losses to ten digits.
  @Test func fullLoop() throws {
    let examples = Examples(
      features: Array(repeating: [1], count: 4), labels: [1, 0, 0, 1], groups: [[0, 2], [0, 1, 2], [1, 2], [0, 2]])
    var learner = try make(features: 1, groups: 3)
    let losses = examples.losses(of: &learner)
    for (loss, wanted) in zip(losses, [1, 1.0 / 6, 0.0425539056, 0.4963351669]) { #expect(abs(loss - wanted) < 6e-11) }
    for (group, wanted) in [(0, 1.6630018335), (1, 0.2092205722), (2, 1.7055557391)] {
      let total = zip(losses, examples.groups).reduce(0) { $0 + ($1.1.contains(group) ? $1.0 : 0) }
      #expect(abs(total - wanted) < 6e-11)
    }
    var baseline = try makeLearner(OnlineRidge.self, features: 1)
    for (loss, wanted) in zip(examples.losses(of: &baseline), [1, 0.25, 1.0 / 9, 0.5625]) {
      #expect(abs(loss - wanted) < 1e-15)
    }
  }

  /// The theorem is about losses in [0, 1]; the second label makes one of 4.
  @Test func theBoundNeedsSmallLosses() throws {
    for (label, holds) in [(1.0, 1.0), (2.5, nil)] as [(Double, Double?)] {
      let examples = Examples(
        features: Array(repeating: [1], count: 3), labels: [1, label, 0.5], groups: Array(repeating: [0, 1], count: 3))
      var learner = try make(features: 1, groups: 2)
      _ = examples.losses(of: &learner)
      #expect(learner.measure(.boundHolds) == holds)
    }
  }

  /// The learner's loss on a group is that of the group's own base learner, run alone, plus R.
  @Test func lossInAGroupIsTheOwnLearnersPlusR() throws {
    let examples = Examples.random(300, features: 3, groups: 4, seed: 75)
    var learner = try make(features: 3, groups: 4)
    let losses = examples.losses(of: &learner)
    for group in 0..<4 {
      var alone = try makeLearner(OnlineRidge.self, features: 3)
      let members = examples.groups.indices.filter { examples.groups[$0].contains(group) }
      let own = Examples(
        features: members.map { examples.features[$0] }, labels: members.map { examples.labels[$0] },
        groups: members.map { _ in [] })
      let ownLoss = own.losses(of: &alone).reduce(0, +)
      #expect(abs(learner.ownLosses[group] - ownLoss) < 1e-9)
      #expect(abs(members.reduce(0) { $0 + losses[$1] } - ownLoss - learner.hedge.regrets[group]) < 1e-9)
      #expect(learner.hedge.regrets[group] <= learner.hedge.bound(of: group))
    }
  }

  /// Round by round; and all three teach the hedge the same.
  @Test func averagesLoseNoMoreThanDrawsOnAverage() throws {
    let examples = Examples.random(200, features: 3, groups: 4, seed: 76)
    var (expected, averaged) = (try make(features: 3, groups: 4), try make(.averaged, features: 3, groups: 4))
    var sampled = try make(.sampled, features: 3, groups: 4)
    let losses = examples.losses(of: &expected)
    var isSmaller = true
    for (average, loss) in zip(examples.losses(of: &averaged), losses) {
      isSmaller = isSmaller && average <= loss + 1e-15
    }
    #expect(isSmaller)
    for forecast in examples.forecasts(of: &sampled) { #expect(forecast.probabilities == [1]) }
    #expect(averaged.hedge.regrets == expected.hedge.regrets && sampled.hedge.regrets == expected.hedge.regrets)
  }

  /// Draws are independent of the past, so the difference of the totals has the variance of the rounds' draws:
  /// |mean of n seeds - expected| below 4.9 standard errors, a probability of 1e-6.
  @Test func drawsLoseTheExpectedOnAverage() throws {
    let examples = Examples.random(60, features: 2, groups: 3, seed: 77)
    var learner = try make(features: 2, groups: 3)
    let forecasts = examples.forecasts(of: &learner)
    var (expected, variance) = (0.0, 0.0)
    for (forecast, label) in zip(forecasts, examples.labels) {
      let loss = forecast.loss(of: label)
      expected += loss
      for (prediction, probability) in zip(forecast.predictions, forecast.probabilities) {
        let deviation = SquaredError.of(prediction, label) - loss
        variance += probability * deviation * deviation
      }
    }
    let seeds = 400
    var total = 0.0
    for seed in 0..<seeds {
      var sampled = try make(.sampled, features: 2, groups: 3)
      total += examples.losses(of: &sampled, seed: UInt64(1000 + seed)).reduce(0, +)
    }
    #expect(abs(total / Double(seeds) - expected) < 4.9 * (variance / Double(seeds)).squareRoot())
    #expect(variance > 1e-4)
  }

  /// An example in no group: all experts are asked alike and none is told the label.
  @Test func withNobodyAwakeNobodyLearns() throws {
    var learner = try make(features: 1, groups: 2)
    let taught = Examples(features: [[1], [1]], labels: [1, 0.5], groups: [[0], [1]])
    _ = taught.losses(of: &learner)
    let before = (learner.hedge.regrets, learner.hedge.scales, learner.ownLosses)
    let alone = Examples(features: [[1]], labels: [1], groups: [[]])
    let forecast = alone.forecasts(of: &learner)[0]
    for (found, expected) in zip(forecast.predictions, [0.5, 0.25]) { #expect(abs(found - expected) < 1e-15) }
    #expect(forecast.probabilities == [0.5, 0.5])
    #expect((learner.hedge.regrets, learner.hedge.scales, learner.ownLosses) == before)
    #expect(alone.forecasts(of: &learner)[0].predictions == forecast.predictions)
  }

  @Test func oneGroupIsItsBaseLearner() throws {
    let examples = Examples.random(50, features: 3, groups: 1, seed: 78)
    var (learner, base) = (try make(features: 3, groups: 1), try makeLearner(OnlineRidge.self, features: 3))
    #expect(examples.losses(of: &learner) == examples.losses(of: &base))
  }

  @Test func metricsOfExperts() throws {
    let examples = Examples.random(50, features: 2, groups: 3, seed: 79)
    var learner = try make(features: 2, groups: 3)
    _ = examples.losses(of: &learner)
    let metrics = Dictionary(uniqueKeysWithValues: GroupwiseRidge.card.metrics.map { ($0.name, $0) })
    for expert in 0..<3 {
      #expect(learner.measure(metrics["expert_regret"]!.at(expert)) == learner.hedge.regrets[expert])
      #expect(learner.measure(metrics["expert_scale"]!.at(expert)) == learner.hedge.scales[expert])
      #expect(learner.measure(metrics["expert_loss"]!.at(expert)) == learner.ownLosses[expert])
    }
    #expect(learner.measure(metrics["uniform_rounds"]!) == Double(learner.hedge.uniformRounds))
    #expect(learner.hedge.uniformRounds > 0)
    #expect(learner.measure(Metric("other", "", unit: "", isCumulative: true)) == nil)
  }
}
