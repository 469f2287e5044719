import BanditCards
import BanditGames
import BanditStreams

/// The environment `thresholds` of scenario files: where on a line do labels turn from 0 to 1?
public struct ThresholdsModel: EnvironmentModel {
  /// `positions` of scenario files.
  public static let positions = Parameter.whole(
    "positions", "The number of positions on the line, d.", 1...1000, default: 20, unit: "positions")
  /// `flip` of scenario files.
  public static let flip = Parameter.number(
    "flip", "The probability with which a label is flipped, b.",
    NumberRange(lower: .included(0), upper: .excluded(0.5)),
    default: 0.1, unit: "probability")
  /// `threshold` of scenario files.
  public static let threshold = Parameter<Int?>.whole(
    "threshold", "The position from which on labels are 1, from 0.", 0...999,
    absent: "drawn uniformly for each replication")

  public static let card = EnvironmentCard(
    id: "thresholds", family: .exploration,
    summary: "Labels that turn from 0 to 1 somewhere on a line, seen with errors.",
    dynamics: "A query of position x gives 1{x >= i}, i the threshold, flipped with probability `flip`.",
    feedback: "The noisy label.",
    truth: "The threshold.",
    comparators: "\(ExplorationSettings.comparators) The worth is 1 for the threshold and 0 for all others.",
    parameters: [positions, flip, threshold],
    example: ["positions": 20, "flip": 0.1],
    swift: "try ThresholdsModel(positions: 20, flip: 0.1, horizon: 1000)",
    facts: EnvironmentFacts(.stochastic, isStationary: true, feedback: .bandit),
    notes: """
      Stochastic, stationary; responses are 0 or 1. Learners know d and `flip`. \(ExplorationSettings.pulls) The \
      complexity is 4/kl(1 - b, b), and half of that for the first position, whose only neighbour is the second, with \
      natural logarithms.
      """,
    reference: """
      R. Castro and R. Nowak, Minimax bounds for active learning, IEEE Transactions on Information Theory 54, 2008, for \
      the problem; sizes are this package's own.
      """)

  private let threshold: Int?
  private let truths: [ExplorationTruth]
  public let problem: ExplorationProblem

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      positions: settings[Self.positions], flip: settings[Self.flip], threshold: settings[Self.threshold],
      horizon: horizon)
  }

  /// Creates the model: `ThresholdsModel(positions: 20, flip: 0.1, horizon: 20)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or the threshold is no position.
  public init(
    positions: Int = Self.positions.default, flip: Double = Self.flip.default, threshold: Int? = nil, horizon: Int
  ) throws(InvalidSettings) {
    try Self.positions.check(positions)
    try Self.flip.check(flip)
    try Self.threshold.check(threshold)
    if let threshold, threshold >= positions {
      throw InvalidSettings("threshold", "found \(threshold); accepted: 0...\(positions - 1)")
    }
    self.threshold = threshold
    let table = HypothesisTable(
      (0..<positions).map { hypothesis in (0..<positions).map { $0 >= hypothesis ? 1 - flip : flip } })
    truths = (0..<positions).map { ExplorationTruth(table, hypothesis: $0) }
    problem = ExplorationProblem(.hypotheses(table), noise: .bernoulli, horizon: horizon)
  }

  /// Draws the threshold, where it is not given.
  public func instance(of replication: Int, from stream: inout RandomStream) -> MeanResponses {
    MeanResponses(truths[threshold ?? stream.integer(below: truths.count)], noise: .bernoulli)
  }

  /// The given threshold.
  public var commonInstance: MeanResponses? { threshold.map { MeanResponses(truths[$0], noise: .bernoulli) } }

  /// The table, and means for each threshold.
  public var modelBytes: Int { 16 * truths.count * truths.count }
}
