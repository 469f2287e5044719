import BanditAlgorithms
import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct UCRL2OracleTests {
  private func oracle(_ truth: AverageRewardTruth, _ settings: Settings = [:]) -> UCRL2Oracle {
    UCRL2Oracle(
      settings: Settings(defaultsOf: UCRL2Oracle.card.parameters, given: settings),
      problem: AverageRewardProblem(stateCount: 3, actionCount: 2, horizon: 2000, changeCount: 1), truth: truth)
  }

  @Test func withoutChangesItIsUCRL2() throws {
    let environment = ScriptedProcess([(1, Processes.chain)])
    let plain = RecordedPath(
      learner: try make(UCRL2.self, states: 3, actions: 2, horizon: 2000), environment: environment, steps: 2000)
    let path = RecordedPath(learner: oracle(environment.truth), environment: environment, steps: 2000)
    #expect(path.transitions == plain.transitions && path.learner.measure(.restarts) == 0)
  }

  /// With a clock of its own, the second segment is a run of its own, which begins where the first one ended.
  @Test func everySegmentIsARunOfItsOwn() throws {
    let environment = Processes.changingChain
    let path = RecordedPath(
      learner: oracle(environment.truth, ["clock": .text("since-restart")]), environment: environment, steps: 2000)
    #expect(path.learner.measure(.restarts) == 1)
    #expect(path.episodeStarts.contains(1001))
    // Where does a fresh learner go from that state?
    var fresh = try make(UCRL2.self, states: 3, actions: 2, horizon: 2000)
    var noise = RandomStream(key: StreamKey(seed: 0))
    for (step, transition) in path.transitions.dropFirst(1000).enumerated() {
      let action = fresh.selectAction(in: transition.state, at: step + 1, noise: &noise)
      #expect(action == transition.action)
      fresh.observe(transition, at: step + 1, noise: &noise)
    }
  }

  /// The global clock makes the radii after a change wider: it counts the steps before.
  @Test func theClockMatters() throws {
    let river = Processes.riverSwim
    let environment = ScriptedProcess([(1, river), (2001, river)], tossesCoins: true)
    let paths = ["global", "since-restart"].map { clock in
      let settings: Settings = ["clock": .text(clock), "confidenceScale": .number(0.2)]
      let learner = UCRL2Oracle(
        settings: Settings(defaultsOf: UCRL2Oracle.card.parameters, given: settings),
        problem: AverageRewardProblem(stateCount: 6, actionCount: 2, horizon: 4000, changeCount: 1),
        truth: environment.truth)
      return RecordedPath(learner: learner, environment: environment, steps: 4000).transitions
    }
    let (beginsAlike, isEqual) = (paths[0].prefix(2000) == paths[1].prefix(2000), paths[0] == paths[1])
    #expect(beginsAlike && !isEqual)
  }

  @Test func typedCallsAndSettingsAgree() throws {
    let problem = AverageRewardProblem(stateCount: 3, actionCount: 2, horizon: 2000, changeCount: 1)
    let truth = Processes.changingChain.truth
    let typed = try UCRL2Oracle(
      problem, truth: truth, delta: 0.1, confidenceScale: 0.2, ties: .leastVisited, clock: .sinceRestart)
    let settings: Settings = [
      "delta": .number(0.1), "confidenceScale": .number(0.2), "ties": .text("least-visited"),
      "clock": .text("since-restart"),
    ]
    #expect(haveSameContents(typed, oracle(truth, settings)))
    #expect(haveSameContents(try UCRL2Oracle(problem, truth: truth), oracle(truth)))
  }

  @Test func conforms() { #expect(AverageRewardConformance.violations(of: UCRL2Oracle.self) == []) }
}
