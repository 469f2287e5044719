import BanditCards

/// The parameters of learners that search for the best arm until they are sure.
public enum FixedConfidence {
  /// `delta` of scenario files.
  public static let delta = Parameter.number(
    "delta", "The probability with which the arm recommended at the stop may be a wrong one.", .openUnit, default: 0.05,
    why: "customary")

  /// `epsilon` of scenario files.
  public static let epsilon = Parameter.number(
    "epsilon",
    "By how much the mean of the recommended arm may be below the best one; 0: not at all, and equal arms are never told apart.",
    NumberRange(lower: .included(0), upper: .included(1e100)), default: 0, unit: "reward", why: "the best arm is wanted"
  )
}
