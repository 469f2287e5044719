import BanditCards

/// The parameter `learningRate` of the algorithms for losses.
public enum RateParameter {
  /// `learningRate` of scenario files; `nil` is `auto`.
  public static let parameter = Parameter.auto(
    "learningRate", "The rate eta, then the same in all rounds, or `auto` for the rate in the rule.",
    LearningRate.range, why: "the rate of the bound")
}
