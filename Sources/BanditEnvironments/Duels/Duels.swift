import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// Arms that duel by a matrix of preferences.
public struct PreferenceDuels: DuelsEnvironment {
  public let truth: DuelsTruth

  /// Creates the arms.
  public init(_ truth: DuelsTruth) { self.truth = truth }

  /// Lets two arms duel; one uniform u: of i < j arm i wins if u < P(i beats j), whichever of both is the first.
  @inlinable
  public mutating func duel(_ pair: DuelPair, at round: Int, noise: inout RoundNoise) -> Bool {
    let (low, high) = (min(pair.first, pair.second), max(pair.first, pair.second))
    let lowWins = noise.uniform() < truth.preferences(low, beats: high)
    return lowWins == (pair.first == low)
  }
}

/// The environment `duels` of scenario files.
public struct DuelsModel: EnvironmentModel {
  /// Where the probabilities of winning come from.
  public enum Preferences: Hashable, Sendable, ExpressibleByArrayLiteral {
    /// A list for each arm: with what probability it beats each one.
    case rows([[Double]])
    /// A file of comma-separated values, a line for each arm.
    case file(DataFile)
    /// Arm 0 beats every other one with probability 1/2 + gap. The others form a cycle: each beats the next
    /// floor((K - 2)/2) of them with probability 1/2 + rest; opposite ones are even.
    case condorcet(arms: Int, gap: Double = 0.1, rest: Double = 0)
    /// Arm i beats arm j with probability s_i / (s_i + s_j).
    case bradleyTerry(strengths: [Double])
    /// No arm beats all others: each beats the next floor((K - 1)/2) with probability 1/2 + gap; opposite ones are
    /// even.
    case cyclic(arms: Int, gap: Double = 0.1)

    /// Creates a matrix from its rows.
    public init(arrayLiteral rows: [Double]...) { self = .rows(rows) }
  }

  /// More arms would need too large a matrix in every replication.
  static let maximumArms = 1000

  private static let gapRange = NumberRange(lower: .excluded(0), upper: .included(0.5))
  private static let armsMeaning = "The number of arms."

  private static let condorcet = ParameterKind.Variant(
    "condorcet",
    [
      AnyParameter("arms", armsMeaning, .whole(1...maximumArms), default: .required, unit: "arms"),
      AnyParameter(
        "gap", "How much above 1/2 the probability is with which arm 0 beats each other one.", .number(gapRange),
        default: .value(.number(0.1)), unit: "probability"),
      AnyParameter(
        "rest", "The same for the other arms, each of which beats the next ones in a cycle.",
        .number(.closed(0...0.5)), default: .value(.number(0)), unit: "probability"),
    ])

  private static let bradleyTerry = ParameterKind.Variant(
    "bradley-terry",
    [
      AnyParameter(
        "strengths", "How strong each arm is: i beats j with probability s_i / (s_i + s_j).",
        .list(of: .number(.closed(1e-9...1e9)), count: 1...maximumArms), default: .required)
    ])

  private static let cyclic = ParameterKind.Variant(
    "cyclic",
    [
      AnyParameter("arms", armsMeaning, .whole(3...maximumArms), default: .required, unit: "arms"),
      AnyParameter(
        "gap", "How much above 1/2 the probability is with which an arm beats the next ones.", .number(gapRange),
        default: .value(.number(0.1)), unit: "probability"),
    ])

  /// `preferences` of scenario files.
  public static let preferences = Parameter<Preferences>(
    AnyParameter(
      "preferences",
      """
      With what probability each arm beats each one: a list of numbers for each arm, P(i, j) + P(j, i) = 1 and 0.5 \
      against itself; the path of a CSV file of such lines, without a header; or a model.
      """,
      .either([
        .list(of: .list(of: .number(.unit), count: 1...maximumArms), count: 1...maximumArms), .file,
        .variant(tag: "model", [condorcet, bradleyTerry, cyclic]),
      ]), default: .required, unit: "probability"),
    read: { read($0) }, write: { write($0) })
  /// `bestArm` of scenario files.
  public static let bestArm = ArmMeans.bestArm

