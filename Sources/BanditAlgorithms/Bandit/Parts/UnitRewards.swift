import BanditCards
import BanditGames

/// The map from the interval that holds rewards to [0, 1], of policies whose constants are for rewards in [0, 1]
/// (`RewardScale.range`).
public struct UnitRewards: Sendable {
  /// `range` of scenario files; `nil` where it is left out.
  public static let range = Parameter<ClosedRange<Double>?>(
    AnyParameter(
      "range", "The interval that rewards are mapped to [0, 1] from; rewards outside it count as its ends.",
      .list(of: .number(.closed(-1e100...1e100)), count: 2...2),
      default: .absent("the environment's, [0, 1] where it lies in that"), unit: "reward"),
    read: { (setting) throws(InvalidSettings) in
      guard let ends = setting?.asNumbers, ends.count == 2 else { return nil }
      guard ends[0] < ends[1] else {
        throw InvalidSettings("range", "found [\(ends[0]), \(ends[1])]; accepted: two numbers, the lower one first")
      }
      return ends[0]...ends[1]
    },
    write: { $0.map { .list([.number($0.lowerBound), .number($0.upperBound)]) } })

  /// What a reward must exceed its lower end by to count as 1: the unit of regrets, bounds and costs.
  let width: Double
  private let lower: Double
  /// Whether rewards are taken as they are.
  let isIdentity: Bool
  /// Whether rewards may lie outside the interval.
  private let clips: Bool

  /// Creates the map from a range that was given, or else from the one that the problem promises.
  ///
  /// - Throws: `InvalidSettings` if the range is not accepted, or neither is known, in the name of the policy with this
  ///   id.
  init(_ problem: BanditProblem, range: ClosedRange<Double>?, for id: String) throws(InvalidSettings) {
    try Self.range.check(range)
    guard let interval = range ?? problem.rewardRange?.interval else {
      throw InvalidSettings(
        "",
        """
        \(id) maps rewards to [0, 1] from a range, and this environment promises none; give "range": [lowest, highest] \
        reward
        """)
    }
    width = interval.width
    lower = interval.lowerBound
    let promised = problem.rewardRange
    clips = promised.map { $0.lowerBound < interval.lowerBound || $0.upperBound > interval.upperBound } ?? true
    isIdentity = interval == 0...1 && !clips
  }

  /// No map at all, for policies that take other rewards under some settings.
  static let asTheyAre = UnitRewards(width: 1, lower: 0, isIdentity: true, clips: false)

  private init(width: Double, lower: Double, isIdentity: Bool, clips: Bool) {
    self.width = width
    self.lower = lower
    self.isIdentity = isIdentity
    self.clips = clips
  }

  /// A reward as a number in [0, 1].
  @inline(__always)
  func unit(_ reward: Double) -> Double {
    isIdentity ? reward : min(1, max(0, (reward - lower) / width))
  }

  /// The sum of some rewards as that of numbers in [0, 1].
  func unitSum(_ sum: Double, of count: Double) -> Double { isIdentity ? sum : (sum - count * lower) / width }

  /// The sum of the squares of some rewards as that of numbers in [0, 1].
  func unitSquare(_ square: Double, sum: Double, of count: Double) -> Double {
    isIdentity ? square : max(0, (square - 2 * lower * sum + count * lower * lower) / (width * width))
  }

  /// What is mapped to [0, 1].
  var unitEnds: ClosedRange<Double> { lower...(lower + width) }

  /// A bound for rewards in [0, 1] as one for these rewards; `nil` if some of them may be cut.
  func bound(_ bound: Double) -> Double? { clips ? nil : width * bound }

  /// That rewards may be cut, if they may.
  var caveats: [String] {
    guard clips else { return [] }
    return [
      """
      "range" does not hold all rewards of this environment: those outside count as its ends, and the guarantee does \
      not hold
      """
    ]
  }
}
