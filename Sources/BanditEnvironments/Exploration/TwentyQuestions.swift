import BanditCards
import BanditGames
import BanditStreams

/// The environment `twenty-questions` of scenario files: which item does somebody think of?
public struct TwentyQuestionsModel: EnvironmentModel {
  /// `items` of scenario files.
  public static let items = Parameter<Int?>.whole(
    "items", "The number of items, I.", 1...1000, absent: "20, or as many as `probabilities` has rows", unit: "items")
  /// `questions` of scenario files.
  public static let questions = Parameter<Int?>.whole(
    "questions", "The number of questions, Q.", 1...1000, absent: "40, or as many as `probabilities` has columns",
    unit: "questions")
  /// `probabilities` of scenario files.
  public static let probabilities = ExplorationSettings.rows(
    "probabilities", "For each item the probability of yes to each question.", .openUnit, columns: 1000,
    absent: "drawn with `dataSeed`", unit: "probability")
  /// `shape` of scenario files.
  public static let shape = Parameter<Double?>.number(
    "shape",
    """
    Of drawn probabilities, each from Beta(shape, shape) and moved into [0.01, 0.99]: near 0, answers are clear; at 1, \
    uniform.
    """, .closed(0.01...100), absent: "0.5; none with `probabilities`")
  /// `item` of scenario files.
  public static let item = Parameter<Int?>.whole(
    "item", "The item thought of, from 0.", 0...999, absent: "drawn uniformly for each replication")
  /// `dataSeed` of scenario files.
  public static let dataSeed = ExplorationSettings.dataSeed("drawn probabilities")

  public static let card = EnvironmentCard(
    id: "twenty-questions", family: .exploration,
    summary: "One of some items is thought of; questions are answered by yes or no, at times wrongly.",
    dynamics: "A query of question q gives 1 (yes) with probability p(i, q), i the item, else 0.",
    feedback: "Yes or no.",
    truth: "The item.",
    comparators: "\(ExplorationSettings.comparators) The worth is 1 for the item and 0 for all others.",
    parameters: [items, questions, probabilities, shape, item, dataSeed],
    example: ["items": 20, "questions": 40],
    swift: "try TwentyQuestionsModel(items: 20, questions: 40, horizon: 1000)",
    facts: EnvironmentFacts(.stochastic, isStationary: true, feedback: .bandit),
    notes: """
      Stochastic, stationary; responses are 0 or 1. Learners know all probabilities. A question may be asked again, and is \
      answered anew. \(ExplorationSettings.pulls)
      """,
    reference: """
      In the spirit of noisy twenty questions in J. Zhang, L. Jain and K. Jamieson, Learning to actively learn: a robust \
      approach, arXiv 2010.15382, without its data: probabilities and sizes are this package's own.
      """)

  private let item: Int?
  private let truths: [ExplorationTruth]
  public let problem: ExplorationProblem

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      items: settings[Self.items], questions: settings[Self.questions], probabilities: settings[Self.probabilities],
      shape: settings[Self.shape], item: settings[Self.item], dataSeed: settings[Self.dataSeed], horizon: horizon)
  }

  /// Creates the model: `TwentyQuestionsModel(items: 20, questions: 40, horizon: 20)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or they do not go together.
  public init(
    items: Int? = nil, questions: Int? = nil, probabilities: [[Double]]? = nil, shape: Double? = nil, item: Int? = nil,
    dataSeed: Int = Self.dataSeed.default, horizon: Int
  ) throws(InvalidSettings) {
    try Self.items.check(items)
    try Self.questions.check(questions)
    try Self.probabilities.check(probabilities)
    try Self.shape.check(shape)
    try Self.item.check(item)
    try Self.dataSeed.check(dataSeed)
    let rows: [[Double]]
    if let probabilities {
      try ExplorationSettings.check(probabilities, "probabilities", columns: probabilities[0].count)
      let idle = [
        ("items", items != nil && items != probabilities.count),
        ("questions", questions != nil && questions != probabilities[0].count), ("shape", shape != nil),
      ]
      if let (name, _) = idle.first(where: \.1) {
        throw InvalidSettings(name, "says what `probabilities` says otherwise; leave one of them out")
      }
      rows = probabilities
    } else {
      var stream = RandomStream(key: StreamKey(seed: UInt64(dataSeed)))
      rows = TwentyQuestionsModel.draw(items ?? 20, questions ?? 40, shape: shape ?? 0.5, from: &stream)
    }
    if let item, item >= rows.count {
      throw InvalidSettings("item", "found \(item); accepted: 0...\(rows.count - 1)")
    }
    self.item = item
    let table = HypothesisTable(rows)
    truths = rows.indices.map { ExplorationTruth(table, hypothesis: $0) }
    problem = ExplorationProblem(.hypotheses(table), noise: .bernoulli, horizon: horizon)
  }

  private static func draw(
    _ items: Int, _ questions: Int, shape: Double, from stream: inout RandomStream
  ) -> [[Double]] {
    var rows: [[Double]] = []
    for _ in 0..<items {
      var row: [Double] = []
      for _ in 0..<questions {
        row.append(min(max(Beta.draw(a: shape, b: shape, from: &stream), 0.01), 0.99))
      }
      rows.append(row)
    }
    return rows
  }

  /// Draws the item, where it is not given.
  public func instance(of replication: Int, from stream: inout RandomStream) -> MeanResponses {
    MeanResponses(truths[item ?? stream.integer(below: truths.count)], noise: .bernoulli)
  }

  /// The given item.
  public var commonInstance: MeanResponses? { item.map { MeanResponses(truths[$0], noise: .bernoulli) } }

  /// The table, and means for each item.
  public var modelBytes: Int { 16 * truths.count * problem.queryCount }
}
