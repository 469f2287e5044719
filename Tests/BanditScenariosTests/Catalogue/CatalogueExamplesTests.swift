import BanditCards
import BanditEnvironments
import BanditGames
import BanditStreams
import Foundation
import Testing

@testable import BanditScenarios

/// What the cards offer to copy: settings that a scenario accepts, and Swift that compiles. Both make the same value.
struct CatalogueExamplesTests {
  private let catalogue = Catalogue.standard

  @Test func everyCardHasAnExample() throws {
    for card in catalogue.algorithms.map(\.card) {
      #expect(throws: Never.self, "\(card.id)") { try card.settings(card.example) }
      #expect(!card.swift.isEmpty, "\(card.id) shows no Swift")
    }
    for card in catalogue.environments.map(\.card) {
      #expect(throws: Never.self, "\(card.id)") { try card.settings(card.example) }
      #expect(!card.swift.isEmpty, "\(card.id) shows no Swift")
    }
  }

  /// The entry that a card shows is read, together with that of some other card of the family.
  @Test func everyExampleIsAnEntryOfAScenario() {
    let environments = catalogue.environments.filter { !CatalogueSource.readsFile($0.card) }
    var read: Set<String> = []
    var errors: [String: String] = [:]
    // What no example has: rewards that are their means, as of tables, which are files, and actions that stay.
    let quiet = #"{"id": "contextual-finite", "means": [[0.2, 0.5], [0.6, 0.3]], "noise": "deterministic"}"#
    let fixed = #"{"id": "contextual-linear", "dimension": 2, "actions": {"circle": 5}}"#
    let worlds =
      environments.map { (card: $0.card, code: CardExample($0.card).parts[0].code) }
      + [(card: ContextualFiniteModel.card, code: quiet), (card: ContextualLinearModel.card, code: fixed)]
    for (card, world) in worlds {
      for algorithm in catalogue.algorithms where algorithm.families.contains(card.family) {
        let ids = [card.id, "\(algorithm.card.family.id) \(algorithm.card.id)"]
        if ids.allSatisfy(read.contains) { continue }
        let scenario = """
          {"name": "example", "horizon": 1000, "replications": 10, "environment": \(world),
          "algorithms": [\(CardExample(algorithm.card).parts[0].code)]}
          """
        do throws(ScenarioError) {
          _ = try Scenario(source: .bytes(Array(scenario.utf8), name: "example.json"), catalogue: catalogue)
          read.formUnion(ids)
        } catch {
          for id in ids { errors[id] = error.description }
        }
      }
    }
    for id in environments.map(\.card.id) + catalogue.algorithms.map({ "\($0.card.family.id) \($0.card.id)" }) {
      let isRead = read.contains(id)
      #expect(isRead, "\(id): \(errors[id] ?? "has no partner")")
    }
  }

  // MARK: Swift

  @Test func linesOfSwiftMakeTheModelsOfTheExamples() throws {
    let models: [(Family, [Any])] = [
      (.bandit, try banditModels()), (.semiBandit, try semiBanditModels()), (.experts, try expertsModels()),
      (.grouped, try groupedModels()), (.channels, try channelsModels()),
      (.averageReward, try averageRewardModels()), (.episodic, try episodicModels()), (.detection, try streamModels()),
      (.contextual, try contextualModels()), (.oneSided, try oneSidedModels()), (.matching, try matchingModels()),
      (.slate, try slateModels()), (.rollouts, try rolloutsModels()),
      (.twoPlayer, try twoPlayerModels()), (.knapsack, try knapsackModels()), (.duels, try duelsModels()),
      (.recurring, try recurringModels()), (.hiring, try hiringModels()),
      (.combinatorial, try combinatorialModels()), (.exploration, try explorationModels()),
    ]
    var count = 0
    for (family, made) in models {
      let entries = catalogue.environments.filter { $0.card.family == family && !CatalogueSource.readsFile($0.card) }
      try #require(entries.count == made.count)
      for (entry, model) in zip(entries, made) {
        let expected = try entry.make(entry.card.settings(entry.card.example), 1000)
        let isSame = text(model) == text(expected)
        #expect(isSame, "the Swift of \(entry.card.id) does not make its example")
      }
      count += made.count
    }
    #expect(count == catalogue.environments.count { !CatalogueSource.readsFile($0.card) })
    // These lines compile; the files are the reader's.
    #expect(throws: InvalidSettings.self) { try modelsOfFiles() }
  }

