import BanditAlgorithms
import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct SWUCRL2Tests {
  private let river = ScriptedProcess([(1, Processes.riverSwim)], tossesCoins: true)

  private func window(_ settings: Settings, horizon: Int = 50000, changes: Int? = 13) throws -> Int {
    try make(SWUCRL2.self, settings, states: 4, actions: 7, horizon: horizon, changes: changes).windowLength
  }

  /// The formulas worked out in another language: 38324.x, 1490.76 (both with the variations 3 and 5 and without).
  @Test func defaultWindows() throws {
    #expect(try window(["diameter": .number(3)]) == 38324)
    #expect(
      try window([
        "form": .text("cheung"), "rewardVariation": .number(3), "transitionVariation": .number(5),
      ]) == 1490)
    #expect(try window(["form": .text("cheung")]) == 1490)
    #expect(try window([:]) == 1490)
    #expect(try window(["window": .whole(77)]) == 77)
    #expect(try window([:], horizon: 1) == 1)
  }

  @Test func settingsThatDoNotGoTogetherAreRefused() {
    for settings: Settings in [
      ["form": .text("cheung"), "diameter": .number(3)], ["widening": .number(0.1)],
      ["form": .text("cheung"), "rewardVariation": .number(3)], ["transitionVariation": .number(3)],
    ] { #expect(throws: InvalidSettings.self) { try window(settings) } }
    #expect(throws: InvalidSettings.self) { try window(["diameter": .number(3)], changes: 0) }
    #expect(throws: InvalidSettings.self) { try window(["diameter": .number(3)], changes: nil) }
  }

  @Test(arguments: [0.2, 1])
  func aWindowOfAllStepsIsUCRL2(scale: Double) throws {
    let settings: Settings = ["confidenceScale": .number(scale)]
    let sliding = try make(
      SWUCRL2.self, ["confidenceScale": .number(scale), "window": .whole(1500)], states: 6, actions: 2,
      horizon: 1500)
    let plain = try make(UCRL2.self, settings, states: 6, actions: 2, horizon: 1500)
    #expect(
      RecordedPath(learner: sliding, environment: river, steps: 1500).transitions
        == RecordedPath(learner: plain, environment: river, steps: 1500).transitions)
  }

  /// What a learner with a window plans with is what a fresh one plans with that has seen the window only.
  @Test func onlyTheWindowCounts() throws {
    let length = 60
    let sliding = try make(
      SWUCRL2.self, ["window": .whole(length), "confidenceScale": .number(0.05)], states: 6, actions: 2,
      horizon: 1000)
    let path = RecordedPath(learner: sliding, environment: river, steps: 1000)
    var noise = RandomStream(key: StreamKey(seed: 0))
    var compared = 0
    for start in path.episodeStarts where start > length {
      // It has seen the window in one long episode and begins the next one now: every limit of the first is 1.
      var fresh = try make(UCRL2.self, ["confidenceScale": .number(0.05)], states: 6, actions: 2, horizon: 1000)
      for transition in path.transitions[start - 1 - length..<start - 1] {
        fresh.observe(transition, at: 1, noise: &noise)
      }
      let transition = path.transitions[start - 1]
      let action = fresh.selectAction(in: transition.state, at: start, noise: &noise)
      #expect(action == transition.action)
      compared += 1
    }
    #expect(compared > 50)
  }

  /// Episodes of form cheung end after steps that are multiples of the window.
  @Test func episodesOfFormCheung() throws {
    let learner = try make(
      SWUCRL2.self, ["form": .text("cheung"), "window": .whole(100)], states: 6, actions: 2, horizon: 1000)
    let path = RecordedPath(learner: learner, environment: river, steps: 1000)
    for multiple in stride(from: 100, to: 1000, by: 100) { #expect(path.episodeStarts.contains(multiple + 1)) }
  }

  @Test func conforms() {
    #expect(AverageRewardConformance.violations(of: SWUCRL2.self) == [])
    #expect(
      AverageRewardConformance.violations(of: SWUCRL2.self, settings: ["window": .whole(7)]) == [])
    #expect(
      AverageRewardConformance.violations(
        of: SWUCRL2.self, settings: ["form": .text("cheung"), "window": .whole(20)]) == [])
  }

  @Test func typedCallsAndSettingsAgree() throws {
    let problem = AverageRewardProblem(stateCount: 3, actionCount: 2, horizon: 400, changeCount: 1)
    let typed = try SWUCRL2(
      problem,
      delta: 0.1, confidenceScale: 0.2, ties: .leastVisited, form: .cheung, window: 30, rewardVariation: 1,
      transitionVariation: 2, widening: 0.5)
    #expect(
      haveSameContents(
        typed,
        try SWUCRL2(
          settings: [
            "delta": .number(0.1), "confidenceScale": .number(0.2), "ties": .text("least-visited"),
            "form": .text("cheung"), "window": .whole(30), "rewardVariation": .number(1),
            "transitionVariation": .number(2), "widening": .number(0.5),
          ], problem: problem)))
    #expect(haveSameContents(try SWUCRL2(problem), try SWUCRL2(settings: [:], problem: problem)))
    #expect(!haveSameContents(typed, try SWUCRL2(problem)))
  }
}
