import BanditCards
import BanditGames

extension RBOCPDDetector.Search {
  /// `search` of scenario files, of cards that use a detector.
  public static let parameter = Parameter<RBOCPDDetector.Search>(
    AnyParameter(
      "search",
      """
      Which moments of change are tested: all since the restart (`exact`); or, as an approximation, those 1, 2, 4, 8, \
      ... observations ago (`dyadic`), or the so many with the highest scores (`best`).
      """,
      .either([
        .choice(["exact", "dyadic"]),
        .oneKey([AnyParameter("best", "How many are kept.", .whole(2...1_000_000), default: .required)]),
      ]), default: .value(.text("exact")),
      why: "the algorithm; an observation costs time in proportion to their number"),
    read: { setting in
      switch setting {
      case .text("dyadic"): .dyadic
      case .object(let best): .best(best.whole("best"))
      default: .exact
      }
    },
    write: { search in
      switch search {
      case .exact: .text("exact")
      case .dyadic: .text("dyadic")
      case .best(let count): .object(["best": .whole(count)])
      }
    })
}
