import BanditAlgorithms
import BanditCards
import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct RBOCPDUCRL2Tests {
  private func path(_ settings: Settings = [:]) throws -> RecordedPath<RBOCPDUCRL2> {
    RecordedPath(
      learner: try make(RBOCPDUCRL2.self, settings, states: 3, actions: 2, horizon: 2000, changes: 1),
      environment: Processes.changingChain, steps: 2000)
  }

  /// The exact path on a deterministic chain whose actions are exchanged in step 1001, from another implementation.
  @Test func changingChain() throws {
    let path = try path()
    #expect(path.learner.restarts == [Restart(round: 1006)])
    #expect(path.transitions[1005].state == 1 && path.transitions[1005].action == 1)
    #expect(path.learner.episodes == 44)
    #expect(abs(path.reward - 1484.40) < 1e-9)
    #expect(path.learner.visits == [1, 0, 1, 0, 992, 0])
  }

  /// ucrl2 goes on as if nothing had happened.
  @Test func ucrl2OnTheChangingChain() throws {
    let path = RecordedPath(
      learner: try make(UCRL2.self, states: 3, actions: 2, horizon: 2000), environment: Processes.changingChain,
      steps: 2000)
    #expect(path.learner.episodes == 37)
    #expect(abs(path.reward - 498.85) < 1e-9)
  }

  @Test func otherHazardsAndLiteralReading() throws {
    let sensitive = try path(["hazard": .text("inverse-run-length")])
    #expect(sensitive.learner.restarts.map(\.round) == [1004])
    #expect(abs(sensitive.reward - 1486.40) < 1e-9)
    #expect(sensitive.learner.visits == [1, 0, 1, 0, 994, 0])
    let literal = try path(["replan": .flag(false)])
    #expect(literal.learner.restarts.map(\.round) == [1006])
    #expect(abs(literal.reward - 1482.40) < 1e-9)
    #expect(literal.learner.visits == [2, 0, 1, 1, 990, 0])
  }

  /// A local reset keeps what is known of other pairs.
  @Test func localReset() throws {
    let path = try path(["reset": .text("local")])
    #expect(path.learner.restarts.first == Restart(round: 1006, item: 3))
    #expect(path.learner.visits[0] >= 128)
    #expect(path.learner.restarts.allSatisfy { $0.item != nil })
    #expect(abs(path.reward - 1484.40) > 1)
  }

  /// One state, two actions whose rewards are exchanged: nothing to see for a detector of next states.
  @Test func rewardsAreWatchedOnDemand() throws {
    func process(_ rewards: [Double]) -> MarkovDecisionProcess {
      MarkovDecisionProcess(stateCount: 1, actionCount: 2, transitions: [1, 1], rewards: rewards)
    }
    for rewards in [[1.0, 0], [0.9, 0.1]] {
      let environment = ScriptedProcess([(1, process(rewards)), (501, process(rewards.reversed()))])
      func run(_ settings: Settings) throws -> RecordedPath<RBOCPDUCRL2> {
        RecordedPath(
          learner: try make(RBOCPDUCRL2.self, settings, states: 1, actions: 2, horizon: 1000, changes: 1),
          environment: environment, steps: 1000)
      }
      #expect(try run([:]).learner.restarts.isEmpty)
      let watching = try run(["monitorRewards": .flag(true)])
      #expect(watching.learner.restarts.contains { (501..<530).contains($0.round) })
    }
  }

  /// With a clock of its own, what follows an alarm is a fresh ucrl2.
  @Test func afterAnAlarmItIsAFreshUCRL2() throws {
    let path = try path(["clock": .text("since-restart")])
    let alarm = try #require(path.learner.restarts.first).round
    var fresh = try make(UCRL2.self, states: 3, actions: 2, horizon: 2000)
    var noise = RandomStream(key: StreamKey(seed: 0))
    for step in alarm + 1...2000 {
      let transition = path.transitions[step - 1]
      let action = fresh.selectAction(in: transition.state, at: step - alarm, noise: &noise)
      #expect(action == transition.action)
      fresh.observe(transition, at: step - alarm, noise: &noise)
    }
    #expect(fresh.visits == path.learner.visits)
  }

  /// Without a change there is no alarm on a deterministic chain, and it is ucrl2.
  @Test func withoutAlarmsItIsUCRL2() throws {
    let environment = ScriptedProcess([(1, Processes.chain)])
    let watching = try make(RBOCPDUCRL2.self, states: 3, actions: 2, horizon: 2000)
    let plain = try make(UCRL2.self, states: 3, actions: 2, horizon: 2000)
    #expect(
      RecordedPath(learner: watching, environment: environment, steps: 2000).transitions
        == RecordedPath(learner: plain, environment: environment, steps: 2000).transitions)
  }

  @Test func conforms() {
    #expect(AverageRewardConformance.violations(of: RBOCPDUCRL2.self) == [])
    #expect(
      AverageRewardConformance.violations(
        of: RBOCPDUCRL2.self,
        settings: [
          "monitorRewards": .flag(true), "reset": .text("local"), "hazard": .text("inverse-run-length"),
          "replan": .flag(false),
        ], isRandomized: true) == [])
  }

  @Test func typedCallsAndSettingsAgree() throws {
    let problem = AverageRewardProblem(stateCount: 3, actionCount: 2, horizon: 400, changeCount: 1)
    let typed = try RBOCPDUCRL2(
      problem,
      delta: 0.1, confidenceScale: 0.2, ties: .leastVisited, hazard: .theorem(delta: 0.01, alpha: 1.5),
      monitorRewards: true, reset: .local, replan: false, clock: .sinceRestart, search: .best(9))
    #expect(
      haveSameContents(
        typed,
        try RBOCPDUCRL2(
          settings: [
            "delta": .number(0.1), "confidenceScale": .number(0.2), "ties": .text("least-visited"),
            "hazard": .text("theorem"), "falseAlarms": .number(0.01), "alpha": .number(1.5),
            "monitorRewards": .flag(true),
            "reset": .text("local"), "replan": .flag(false), "clock": .text("since-restart"),
            "search": .object(["best": .whole(9)]),
          ], problem: problem)))
    #expect(haveSameContents(try RBOCPDUCRL2(problem), try RBOCPDUCRL2(settings: [:], problem: problem)))
    #expect(!haveSameContents(typed, try RBOCPDUCRL2(problem)))
  }
}
