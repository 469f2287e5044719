import BanditAlgorithms
import BanditCards
import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Foundation
import Testing

struct UCRL2Tests {
  private func chain(steps: Int) throws -> RecordedPath<UCRL2> {
    RecordedPath(
      learner: try make(UCRL2.self, states: 3, actions: 2, horizon: steps),
      environment: ScriptedProcess([(1, Processes.chain)]), steps: steps)
  }

  /// The exact path on a deterministic chain, from another implementation.
  @Test func chainOf500Steps() throws {
    var policies: [Int: [Int]] = [:]
    let path = RecordedPath(
      learner: try make(UCRL2.self, states: 3, actions: 2, horizon: 500),
      environment: ScriptedProcess([(1, Processes.chain)]), steps: 500
    ) { learner, round in policies[round] = learner.policy }
    #expect(
      path.episodeStarts == [
        1, 2, 3, 5, 9, 17, 33, 65, 67, 69, 73, 81, 97, 129, 193, 257, 260, 262, 266, 274, 290, 322, 386,
      ])
    #expect(path.learner.episodes == 23)
    for (step, policy) in [
      (1, [0, 0, 0]), (33, [0, 0, 0]), (65, [1, 0, 0]), (129, [1, 0, 0]), (193, [0, 1, 0]), (257, [1, 1, 0]),
      (322, [1, 1, 0]), (386, [1, 0, 1]),
    ] { #expect(policies[step] == policy, "step \(step)") }
    #expect(abs(path.reward - 6.40) < 1e-9)
    #expect(path.learner.visits == [128, 122, 122, 64, 64, 0])
  }

  @Test func chainOf2000Steps() throws {
    let path = try chain(steps: 2000)
    #expect(path.learner.episodes == 35)
    #expect(abs(path.reward - 1492.40) < 1e-9)
    #expect(path.learner.visits == [128, 129, 128, 65, 64, 1486])
  }

  /// Jaksch et al., proposition 18; the truth within the confidence set in all but a share delta of episodes;
  /// optimism wherever it is within. On random processes and on RiverSwim.
  @Test(arguments: 0..<4)
  func episodesConfidenceAndOptimism(seed: Int) throws {
    var noise = RandomStream(key: StreamKey(seed: 83).child(index: seed))
    let process = seed == 0 ? Processes.riverSwim : Processes.random(states: 4, actions: 3, noise: &noise)
    let pairs = Double(process.pairCount)
    let steps = 6000
    let rho = try #require(OptimalGain(of: process)).gain
    var isOptimistic = true
    var latest = 0
    let path = RecordedPath(
      learner: try make(UCRL2.self, states: process.stateCount, actions: process.actionCount, horizon: steps),
      environment: ScriptedProcess([(1, process)], tossesCoins: true), steps: steps, key: StreamKey(seed: UInt64(seed))
    ) { learner, round in
      guard learner.episodes > latest else { return }
      latest = learner.episodes
      if learner.confidenceSetContains(process) == true {
        isOptimistic = isOptimistic && learner.optimisticGain + 1 / Double(round).squareRoot() >= rho
      }
    }
    #expect(isOptimistic)
    #expect(Double(path.learner.episodes) <= pairs * log2(8 * Double(steps) / pairs))
    #expect(path.confidence.count == path.learner.episodes)
    #expect(Double(path.confidence.count { !$0 }) <= 0.05 * Double(path.confidence.count))
  }

  /// A set without width does not hold the truth.
  @Test func narrowSetsAreSeenToFail() throws {
    let path = RecordedPath(
      learner: try make(UCRL2.self, ["confidenceScale": .number(0.001)], states: 6, actions: 2, horizon: 2000),
      environment: ScriptedProcess([(1, Processes.riverSwim)], tossesCoins: true), steps: 2000)
    // Before all pairs were visited it is as wide as can be somewhere, and still too narrow elsewhere.
    #expect(path.confidence.first == true)
    #expect(path.confidence.last == false)
  }

  /// Regret of another implementation after 12500 steps, 40 runs: mean 1567, sd 220. Twelve runs: five standard
  /// errors of the difference.
  @Test func regretOnRiverSwim() throws {
    let learner = try make(UCRL2.self, ["confidenceScale": .number(0.2)], states: 6, actions: 2, horizon: 12500)
    let runs = (0..<12).map { run in
      RecordedPath(
        learner: learner, environment: ScriptedProcess([(1, Processes.riverSwim)], tossesCoins: true), steps: 12500,
        key: StreamKey(seed: 84).child(index: run))
    }
    let mean = runs.reduce(0) { $0 + $1.regret } / 12
    let standardError = 220 * (1 / 40.0 + 1 / 12.0).squareRoot()
    #expect(abs(mean - 1567) < 5 * standardError, "\(mean)")
    let episodes = runs.reduce(0) { $0 + Double($1.learner.episodes) } / 12
    #expect(abs(episodes - 64.6) < 6, "\(episodes)")
  }

  /// With sets as wide as can be, every action is equally good, and the ties decide.
  @Test func ties() throws {
    let environment = ScriptedProcess([
      (
        1,
        MarkovDecisionProcess(
          stateCount: 1, actionCount: 3, transitions: [1, 1, 1], rewards: [1, 1, 1])
      )
    ])
    func actions(_ ties: String, seed: UInt64 = 0) throws -> [Int] {
      let learner = try make(UCRL2.self, ["ties": .text(ties)], states: 1, actions: 3, horizon: 100)
      return RecordedPath(learner: learner, environment: environment, steps: 7, key: StreamKey(seed: seed))
        .transitions.map(\.action)
    }
    #expect(try actions("lowest") == [0, 0, 0, 0, 0, 0, 0])
    // Episodes: one visit each of 0, 1, 2, then again.
    #expect(try actions("least-visited") == [0, 1, 2, 0, 1, 2, 0])
    #expect(Set(try (0..<20).map { try actions("random", seed: $0) }).count > 10)
  }

  @Test func conforms() {
    #expect(AverageRewardConformance.violations(of: UCRL2.self) == [])
    #expect(
      AverageRewardConformance.violations(
        of: UCRL2.self, settings: ["ties": .text("random"), "confidenceScale": .number(0.1)], isRandomized: nil)
        == [])
  }

  @Test func typedCallsAndSettingsAgree() throws {
    let problem = AverageRewardProblem(stateCount: 3, actionCount: 2, horizon: 400, changeCount: 1)
    let typed = try UCRL2(problem, delta: 0.1, confidenceScale: 0.2, ties: .leastVisited)
    #expect(
      haveSameContents(
        typed,
        try UCRL2(
          settings: [
            "delta": .number(0.1), "confidenceScale": .number(0.2), "ties": .text("least-visited"),
          ], problem: problem)))
    #expect(haveSameContents(try UCRL2(problem), try UCRL2(settings: [:], problem: problem)))
    #expect(!haveSameContents(typed, try UCRL2(problem)))
  }
}
