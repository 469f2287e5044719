import BanditCards
import BanditGames

/// The parameter J of the planner's grid.
enum Refinement {
  static let parameter = AnyParameter(
    "J", "The grid of periods: odd numbers up to 2J - 1 times powers of two; `auto` tries 1, ..., K + 1.",
    .either([.choice(["auto"]), .whole(1...1_000_000)]), default: .value(.text("auto")),
    why: "the best of the grids that the guarantee needs")

  /// Reads the parameter; `nil` stands for all.
  static func read(_ settings: Settings) -> Int? {
    if case .whole(let refinement)? = settings[parameter.name] { refinement } else { nil }
  }
}
