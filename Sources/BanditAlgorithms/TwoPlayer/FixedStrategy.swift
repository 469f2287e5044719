import BanditCards
import BanditGames
import BanditStreams

/// Plays a strategy that never changes.
public struct FixedStrategy: Player, Configurable {
  /// `strategy` of scenario files; `nil` for the uniform one.
  public static let strategy = Parameter<[Double]?>(
    AnyParameter(
      "strategy", "The probability of each action; their sum is 1.", .list(of: .number(.unit), count: 1...10_000),
      default: .absent("all alike")),
    read: { $0?.asNumbers }, write: { $0.map { .list($0.map { .number($0) }) } })
  static let own: [any CardParameter] = [strategy]

  public static let card = AlgorithmCard(
    id: "fixed-strategy", family: .twoPlayer,
    summary: "Plays a strategy that never changes.",
    setting: "Any.",
    rule: ["p_t = p."],
    parameters: own + [Opponents.column],
    example: ["column": ["id": "hedge"]],
    swift: "try Facing(problem, row: FixedStrategy(problem.row), column: TwoPlayerHedge(problem.column))",
    guarantee: "None. Against a minimax strategy no opponent gets more than the value on average.",
    complexity: "O(K) per round.", randomness: "None of its own: the game draws from strategies.",
    numerics: "Nothing is computed.", deviations: "None.",
    guide: "An equilibrium as an opponent, or a player to be exploited.", reference: "Folklore.")

  private let probabilities: [Double]

  public init(settings: Settings, problem: PlayerProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, strategy: settings[Self.strategy])
  }

  /// Creates the player: `FixedStrategy(problem.row, strategy: [0.25, 0.75])`.
  ///
  /// - Throws: `InvalidSettings` unless there is a probability for each action, with sum 1.
  public init(_ problem: PlayerProblem, strategy: [Double]? = nil) throws(InvalidSettings) {
    try Self.strategy.check(strategy)
    if let strategy, strategy.count != problem.actionCount || abs(strategy.reduce(0, +) - 1) > 1e-9 {
      throw InvalidSettings(
        Self.strategy.name,
        "found \(strategy); accepted: a probability for each of the \(counted: problem.actionCount, "action"), with sum 1"
      )
    }
    probabilities =
      strategy ?? Array(repeating: 1 / Double(problem.actionCount), count: problem.actionCount)
  }

  public mutating func choose(_ strategy: inout [Double], costs: [Double], at round: Int, noise: inout RoundNoise) {
    for action in strategy.indices { strategy[action] = probabilities[action] }
  }

  /// Nothing is learned.
  public mutating func observe(_ costs: [Double], of strategy: [Double], at round: Int) {}
}
