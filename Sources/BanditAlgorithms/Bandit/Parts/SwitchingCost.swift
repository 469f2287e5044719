import BanditCards
import BanditGames

/// The parameter `switchingCost` of policies for bandits that are tuned by it.
public enum SwitchingCost {
  /// `switchingCost` of scenario files; `nil` is `auto`.
  public static let parameter = Parameter.auto(
    "switchingCost",
    "The cost of a change of arm that it is tuned for, or `auto`: the environment's, 1 if it has none.",
    NumberRange(lower: .included(0), upper: .included(1e9)), unit: "loss", why: "the cost that is paid")

  /// The cost that a policy is tuned for, given that of its parameter.
  static func value(_ given: Double?, _ problem: BanditProblem) -> Double { given ?? problem.switchingCost ?? 1 }
}
