import BanditCards
import BanditGames
import BanditStreams

/// The environment `contextual-csv` of scenario files: a table as a bandit that is told the reward of one arm only.
public struct ContextualCSVModel: EnvironmentModel {
  /// What arms of classes pay.
  public struct Rewards: Hashable, Sendable {
    /// The arm that is the class of the row.
    public let right: Double
    /// Every other arm.
    public let wrong: Double

    /// Creates the rewards.
    public init(right: Double = 1, wrong: Double = 0) {
      self.right = right
      self.wrong = wrong
    }
  }

  /// `file` of scenario files.
  public static let file = GroupwiseCSVModel.file
  /// `header` of scenario files.
  public static let header = GroupwiseCSVModel.header
  /// `target` of scenario files.
  public static let target = Parameter<String?>(
    AnyParameter(
      "target", "The column to be predicted: each value is an arm, in the order of their bytes; with `bins`, numbers.",
      .text, default: .absent("`costs` is given")), read: { $0?.asText }, write: { $0.map { .text($0) } })
  /// `rewards` of scenario files.
  public static let rewards = Parameter<Rewards>(
    AnyParameter(
      "rewards", "What an arm pays that is the class of the row, and what every other one does.",
      .object([
        AnyParameter("right", "The right arm.", ContextualSettings.components, default: .value(.number(1))),
        AnyParameter("wrong", "Other arms.", ContextualSettings.components, default: .value(.number(0))),
      ]), default: .value(.object(["right": .number(1), "wrong": .number(0)])), unit: "reward",
      why: "the regret counts mistakes"),
    read: { setting in
      guard case .object(let object)? = setting else { return Rewards() }
      return Rewards(right: object["right"]?.asNumber ?? 1, wrong: object["wrong"]?.asNumber ?? 0)
    }, write: { .object(["right": .number($0.right), "wrong": .number($0.wrong)]) })
  /// `costs` of scenario files.
  public static let costs = Parameter<[String]?>(
    AnyParameter(
      "costs", "A column for each arm: its cost in each row, in [0, 1]; the arm pays 1 less that.",
      .list(of: .text, count: 1...ContextualSettings.maximumArmCount), default: .absent("`target` is given")),
    read: { $0.flatMap(GroupRule.texts) }, write: { $0.map { .list($0.map { .text($0) }) } })
  /// `bins` of scenario files.
  public static let bins = Parameter<Int?>.whole(
    "bins",
    """
    The number K of arms for a target of numbers: arm a predicts v_a = min + (a + 1/2)(max - min)/K and pays \
    1 - |y - v_a|/(max - min).
    """, 1...ContextualSettings.maximumArmCount, absent: "arms are classes")
  /// `numeric` of scenario files.
  public static let numeric = GroupwiseCSVModel.numeric
  /// `categorical` of scenario files.
  public static let categorical = GroupwiseCSVModel.categorical
  /// `missing` of scenario files.
  public static let missing = GroupwiseCSVModel.missing
  /// `order` of scenario files.
  public static let order = GroupwiseCSVModel.order
  /// `shuffleSeeds` of scenario files.
  public static let shuffleSeeds = RowOrder.parameter

  public static let card = EnvironmentCard(
    id: "contextual-csv", family: .contextual,
    summary: "Rows of a file, each a context with a class, a cost for each arm, or a number to be hit.",
    dynamics:
      """
      Each round presents a row: the features (1, the columns of numeric, scaled to [0, 1] over all rows, an indicator \
      for each value of each column of categorical, values in the order of their bytes). The arm pays what `rewards`, \
      `costs` or `bins` say, without noise. A NumPy permutation by each shuffle seed gives the order of a replication.
      """,
    feedback: "The features, then the reward of the arm played.",
    truth: "The rewards of all arms in each row.",
    comparators: "pseudo, dynamic and realized: the best arm of each row; with rewards 1 and 0 regret counts mistakes. "
      + "policy-class: the best policy of `policyClass`.",
    parameters: [
      file, header, target, rewards, costs, bins, numeric, categorical, missing, order, shuffleSeeds,
      ContextualSettings.meanRange, ContextualSettings.policyClass,
    ],
    example: ["file": "letters.csv", "target": "letter", "numeric": ["width", "height"]],
    swift: """
      try ContextualCSVModel(file: "letters.csv", target: "letter", horizon: 1000, numeric: ["width", "height"])
      """,
    facts: EnvironmentFacts(.given, isStationary: nil, remembers: false, rewards: .settings, feedback: .bandit),
    notes:
      """
      The same rows in every replication, in another order; deterministic given the row. The scenario's seed changes \
      nothing here. How classes are paid matters: to learners that predict 0 before any data, rewards 0 and -1 are \
      optimistic and explore by themselves, 1 and 0 are not.
      """,
    reference:
      """
      A. Bietti, A. Agarwal and J. Langford, A contextual bandit bake-off, JMLR 22, 2021 (arXiv 1802.04064); bins are \
      our own.
      """)

