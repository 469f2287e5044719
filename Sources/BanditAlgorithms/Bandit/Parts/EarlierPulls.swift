import BanditCards
import BanditGames

/// What is known of arms before the first round: how often each was pulled, and what that paid, in a pilot or yesterday.
///
/// An index policy begins as if it had played those rounds itself: its counts, its means and its clock go on from them.
public struct EarlierPulls: Hashable, Sendable {
  /// How often each arm was pulled, 0 or more.
  public let pulls: [Int]
  /// The sum of the rewards of each arm, in the unit of rewards.
  public let sums: [Double]
  /// The sum of the squares of the rewards of each arm, for policies that weigh their spread; `nil` where it is not known.
  public let squares: [Double]?

  /// States what is known; whether it fits a problem is checked by the policy that begins with it.
  public init(pulls: [Int], sums: [Double], squares: [Double]? = nil) {
    self.pulls = pulls
    self.sums = sums
    self.squares = squares
  }

  /// The pulls of all arms.
  var total: Int { pulls.reduce(0, +) }

  // MARK: Parameters

  /// `start` of scenario files, of policies that keep means; `nil` where it is left out.
  public static let parameter = make(keys: [pullsKey, sumsKey])
  /// `start` of scenario files, of policies that keep means and variances; `nil` where it is left out.
  public static let parameterWithSquares = make(keys: [pullsKey, sumsKey, squaresKey])

  // So small that the sum over a million arms is a whole number of 64 bits.
  private static let pullsKey = AnyParameter(
    "pulls", "How often each arm was pulled.", .list(of: .whole(0...1_000_000_000_000), count: 1...1_000_000),
    default: .required, unit: "rounds")
  private static let sumsKey = AnyParameter(
    "sums", "The sum of the rewards of each arm; 0 where it was not pulled.",
    .list(of: .number(.closed(-1e112...1e112)), count: 1...1_000_000), default: .required, unit: "reward")
  private static let squaresKey = AnyParameter(
    "squares", "The sum of the squared rewards of each arm; 0 where it was not pulled.",
    .list(of: .number(.closed(0...1e212)), count: 1...1_000_000), default: .required, unit: "reward^2")

  private static func make(keys: [AnyParameter]) -> Parameter<EarlierPulls?> {
    Parameter(
      AnyParameter(
        "start",
        """
        What is known of the arms before the first round, one entry of each list per arm; the policy goes on as if it \
        had played those rounds itself.
        """, .object(keys), default: .absent("nothing is known")),
      read: { setting in
        guard case .object(let object)? = setting else { return nil }
        return EarlierPulls(
          pulls: object.wholes("pulls"), sums: object.numbers("sums"), squares: object["squares"]?.asNumbers)
      },
      write: { earlier in
        guard let earlier else { return nil }
        let squares = earlier.squares.map { list in
          [Settings.Entry("squares", .list(list.map { .number($0) }))]
        }
        return .object(
          Settings(
            [
              Settings.Entry("pulls", .list(earlier.pulls.map { .whole($0) })),
              Settings.Entry("sums", .list(earlier.sums.map { .number($0) })),
            ] + (keys.count == 3 ? squares ?? [] : [])))
      })
  }

  /// Refuses what cannot be of a bandit with this many arms, or is not within the ranges of the card.
  func check(_ parameter: Parameter<EarlierPulls?>, armCount: Int) throws(InvalidSettings) {
    try parameter.check(self)
    for (name, count) in [("pulls", pulls.count), ("sums", sums.count), ("squares", squares?.count ?? armCount)]
    where count != armCount {
      throw InvalidSettings(
        "start.\(name)", "\(counted: count, "number") for \(counted: armCount, "arm"); give one for each arm")
    }
    for arm in pulls.indices {
      let (sum, square) = (sums[arm], squares?[arm])
      if pulls[arm] == 0, sum != 0 || square ?? 0 != 0 {
        let name = sum != 0 ? "sums" : "squares"
        throw InvalidSettings(
          "start.\(name)[\(arm)]", "found \(sum != 0 ? sum : square ?? 0), but arm \(arm) was not pulled; accepted: 0")
      }
      // Squares that were added up in another order may be smaller in the last digits.
      if let square, square < sum * sum / Double(max(1, pulls[arm])) * (1 - 1e-9) {
        throw InvalidSettings(
          "start.squares[\(arm)]",
          "found \(square); accepted: at least the square of the sum divided by the pulls, "
            + "\(sum * sum / Double(max(1, pulls[arm])))")
      }
    }
  }
}

extension UnitRewards {
  /// Earlier rewards as numbers in [0, 1].
  ///
  /// - Throws: `InvalidSettings` if a sum is not one of rewards in the range.
  func unit(_ earlier: EarlierPulls) throws(InvalidSettings) -> EarlierPulls {
    var sums: [Double] = []
    var squares: [Double] = []
    for (arm, sum) in earlier.sums.enumerated() {
      let pulls = Double(earlier.pulls[arm])
      let mapped = unitSum(sum, of: pulls)
      guard mapped >= -1e-9 * pulls && mapped <= (1 + 1e-9) * pulls else {
        let ends = unitEnds
        throw InvalidSettings(
          "start.sums[\(arm)]",
          """
          found \(sum) for \(counted: earlier.pulls[arm], "pull"); accepted: from \(pulls * ends.lowerBound) to \
          \(pulls * ends.upperBound), for rewards in [\(ends.lowerBound), \(ends.upperBound)]
          """)
      }
      sums.append(min(pulls, max(0, mapped)))
      if let square = earlier.squares?[arm] { squares.append(unitSquare(square, sum: sum, of: pulls)) }
    }
    return EarlierPulls(pulls: earlier.pulls, sums: sums, squares: earlier.squares == nil ? nil : squares)
  }
}
