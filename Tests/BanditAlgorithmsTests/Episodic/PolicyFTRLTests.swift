import BanditCards
import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct PolicyFTRLTests {
  /// Two layers of two states and actions; action a leads to state a.
  private static let hand = LayeredProcess(
    layerCount: 2, stateCount: 2, actionCount: 2, transitions: [1, 0, 0, 1, 1, 0, 0, 1])

  private func make(_ given: Settings, _ process: LayeredProcess = hand, episodes: Int = 100) -> PolicyFTRL {
    PolicyFTRL(
      settings: Settings(defaultsOf: PolicyFTRL.card.parameters, given: given),
      problem: EpisodicProblem(
        layerCount: process.layerCount, stateCount: process.stateCount, actionCount: process.actionCount,
        episodeCount: episodes), truth: process)
  }

  /// By hand: bonuses of uniform play with beta .1 and gamma .05; then the way (0, a1), (1, a0) with losses .5 and 1,
  /// and the next policy in the last state with eta .5.
  @Test(arguments: [("log-barrier", 0.31897503), ("entropy", 0.15886910)])
  func handExample(regularizer: String, probability: Double) {
    var learner = make([
      "regularizer": .text(regularizer), "learningRate": .number(0.5), "bonus": .number(0.1), "gamma": .number(0.05),
    ])
    #expect(learner.policy == Array(repeating: 0.5, count: 8))
    var trajectory = EpisodeTrajectory(layerCount: 2)
    trajectory.states = [0, 1]
    trajectory.actions = [1, 0]
    trajectory.losses = [0.5, 1]
    learner.observe(trajectory)
    let bonuses = [1.363636364, 1.363636364, 5, 5, 0.666666667, 0.666666667, 0.666666667, 0.666666667]
    for (found, expected) in zip(learner.bonuses, bonuses) { #expect(abs(found - expected) < 1e-9) }
    #expect(abs(learner.policy[6] - probability) < 1e-8 && abs(learner.policy[7] - (1 - probability)) < 1e-8)
    #expect(learner.policy[4] == 0.5 && learner.policy[5] == 0.5)
    // The first state: 1.5 / .55 for its second action.
    let first = regularizer == "entropy" ? 0.796350 : 0.654235
    #expect(abs(learner.policy[0] - first) < 1e-6)
  }

  /// The defaults: c / (H sqrt(K)), .01 / sqrt(K), 1 / K.
  @Test(arguments: [("log-barrier", 20.0), ("entropy", 3)]) func tuning(regularizer: String, factor: Double) {
    var plain = make(["regularizer": .text(regularizer)], episodes: 400)
    var tuned = make(
      [
        "regularizer": .text(regularizer), "learningRate": .number(factor / 40), "bonus": .number(0.0005),
        "gamma": .number(0.0025),
      ], episodes: 400)
    var scaled = make(
      [
        "regularizer": .text(regularizer), "learningRate": .object(["scale": .number(factor)]),
        "bonus": .object(["scale": .number(0.01)]),
      ], episodes: 400)
    for episode in 0..<20 {
      var trajectory = EpisodeTrajectory(layerCount: 2)
      trajectory.actions = [episode % 2, episode % 3 % 2]
      trajectory.states = [0, trajectory.actions[0]]
      trajectory.losses = [0.3, Double(episode % 5) / 4]
      plain.observe(trajectory)
      tuned.observe(trajectory)
      scaled.observe(trajectory)
    }
    #expect(scaled.policy == plain.policy)
    for (left, right) in zip(plain.policy, tuned.policy) { #expect(abs(left - right) < 1e-12) }
  }

  /// One layer, one state: a bandit. Without bonuses and gamma, the log-barrier's weights after a loss of 1 with
  /// probability 1/2 at rate 1/2 are those of the losses (2, 0) at rate 1/2, the golden ratio.
  @Test func oneStateIsABandit() {
    let process = LayeredProcess(layerCount: 1, stateCount: 1, actionCount: 2, transitions: [])
    var learner = make(
      ["learningRate": .number(0.5), "bonus": .number(0), "gamma": .number(1e-12)], process)
    var trajectory = EpisodeTrajectory(layerCount: 1)
    trajectory.losses = [1]
    learner.observe(trajectory)
    #expect(abs(learner.policy[0] - 0.3819660113) < 1e-9 && abs(learner.policy[1] - 0.6180339887) < 1e-9)
  }

  /// Long runs stay on the simplex, also where a state is never visited and bonuses pile up.
  @Test(arguments: ["log-barrier", "entropy"]) func staysOnTheSimplex(regularizer: String) {
    var learner = make(["regularizer": .text(regularizer), "bonus": .number(1)], episodes: 100_000)
    var noise = RandomStream(key: StreamKey(seed: 8))
    var trajectory = EpisodeTrajectory(layerCount: 2)
    for _ in 0..<3000 {
      var state = 0
      for layer in 0..<2 {
        let action = Self.hand.action(of: learner.policy, layer: layer, state: state, uniform: noise.uniform())
        trajectory.states[layer] = state
        trajectory.actions[layer] = action
        trajectory.losses[layer] = noise.uniform()
        state = action
      }
      learner.observe(trajectory)
      for state in 0..<4 {
        let sum = learner.policy[2 * state] + learner.policy[2 * state + 1]
        #expect(abs(sum - 1) < 1e-12 && learner.policy[2 * state] >= 0 && learner.policy[2 * state + 1] >= 0)
      }
    }
  }

  @Test func typedCallsAndSettingsAgree() throws {
    let problem = EpisodicProblem(layerCount: 2, stateCount: 2, actionCount: 2, episodeCount: 100)
    let typed = try PolicyFTRL(
      problem, truth: Self.hand, regularizer: .entropy, learningRate: .value(0.5), bonus: .scale(0.1), gamma: 0.05)
    let settings: Settings = [
      "regularizer": .text("entropy"), "learningRate": .number(0.5), "bonus": .object(["scale": .number(0.1)]),
      "gamma": .number(0.05),
    ]
    #expect(haveSameContents(typed, make(settings)))
    #expect(haveSameContents(try PolicyFTRL(problem, truth: Self.hand), make([:])))
  }

  @Test func wrongSettingsAreRefused() {
    let problem = EpisodicProblem(layerCount: 2, stateCount: 2, actionCount: 2, episodeCount: 100)
    #expect(
      flaws(of: PolicyFTRL.card) { settings throws(InvalidSettings) in
        try PolicyFTRL.check(settings: settings, problem: problem, truth: Self.hand)
        _ = PolicyFTRL(settings: settings, problem: problem, truth: Self.hand)
      } == [])
    #expect(throws: InvalidSettings.self) { try PolicyFTRL(problem, truth: Self.hand, learningRate: .scale(0)) }
    #expect(throws: InvalidSettings.self) { try PolicyFTRL(problem, truth: Self.hand, bonus: .value(-1)) }
    #expect(throws: InvalidSettings.self) { try PolicyFTRL(problem, truth: Self.hand, gamma: 0) }
  }

  @Test(arguments: ["log-barrier", "entropy"]) func conforms(regularizer: String) {
    #expect(EpisodicConformance.violations(of: PolicyFTRL.self, settings: ["regularizer": .text(regularizer)]) == [])
  }
}
