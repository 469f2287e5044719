import BanditCards
import BanditGames

/// The parameter `switchingCost` of policies for bandits that are tuned by it.
public enum SwitchingCost {
  /// `switchingCost` of scenario files; `nil` is `auto`.
  public static let parameter = Parameter.auto(
    "switchingCost",
    """
    The cost of a change of arm that it is tuned for, or `auto`: the environment's; if it has none, the width of the \
    range of rewards, 1 for those in [0, 1].
    """,
    NumberRange(lower: .included(0), upper: .included(1e9)), unit: "loss", why: "the cost that is paid")

  /// The cost that a policy is tuned for, given that of its parameter, in units of the range of its rewards.
  static func value(_ given: Double?, _ problem: BanditProblem, rewards: UnitRewards) -> Double {
    (given ?? problem.switchingCost).map { $0 / rewards.width } ?? 1
  }
}
