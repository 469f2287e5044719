import BanditCards
import BanditGames

/// The parameter `switchingCost` of policies for bandits that are tuned by it.
enum SwitchingCost {
  /// A number or `auto`.
  static let parameter = AnyParameter(
    "switchingCost",
    "The cost of a change of arm that it is tuned for, or `auto`: the environment's, 1 if it has none.",
    .either([.choice(["auto"]), .number(NumberRange(lower: .included(0), upper: .included(1e9)))]),
    default: .value(.text("auto")), unit: "loss", why: "the cost that is paid")

  /// The cost.
  static func value(_ settings: Settings, _ problem: BanditProblem) -> Double {
    settings[parameter.name]?.asNumber ?? problem.switchingCost ?? 1
  }
}
