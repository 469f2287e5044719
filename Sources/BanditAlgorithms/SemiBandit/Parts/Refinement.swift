import BanditCards

/// The parameter J of the planner's grid.
public enum Refinement {
  /// `J` of scenario files; `nil` is `auto`, which stands for all.
  public static let parameter = Parameter.auto(
    "J", "The grid of periods: odd numbers up to 2J - 1 times powers of two; `auto` tries 1, ..., K + 1.",
    1...1_000_000, why: "the best of the grids that the guarantee needs")
}
