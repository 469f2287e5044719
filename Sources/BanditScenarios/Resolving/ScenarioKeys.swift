import BanditCards
import BanditExperiments
import BanditGames
import BanditStreams

/// The keys of a scenario besides its entries and its sweep.
enum ScenarioKeys {
  /// The keys of the entries, and `sweep`.
  static let others = ["environment", "environments", "algorithms", "sweep"]

  /// The keys with plain values.
  ///
  /// - Parameter notions: those that the catalogue knows; `nil` leaves them to be judged by the family.
  static func parameters(notions: [Notion]?) -> [AnyParameter] {
    [
      AnyParameter("$schema", "The JSON Schema of this file, for editors.", .text, default: .absent("no schema")),
      AnyParameter("name", "Names the result folder: \(EntryLabels.accepted).", .text, default: .required),
      AnyParameter(
        "title", "What tables and figures call the scenario; changes nothing else.", .text, default: .absent("its name")
      ),
      AnyParameter("latex", "The title for LaTeX, as it is.", .text, default: .absent("the title, escaped")),
      AnyParameter("description", "What the experiment is about; changes nothing.", .text, default: .absent("none")),
      AnyParameter("seed", "The seed of all randomness.", .whole(from: 0), default: .value(.whole(0))),
      AnyParameter(
        "horizon",
        """
        Rounds, periods, steps or episodes of a replication; "rows" for all rows of a data file, "arrivals" for all \
        arrivals of a graph.
        """,
        .either([.whole(from: 1), .choice(Horizon.words)]), default: .required, unit: "rounds"),
      AnyParameter(
        "replications", "Independent repetitions: their number, or how narrow the intervals shall be and the most.",
        .either([.whole(from: 1), Precision.kind]), default: .value(.whole(100))),
      AnyParameter(
        "checkpoints", "The rounds after which results are written; the horizon always is one.", CheckpointRule.kind,
        default: .value(.text("log"))),
      AnyParameter(
        "notions", "The notions of regret.", .list(of: notions.map { .choice($0.map(\.id)) } ?? .text),
        default: .absent("the main one of the family")),
      AnyParameter(
        "extras", "What is reported besides regret.", .list(of: .text, atLeast: 0), default: .value(.list([]))),
      AnyParameter("confidence", "The level of the intervals.", .number(.openUnit), default: .value(.number(0.95))),
      AnyParameter(
        "coupling", "How the environment's noise is shared between algorithms.",
        .choice(Coupling.allCases.map(\.rawValue)),
        default: .absent("pulls, independent with a GSL generator; rounds where actions do not address the noise")),
      AnyParameter(
        "generator", "The random number generator: Philox, or one of GSL's.",
        .choice([philox] + GSLGenerator.names), default: .value(.text(philox))),
    ]
  }

  /// The name of the default generator.
  static let philox = "philox"
}
