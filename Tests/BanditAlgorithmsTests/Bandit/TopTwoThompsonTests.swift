import BanditAlgorithms
import BanditEnvironments
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct TopTwoThompsonTests {
  /// Half of the rounds go to the best arm once it is known, the rest to the strongest of the others.
  @Test func halfOfTheRoundsAreTheLeaders() throws {
    let problem = BanditProblem(armCount: 3, horizon: 6000)
    let learner = try TopTwoThompson(problem, threshold: .never)
    let run = BestArmRun(learner, ScriptedBandit(rewards: [[0.9], [0.1], [0.5]]), rounds: 6000)
    let late = counts(Array(run.arms.suffix(4000)), of: 3)
    #expect(abs(Double(late[0]) / 4000 - 0.5) < 0.04 && late[2] > late[1])
    #expect(run.learner.recommendation == 0)
  }

  /// A posterior that is sure of one arm does not stop the run: the arm with the second highest mean is the challenger.
  @Test func aCertainPosteriorHasAChallenger() throws {
    let problem = BanditProblem(armCount: 3, horizon: 200, rewardRange: nil)
    let learner = try TopTwoThompson(problem, threshold: .never, sigma: 1e-12)
    let run = BestArmRun(learner, ScriptedBandit(rewards: [[0.9], [0.1], [0.5]]), rounds: 200)
    let pulls = counts(run.arms, of: 3)
    #expect(pulls[1] == 1 && pulls[0] > 60 && pulls[2] > 60)
  }

  /// The share of the leader is the parameter.
  @Test func theShareIsTheParameter() throws {
    let problem = BanditProblem(armCount: 2, horizon: 3000, rewardRange: nil)
    let learner = try TopTwoThompson(problem, leaderShare: 0.9, threshold: .never, sigma: 1e-12)
    let run = BestArmRun(learner, ScriptedBandit(rewards: [[0.9], [0.1]]), rounds: 3000)
    // Level 1e-6.
    #expect(BinomialTest(successes: counts(run.arms, of: 2)[1] - 1, trials: 2998, probability: 0.1).pValue > 1e-6)
  }

  @Test func stopsAsTrackAndStopDoes() throws {
    let laws = try [1.0, 0].map { ScalarLaw.gaussian(try Gaussian(mean: $0, sd: 1)) }
    let found = try bestArmErrors(laws, rounds: 10_000, runs: 500, seed: 1) { try TopTwoThompson($0, delta: 0.1) }
    let mean = Double(found.pulls.reduce(0, +)) / 500
    // Near that of track-and-stop, 28.0, as equal shares are optimal.
    #expect(found.unstopped == 0 && mean > 20 && mean < 36 && found.errors < 20)
  }

  @Test func typedCallsAgreeWithSettings() throws {
    let played = try playedBothWays([
      "leaderShare": .number(0.7), "delta": .number(0.3), "threshold": .text("never"), "law": .text("gaussian"),
    ]) { try TopTwoThompson($0, leaderShare: 0.7, delta: 0.3, threshold: .never, law: .gaussian) }
    #expect(played.settings == played.typed)
  }

  @Test func conforms() {
    #expect(BanditConformance.violations(of: TopTwoThompson.self, isRandomized: true) == [])
  }
}
