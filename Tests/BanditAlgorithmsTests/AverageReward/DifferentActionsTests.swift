import BanditAlgorithms
import BanditCards
import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Testing

/// States with different numbers of actions: no learner of the family takes one that its state lacks.
struct DifferentActionsTests {
  private let process = MarkovDecisionProcess(
    stateCount: 3, actionCount: 3,
    transitions: [
      0, 1, 0, 0, 0, 1, 1, 0, 0,
      0, 0, 1, 1, 0, 0, 0, 1, 0,
      1, 0, 0, 0.5, 0, 0.5, 0, 1, 0,
    ], rewards: [0.1, 1, 1, 0, 0.2, 0.3, 0, 0.75, 1], actionCounts: [1, 3, 2])

  private var problem: AverageRewardProblem {
    AverageRewardProblem(stateCount: 3, actionCount: 3, horizon: 3000, actionCounts: process.actionCounts)
  }

  private func play<Learner: AverageRewardLearner>(_ learner: Learner) -> (failure: String?, rate: Double, seen: [Bool])
  {
    var game = AverageRewardGame(
      environment: ScriptedProcess([(1, process)]), learner: learner, problem: problem)
    var account = game.openAccount(for: [.gain], metrics: [])
    var environmentNoise = RandomStream(key: StreamKey(seed: 1), itemCount: 9)
    var learnerNoise = RandomStream(key: StreamKey(seed: 2))
    var seen = Array(repeating: false, count: 3)
    for round in 1...3000 {
      game.play(round: round, environmentNoise: &environmentNoise, learnerNoise: &learnerNoise, account: &account)
      if let action = Int(game.latestRound(account).action), seen.indices.contains(action) { seen[action] = true }
    }
    return (game.failure, account.entry(for: .gain, group: "", after: 3000).value / 3000, seen)
  }

  /// - Parameter triesAll: whether it tries every action of some state; a window may forget that it has not.
  private func check<L: AverageRewardLearner & Configurable<AverageRewardProblem>>(
    _ type: L.Type, triesAll: Bool = true
  ) throws {
    let kind = type.card.parameters.first { $0.description.name == "ties" }?.description.kind
    for ties in ["lowest", "random", "least-visited"] {
      let isAccepted = kind?.accepts(.text(ties)) == true
      let learner = try type.init(settings: isAccepted ? ["ties": .text(ties)] : [:], problem: problem)
      let played = play(learner)
      #expect(played.failure == nil, "\(type)")
      #expect(played.seen == [true, true, true] || !triesAll, "\(type)")
    }
  }

  @Test func actionsAreThoseOfTheState() throws {
    try check(PSRL.self)
    try check(RBOCPDUCRL2.self)
    try check(RestartedUCRL2.self)
    try check(SWUCRL2.self, triesAll: false)
    try check(UCRL2.self)
    try check(QLearning.self)
    try check(SARSA.self)
    try check(RandomPolicy.self)
  }

  /// Round 0, 1, 2, 2, ...: .4 a step; the rewards of 1 belong to actions that do not exist.
  @Test func theBestPolicyIsOneOfThem() throws {
    let truth = ScriptedProcess([(1, process)]).truth
    #expect(abs((truth.segments[0].optimum?.gain ?? .nan) - 0.4) < 1e-12)
    let best = play(OptimalPolicy(problem, truth: truth))
    #expect(best.failure == nil && abs(best.rate - 0.4) < 0.03)
    let oracle = play(try UCRL2Oracle(problem, truth: truth, confidenceScale: 0.1))
    #expect(oracle.failure == nil)
    #expect(abs(play(PSRL(problem)).rate - 0.4) < 0.05)
    // To 0 and back, whatever else: from 2 action 0, from 1 action 1; the expected times from 0 are 1 and 2.
    let diameter = try #require(process.diameter)
    #expect(abs(diameter - 2) < 1e-12)
  }

  /// What is no action of its state is no step.
  @Test func anotherActionFails() {
    struct Stubborn: AverageRewardLearner {
      mutating func selectAction(in state: Int, at round: Int, noise: inout RoundNoise) -> Int { 2 }
      mutating func observe(_ transition: Transition, at round: Int, noise: inout RoundNoise) {}
    }
    let played = play(Stubborn())
    #expect(played.failure == "the learner took action 2 in state 0, which has 1 action" && played.rate == 0)
  }
}
