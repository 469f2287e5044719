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
    for environment in environments {
      for algorithm in catalogue.algorithms where algorithm.families.contains(environment.card.family) {
        let ids = [environment.card.id, algorithm.card.id]
        if ids.allSatisfy(read.contains) { continue }
        let (world, learner) = (CardExample(environment.card), CardExample(algorithm.card))
        let scenario = """
          {"name": "example", "horizon": 1000, "replications": 10, "environment": \(world.parts[0].code),
          "algorithms": [\(learner.parts[0].code)]}
          """
        do throws(ScenarioError) {
          _ = try Scenario(source: .bytes(Array(scenario.utf8), name: "example.json"), catalogue: catalogue)
          read.formUnion(ids)
        } catch {
          for id in ids { errors[id] = error.description }
        }
      }
    }
    for id in environments.map(\.card.id) + catalogue.algorithms.map(\.card.id) {
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
      (.contextual, try contextualModels()),
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
    try check(.bandit, bandit.problem, truth: instance(of: bandit).truth) { try banditLearners($0, truth: $1) }
    let recovering = try RecoveringModel(arms: [.table([0.1, 0.6]), .table([0.2, 0.3])], horizon: 1000)
    try check(.semiBandit, recovering.problem, truth: instance(of: recovering).truth) {
      try semiBanditLearners($0, truth: $1)
    }
    let losses = try IIDLossesModel(means: [0.3, 0.5, 0.6], horizon: 1000, feedback: .full)
    try check(.experts, losses.problem, truth: ()) { problem, _ in try expertsLearners(problem) }
    let data = try GroupwiseSyntheticModel(horizon: 100, rows: 100)
    try check(.grouped, data.problem, truth: ()) { problem, _ in try groupedLearners(problem) }
    let market = try AutobiddingModel(
      channels: [.generated(ChannelGenerator(auctionCount: 4))], budget: 2, horizon: 1000)
    try check(.channels, market.problem, truth: instance(of: market).truth) { try channelsLearners($0, truth: $1) }
    let river = try RiverSwimModel(horizon: 1000, changePoints: [501])
    try check(.averageReward, river.problem, truth: instance(of: river).truth) {
      try averageRewardLearners($0, truth: $1)
    }
    let episodes = try AdversarialMDPModel(layers: 2, states: 2, actions: 2, horizon: 1000)
    try check(.episodic, episodes.problem, truth: instance(of: episodes).truth) {
      try episodicLearners($0, truth: $1)
    }
    let stream = try CategoricalStreamModel(
      segments: [.drawn(length: 1000, probabilities: [0.2, 0.8])], horizon: 1000)
    try check(.detection, stream.problem, truth: ()) { problem, _ in try streamLearners(problem) }
    // Has what any of them needs.
    let coins = ContextualProblem(
      armCount: 3, dimension: 2, isShared: false, horizon: 1000, contextCount: 2, rewardRange: 0...1, noiseScale: 0.5,
      parameterNorm: 1, featureNorm: 1, isBinary: true)
    try check(.contextual, coins, truth: ()) { problem, _ in try contextualLearners(problem) }
  }

  private func instance<Model: EnvironmentModel>(of model: Model) -> Model.Instance {
    var stream = RandomStream(key: StreamKey(seed: 1), itemCount: 1)
    return model.instance(of: 0, from: &stream)
  }

  private func check<Problem: Sendable, Truth: Sendable>(
    _ family: Family, _ problem: Problem, truth: Truth, lines: (_ problem: Problem, _ truth: Truth) throws -> [Any]
  ) throws {
    let cards = catalogue.algorithms.map(\.card).filter { $0.family == family }
    let made = try lines(problem, truth)
    try #require(cards.count == made.count)
    for (card, learner) in zip(cards, made) {
      let settings = try card.settings(card.example)
      let expected: Any
      if let learner = learner as? any Configurable<Problem> {
        expected = try another(like: learner, settings, problem)
      } else {
        let learner = try #require(learner as? any Yardstick<Problem, Truth>, "\(card.id)")
        expected = another(like: learner, settings, problem, truth)
      }
      let isSame = text(learner) == text(expected)
      #expect(isSame, "the Swift of \(card.id) does not make its example")
    }
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