  @Test func linesOfSwiftMakeTheLearnersOfTheExamples() throws {
    let bandit = try BernoulliModel(means: .list([0.3, 0.5, 0.6]), horizon: 1000)
    let pair = try BernoulliModel(means: .list([0.4, 0.6]), horizon: 1000)
    check(.bandit, [(bandit.problem, instance(of: bandit).truth), (pair.problem, instance(of: pair).truth)]) {
      try banditLearner($0, $1, truth: $2)
    }
    let recovering = try RecoveringModel(arms: [.table([0.1, 0.6]), .table([0.2, 0.3])], horizon: 1000)
    check(.semiBandit, [(recovering.problem, instance(of: recovering).truth)]) {
      try semiBanditLearner($0, $1, truth: $2)
    }
    let losses = try IIDLossesModel(means: [0.3, 0.5, 0.6], horizon: 1000, feedback: .full)
    check(.experts, [(losses.problem, ())]) { place, problem, _ in try expertsLearner(place, problem) }
    let data = try GroupwiseSyntheticModel(horizon: 100, rows: 100)
    check(.grouped, [(data.problem, ())]) { place, problem, _ in try groupedLearner(place, problem) }
    let market = try AutobiddingModel(
      channels: [.generated(ChannelGenerator(auctionCount: 4))], budget: 2, horizon: 1000)
    check(.channels, [(market.problem, instance(of: market).truth)]) { try channelsLearner($0, $1, truth: $2) }
    let river = try RiverSwimModel(horizon: 1000, changePoints: [501])
    check(.averageReward, [(river.problem, instance(of: river).truth)]) {
      try averageRewardLearner($0, $1, truth: $2)
    }
    let episodes = try AdversarialMDPModel(layers: 2, states: 2, actions: 2, horizon: 1000)
    check(.episodic, [(episodes.problem, instance(of: episodes).truth)]) { try episodicLearner($0, $1, truth: $2) }
    let stream = try CategoricalStreamModel(
      segments: [.drawn(length: 1000, probabilities: [0.2, 0.8])], horizon: 1000)
    check(.detection, [(stream.problem, ())]) { place, problem, _ in try streamLearner(place, problem) }
    let panels = try FairOnesidedModel(horizon: 1000)
    check(.oneSided, [(panels.problem, ())]) { place, problem, _ in try oneSidedLearner(place, problem) }
    // Actions that stay, with coins; contexts that are finite in number; contexts in a cube.
    let actions = try ContextualLogisticModel(
      dimension: 2, actions: .fixed([[1, 0], [0, 1], [0.6, 0.8]]), horizon: 1000, theta: .given([1, -1]))
    let contexts = try ContextualFiniteModel(means: .list([[0.2, 0.5], [0.6, 0.3]]), horizon: 1000)
    let quiet = try ContextualFiniteModel(
      means: .list([[0.2, 0.5], [0.6, 0.3]]), horizon: 1000, noise: .deterministic)
    let cube = try ContextualLipschitzModel(
      means: [.sine(base: 0.5, amplitude: 0.3, frequency: 1, phase: 0), .constant(0.5)], horizon: 1000)
    let worlds = [
      (actions.problem, instance(of: actions).truth), (contexts.problem, instance(of: contexts).truth),
      (quiet.problem, instance(of: quiet).truth), (cube.problem, instance(of: cube).truth),
    ]
    check(.contextual, worlds) { try contextualLearner($0, $1, truth: $2) }
    let graph = try MatchingGKModel(horizon: 150)
    check(.matching, [(graph.problem, ())]) { place, problem, _ in try matchingLearner(place, problem) }
    let slates = try SlateModel(horizon: 1000, items: 20, size: 3)
    check(.slate, [(slates.problem, ())]) { place, problem, _ in try slateLearner(place, problem) }
    // A selection, and a budget to share.
    let pool = try PromptPoolModel(horizon: 1000, prompts: 40)
    let shared = try RolloutBudgetsModel(horizon: 1000, prompts: 40)
    check(.rollouts, [(pool.problem, instance(of: pool).truth), (shared.problem, instance(of: shared).truth)]) {
      try rolloutsLearner($0, $1, truth: $2)
    }
    let game = try MatrixGameModel(matrix: [[1, 0], [0.25, 0.75]], horizon: 1000)
    check(.twoPlayer, [(game.problem, ())]) { place, problem, _ in try twoPlayerLearner(place, problem) }
    let sack = try KnapsackModel(rewards: [0.8, 0.4], consumptions: [[1, 0.2]], budget: 500, horizon: 1000)
    check(.knapsack, [(sack.problem, instance(of: sack).truth)]) { try knapsackLearner($0, $1, truth: $2) }
    let paths = try RoutingModel(graph: .grid(width: 3, height: 3), horizon: 1000)
    check(.combinatorial, [(paths.problem, ())]) { place, problem, _ in try combinatorialLearner(place, problem) }
    let duels = try DuelsModel(preferences: [[0.5, 0.7], [0.3, 0.5]], horizon: 1000)
    check(.duels, [(duels.problem, ())]) { place, problem, _ in try duelsLearner(place, problem) }
    let tasks = try RecurringBernoulliModel(.alike(2, .beta(a: 1, b: 1)), meanLength: 20, horizon: 1000)
    let agent = try HireOneAgentModel(horizon: 1000)
    check(.hiring, [(agent.problem, instance(of: agent).truth)]) { try hiringLearner($0, $1, truth: $2) }
    check(.recurring, [(tasks.problem, ())]) { place, problem, _ in try recurringLearner(place, problem) }
    // One of each structure.
    let hypotheses = try ThresholdsModel(horizon: 20)
    let vectors = try LinearBestArmModel(queries: [[1, 0], [0, 1]], theta: [1, 0], horizon: 100)
    let sets = try TopMModel(means: .list([0.7, 0.5, 0.2]), m: 2, horizon: 100)
    let levels = try ThresholdingModel(means: .list([0.2, 0.9]), horizon: 100)
    check(
      .exploration,
      [
        (hypotheses.problem, instance(of: hypotheses).truth), (vectors.problem, instance(of: vectors).truth),
        (sets.problem, instance(of: sets).truth), (levels.problem, instance(of: levels).truth),
      ]
    ) { try explorationLearner($0, $1, truth: $2) }
  }

