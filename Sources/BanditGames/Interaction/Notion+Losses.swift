extension Notion {
  /// The loss suffered, above that of the best fixed action (policy, in episodes) in hindsight.
  public static let external = Notion(
    "external", benchmark: "minus the loss of the best fixed action (or policy) in hindsight",
    value: "minus the loss suffered",
    formula: "sum_{s<=t} l_s(A_s) - min_a sum_{s<=t} l_s(a)", unit: "loss", families: [.experts, .episodic])

  /// `external`, with the cost of switching on the learner's side.
  public static let switching = Notion(
    "switching", benchmark: "the benchmark of external", value: "minus the loss suffered, less the switching cost",
    formula: "sum_{s<=t} l_s(A_s) + c (number of s<=t with A_s != A_{s-1}) - min_a sum_{s<=t} l_s(a)", unit: "loss",
    families: [.experts])

  /// The loss inside a group, above that of the best model in hindsight for this group alone.
  public static let group = Notion(
    "group", benchmark: "minus the loss inside the group of the best model in hindsight for the group alone",
    value: "minus the learner's loss inside the group",
    formula: "sum_{s<=t, x_s in g} l(yhat_s, y_s) - min_theta sum_{s<=t, x_s in g} l(theta . x_s, y_s)", unit: "loss",
    families: [.grouped])
}
