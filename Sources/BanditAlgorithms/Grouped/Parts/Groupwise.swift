import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// The groupwise reduction: a base learner for each group, and AdaNormalHedge over those whose group the
/// example is in.
///
/// On the rounds of a group, the learner's loss is that of the group's own base learner plus R of the hedge,
/// exactly. Any regressor will do as a base learner; the catalogue's entry offers two.
public struct Groupwise<Base: OnlineRegressor>: GroupedLearner, Reporting {
  /// How the experts' predictions become one.
  public let output: GroupwiseOutput
  /// The state of the hedge.
  public private(set) var hedge: AdaNormalHedge
  /// The loss of each base learner on the rounds of its group.
  public var ownLosses: [Double] { ownSums.map(\.value) }
  private var ownSums: [CompensatedSum]
  private var bases: [Base]
  /// Whether all losses were in [0, 1] so far, which the bound needs.
  private var hasUnitLosses = true
  private var predictions: [Double] = []
  private var losses: [Double] = []

  /// Creates the learner: `Groupwise(base: try OnlineRidge(problem), groupCount: 3, output: .averaged)`.
  ///
  /// - Parameters:
  ///   - base: a fresh base learner, of which every group gets a copy.
  ///   - groupCount: the number of expert groups, at least 1.
  ///   - output: how predictions become one.
  public init(base: Base, groupCount: Int, output: GroupwiseOutput = GroupwiseRidge.output.default) {
    self.output = output
    hedge = AdaNormalHedge(expertCount: groupCount)
    bases = Array(repeating: base, count: groupCount)
    ownSums = Array(repeating: CompensatedSum(), count: groupCount)
    predictions.reserveCapacity(groupCount)
    losses.reserveCapacity(groupCount)
  }

  /// Predicts by the experts awake; by all of them, alike, if none is.
  public mutating func predict(
    _ example: GroupedExample, into forecast: inout Forecast, at round: Int, noise: inout RoundNoise
  ) {
    hedge.setProbabilities(awake: example.groups)
    predictions.removeAll(keepingCapacity: true)
    if example.groups.isEmpty {
      for base in bases.indices { predictions.append(bases[base].predict(example.features)) }
    } else {
      for base in example.groups { predictions.append(bases[base].predict(example.features)) }
    }
    switch output {
    case .expected:
      for (place, prediction) in predictions.enumerated() {
        forecast.add(prediction, probability: hedge.probabilities[place])
      }
    case .sampled:
      var rest = noise.uniform()
      var drawn = predictions.count - 1
      for (place, probability) in hedge.probabilities.enumerated() {
        if rest < probability {
          drawn = place
          break
        }
        rest -= probability
      }
      forecast.add(predictions[drawn])
    case .averaged:
      var average = 0.0
      for (place, prediction) in predictions.enumerated() { average += hedge.probabilities[place] * prediction }
      forecast.add(average)
    }
  }

  /// Teaches the experts awake; the others keep what they know.
  public mutating func observe(label: Double, of example: GroupedExample, at round: Int) {
    losses.removeAll(keepingCapacity: true)
    for (place, base) in example.groups.enumerated() {
      let loss = SquaredError.of(predictions[place], label)
      losses.append(loss)
      if loss > 1 { hasUnitLosses = false }
      ownSums[base].add(loss)
      bases[base].update(example.features, label: label)
    }
    hedge.update(losses: losses, awake: example.groups)
  }

  public func measure(_ metric: Metric) -> Double? {
    switch metric.name {
    case Metric.expertRegret.name: metric.event.map { hedge.regrets[$0] }
    case Metric.expertScale.name: metric.event.map { hedge.scales[$0] }
    case Metric.expertLoss.name: metric.event.map { ownSums[$0].value }
    case Metric.uniformRounds.name: Double(hedge.uniformRounds)
    case Metric.boundHolds.name:
      !hasUnitLosses ? nil : hedge.regrets.indices.allSatisfy { hedge.regrets[$0] <= hedge.bound(of: $0) } ? 1 : 0
    default: nil
    }
  }
}

/// How the predictions of the experts awake become one.
public enum GroupwiseOutput: String, Sendable, CaseIterable {
  /// One expert's, drawn with its probability; the loss is the expected one and nothing is drawn.
  case expected
  /// One expert's, drawn with its probability; the loss is that of the expert drawn.
  case sampled
  /// Their average, weighted by the probabilities.
  case averaged
}

extension Metric {
  static let expertRegret = Metric(
    "expert_regret", "R of the hedge for an expert: the learner's loss on its rounds, less the expert's own.",
    unit: "loss", isCumulative: true, scope: .item)

  static let expertScale = Metric(
    "expert_scale", "C of the hedge for an expert: the sum of the absolute changes of R.",
    unit: "loss", isCumulative: true, scope: .item)

  static let expertLoss = Metric(
    "expert_loss", "The loss of an expert's base learner on the rounds of its group.",
    unit: "loss", isCumulative: true, scope: .item)

  static let uniformRounds = Metric(
    "uniform_rounds", "Rounds so far in which every expert awake had the weight 0.", unit: "rounds",
    isCumulative: true)
}

extension Groupwise: Configurable where Base: Configurable, Base.Problem == GroupedProblem {
  /// That of `groupwise-ridge`, whose parameter `base` names the base learner.
  public static var card: AlgorithmCard { GroupwiseRidge.card }

  /// Creates the learner; the base learner gets the settings that its own card knows.
  public init(settings: Settings, problem: GroupedProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    let known = Settings(settings.entries.filter { entry in Base.card.parameters.contains { $0.name == entry.name } })
    self.init(
      base: try Base(settings: known, problem: problem), groupCount: problem.groupCount,
      output: try settings[GroupwiseRidge.output])
  }
}
