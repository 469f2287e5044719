extension Metric {
  /// How much the learner has seen.
  public static let observations = Metric(
    "observations", "How many entries of the table of losses the learner has seen.", unit: "entries",
    isCumulative: true)

  /// How much the learner may still see.
  public static let budgetLeft = Metric(
    "budget_left",
    "How many entries beyond the free ones may still be asked for; missing where all are free.", unit: "entries",
    isCumulative: true)

  /// How often the learner drew its action anew.
  public static let resamples = Metric(
    "resamples",
    "How often an action was drawn anew after the first; the same action may come again, so switches are fewer.",
    unit: "draws", isCumulative: true)
}
