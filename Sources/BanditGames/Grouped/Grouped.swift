import BanditCards
import BanditStreams

extension Family {
  /// An example arrives, a prediction goes out, the label comes back.
  public static let grouped = Family(
    "grouped", "An example arrives, a prediction goes out, the label comes back.", noise: .round, mainNotion: .group,
    hasGroupTime: true)
}

/// A sequence of labelled examples in overlapping groups: the truth of one replication.
public protocol GroupedEnvironment: Sendable {
  /// What the ledger may know.
  var truth: GroupedTruth { get }

  /// Presents the example of a round, by overwriting the one before it; the noise is at the address of
  /// the round. Rounds count from 1.
  mutating func present(_ example: inout GroupedExample, at round: Int, noise: inout RoundNoise)

  /// Reveals the outcome of the round just presented, by overwriting the one before it.
  mutating func reveal(_ outcome: inout GroupedOutcome, at round: Int)
}

/// What a learner sees of a round before it predicts.
public struct GroupedExample: Sendable {
  /// The features, in the order of the data.
  public var features: [Double]
  /// The expert groups that the example is in, in increasing order.
  public var groups: [Int]

  /// Creates an example.
  @inlinable
  public init(features: [Double] = [], groups: [Int] = []) {
    self.features = features
    self.groups = groups
  }
}

/// What the world knows of a round's example and the learner is not told before it predicts: the label, and
/// the groups on which regret is reported, which it is never told.
public struct GroupedOutcome: Sendable {
  /// The label.
  public var label: Double
  /// The report groups that the example is in, in increasing order.
  public var reportGroups: [Int]

  /// Creates an outcome.
  @inlinable
  public init(label: Double = 0, reportGroups: [Int] = []) {
    self.label = label
    self.reportGroups = reportGroups
  }
}

/// A learner that predicts the label of an example whose groups it knows.
public protocol GroupedLearner: Sendable {
  /// Writes the predictions for the example of a round, with their probabilities, into an empty forecast.
  mutating func predict(
    _ example: GroupedExample, into forecast: inout Forecast, at round: Int, noise: inout RoundNoise)

  /// Updates with the label of the example just predicted.
  mutating func observe(label: Double, of example: GroupedExample, at round: Int)
}

/// A learner's answer to an example: predictions and the probability of each.
///
/// One prediction of probability 1 is a plain forecast. Several are a lottery that is not drawn: its loss is
/// the expected one.
public struct Forecast: Sendable {
  /// The predictions.
  public private(set) var predictions: [Double] = []
  /// The probability of each prediction.
  public private(set) var probabilities: [Double] = []

  /// Creates a forecast without predictions.
  public init() {}

  /// Forgets the predictions; their memory is kept.
  public mutating func clear() {
    predictions.removeAll(keepingCapacity: true)
    probabilities.removeAll(keepingCapacity: true)
  }

  /// Adds a prediction; the probabilities of all sum to 1 when the forecast is made.
  public mutating func add(_ prediction: Double, probability: Double = 1) {
    predictions.append(prediction)
    probabilities.append(probability)
  }

  /// The expected prediction.
  public var mean: Double { zip(predictions, probabilities).reduce(0) { $1.1 > 0 ? $0 + $1.0 * $1.1 : $0 } }

  /// The expected squared error.
  public func loss(of label: Double) -> Double {
    var loss = 0.0
    for (prediction, probability) in zip(predictions, probabilities) {
      // An impossible prediction costs nothing, even where it is not finite.
      if probability > 0 { loss += probability * SquaredError.of(prediction, label) }
    }
    return loss
  }
}

/// The loss of grouped data.
public enum SquaredError {
  /// The squared error of a prediction.
  @inlinable
  public static func of(_ prediction: Double, _ label: Double) -> Double {
    let error = prediction - label
    return error * error
  }
}

/// What a learner may know of grouped data before it starts.
public struct GroupedProblem: ProblemStatement, Hashable {
  /// The number of features, d.
  public let featureCount: Int
  /// The number of expert groups, N.
  public let groupCount: Int
  /// The number of rounds, T.
  public let horizon: Int
  /// The interval that labels are known to lie in.
  public let labelRange: ClosedRange<Double>

  /// Creates a problem.
  public init(featureCount: Int, groupCount: Int, horizon: Int, labelRange: ClosedRange<Double> = 0...1) {
    self.featureCount = featureCount
    self.groupCount = groupCount
    self.horizon = horizon
    self.labelRange = labelRange
  }

  /// The round alone.
  public var addressCount: Int { 1 }

  /// The expert groups.
  public var items: [Int] { Array(0..<groupCount) }
}

/// What is true of grouped data, for the ledger.
public struct GroupedTruth: Hashable, Sendable {
  /// The names of the groups on which regret is reported.
  public let reportGroups: [String]
  /// The number of features.
  public let featureCount: Int
  /// Which rows of a group its comparator is fitted to.
  public let comparatorRows: ComparatorRows

  /// Creates a truth.
  ///
  /// - Precondition: at least one feature.
  public init(reportGroups: [String], featureCount: Int, comparatorRows: ComparatorRows = .exact) {
    precondition(featureCount >= 1, "an example needs at least one feature")
    self.reportGroups = reportGroups
    self.featureCount = featureCount
    self.comparatorRows = comparatorRows
  }
}

/// Which rows of a group its best model in hindsight is fitted to.
public enum ComparatorRows: String, Sendable, CaseIterable {
  /// The rows whose losses are counted.
  case exact
  /// All of them but the last, as in the tables of arXiv 2310.04652: t losses are compared with a fit to
  /// t - 1 rows.
  case paperOffByOne = "paper-off-by-one"
}

/// Grouped data, whatever its type.
public struct AnyGroupedData: GroupedEnvironment, ErasedEnvironment {
  private var base: any GroupedEnvironment

  public static func erases(_ type: Any.Type) -> Bool { type is any GroupedEnvironment.Type }

  public init?(erasing instance: any Sendable) {
    guard let base = instance as? any GroupedEnvironment else { return nil }
    self.base = base
  }

  public var erased: any Sendable { base }

  public var truth: GroupedTruth { base.truth }

  public mutating func present(_ example: inout GroupedExample, at round: Int, noise: inout RoundNoise) {
    base.present(&example, at: round, noise: &noise)
  }

  public mutating func reveal(_ outcome: inout GroupedOutcome, at round: Int) { base.reveal(&outcome, at: round) }
}

/// A learner on grouped data, whatever its type.
public struct AnyGroupedLearner: GroupedLearner, ErasedLearner {
  private var base: any GroupedLearner

  public init?(erasing learner: any Sendable) {
    guard let base = learner as? any GroupedLearner else { return nil }
    self.base = base
  }

  public var erased: any Sendable { base }

  public mutating func predict(
    _ example: GroupedExample, into forecast: inout Forecast, at round: Int, noise: inout RoundNoise
  ) {
    base.predict(example, into: &forecast, at: round, noise: &noise)
  }

  public mutating func observe(label: Double, of example: GroupedExample, at round: Int) {
    base.observe(label: label, of: example, at: round)
  }
}
