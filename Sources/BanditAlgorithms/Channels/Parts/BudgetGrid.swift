import BanditCards
import BanditGames
import BanditNumerics

/// The budgets that a learner with finitely many of them tries on every channel: its arms.
public enum BudgetGrid: Hashable, Sendable {
  /// 0, d, 2d, ... and the budget rho, with d = rho T^(-1/3).
  case auto
  /// So many, evenly spaced from 0 to rho.
  case evenlySpaced(Int)
  /// These, increasing, in [0, rho].
  case list([Double])

  /// `arms` of scenario files.
  public static let parameter = Parameter<BudgetGrid>(
    AnyParameter(
      "arms",
      """
      The budgets to choose from: a list, increasing, in [0, `budget`]; a number of them, evenly spaced on that \
      interval; or `auto`: 0, d, 2d, ... and `budget`, with d = `budget` T^(-1/3).
      """,
      .either([.choice(["auto"]), .whole(2...100_000), .list(of: .number(.nonNegative), count: 1...100_000)]),
      default: .value(.text("auto")), unit: "money",
      why: "the mesh of the order of the paper, which balances the error of the grid and the cost of trying"),
    read: { setting in
      switch setting {
      case .whole(let count)?: .evenlySpaced(count)
      case .list?: .list(setting?.asNumbers ?? [])
      default: .auto
      }
    },
    write: { grid in
      switch grid {
      case .auto: .text("auto")
      case .evenlySpaced(let count): .whole(count)
      case .list(let budgets): .list(budgets.map { .number($0) })
      }
    })

  /// The most budgets of all channels together: a learner keeps three numbers of each.
  static let limit = 10_000_000

  /// The arms.
  ///
  /// - Throws: `InvalidSettings` if the card does not accept the grid, a list is not increasing or exceeds the budget,
  ///   or there are too many.
  func arms(_ problem: ChannelsProblem) throws(InvalidSettings) -> [Double] {
    try BudgetGrid.parameter.check(self)
    let arms = try chosenArms(problem)
    guard arms.count <= BudgetGrid.limit / problem.channelCount else {
      throw InvalidSettings(
        "arms",
        """
        \(counted: arms.count, "budget") for each of \(counted: problem.channelCount, "channel"); accepted: at most \
        \(BudgetGrid.limit) in \
        all; give their number
        """)
    }
    return arms
  }

  private func chosenArms(_ problem: ChannelsProblem) throws(InvalidSettings) -> [Double] {
    let budget = problem.budget
    switch self {
    case .evenlySpaced(let count):
      let last = Double(count - 1)
      return (0..<count).map { (place: Int) -> Double in
        place == count - 1 ? budget : budget * Double(place) / last
      }
    case .list(let arms):
      guard zip(arms, arms.dropFirst()).allSatisfy({ $0 < $1 }), arms[arms.count - 1] <= budget else {
        throw InvalidSettings("arms", "found \(arms); accepted: increasing numbers in [0, \(budget)], the budget")
      }
      return arms
    case .auto:
      // The cube root of 1000 must give 11 arms, whichever way it is rounded.
      let root = Double.cbrt(Double(problem.horizon))
      let count = Int((root - 1e-9).rounded(.up)) + 1
      return (0..<count).map { $0 == count - 1 ? budget : min(Double($0) * budget / root, budget) }
    }
  }
}
