import BanditCards
import BanditGames
import BanditStreams

/// The environment `contextual-replay` of scenario files: a log of somebody else's plays, not a simulation.
public struct ContextualReplayModel: EnvironmentModel {
  /// `file` of scenario files.
  public static let file = Parameter.file(
    "file",
    """
    The log: comma-separated values with the columns arm, propensity and reward, and context, or x0, x1, ... (one \
    vector for all arms), or f0_0, f0_1, ... (a vector for each arm: f<arm>_<feature>).
    """)
  /// `arms` of scenario files.
  public static let arms = Parameter<Int?>.whole(
    "arms", "The number of arms, K.", 1...ContextualSettings.maximumArmCount,
    absent: "that of the columns f<arm>_<feature> or p<arm>, or one more than the largest arm")
  /// `rewardRange` of scenario files.
  public static let rewardRange = Parameter<ClosedRange<Double>?>(
    AnyParameter(
      "rewardRange", "The interval that all rewards lie in.", .list(of: ContextualSettings.components, count: 2...2),
      default: .absent("none is known, and learners that need one refuse"), unit: "reward"),
    read: { (setting) throws(InvalidSettings) in
      guard let ends = setting?.asNumbers, ends.count == 2 else { return nil }
      guard ends[0] < ends[1] else {
        throw InvalidSettings("rewardRange", "found [\(ends[0]), \(ends[1])]; accepted: the lower end first")
      }
      return ends[0]...ends[1]
    }, write: { $0.map { .list([.number($0.lowerBound), .number($0.upperBound)]) } })
  /// `shuffleSeeds` of scenario files.
  public static let shuffleSeeds = Parameter<[UInt32]>(
    AnyParameter(
      "shuffleSeeds",
      """
      The seeds of the NumPy shuffles of replications 1, 2, ...; replication 0 reads the rows as they are in the file, \
      so `replications` is one more than its length.
      """, .list(of: .whole(0...Int(UInt32.max)), atLeast: 0), default: .value(.list([])), why: "the log as it is"),
    read: { ($0?.asWholes ?? []).map { UInt32(clamping: $0) } }, write: { .list($0.map { .whole(Int($0)) }) })

  public static let card = EnvironmentCard(
    id: "contextual-replay", family: .contextual,
    summary: "A log of plays with known propensities: rows whose arm the learner chooses, too, are its rounds.",
    dynamics:
      """
      The learner chooses an arm for each row. If it is not the logged one, the row is skipped: the learner learns \
      nothing, and its clock stands still. If it is, the row is used with probability pmin / propensity, pmin the least \
      propensity of the file, and pays the logged reward. So every row is used with probability pmin, whatever its \
      context and the learner's arm (own analysis, if logged arms were drawn with these propensities).
      """,
    feedback: "What the log shows of the row, then, of rows used, the reward.",
    truth: "None: nobody knows the means behind a log.",
    comparators:
      """
      None. realized has a reward (that of the rows used) and n (how many) but no benchmark and no regret; reward / n \
      estimates the learner's mean reward on the log's contexts.
      """,
    parameters: [file, arms, rewardRange, shuffleSeeds, ContextualSettings.meanRange],
    example: ["file": "log.csv", "rewardRange": [0, 1]],
    swift: #"try ContextualReplayModel(file: "log.csv", horizon: 1000, rewardRange: 0...1)"#,
    facts: EnvironmentFacts(.given, isStationary: nil, remembers: false, rewards: .settings, feedback: .bandit),
    notes:
      """
      Data, not a simulation: t counts rows read, n rows used; of a log with uniform arms about one row in K is. \
      Learners are told the rows as their horizon, which is more than they will use. Without contexts and features in \
      the log there is one context. With one order of the rows replications differ in the learner's draws alone.
      """,
    reference:
      """
      L. Li, W. Chu, J. Langford and X. Wang, Unbiased offline evaluation of contextual-bandit-based news article \
      recommendation algorithms, WSDM 2011, algorithm 1; the rule for propensities that differ is our own.
      """,
    metrics: [.usedRows], mainNotion: .realized)