  private static func read(_ setting: Setting?) -> Preferences {
    switch setting {
    case .list(let rows)?: return .rows(rows.map { $0.asNumbers ?? [] })
    case .file(let file)?: return .file(file)
    case .object(let model)?:
      switch model.text("model") {
      case condorcet.name:
        return .condorcet(arms: model.whole("arms"), gap: model.number("gap"), rest: model.number("rest"))
      case cyclic.name: return .cyclic(arms: model.whole("arms"), gap: model.number("gap"))
      default: return .bradleyTerry(strengths: model.numbers("strengths"))
      }
    default: return .file(DataFile(setting?.asText ?? ""))
    }
  }

  private static func write(_ preferences: Preferences) -> Setting {
    switch preferences {
    case .rows(let rows): .list(rows.map { .list($0.map { .number($0) }) })
    case .file(let file): .file(file)
    case .condorcet(let arms, let gap, let rest):
      .object(["model": .text(condorcet.name), "arms": .whole(arms), "gap": .number(gap), "rest": .number(rest)])
    case .bradleyTerry(let strengths):
      .object(["model": .text(bradleyTerry.name), "strengths": .list(strengths.map { .number($0) })])
    case .cyclic(let arms, let gap):
      .object(["model": .text(cyclic.name), "arms": .whole(arms), "gap": .number(gap)])
    }
  }

  public static let card = EnvironmentCard(
    id: "duels", family: .duels,
    summary: "Arms of which two duel in each round: all that is seen is who won.",
    dynamics: """
      Arm i beats arm j with probability P(i, j), independently of all before: of i < j arm i wins if u < P(i, j), u \
      the uniform number of the round. Of an arm that duels with itself the first copy wins with probability 1/2.
      """,
    feedback: "Which of the two arms won.",
    truth:
      "The matrix; the arm that beats every other one with a probability above 1/2, if there is one; Borda scores.",
    comparators: """
      strong, weak and average: the Condorcet winner in both places, with the worse, the better or the mean of both \
      arms; missing where no arm beats all others. borda: the arm with the largest mean probability to beat the \
      others.
      """,
    parameters: [preferences, bestArm],
    example: ["preferences": ["model": "bradley-terry", "strengths": [4, 2, 1]]],
    swift: "try DuelsModel(preferences: .bradleyTerry(strengths: [4, 2, 1]), horizon: 1000)",
    facts: EnvironmentFacts(.stochastic, isStationary: true, feedback: .bandit),
    notes: """
      Stochastic, stationary. What is won is not a reward: the better of two bad arms wins, too. bradley-terry has a \
      total order and is strongly transitive; condorcet with `rest` above 0 has a best arm and no order among the \
      others.
      """,
    reference: """
      Y. Yue, J. Broder, R. Kleinberg and T. Joachims, The K-armed dueling bandits problem, Journal of Computer and \
      System Sciences 78, 2012; R. A. Bradley and M. E. Terry, Rank analysis of incomplete block designs, Biometrika \
      39, 1952.
      """)

  private let truth: DuelsTruth
  private let isShuffled: Bool
  public let problem: DuelsProblem

