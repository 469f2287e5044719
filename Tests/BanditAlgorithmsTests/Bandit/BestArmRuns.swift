import BanditEnvironments
import BanditGames
import BanditStreams

/// What a learner did in search of the best arm.
struct BestArmRun<Learner: BanditLearner & Recommending> {
  /// The arms pulled until it stopped, or until the last round.
  var arms: [Int] = []
  /// It, afterwards.
  var learner: Learner

  /// Plays a bandit until the learner is over.
  init(_ learner: Learner, _ environment: some BanditEnvironment, rounds: Int, key: StreamKey = StreamKey(seed: 0)) {
    let problem = BanditProblem(armCount: environment.armCount, horizon: rounds)
    var game = BanditGame(environment: environment, learner: learner, problem: problem)
    var account = game.openAccount(for: [], metrics: [])
    var environmentNoise = RandomStream(key: key.child(purpose: .rewards), itemCount: environment.armCount)
    var learnerNoise = RandomStream(key: key.child(purpose: .learner))
    var round = 0
    while round < rounds && !game.isOver {
      round += 1
      game.play(round: round, environmentNoise: &environmentNoise, learnerNoise: &learnerNoise, account: &account)
      arms.append(Int(game.latestRound(account).action) ?? -1)
    }
    self.learner = game.learner
  }
}

/// How often learners that are made anew are wrong on arms of which the first is best, and how many pulls they take; the arms
/// are in another order in each run.
func bestArmErrors<Learner: BanditLearner & Recommending>(
  _ laws: [ScalarLaw], rounds: Int, runs: Int, seed: UInt64, _ learner: (BanditProblem) throws -> Learner
) rethrows -> (errors: Int, unstopped: Int, pulls: [Int]) {
  let bandit = ArmsBandit(laws: laws)
  let problem = BanditProblem(
    armCount: laws.count, horizon: rounds, rewardRange: bandit.rewardRange, noiseScale: bandit.noiseScale)
  var result = (errors: 0, unstopped: 0, pulls: [Int]())
  for run in 0..<runs {
    let key = StreamKey(seed: seed).child(index: run)
    var order = RandomStream(key: key.child(purpose: .instance))
    let places = order.permutation(of: laws.count)
    let played = BestArmRun(
      try learner(problem), ArmsBandit(laws: places.map { laws[$0] }), rounds: rounds, key: key)
    let isStopped = (played.learner as? any Stopping)?.stop.hasStopped ?? true
    if !isStopped {
      result.unstopped += 1
    } else if places[played.learner.recommendation ?? 0] != 0 {
      result.errors += 1
    }
    result.pulls.append(played.arms.count)
  }
  return result
}
