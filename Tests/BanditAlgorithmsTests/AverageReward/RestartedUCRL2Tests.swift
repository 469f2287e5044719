import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct RestartedUCRL2Tests {
  /// Worked out by hand for three segments.
  @Test func schedule() {
    let steps = (1...11).map { RestartedUCRL2.step(ofRestart: $0, segments: 3) }
    #expect(steps == [1, 1, 3, 8, 14, 24, 39, 57, 81, 112, 148])
    #expect(RestartedUCRL2.step(ofRestart: 3_000_000_000, segments: 2) == Int.max)
  }

  /// Fourteen segments, 50000 steps: 207 restarts.
  @Test func restartsAreCounted() throws {
    var learner = try make(RestartedUCRL2.self, states: 1, actions: 1, horizon: 50000, changes: 13)
    var noise = RandomStream(key: StreamKey(seed: 1))
    for round in 1...50000 {
      _ = learner.selectAction(in: 0, at: round, noise: &noise)
      learner.observe(Transition(state: 0, action: 0, reward: 1, nextState: 0), at: round, noise: &noise)
    }
    #expect(learner.measure(.restarts) == 207)
  }

  /// Step 1 and those after the horizon restart nothing: ucrl2, with the level delta/L^2.
  @Test func beyondTheScheduleItIsUCRL2() throws {
    let environment = ScriptedProcess([(1, Processes.riverSwim)], tossesCoins: true)
    let restarted = try make(
      RestartedUCRL2.self, ["changes": .whole(999), "delta": .number(0.5)], states: 6, actions: 2, horizon: 500)
    let plain = try make(UCRL2.self, ["delta": .number(0.5e-6)], states: 6, actions: 2, horizon: 500)
    // The first restart after step 1 comes with i^3 > 10^6, at i = 101 in step 2.
    #expect(RestartedUCRL2.step(ofRestart: 100, segments: 1000) == 1)
    let path = RecordedPath(learner: restarted, environment: environment, steps: 1)
    #expect(path.learner.measure(.restarts) == 0)
    #expect(path.transitions == RecordedPath(learner: plain, environment: environment, steps: 1).transitions)
    // One segment: restarts in every step but the first few.
    let single = try make(RestartedUCRL2.self, states: 6, actions: 2, horizon: 500)
    #expect(RecordedPath(learner: single, environment: environment, steps: 30).learner.measure(.restarts) == 2)
  }

  /// The steps between two restarts are those of a fresh ucrl2 with its own clock and level.
  @Test func stretchesAreRunsOfTheirOwn() throws {
    let environment = ScriptedProcess([(1, Processes.chain)])
    let learner = try make(
      RestartedUCRL2.self, ["clock": .text("since-restart"), "changes": .whole(1)], states: 3, actions: 2, horizon: 900)
    let path = RecordedPath(learner: learner, environment: environment, steps: 900)
    // Restarts before steps ceil(i^3/4): 500 at i = 13 is ceil(549.25) = 550; 12 gives 432.
    var fresh = try make(UCRL2.self, ["delta": .number(0.05 / 4)], states: 3, actions: 2, horizon: 900)
    var noise = RandomStream(key: StreamKey(seed: 0))
    for step in 432...549 {
      let transition = path.transitions[step - 1]
      let action = fresh.selectAction(in: transition.state, at: step - 431, noise: &noise)
      #expect(action == transition.action)
      fresh.observe(transition, at: step - 431, noise: &noise)
    }
    #expect(path.episodeStarts.contains(432) && path.episodeStarts.contains(550))
  }

  @Test func theNumberOfChangesMustBeKnown() {
    #expect(throws: InvalidSettings.self) {
      try make(RestartedUCRL2.self, states: 2, actions: 2, horizon: 10, changes: nil)
    }
    #expect(throws: Never.self) {
      try make(RestartedUCRL2.self, ["changes": .whole(3)], states: 2, actions: 2, horizon: 10, changes: nil)
    }
  }

  @Test func conforms() {
    #expect(AverageRewardConformance.violations(of: RestartedUCRL2.self) == [])
  }

  @Test func typedCallsAndSettingsAgree() throws {
    let problem = AverageRewardProblem(stateCount: 3, actionCount: 2, horizon: 400, changeCount: 1)
    let typed = try RestartedUCRL2(
      problem, delta: 0.1, confidenceScale: 0.2, ties: .leastVisited, changes: 3, clock: .sinceRestart)
    #expect(
      haveSameContents(
        typed,
        try RestartedUCRL2(
          settings: [
            "delta": .number(0.1), "confidenceScale": .number(0.2), "ties": .text("least-visited"),
            "changes": .whole(3), "clock": .text("since-restart"),
          ], problem: problem)))
    #expect(haveSameContents(try RestartedUCRL2(problem), try RestartedUCRL2(settings: [:], problem: problem)))
    #expect(!haveSameContents(typed, try RestartedUCRL2(problem)))
  }
}
