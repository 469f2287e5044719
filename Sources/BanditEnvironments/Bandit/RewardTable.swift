import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Rewards from a table: a row for each round, a column for each arm.
public struct RewardTable: BanditEnvironment {
  /// The average reward of each arm, and the best arm in hindsight.
  public let truth: BanditTruth
  public let armCount: Int
  public let rewardRange: ClosedRange<Double>?
  /// Row by row.
  private let rewards: [Double]
  /// The largest reward of each row.
  private let best: [Double]

  /// Creates the arms.
  ///
  /// - Parameters:
  ///   - rows: the reward of each arm in each round.
  ///   - rewardRange: an interval that holds all of them, for learners; `nil` if they are told none.
  /// - Precondition: a row or more, of the same length, of a finite number or more each.
  public init(rows: [[Double]], rewardRange: ClosedRange<Double>? = nil) {
    precondition(
      rows.first?.isEmpty == false && rows.allSatisfy { $0.count == rows[0].count },
      "a table of rewards needs rows of the same length, of a number or more")
    self.init(rewards: rows.flatMap { $0 }, armCount: rows[0].count, rewardRange: rewardRange)
  }

  init(rewards: [Double], armCount: Int, rewardRange: ClosedRange<Double>?) {
    precondition(rewards.allSatisfy(\.isFinite), "rewards must be finite numbers")
    self.rewards = rewards
    self.armCount = armCount
    self.rewardRange = rewardRange
    let starts = stride(from: 0, to: rewards.count, by: armCount)
    best = starts.map { rewards[$0..<$0 + armCount].max() ?? 0 }
    let rounds = Double(rewards.count / armCount)
    let means = (0..<armCount).map { arm -> Double in
      var sum = CompensatedSum()
      for start in starts { sum.add(rewards[start + arm]) }
      return sum.value / rounds
    }
    truth = BanditTruth(
      segments: [BanditTruth.Segment(firstRound: 1, means: means)],
      comparator: GivenRewards(rewards: rewards, armCount: armCount))
  }

  /// The reward in the table; draws nothing.
  ///
  /// - Precondition: the table has so many rows.
  public mutating func pull(_ arm: Int, at round: Int, noise: inout RoundNoise) -> ArmOutcome {
    let reward = rewards[(round - 1) * armCount + arm]
    return ArmOutcome(reward: reward, mean: reward, bestMean: best[round - 1])
  }
}

/// The environment `reward-table` of scenario files.
public struct RewardTableModel: EnvironmentModel {
  /// `file` of scenario files.
  public static let file = Parameter.file(
    "file",
    """
    A CSV file (RFC 4180) of finite numbers, a line for each round. Lines beyond the horizon are checked, but not \
    played.
    """)
  /// `header` of scenario files.
  public static let header = CSVTable.Header.parameter
  /// `columns` of scenario files; `nil` for all.
  public static let columns = Parameter<[String]?>(
    AnyParameter(
      "columns", "The names of the columns that are arms, in their order.", .list(of: .text),
      default: .absent("all columns")),
    read: { $0.flatMap(GroupRule.texts) }, write: { names in names.map { .list($0.map { .text($0) }) } })
  /// `missing` of scenario files.
  public static let missing = MissingRows.parameter(isLateComer: false)
  /// `rewardRange` of scenario files; `nil` where learners are told none.
  public static let rewardRange = Parameter<ClosedRange<Double>?>(
    AnyParameter(
      "rewardRange", "The interval that all rewards lie in, which learners are told.",
      .list(of: .number(.closed(-1e100...1e100)), count: 2...2),
      default: .absent("none is known, and learners that need one ask for their \"range\""), unit: "reward"),
    read: { (setting) throws(InvalidSettings) in
      guard let ends = setting?.asNumbers, ends.count == 2 else { return nil }
      guard ends[0] < ends[1] else {
        throw InvalidSettings("rewardRange", "found [\(ends[0]), \(ends[1])]; accepted: the lower end first")
      }
      return ends[0]...ends[1]
    }, write: { $0.map { .list([.number($0.lowerBound), .number($0.upperBound)]) } })

  public static let card = EnvironmentCard(
    id: "reward-table", family: .bandit,
    summary: "Rewards from a file: a line for each round, a number for each arm.",
    dynamics: "In round t pulling arm k pays the number in line t and column k of the file.",
    feedback: "The reward of the arm pulled.",
    truth: "The rewards of all arms.",
    comparators: """
      external: the arm with the largest sum of rewards so far. dynamic: the best arm of each round. pseudo, realized \
      and simple are missing. oracle plays the arm that is best in hindsight over the whole run.
      """,
    parameters: [file, header, columns, missing, rewardRange],
    example: ["file": "rewards.csv", "rewardRange": [-1, 5]],
    swift: #"try RewardTableModel(file: "rewards.csv", horizon: 1000, rewardRange: -1...5)"#,
    facts: EnvironmentFacts(.given, isStationary: false, rewards: .settings, feedback: .bandit),
    notes: """
      Fixed in advance, without noise: all replications have the same rewards, and differ by what learners draw alone. \
      Rewards are what the file says, of any size.
      """,
    reference: "None: the rewards are yours.", mainNotion: .external)

