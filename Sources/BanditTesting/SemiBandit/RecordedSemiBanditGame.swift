import BanditGames
import BanditStreams

/// What a semi-bandit policy did in a run and what it got, period by period.
public struct RecordedSemiBanditGame: Hashable, Sendable {
  /// The arms of each period, in increasing order.
  public let sets: [[Int]]
  /// The sum of the means of the arms pulled, given their idle times, after each period.
  public let totals: [Double]
  /// The sum of the rewards after each period.
  public let rewards: [Double]

  /// Plays a policy against an environment and records both sides.
  ///
  /// - Parameters:
  ///   - learner: a copy of it is played.
  ///   - environment: a copy of it is played.
  ///   - rounds: how many periods; 0 or more.
  ///   - key: the noise of the run, split by purpose as in experiments.
  ///   - coupling: how the environment's noise is addressed.
  /// - Precondition: the policy keeps to the capacity and names every arm at most once a period.
  public init<Environment: SemiBanditEnvironment, Learner: SemiBanditLearner>(
    learner: Learner, environment: Environment, rounds: Int, key: StreamKey = StreamKey(seed: 0),
    coupling: Coupling = .pulls
  ) {
    var game = SemiBanditGame(
      environment: environment, learner: Recorder(learner: learner),
      problem: SemiBanditProblem(
        horizon: max(1, rounds), capacity: environment.truth.capacity,
        depths: environment.truth.curves.map(\.depth), start: environment.truth.start),
      coupling: coupling)
    var account = game.openAccount(for: [], metrics: [])
    var environmentNoise = RandomStream(
      key: key.child(purpose: .rewards), itemCount: environment.truth.curves.count)
    var learnerNoise = RandomStream(key: key.child(purpose: .learner))
    var totals: [Double] = []
    var rewards: [Double] = []
    for round in 1..<rounds + 1 {
      game.play(
        round: round, environmentNoise: &environmentNoise, learnerNoise: &learnerNoise, account: &account)
      let entry = account.entry(for: .upperBound, group: "", after: round)
      totals.append(entry.value)
      rewards.append(entry.reward)
    }
    sets = game.learner.sets
    self.totals = totals
    self.rewards = rewards
  }
}

/// A policy that notes what another one does.
private struct Recorder<Learner: SemiBanditLearner>: SemiBanditLearner {
  var learner: Learner
  var sets: [[Int]] = []

  mutating func selectArms(into selection: inout ArmSelection, at round: Int, noise: inout RoundNoise) {
    learner.selectArms(into: &selection, at: round, noise: &noise)
    sets.append(selection.arms.sorted())
  }

  mutating func observe(rewards: [Double], of arms: [Int], at round: Int) {
    learner.observe(rewards: rewards, of: arms, at: round)
  }
}
