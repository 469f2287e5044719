/// What the constants of a learner for rewards depend on, and therefore what becomes of rewards that do not lie in
/// [0, 1].
///
/// One rule for all: a learner is *free*, or it takes a *range*, or a *sub-Gaussian* scale.
public enum RewardScale: Hashable, Sendable {
  /// On nothing: all rewards times a positive number, or plus any, lead to the same choices.
  case free
  /// On an interval: rewards are mapped from it to [0, 1].
  case range
  /// On how far rewards scatter around their means; `parameter` is the key that gives it.
  case subGaussian(parameter: String)
  /// On one or the other, as the settings say: in words.
  case settings(String)

  /// The sentence of the card.
  public var text: String {
    switch self {
    case .free: "Free: all rewards times a positive number, or plus any number, lead to the same choices."
    case .range:
      """
      Range: rewards are mapped to [0, 1] from the interval that holds them, the environment's ([0, 1] where it lies \
      in that) or that of `range`. Refused where neither is known. Rewards outside a given range count as its ends.
      """
    case .subGaussian(let parameter):
      """
      Sub-Gaussian: bonuses and gaps are multiples of `\(parameter)`, the environment's where it is left out; no \
      change for rewards in [0, 1]. With a warning where neither is known.
      """
    case .settings(let text): text
    }
  }
}