  private func instance<Model: EnvironmentModel>(of model: Model) -> Model.Instance {
    var stream = RandomStream(key: StreamKey(seed: 1), itemCount: 1)
    return model.instance(of: 0, from: &stream)
  }

  /// Compares each learner, made on the first problem that it does not refuse, with that of its card's example.
  private func check<Problem: Sendable, Truth: Sendable>(
    _ family: Family, _ worlds: [(problem: Problem, truth: Truth)],
    make: (_ place: Int, _ problem: Problem, _ truth: Truth) throws -> Any?
  ) {
    let cards = catalogue.algorithms.map(\.card).filter { $0.family == family }
    for (place, card) in cards.enumerated() {
      var refusals: [any Error] = []
      for (problem, truth) in worlds {
        do {
          let learner = try #require(try make(place, problem, truth), "\(card.id)")
          let expected = try another(like: learner, try card.settings(card.example), problem, truth)
          let isSame = text(learner) == text(expected)
          #expect(isSame, "the Swift of \(card.id) does not make its example")
          refusals = []
          break
        } catch { refusals.append(error) }
      }
      #expect(refusals.isEmpty, "no problem here has what \(card.id) needs")
    }
    for (problem, truth) in worlds {
      let another = try? make(cards.count, problem, truth)
      #expect(another == nil)
    }
  }

  private func another<Problem: Sendable, Truth: Sendable>(
    like learner: Any, _ settings: Settings, _ problem: Problem, _ truth: Truth
  ) throws -> Any {
    if let learner = learner as? any Configurable<Problem> { return try another(like: learner, settings, problem) }
    let yardstick = try #require(learner as? any Yardstick<Problem, Truth>)
    return another(like: yardstick, settings, problem, truth)
  }

  private func another<Learner: Configurable>(
    like learner: Learner, _ settings: Settings, _ problem: Learner.Problem
  ) throws -> Any { try Learner(settings: settings, problem: problem) }

  private func another<Learner: Yardstick>(
    like learner: Learner, _ settings: Settings, _ problem: Learner.Problem, _ truth: Learner.Truth
  ) -> Any { Learner(settings: settings, problem: problem, truth: truth) }

  /// All that a value is made of, but for addresses.
  private func text(_ value: Any) -> String {
    var text = ""
    dump(value, to: &text)
    return text.split(separator: "\n").filter { !$0.contains("pointer") }.joined(separator: "\n")
  }
}
