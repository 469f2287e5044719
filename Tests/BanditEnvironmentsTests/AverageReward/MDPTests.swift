import BanditCards
import BanditComparators
import BanditEnvironments
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct MDPModelTests {
  private func model(_ settings: Settings, horizon: Int = 100) throws -> MDPModel {
    try MDPModel(settings: Settings(defaultsOf: MDPModel.card.parameters, given: settings), horizon: horizon)
  }

  private func truth(_ model: MDPModel) -> AverageRewardTruth {
    var stream = RandomStream(key: StreamKey(seed: 1))
    return model.instance(of: 0, from: &stream).truth
  }

  private func lists(_ numbers: [[Double]]) -> Setting { .list(numbers.map { .list($0.map { .number($0) }) }) }

  private func tables(_ transitions: [[[Double]]], _ rewards: [[Double]]) -> Settings {
    ["transitions": .list(transitions.map(lists)), "rewards": lists(rewards)]
  }

  private var twoState: Settings {
    tables([[[0.7, 0.3], [1, 0]], [[0.6, 0.4], [0.6, 0.4]]], [[0, 0.1], [1, 0.5]])
  }

  private func problem(_ settings: Settings) -> InvalidSettings? {
    do {
      _ = try model(settings)
      return nil
    } catch {
      return error as? InvalidSettings
    }
  }

  @Test func tablesAreRead() throws {
    let model = try model(twoState)
    #expect(truth(model).segments.map(\.process) == [.twoState])
    #expect(model.problem == AverageRewardProblem(stateCount: 2, actionCount: 2, horizon: 100, changeCount: 0))
    #expect(model.facts.count == 1)
    #expect(model.facts[0].hasPrefix("from step 1: optimal gain 0.333333"))
    #expect(model.facts[0].contains("diameter 3.33333"))
  }

  @Test func segmentsFollowOneAnother() throws {
    func segment(_ length: Int, _ tables: Settings) -> Setting {
      .object(Settings([Settings.Entry("length", .whole(length))] + tables.entries))
    }
    let other = tables([[[0.5, 0.5], [0, 1]], [[0.5, 0.5], [1, 0]]], [[0, 0], [0.5, 0.5]])
    let model = try model(
      ["segments": .list([segment(30, twoState), segment(70, other), segment(9, twoState)]), "initial": .whole(1)])
    #expect(model.changePoints == [31])
    #expect(truth(model).segments.map(\.firstRound) == [1, 31])
    #expect(model.problem.changeCount == 1 && model.facts.count == 2)
    var stream = RandomStream(key: StreamKey(seed: 1))
    #expect(model.instance(of: 0, from: &stream).state == 1)
    let three = tables([[[0, 1, 0]], [[0, 0, 1]], [[1, 0, 0]]], [[0], [0], [1]])
    #expect(problem(["segments": .list([segment(30, twoState), segment(9, three)])])?.path == "segments[1]")
  }

  @Test func presets() throws {
    func preset(_ kind: String, _ states: Int? = nil) throws -> MarkovDecisionProcess {
      let states = states.map { [Settings.Entry("states", .whole($0))] } ?? []
      return truth(try model(["preset": .object(Settings([Settings.Entry("kind", .text(kind))] + states))]))
        .segments[0].process
    }
    #expect(try preset("two-state") == .twoState)
    #expect(try preset("cycle", 4) == .cycle(stateCount: 4))
    #expect(try preset("chain", 3) == .chain(stateCount: 3))
  }

  @Test func typedArgumentsAndSettingsAgree() throws {
    func segment(_ length: Int) -> Setting {
      .object(Settings([Settings.Entry("length", .whole(length))] + twoState.entries))
    }
    let pairs: [(given: Settings, typed: MDPModel.Source)] = [
      (twoState, .process(.twoState)), (["preset": .object(["kind": .text("chain")])], .preset(.chain())),
      (
        ["segments": .list([segment(30), segment(70)])],
        .segments([.init(length: 30, process: .twoState), .init(length: 70, process: .twoState)])
      ),
    ]
    for (given, source) in pairs {
      let (given, typed) = (try model(given), try MDPModel(source, horizon: 100))
      #expect(typed.problem == given.problem && truth(typed) == truth(given))
    }
    let gap = MarkovDecisionProcess(stateCount: 1, actionCount: 1, transitions: [0.5], rewards: [0])
    for source: MDPModel.Source in [
      .process(gap), .preset(.cycle(states: 0)), .segments([]), .segments([.init(length: 1, process: gap)]),
      .segments([.init(length: 0, process: .twoState)]),
    ] {
      #expect(throws: InvalidSettings.self) { try MDPModel(source, horizon: 100) }
    }
    #expect(throws: InvalidSettings.self) { try MDPModel(.process(.twoState), horizon: 100, initial: -1) }
  }

  @Test func wrongSettingsAreRefused() {
    #expect(wrongSettingsThatPass(MDPModel.self, valid: twoState) == [])
    #expect(wrongSettingsThatPass(RiverSwimModel.self, valid: [:]) == [])
    #expect(
      wrongSettingsThatPass(RandomSwitchingMDPModel.self, valid: ["states": .whole(3), "actions": .whole(2)]) == [])
  }

  @Test func problemsAreNamed() {
    let cases: [(settings: Settings, path: String)] = [
      ([:], ""),
      (Settings(twoState.entries + [Settings.Entry("preset", .object(["kind": .text("two-state")]))]), "transitions"),
      (Settings([twoState.entries[0]]), "rewards"),
      (tables([[[0.7, 0.2], [1, 0]], [[0.6, 0.4], [0.6, 0.4]]], [[0, 0.1], [1, 0.5]]), "transitions[0][0]"),
      (tables([[[0.7, 0.3], [1, 0]], [[0.6, 0.4]]], [[0, 0.1], [1, 0.5]]), "rewards[1]"),
      (tables([[[0.7, 0.3, 0]], [[0.6, 0.4]]], [[0], [1]]), "transitions[0][0]"),
      (tables([[[0, 1]], [[1, 0]]], [[0]]), "rewards"),
      (tables([[[0, 1]], [[1, 0]]], [[0], [1, 1]]), "rewards[1]"),
      (tables([[[0, 1]], [[0, 1]]], [[0], [1]]), "transitions"),
      (Settings(twoState.entries + [Settings.Entry("initial", .whole(2))]), "initial"),
    ]
    for (settings, path) in cases {
      let found = problem(settings)
      #expect(found?.path == path, "\(path): \(found?.message ?? "accepted")")
    }
    #expect(
      problem(cases[8].settings)?.message.hasPrefix(
        "the process is not communicating: from state 1 no policy leads to state 0, ") == true)
    #expect(
      problem(tables([[[0.75, 0.125]], [[1, 0]]], [[0], [1]]))?.message
        == "the probabilities sum to 0.875; accepted: 1 within 1e-12")
    #expect(
      problem(tables([[[1, 0]]], [[0]]))?.message
        == "2 probabilities, but the outer list has 1 state; accepted: one for each state")
  }

  /// The lists of one process: rewards are numbers or lists of numbers.
  private func byNextState(_ transitions: [[[Double]]], _ rewards: [[Setting]]) -> Settings {
    ["transitions": .list(transitions.map(lists)), "rewards": .list(rewards.map { .list($0) })]
  }

  /// The mean of a pair is that over next states; what is paid is that of the state drawn.
  @Test func rewardsByNextState() throws {
    let settings = byNextState(
      [[[0.5, 0.5], [1, 0]], [[0.25, 0.75], [0, 1]]], [[[0, 1], [0, 0]], [[0.2, 0.6], 0.25]])
    let model = try model(Settings(settings.entries + [.init("noise", "deterministic")]))
    let process = truth(model).segments[0].process
    #expect(zip(process.rewards, [0.5, 0, 0.5, 0.25]).allSatisfy { abs($0 - $1) < 1e-15 })
    #expect(process.rewardsByNextState == [0, 1, 0, 0, 0.2, 0.6, 0.25, 0.25])
    var stream = RandomStream(key: StreamKey(seed: 1))
    var environment = model.instance(of: 0, from: &stream)
    var noise = RandomStream(key: StreamKey(seed: 2), itemCount: 4)
    var (state, seen): (Int, Set<[Int]>) = (0, [])
    for round in 1...200 {
      let action = round % 3 == 0 ? 1 : 0
      let outcome = environment.step(action, at: round, noise: &noise)
      let pair = 2 * state + action
      #expect(outcome.reward == process.rewardsByNextState?[2 * pair + outcome.nextState])
      #expect(outcome.mean == process.rewards[pair])
      seen.insert([pair, outcome.nextState])
      state = outcome.nextState
    }
    #expect(seen.count >= 5)
    // Coins have the mean of the state drawn, too: from state 0, action 0 pays 1 with state 1 and nothing with state 0.
    environment = try self.model(settings).instance(of: 0, from: &stream)
    for round in 1...100 {
      let state = environment.state
      let outcome = environment.step(0, at: round, noise: &noise)
      if state == 0 { #expect(outcome.reward == Double(outcome.nextState)) }
    }
    #expect(
      problem(byNextState([[[0, 1]], [[1, 0]]], [[[0, 1, 0]], [0]]))
        == InvalidSettings(
          "rewards[0][0]", "3 rewards for 2 next states; accepted: one for each, or a number for all"))
    #expect(problem(byNextState([[[0, 1]], [[1, 0]]], [[[0, 1.5]], [0]]))?.path.hasPrefix("rewards") == true)
    // A mean of ones is no more than 1, however the row is rounded.
    let row = Array(repeating: 0.1, count: 10)
    let ones: [[Setting]] = Array(repeating: [.list(row.map { _ in .number(1) })], count: 10)
    #expect(problem(byNextState(Array(repeating: [row], count: 10), ones)) == nil)
  }

  @Test func statesMayHaveDifferentActions() throws {
    let transitions = [[[0, 1, 0]], [[0, 0, 1], [1, 0, 0], [0.0, 1, 0]], [[1, 0, 0], [0.5, 0, 0.5]]]
    let settings = byNextState(transitions, [[0.1], [0, 0.2, 0.3], [0, [1, 0, 0.5]]])
    let model = try model(settings)
    #expect(model.problem.actionCounts == [1, 3, 2] && model.problem.actionCount == 3)
    let process = truth(model).segments[0].process
    #expect(process.actionCounts == [1, 3, 2] && process.actions(in: 2) == 0..<2)
    // The best way goes round 0, 1, 2 and stays in 2 now and then: from 2, action 1 leaves with 1/2 and pays 3/4; two
    // steps there on average, (.1 + 0 + 2 * .75) / 4.
    #expect(abs((truth(model).segments[0].optimum?.gain ?? .nan) - 0.4) < 1e-12)
    // What the tables could say of actions that a state lacks is of no account.
    #expect(process.rewards[1] == 0 && Array(process.row(1)) == [1, 0, 0])
    #expect(try MDPModel(.process(process), horizon: 9).problem.actionCounts == [1, 3, 2])
    // An action that only another state has is no way out.
    let stuck = byNextState([[[1, 0]], [[1, 0], [0, 1]]], [[0], [0, 0]])
    #expect(problem(stuck)?.message.contains("from state 0 no policy leads to state 1") == true)
    func segment(_ tables: Settings) -> Setting { .object(Settings([.init("length", .whole(5))] + tables.entries)) }
    let other = byNextState([[[0, 1, 0], [0, 1, 0]], [[0, 0, 1]], [[1, 0, 0]]], [[0, 0], [0], [1]])
    let third = byNextState([[[0, 1, 0]], [[0, 0, 1]], [[1, 0, 0], [1, 0, 0]]], [[0], [0], [1, 0]])
    #expect(problem(["segments": .list([segment(other), segment(third)])])?.path == "segments[1].transitions[0]")
  }

  /// Who has episodes with ends is told what to do.
  @Test func endsOfEpisodesAreNamed() {
    let lake = tables([[[0, 0.5, 0.5]], [[0, 1, 0]], [[1, 0, 0]]], [[0], [1], [0]])
    #expect(
      problem(lake)?.message.hasSuffix(
        "; state 1 is never left: if an episode ends there, lead it back to the start, as episodes with ends are not "
          + "offered yet") == true)
    let circles = tables([[[0, 1, 0]], [[1, 0, 0]], [[1, 0, 0]]], [[0], [1], [0]])
    #expect(problem(circles)?.message.hasSuffix("transitions that connect all states") == true)
  }

  /// Written and read again, the settings are the same.
  @Test func tablesAreWrittenAsTheyAreRead() throws {
    let settings = byNextState(
      [[[0, 1, 0]], [[0, 0, 1], [1, 0, 0]], [[1, 0, 0]]], [[0.25], [[0, 0.5, 1], 0.5], [1]])
    let segments: Settings = ["segments": .list([.object(Settings([.init("length", .whole(5))] + settings.entries))])]
    let (process, segment) = (truth(try model(settings)).segments[0].process, truth(try model(segments)).segments[0])
    #expect(segment.process == process)
    let read = try #require(
      try Settings(defaultsOf: MDPModel.card.parameters, given: segments)[MDPModel.segments])
    #expect(read == [.init(length: 5, process: process)])
    #expect(throws: Never.self) { try MDPModel(.segments(read), horizon: 9) }
  }

  /// Some write the tables by action first. With as many actions as states nobody can tell.
  @Test func actionsFirstAreRecognised() {
    let flipped = [[[0.1, 0.9, 0], [0.1, 0, 0.9], [0.1, 0, 0.9]], [[1, 0, 0], [1, 0, 0], [1, 0, 0]]]
    #expect(
      problem(tables(flipped, [[0, 0], [0, 0.25], [1, 0.5]]))
        == InvalidSettings(
          "transitions[0][0]",
          "3 probabilities, but the outer list has 2 states; accepted: one for each state; perhaps actions come first here, "
            + "2 of them in 3 states: accepted are lists by state, then action, then next state"))
  }
}
