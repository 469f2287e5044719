import BanditAlgorithms
import BanditCards
import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct PSRLTests {
  /// Another implementation on RiverSwim, 12500 steps, 100 runs: regret 195 (sd of a run 115), 46.6 episodes. Thirty
  /// runs: five standard errors of the difference.
  @Test func regretOnRiverSwim() throws {
    let learner = try make(PSRL.self, states: 6, actions: 2, horizon: 12500)
    let runs = (0..<30).map { run in
      RecordedPath(
        learner: learner, environment: ScriptedProcess([(1, Processes.riverSwim)], tossesCoins: true), steps: 12500,
        key: StreamKey(seed: 85).child(index: run))
    }
    let mean = runs.reduce(0) { $0 + $1.regret } / 30
    let standardError = 115 * (1 / 100.0 + 1 / 30.0).squareRoot()
    #expect(abs(mean - 195) < 5 * standardError, "\(mean)")
    let episodes = runs.reduce(0) { $0 + Double($1.learner.episodes) } / 30
    #expect(abs(episodes - 46.6) < 5, "\(episodes)")
  }

  /// To stay pays a coin of .4, to go there and back 0 and 1: half a reward per step is better, and is found only
  /// where means are drawn around the truth, neither too high nor too low.
  @Test func meansAreDrawnAroundTheTruth() throws {
    for (coin, isLeft) in [(0.4, true), (0.6, false)] {
      let process = MarkovDecisionProcess(
        stateCount: 2, actionCount: 2, transitions: [1, 0, 0, 1, 1, 0, 1, 0], rewards: [coin, 0, 1, 1])
      let path = RecordedPath(
        learner: try make(PSRL.self, states: 2, actions: 2, horizon: 4000),
        environment: ScriptedProcess([(1, process)], tossesCoins: true), steps: 4000)
      let choices = path.transitions.suffix(1000).filter { $0.state == 0 }
      let leaving = Double(choices.count { $0.action == 1 }) / Double(choices.count)
      #expect(isLeft ? leaving > 0.9 : leaving < 0.1, "\(coin): \(leaving)")
    }
  }

  /// Episodes by `tsde` grow by one step at most.
  @Test func episodesByTSDE() throws {
    let learner = try make(PSRL.self, ["episodes": .text("tsde")], states: 6, actions: 2, horizon: 2000)
    let path = RecordedPath(
      learner: learner, environment: ScriptedProcess([(1, Processes.riverSwim)], tossesCoins: true), steps: 2000)
    let lengths = zip(path.episodeStarts, path.episodeStarts.dropFirst()).map { $1 - $0 }
    #expect(zip(lengths, lengths.dropFirst()).allSatisfy { $1 <= $0 + 1 })
    // sqrt(2 * 2000) episodes at least.
    #expect(path.learner.episodes >= 63 && lengths.max()! > 10)
  }

  /// A reward inside (0, 1) counts as a coin: with the mean .5 of both arms it must not be held for 0 or 1.
  @Test func rewardsInsideTheUnitIntervalAreCoins() throws {
    let environment = ScriptedProcess([
      (
        1,
        MarkovDecisionProcess(
          stateCount: 1, actionCount: 2, transitions: [1, 1], rewards: [0.4, 0.6])
      )
    ])
    let learner = try make(PSRL.self, states: 1, actions: 2, horizon: 4000)
    let path = RecordedPath(learner: learner, environment: environment, steps: 4000)
    let good = path.transitions.suffix(2000).count { $0.action == 1 }
    #expect(good > 1500, "\(good)")
  }

  @Test func conforms() {
    #expect(AverageRewardConformance.violations(of: PSRL.self, isRandomized: true) == [])
    #expect(
      AverageRewardConformance.violations(
        of: PSRL.self, settings: ["episodes": .text("tsde")], isRandomized: true) == [])
  }

  @Test func typedCallsAndSettingsAgree() throws {
    let problem = AverageRewardProblem(stateCount: 3, actionCount: 2, horizon: 400, changeCount: 1)
    let typed = PSRL(problem, episodes: .tsde)
    #expect(haveSameContents(typed, try PSRL(settings: ["episodes": .text("tsde")], problem: problem)))
    #expect(haveSameContents(PSRL(problem), try PSRL(settings: [:], problem: problem)))
    #expect(!haveSameContents(typed, PSRL(problem)))
  }
}
