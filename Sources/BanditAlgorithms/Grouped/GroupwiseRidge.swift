import BanditCards
import BanditGames

/// `groupwise-ridge` of scenario files: what the groupwise reduction over linear regression is told.
///
/// The learner itself is `Groupwise`, over the base learner that `base` names.
public enum GroupwiseRidge {
  /// The base learner of every group.
  public enum Base: String, CaseIterable, Sendable {
    /// `OnlineRidge`.
    case ridge
    /// `VovkAzouryWarmuth`.
    case vaw
  }

  /// `base` of scenario files.
  public static let base = Parameter.choice(
    "base", "The base learner: `ridge` (online-ridge) or `vaw` (vovk-azoury-warmuth).", default: Base.ridge,
    why: "as in the published tables")
  /// `output` of scenario files.
  public static let output = Parameter.choice(
    "output",
    """
    `expected`: the loss of an expert drawn by p, on average; `sampled`: that of the one drawn; `averaged`: that of \
    the average prediction, which is not larger than the expected one.
    """, default: GroupwiseOutput.expected, why: "as in the published tables")

  public static let card = AlgorithmCard(
    id: "groupwise-ridge", family: .grouped,
    summary: "A linear regression for each group, combined by AdaNormalHedge among the groups of the example.",
    setting:
      "Examples in overlapping groups that are known before the prediction; labels in a bounded range; squared error.",
    rule: [
      "Every group g has a base learner that sees the rounds of g only.",
      "The groups of x_t are awake; p_t(g) proportional to",
      "W(R_g, C_g) = (exp(max(R + 1, 0)^2 / (3(C + 1))) - exp(max(R - 1, 0)^2 / (3(C + 1)))) / 2",
      "among them, uniform if all are 0.",
      "The loss of g awake is l_g = (yhat_g - y)^2, the hedge's is lhat = sum p(g) l_g;",
      "then R_g grows by lhat - l_g and C_g by its absolute value.",
    ],
    parameters: [base, OnlineRidge.lambda, OnlineRidge.clipPredictions, output],
    example: ["output": "averaged"],
    swift: "try Groupwise(base: OnlineRidge(problem), groupCount: problem.groupCount, output: .averaged)",
    guarantee:
      """
      group regret of every expert group g at once at most that of its base learner on the rounds of g, plus \
      O(sqrt(T_g log N)) (Acharya et al. 2024). For losses in [0, 1], run by run: the second term is R_g <= sqrt(3 C_g \
      (ln N + ln B + 1)) with B = 1 + 3/2 mean (1 + ln(1 + C)) (Luo and Schapire 2015, theorem 1); \
      `bound_holds` says whether, and is missing from the first loss of an expert above 1 on.
      """,
    complexity: "O(d^2) for each group of the example; O(N d^2) memory.",
    randomness: "One uniform number per round if output is sampled, else none.",
    numerics:
      """
      Weights as logarithms, relative to the largest: no overflow at any R and C. Base learners as their own cards say.
      """,
    deviations:
      """
      Where an example is in no expert group, no expert learns, and the forecast is the uniform one over all experts; \
      its loss counts.
      """,
    guide:
      """
      Where several subpopulations matter and each may need a model of its own: it follows the best of the models for \
      an example's groups. online-ridge is the single model; with few rows per group it is hard to beat.
      """,
    reference:
      """
      K. Acharya et al., Oracle efficient algorithms for groupwise regret, ICLR 2024, arXiv 2310.04652; H. Luo and \
      R. E. Schapire, Achieving all with no parameters: AdaNormalHedge, COLT 2015, algorithm 1.
      """,
    metrics: [.expertRegret, .expertScale, .expertLoss, .uniformRounds, .boundHolds])
}
