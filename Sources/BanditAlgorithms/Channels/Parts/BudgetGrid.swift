import BanditCards
import BanditGames
import BanditNumerics

/// The budgets that a learner with finitely many of them tries on every channel: its arms.
enum BudgetGrid {
  /// The parameter of cards.
  static let parameter = AnyParameter(
    "arms",
    """
    The budgets to choose from: a list, increasing, in [0, `budget`]; a number of them, evenly spaced on that \
    interval; or `auto`: 0, d, 2d, ... and `budget`, with d = `budget` T^(-1/3).
    """,
    .either([.choice(["auto"]), .whole(2...100_000), .list(of: .number(.nonNegative), count: 1...100_000)]),
    default: .value(.text("auto")), unit: "money",
    why: "the mesh of the order of the paper, which balances the error of the grid and the cost of trying")

  /// The most budgets of all channels together: a learner keeps three numbers of each.
  static let limit = 10_000_000

  /// The arms that settings ask for.
  ///
  /// - Throws: `InvalidSettings` if a list is not increasing or exceeds the budget, or there are too many.
  static func arms(_ settings: Settings, problem: ChannelsProblem) throws(InvalidSettings) -> [Double] {
    let arms = try chosenArms(settings, problem: problem)
    guard arms.count <= limit / problem.channelCount else {
      throw InvalidSettings(
        "arms",
        """
        \(arms.count) budgets for each of \(problem.channelCount) channels; accepted: at most \(limit) in all; give \
        their number
        """)
    }
    return arms
  }

  private static func chosenArms(
    _ settings: Settings, problem: ChannelsProblem
  ) throws(InvalidSettings) -> [Double] {
    let budget = problem.budget
    switch settings["arms"] {
    case .whole(let count):
      return (0..<count).map { $0 == count - 1 ? budget : budget * Double($0) / Double(count - 1) }
    case .list:
      let arms = settings.numbers("arms")
      guard zip(arms, arms.dropFirst()).allSatisfy({ $0 < $1 }), arms[arms.count - 1] <= budget else {
        throw InvalidSettings("arms", "found \(arms); accepted: increasing numbers in [0, \(budget)], the budget")
      }
      return arms
    default:
      // The cube root of 1000 must give 11 arms, whichever way it is rounded.
      let root = Double.cbrt(Double(problem.horizon))
      let count = Int((root - 1e-9).rounded(.up)) + 1
      return (0..<count).map { $0 == count - 1 ? budget : min(Double($0) * budget / root, budget) }
    }
  }
}
