import BanditCards
import BanditEnvironments
import BanditGames
import BanditStreams
import Testing

struct AdversarialMDPTests {
  private func model(_ given: Settings, horizon: Int = 100) throws -> AdversarialMDPModel {
    let shape: [Settings.Entry] = [.init("layers", .whole(3)), .init("states", .whole(2)), .init("actions", .whole(2))]
    return try AdversarialMDPModel(
      settings: Settings(
        defaultsOf: AdversarialMDPModel.card.parameters, given: Settings(shape + given.entries)),
      horizon: horizon)
  }

  private func instance(_ model: AdversarialMDPModel, seed: UInt64 = 1) -> AdversarialMDP {
    var stream = RandomStream(key: StreamKey(seed: seed))
    return model.instance(of: 0, from: &stream)
  }

  @Test func instancesAreOfTheirLaw() throws {
    let model = try model([:])
    #expect(model.problem == EpisodicProblem(layerCount: 3, stateCount: 2, actionCount: 2, episodeCount: 100))
    var environment = instance(model)
    for pair in 0..<8 {
      let sum = (0..<2).reduce(0) { $0 + environment.process.probability(ofState: $1, after: pair) }
      #expect(abs(sum - 1) < 1e-12)
    }
    environment.begin(episode: 1)
    let losses = environment.losses
    #expect(losses.count == 12 && Set(losses).count == 12 && losses.allSatisfy { (0..<1).contains($0) })
    environment.begin(episode: 2)
    #expect(environment.losses == losses && instance(model, seed: 2).process != environment.process)
  }

  /// Mean losses are the same before a change, and others from it on.
  @Test(arguments: [
    (Setting?.none, [51]), (.some(.whole(3)), [26, 51, 76]), (.some(.list([.whole(7), .whole(9)])), [7, 9]),
    (.some(.list([.whole(7), .whole(101)])), [7]),
  ])
  func lossesSwitch(changes: Setting?, episodes: [Int]) throws {
    var entries: [Settings.Entry] = [.init("adversary", .text("switch"))]
    if let changes { entries.append(.init("changes", changes)) }
    let model = try model(Settings(entries))
    #expect(model.changePoints == episodes)
    var environment = instance(model)
    var latest: [Double] = []
    var found: [Int] = []
    for episode in 1...100 {
      environment.begin(episode: episode)
      if episode > 1, environment.losses != latest { found.append(episode) }
      latest = environment.losses
    }
    #expect(found == episodes)
  }

  /// Loss 1 for the best actions under the sums so far, 0 for the others; at first the lowest, by ties.
  @Test func bestSoFarGetsTheLoss() throws {
    var environment = instance(try model(["adversary": .text("best-so-far")]))
    var sums = Array(repeating: 0.0, count: 12)
    for episode in 1...50 {
      environment.begin(episode: episode)
      var (actions, scratch): ([Int], [Double]) = ([], [])
      environment.process.bestActions(losses: sums, into: &actions, scratch: &scratch)
      if episode == 1 { #expect(actions == [0, 0, 0, 0, 0, 0]) }
      let expected = (0..<12).map { pair -> Double in actions[pair / 2] == pair % 2 ? 1 : 0 }
      #expect(environment.losses == expected)
      for pair in sums.indices { sums[pair] += environment.losses[pair] }
    }
    // Two actions of a state share the loss nearly evenly.
    for state in 0..<6 { #expect(abs(sums[2 * state] - sums[2 * state + 1]) <= 12) }
  }

  /// Coins of the mean losses: 20000 tosses of a pair, within five standard deviations (level 6e-7).
  @Test func coins() throws {
    var coins = instance(try model(["noise": .text("bernoulli")]))
    var plain = instance(try model([:]))
    coins.begin(episode: 1)
    plain.begin(episode: 1)
    #expect(coins.losses == plain.losses)
    var noise = RandomStream(key: StreamKey(seed: 5))
    #expect(plain.loss(of: 4, noise: &noise) == plain.losses[4])
    let ones = (0..<20_000).map { _ in coins.loss(of: 4, noise: &noise) }
    #expect(Set(ones) == [0, 1])
    let mean = coins.losses[4]
    let tolerance = 5 * (mean * (1 - mean) / 20_000).squareRoot()
    #expect(abs(ones.reduce(0, +) / 20_000 - mean) < tolerance)
  }

  @Test func typedArgumentsAndSettingsAgree() throws {
    let given = try model(["adversary": .text("switch"), "changes": .list([.whole(7), .whole(9)])])
    let typed = try AdversarialMDPModel(
      layers: 3, states: 2, actions: 2, horizon: 100, adversary: .switching, changes: .episodes([7, 9]))
    var environments = [instance(given), instance(typed)]
    for place in environments.indices { environments[place].begin(episode: 1) }
    #expect(typed.problem == given.problem && typed.changePoints == given.changePoints)
    #expect(environments[0].process == environments[1].process && environments[0].losses == environments[1].losses)
    #expect(throws: InvalidSettings.self) {
      try AdversarialMDPModel(layers: 3, states: 2, actions: 2, horizon: 100, concentration: 0)
    }
  }

  @Test func wrongSettingsAreRefused() {
    let valid: Settings = ["layers": .whole(2), "states": .whole(2), "actions": .whole(2)]
    #expect(wrongSettingsThatPass(AdversarialMDPModel.self, valid: valid) == [])
  }

  @Test func refusals() {
    let cases: [(String, Settings)] = [
      ("changes", ["changes": .whole(2)]),
      ("changes", ["adversary": .text("switch"), "changes": .whole(100)]),
      ("changes[1]", ["adversary": .text("switch"), "changes": .list([.whole(9), .whole(9)])]),
    ]
    for (path, settings) in cases {
      let problem = #expect(throws: InvalidSettings.self) { try model(settings) }
      #expect(problem?.path == path)
    }
    let huge = #expect(throws: InvalidSettings.self) {
      try AdversarialMDPModel(
        settings: Settings(
          defaultsOf: AdversarialMDPModel.card.parameters,
          given: ["layers": .whole(1000), "states": .whole(1000), "actions": .whole(1000)]), horizon: 5)
    }
    #expect(huge?.path == "states")
  }
}