  private let table: RewardTable
  private let names: [String]?
  private let rowCount: Int
  private let droppedCount: Int
  public let problem: BanditProblem

  /// The lines of the file that are rounds.
  public static func rowCount(settings: Settings) throws(InvalidSettings) -> Int? {
    let settings = try card.settings(settings)
    return try read(
      settings[file], header: settings[header], columns: settings[columns], missing: settings[missing],
      rewardRange: settings[rewardRange]
    ).rowCount
  }

  /// Creates the model; reads the file.
  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      file: settings[Self.file], horizon: horizon, header: settings[Self.header], columns: settings[Self.columns],
      missing: settings[Self.missing], rewardRange: settings[Self.rewardRange])
  }

  /// Creates the model, which reads the file: `RewardTableModel(file: "rewards.csv", horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if the file cannot be read, has too few lines or a number outside of `rewardRange`, or
  ///   an argument is out of the range that the card states.
  public init(
    file: DataFile, horizon: Int, header: CSVTable.Header = Self.header.default,
    columns: [String]? = Self.columns.default, missing: MissingRows = Self.missing.default,
    rewardRange: ClosedRange<Double>? = nil
  ) throws(InvalidSettings) {
    try Self.columns.check(columns)
    try Self.rewardRange.check(rewardRange)
    let numbers = try Self.read(file, header: header, columns: columns, missing: missing, rewardRange: rewardRange)
    guard numbers.columnCount <= ArmMeans.maximumArmCount else {
      throw InvalidSettings(
        "file",
        "has \(numbers.columnCount) columns; accepted: at most \(ArmMeans.maximumArmCount) arms, named in \"columns\"")
    }
    guard numbers.rowCount >= horizon else {
      throw InvalidSettings(
        "file",
        "has \(counted: numbers.rowCount, "round"), but the horizon is \(horizon); accepted: a line for each round")
    }
    names = numbers.names
    rowCount = numbers.rowCount
    droppedCount = numbers.droppedCount
    table = RewardTable(
      rewards: Array(numbers.numbers.prefix(horizon * numbers.columnCount)), armCount: numbers.columnCount,
      rewardRange: rewardRange)
    problem = BanditProblem(armCount: numbers.columnCount, horizon: horizon, rewardRange: rewardRange)
  }

  private static func read(
    _ file: DataFile, header: CSVTable.Header, columns: [String]?, missing: MissingRows,
    rewardRange: ClosedRange<Double>?
  ) throws(InvalidSettings) -> NumberTable {
    let accepted = rewardRange.map { "a number in \"rewardRange\", [\($0.lowerBound), \($0.upperBound)]" }
    let use = NumberTable.Use(
      numbers: "rewards", columns: "arms", accepted: accepted ?? "a finite decimal number"
    ) { rewardRange?.contains($0) ?? true }
    let manner = "rewards \(header) \(columns ?? []) \(missing) \(accepted ?? "")"
    return try file.parsed(manner: manner) { file throws(InvalidSettings) in
      do throws(CSVTable.Mistake) {
        return try NumberTable(rows: CSVRows(file, header: header), columns: columns, missing: missing, use: use)
      } catch {
        throw InvalidSettings(Self.file.name, error.description)
      }
    }
  }

  /// The table, the sums of its best arm and its best rewards; reading it takes about as much again.
  public var modelBytes: Int { 16 * rowCount * (problem.armCount + 1) }

  /// What was taken for the names of the arms, and what was left out.
  public var facts: [String] {
    let names = names.map { "the arms are the columns \(QuotedList.list($0))" }
    return ["\(counted: rowCount, "line"); \(names ?? "the columns have no names, and line 1 is round 1")"]
      + (droppedCount > 0 ? ["\(counted: droppedCount, "row") of the file left out, because of missing values"] : [])
  }

  /// `pseudo`, `realized`, `simple`, `misidentification` and `inference`.
  public func absence(of notion: Notion) -> String? {
    switch notion {
    case .pseudo, .realized, .simple, .misidentification, .inference: "given rewards have no means"
    default: notion.absenceWithoutTerms
    }
  }

  /// The table, the same in every replication.
  public func instance(of replication: Int, from stream: inout RandomStream) -> RewardTable { table }

  /// The table.
  public var commonInstance: RewardTable? { table }
}