  private let features: [Double]
  private let payments: [Double]
  private let rowOrder: RowOrder
  private let armNames: [String]
  private let droppedCount: Int
  private let rowCount: Int
  private let policies: PolicyClass?
  public let problem: ContextualProblem

  /// The number of rows of the file.
  public static func rowCount(settings: Settings) throws(InvalidSettings) -> Int? {
    let settings = try card.settings(settings)
    return try NamedColumns(
      settings[file], header: settings[header], missing: settings[missing],
      used: used(
        settings[target], settings[costs], settings[numeric], settings[categorical], settings[order])
    ).table.rowCount
  }

  /// Reads the file.
  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      file: settings[Self.file], target: settings[Self.target], horizon: horizon, header: settings[Self.header],
      rewards: settings[Self.rewards], costs: settings[Self.costs], bins: settings[Self.bins],
      numeric: settings[Self.numeric], categorical: settings[Self.categorical], missing: settings[Self.missing],
      order: settings[Self.order], shuffleSeeds: settings[Self.shuffleSeeds],
      meanRange: settings[ContextualSettings.meanRange], policyClass: settings[ContextualSettings.policyClass])
  }

  /// Creates the model, which reads the file:
  /// `ContextualCSVModel(file: "letters.csv", target: "letter", horizon: 1000, numeric: ["width", "height"])`.
  ///
  /// - Throws: `InvalidSettings` if the file cannot be read, does not have what the arguments name or does not last for
  ///   the horizon, or an argument is out of the range that the card states.
  public init(
    file: DataFile, target: String? = nil, horizon: Int, header: Bool = Self.header.default,
    rewards: Rewards = Self.rewards.default, costs: [String]? = nil, bins: Int? = nil,
    numeric: [String] = Self.numeric.default, categorical: [String] = Self.categorical.default,
    missing: MissingCells = Self.missing.default, order: GroupwiseCSVModel.Order = Self.order.default,
    shuffleSeeds: [UInt32] = Self.shuffleSeeds.default, meanRange: ClosedRange<Double>? = nil,
    policyClass: PolicyClass? = nil
  ) throws(InvalidSettings) {
    try Self.rewards.check(rewards)
    try Self.costs.check(costs)
    try Self.bins.check(bins)
    try Self.shuffleSeeds.check(shuffleSeeds)
    try ContextualSettings.meanRange.check(meanRange)
    let file = try NamedColumns(
      file, header: header, missing: missing, used: Self.used(target, costs, numeric, categorical, order))
    let count = file.table.rowCount
    try RowOrder.check(horizon: horizon, rowCount: count)
    let columns =
      [Array(repeating: 1, count: count)]
      + (try file.features(numeric: numeric, categorical: categorical, targets: costs ?? [target].compactMap { $0 }))
    try ContextualSettings.check(dimension: columns.count, at: "categorical")
    let arms = try Self.arms(of: file, target, rewards, costs: costs, bins: bins)
    guard (columns.count + arms.payments.count) * count <= GroupedData.sizeLimit else {
      throw InvalidSettings(
        "",
        """
        \(counted: columns.count, "feature") and \(counted: arms.payments.count, "arm") in \(counted: count, "row"); \
        accepted: at most \(GroupedData.sizeLimit) numbers in all
        """)
    }
    rowOrder = try order.rows(of: file, shuffleSeeds: shuffleSeeds)
    features = (0..<count).flatMap { row in columns.map { $0[row] } }
    payments = (0..<count).flatMap { row in arms.payments.map { $0[row] } }
    armNames = arms.names
    droppedCount = file.droppedCount
    rowCount = count
    policies = policyClass
    let length = (0..<count).map { row in columns.reduce(0) { $0 + $1[row] * $1[row] }.squareRoot() }.max() ?? 0
    problem = ContextualProblem(
      armCount: arms.names.count, dimension: columns.count, isShared: true, horizon: horizon, rewardRange: arms.range,
      meanRange: meanRange ?? arms.range, noiseScale: 0, featureNorm: length, isBinary: arms.isBinary)
    try policyClass?.check(in: problem, at: ContextualSettings.policyClass.name)
  }

  /// The columns that settings name.
  private static func used(
    _ target: String?, _ costs: [String]?, _ numeric: [String], _ categorical: [String],
    _ order: GroupwiseCSVModel.Order
  ) -> [String] {
    [target].compactMap { $0 } + (costs ?? []) + numeric + categorical + order.columns
  }

  /// The arms: their names, what each pays in each row, and in which interval.
  private struct Arms {
    let names: [String]
    let payments: [[Double]]
    let range: ClosedRange<Double>
    var isBinary = false
  }

  private static func arms(
    of file: NamedColumns, _ target: String?, _ rewards: Rewards, costs: [String]?, bins: Int?
  ) throws(InvalidSettings) -> Arms {
    switch (target, costs, bins) {
    case (let target?, nil, nil):
      let fields = try file.fields(target, path: Self.target.name)
      let values = NamedColumns.values(of: fields)
      guard values.count <= ContextualSettings.maximumArmCount else {
        throw InvalidSettings(
          Self.target.name,
          "\(values.count) different values; accepted: at most \(ContextualSettings.maximumArmCount), or \"bins\"")
      }
      let ends = [rewards.right, rewards.wrong]
      return Arms(
        names: values, payments: values.map { value in fields.map { $0 == value ? rewards.right : rewards.wrong } },
        range: min(ends[0], ends[1])...max(ends[0], ends[1]), isBinary: ends.allSatisfy { $0 == 0 || $0 == 1 })
    case (let target?, nil, let count?):
      let numbers = try file.numbers(target, path: Self.target.name)
      let labels = GroupedData.scaled(numbers)
      guard labels.contains(1) else {
        throw InvalidSettings(Self.target.name, "all numbers are equal; accepted: a target that varies")
      }
      let centres = (0..<count).map { (Double($0) + 0.5) / Double(count) }
      return Arms(
        names: centres.map { "\($0)" }, payments: centres.map { centre in labels.map { 1 - abs($0 - centre) } },
        range: 0...1)
    case (nil, let costs?, nil):
      var payments: [[Double]] = []
      for (arm, name) in costs.enumerated() {
        let path = "costs[\(arm)]"
        let numbers = try file.numbers(name, path: path)
        if let row = numbers.firstIndex(where: { !(0...1 ~= $0) }) {
          throw InvalidSettings(
            path,
            "line \(file.table.lines[row]): column \(JSONText.quoted(name)): found \(numbers[row]); accepted: a cost "
              + "in [0, 1]")
        }
        payments.append(numbers.map { 1 - $0 })
      }
      return Arms(names: costs, payments: payments, range: 0...1)
    case (_?, _?, _):
      throw InvalidSettings(Self.costs.name, "is given together with \"target\"; accepted: one of the two")
    case (nil, _?, _?), (nil, nil, _?):
      throw InvalidSettings(Self.bins.name, "goes with a \"target\" of numbers")
    case (nil, nil, nil):
      throw InvalidSettings(Self.target.name, "is required where there are no \"costs\"")
    }
  }

  /// The rows in the order of a replication.
  public func instance(of replication: Int, from stream: inout RandomStream) -> ContextualArms {
    let order = rowOrder.rows(rowCount, replication: replication)
    return ContextualArms(
      problem, views: .rows(features, order: order), rule: .rows(payments, order: order), noise: .deterministic,
      policies: policies)
  }

  /// One for each shuffle seed; any number in the order of the data.
  public var replications: Int? { rowOrder.shuffleSeeds?.count }

  /// The size of the data, which arm is which, and what was left out.
  public var facts: [String] {
    let named = 20
    let arms = armNames.prefix(named).enumerated().map { "\($0.offset) is \(JSONText.quoted($0.element))" }
    let rest = armNames.count > named ? ", and \(armNames.count - named) more" : ""
    let size =
      "\(counted: rowCount, "row"), \(counted: problem.dimension, "feature"), \(counted: armNames.count, "arm")"
    return ["\(size): \(arms.joined(separator: ", "))\(rest)"]
      + (droppedCount > 0 ? ["\(counted: droppedCount, "row") of the file left out, because of missing values"] : [])
  }

  public func absence(of notion: Notion) -> String? { policies.absence(of: notion) }

  /// The rows.
  public var modelBytes: Int { 16 * rowCount * (problem.dimension + problem.armCount + 4) }

  /// An order, and a few numbers for each address.
  public var replicationBytes: Int { 16 * rowCount + 192 * problem.addressCount }
}