  /// Creates the model; reads the file, if there is one.
  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      preferences: settings[Self.preferences], bestArm: settings[Self.bestArm], horizon: horizon)
  }

  /// Creates the model: `DuelsModel(preferences: [[0.5, 0.7], [0.3, 0.5]], horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if a file cannot be read, the matrix is not one of preferences, or an argument is out of
  ///   the range that the card states.
  public init(
    preferences: Preferences, bestArm: ArmOrder = Self.bestArm.default, horizon: Int
  ) throws(InvalidSettings) {
    try Self.preferences.check(preferences)
    let rows = try Self.rows(preferences)
    if let mistake = PreferenceMatrix.mistake(in: rows) {
      let column = mistake.column.map { "[\($0)]" } ?? ""
      throw InvalidSettings("\(Self.preferences.name)[\(mistake.row)]\(column)", mistake.message)
    }
    truth = DuelsTruth(PreferenceMatrix(rows))
    isShuffled = bestArm == .random
    problem = DuelsProblem(armCount: rows.count, horizon: horizon)
  }

  private static func rows(_ preferences: Preferences) throws(InvalidSettings) -> [[Double]] {
    switch preferences {
    case .rows(let rows): return rows
    case .file(let file):
      return try file.parsed(manner: "preferences") { file throws(InvalidSettings) in
        do throws(CSVTable.Mistake) {
          return try read(CSVRows(file, header: .none))
        } catch {
          throw InvalidSettings(Self.preferences.name, error.description)
        }
      }
    case .condorcet(let arms, let gap, let rest):
      let others = cycle(arms - 1, gap: rest)
      return (0..<arms).map { first in
        (0..<arms).map { second in
          if first == second { return 0.5 }
          if first == 0 { return 0.5 + gap }
          return second == 0 ? 0.5 - gap : others[first - 1][second - 1]
        }
      }
    case .bradleyTerry(let strengths):
      return strengths.indices.map { first in
        strengths.indices.map { $0 == first ? 0.5 : strengths[first] / (strengths[first] + strengths[$0]) }
      }
    case .cyclic(let arms, let gap): return cycle(arms, gap: gap)
    }
  }

  /// Each arm beats the next floor((n - 1)/2); for even n the opposite one is even.
  private static func cycle(_ count: Int, gap: Double) -> [[Double]] {
    let reach = (count - 1) / 2
    return (0..<max(0, count)).map { first in
      (0..<count).map { second in
        let ahead = (second - first + count) % count
        if ahead == 0 || 2 * ahead == count { return 0.5 }
        return ahead <= reach ? 0.5 + gap : 0.5 - gap
      }
    }
  }

  private static func read(_ given: CSVRows) throws(CSVTable.Mistake) -> [[Double]] {
    var given = given
    var rows: [[Double]] = []
    while let row = try given.next() {
      var numbers: [Double] = []
      for (place, field) in row.fields.enumerated() {
        guard let number = CSVTable.number(field), number >= 0, number <= 1 else {
          throw CSVTable.Mistake(
            line: row.line,
            message: "column \(place + 1): found \(CSVTable.quoted(field)); accepted: a number in [0, 1]")
        }
        numbers.append(number)
      }
      rows.append(numbers)
      guard rows.count <= maximumArms, numbers.count <= maximumArms else {
        throw CSVTable.Mistake(line: row.line, message: "accepted: at most \(maximumArms) arms")
      }
    }
    return rows
  }

  private var matrixBytes: Int { 8 * problem.armCount * problem.armCount }

  /// The matrix, twice while it is read.
  public var modelBytes: Int { 2 * matrixBytes + 1024 }

  /// The matrix where replications have their own, and what learners count of each pair.
  public var replicationBytes: Int { 4 * matrixBytes + 256 * problem.armCount }

  /// What kind of matrix it is.
  public var facts: [String] {
    guard let winner = truth.preferences.condorcetWinner else {
      return ["no arm beats every other one with a probability above 1/2: there is no Condorcet winner"]
    }
    return [isShuffled ? "there is a Condorcet winner" : "arm \(winner) is the Condorcet winner"]
  }

  /// Without a Condorcet winner all but Borda regret is missing.
  public func absence(of notion: Notion) -> String? {
    notion == .borda || truth.preferences.condorcetWinner != nil
      ? nil : "no arm beats every other one with a probability above 1/2; the notion borda is left"
  }

  /// The same arms in every replication; the order of each one is its own where it is random.
  public func instance(of replication: Int, from stream: inout RandomStream) -> PreferenceDuels {
    guard isShuffled else { return PreferenceDuels(truth) }
    return PreferenceDuels(DuelsTruth(truth.preferences.reordered(stream.permutation(of: problem.armCount))))
  }

  /// The arms, where no replication shuffles them.
  public var commonInstance: PreferenceDuels? { isShuffled ? nil : PreferenceDuels(truth) }
}
