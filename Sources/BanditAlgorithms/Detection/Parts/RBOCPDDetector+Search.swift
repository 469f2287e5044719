import BanditCards
import BanditGames

extension RBOCPDDetector.Search {
  /// The parameter of cards that use a detector.
  public static let parameter = AnyParameter(
    "search",
    """
    Which moments of change are tested: all since the restart (`exact`); or, as an approximation, those 1, 2, 4, 8, \
    ... observations ago (`dyadic`), or the so many with the highest scores (`best`).
    """,
    .either([
      .choice(["exact", "dyadic"]),
      .oneKey([AnyParameter("best", "How many are kept.", .whole(2...1_000_000), default: .required)]),
    ]), default: .value(.text("exact")), why: "the algorithm; an observation costs time in proportion to their number")

  /// Reads the parameter of a card that has it.
  public init(settings: Settings) {
    switch settings["search"] {
    case .text("dyadic"): self = .dyadic
    case .object(let best): self = .best(best.whole("best"))
    default: self = .exact
    }
  }
}
