import BanditCards
import BanditGames

/// The parameter `learningRate` of the algorithms for losses.
enum RateParameter {
  /// A number or `auto`.
  static let parameter = AnyParameter(
    "learningRate", "The rate eta, then the same in all rounds, or `auto` for the rate in the rule.",
    .either([.choice(["auto"]), .number(NumberRange(lower: .excluded(0), upper: .included(1000)))]),
    default: .value(.text("auto")), why: "the rate of the bound")

  /// The rate that a scenario gives; `nil` for `auto`.
  static func given(_ settings: Settings) -> Double? { settings[parameter.name]?.asNumber }
}