  private let rows: ReplayLog.Rows
  private let shuffles: RowOrder
  private let seedCount: Int
  public let problem: ContextualProblem

  /// The number of rows of the log.
  public static func rowCount(settings: Settings) throws(InvalidSettings) -> Int? {
    let settings = try card.settings(settings)
    return try LoggedPlays(settings[file], arms: settings[arms]).rows.arms.count
  }

  /// Reads the file.
  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      file: settings[Self.file], horizon: horizon, arms: settings[Self.arms], rewardRange: settings[Self.rewardRange],
      shuffleSeeds: settings[Self.shuffleSeeds], meanRange: settings[ContextualSettings.meanRange])
  }

  /// Creates the model, which reads the log: `ContextualReplayModel(file: "log.csv", horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if the file cannot be read, is not a log or does not last for the horizon, or an
  ///   argument is out of the range that the card states.
  public init(
    file: DataFile, horizon: Int, arms: Int? = nil, rewardRange: ClosedRange<Double>? = nil,
    shuffleSeeds: [UInt32] = [], meanRange: ClosedRange<Double>? = nil
  ) throws(InvalidSettings) {
    try Self.arms.check(arms)
    try Self.rewardRange.check(rewardRange)
    try ContextualSettings.meanRange.check(meanRange)
    let log = try LoggedPlays(file, arms: arms)
    rows = log.rows
    try RowOrder.check(horizon: horizon, rowCount: rows.arms.count)
    if let rewardRange, let reward = rows.rewards.first(where: { !rewardRange.contains($0) }) {
      throw InvalidSettings(
        Self.rewardRange.name, "the log has the reward \(reward); accepted: an interval that holds all rewards")
    }
    shuffles = .shuffled(shuffleSeeds)
    seedCount = shuffleSeeds.count
    let size = log.dimension
    var longest = 0.0
    for start in stride(from: 0, to: rows.features.count, by: size) {
      longest = max(longest, Array(rows.features[start..<start + size]).norm)
    }
    problem = ContextualProblem(
      armCount: log.armCount, dimension: size, isShared: log.isShared, horizon: horizon,
      contextCount: log.contextCount, rewardRange: rewardRange, meanRange: meanRange ?? rewardRange ?? 0...1,
      featureNorm: longest, isBinary: rewardRange == 0...1 && rows.rewards.allSatisfy { $0 == 0 || $0 == 1 })
  }

  /// The rows in the order of a replication.
  public func instance(of replication: Int, from stream: inout RandomStream) -> ReplayLog {
    let order: RowOrder = replication == 0 || seedCount == 0 ? .given : shuffles
    return ReplayLog(rows, order: order.rows(rows.arms.count, replication: max(0, replication - 1)))
  }

  /// The first order is that of the file; as many as that and the shuffles, or any number where there are none.
  public var replications: Int? { seedCount == 0 ? nil : seedCount + 1 }

  /// The size of the log, and how much of it will be used.
  public var facts: [String] {
    [
      """
      a log of \(counted: rows.arms.count, "row"), not a simulation; each is used with probability \
      \(rows.leastPropensity)
      """
    ]
  }

  /// All of them: there is nothing to compare with.
  public func absence(of notion: Notion) -> String? {
    notion == .realized
      ? """
      a log has no means to compare with; reward is the sum over the rows used, and reward / n in regret.csv estimates \
      the mean reward
      """ : "nobody knows the means behind a log"
  }

  /// The rows.
  public var modelBytes: Int { 16 * (rows.features.count + 6 * rows.arms.count) }

  /// An order, and a few numbers for each address.
  public var replicationBytes: Int { 16 * rows.arms.count + 192 * problem.addressCount }
}
