import BanditCards
import BanditComparators
import BanditGames

/// The cards' lines of Swift as a source file, so that the compiler checks them.
public enum CatalogueSource {
  /// The source: for each family a function that makes its learners, each by its place, and one that makes the models;
  /// those that read a file have a function of their own.
  public static func text(_ catalogue: Catalogue) -> String {
    var lines = [
      "// Generated from the cards by `make docs`; edit the cards.", "// swift-format-ignore-file", "",
      "import BanditAlgorithms", "import BanditComparators", "import BanditEnvironments", "import BanditGames",
      "import BanditStreams",
    ]
    let models = catalogue.environments.map(\.card)
    for (family, problem, truth) in families {
      let words = family.id.split(separator: "-")
      let name = words[0] + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
      let learners = catalogue.algorithms.map(\.card).filter { $0.family == family }.map(\.swift)
      let given = learners.contains { $0.contains("truth: truth") } ? ", truth: \(truth)" : ""
      lines += choice("\(name)Learner(_ place: Int, _ problem: \(problem)\(given))", family, learners)
      lines += function(
        "\(name)Models()", "The models of `\(family.id)`.",
        models.filter { $0.family == family && !readsFile($0) }.map(\.swift))
    }
    lines += function("modelsOfFiles()", "The models that read a file.", models.filter(readsFile).map(\.swift))
    return lines.joined(separator: "\n") + "\n"
  }

  /// The families with the types of what learners may know and of what yardsticks are told.
  private static var families: [(family: Family, problem: Any.Type, truth: Any.Type)] {
    [
      (.bandit, BanditProblem.self, BanditTruth.self), (.semiBandit, SemiBanditProblem.self, SemiBanditTruth.self),
      (.experts, ExpertsProblem.self, Never.self), (.grouped, GroupedProblem.self, GroupedTruth.self),
      (.channels, ChannelsProblem.self, ChannelsTruth.self),
      (.averageReward, AverageRewardProblem.self, AverageRewardTruth.self),
      (.episodic, EpisodicProblem.self, LayeredProcess.self), (.detection, DetectionProblem.self, Never.self),
      (.contextual, ContextualProblem.self, ContextualTruth.self),
      (.oneSided, OneSidedProblem.self, Never.self),
      (.matching, MatchingProblem.self, MatchingTruth.self),
      (.slate, SlateProblem.self, Never.self), (.rollouts, RolloutsProblem.self, PromptTruth.self),
      (.twoPlayer, TwoPlayerProblem.self, TwoPlayerTruth.self),
      (.knapsack, KnapsackProblem.self, KnapsackTruth.self),
      (.duels, DuelsProblem.self, Never.self),
      (.recurring, RecurringProblem.self, Never.self),
      (.hiring, HiringProblem.self, HiringTruth.self),
      (.combinatorial, CombinatorialProblem.self, Never.self),
      (.exploration, ExplorationProblem.self, ExplorationTruth.self),
    ]
  }

  /// Whether settings name a file.
  static func readsFile(_ card: EnvironmentCard) -> Bool { card.parameters.contains { $0.kind == .file } }

  /// Learners of a family need different problems, so that each is made by itself.
  private static func choice(_ signature: String, _ family: Family, _ values: [String]) -> [String] {
    ["", "/// A learner of `\(family.id)`; `nil` at the place after the last one."]
      + ["func \(signature) throws -> Any? {", "  switch place {"]
      + values.enumerated().map { place, value in
        "  "
          + TextWrap.wrap("case \(place): return \(value)", width: 116).split(separator: "\n").joined(
            separator: "\n    ")
      } + ["  default: return nil", "  }", "}"]
  }

  private static func function(_ signature: String, _ meaning: String, _ values: [String]) -> [String] {
    ["", "/// \(meaning)", "func \(signature) throws -> [Any] {", "  ["]
      + values.map { "    " + TextWrap.wrap("\($0),", width: 114).split(separator: "\n").joined(separator: "\n      ") }
      + ["  ]", "}"]
  }
}
