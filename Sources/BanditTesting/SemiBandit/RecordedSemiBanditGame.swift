import BanditGames
import BanditStreams

/// What a semi-bandit policy did in a run and what it got, period by period.
public struct RecordedSemiBanditGame: Hashable, Sendable {
  /// The arms of each period, in increasing order. A policy that names more than K arms, one twice or one that does not
  /// exist ends the run; what it named is then the last of the list, and nothing was pulled.
  public let sets: [[Int]]
  /// The sum of the means of the arms pulled, given their idle times, after each period.
  public let totals: [Double]
  /// The sum of the rewards after each period.
  public let rewards: [Double]

  /// Plays copies of a policy and an environment and records both sides; 0 periods or more.
  ///
  /// The noise is split by purpose as in experiments.
  public init<Environment: SemiBanditEnvironment, Learner: SemiBanditLearner>(
    learner: Learner, environment: Environment, rounds: Int, key: StreamKey = StreamKey(seed: 0),
    coupling: Coupling = .pulls
  ) {
    let truth = environment.truth
    var entries: [LedgerEntry] = []
    let played = PlayedGame(
      SemiBanditGame(
        environment: environment, learner: Recorder<Learner, [Int]>(learner, choices: truth.armCount),
        problem: SemiBanditProblem(armCount: truth.armCount, capacity: truth.capacity, horizon: max(1, rounds)),
        coupling: coupling),
      rounds: rounds, addressCount: truth.armCount, key: key
    ) { entries.append($1.entry(for: .upperBound, group: "", after: $2)) }
    sets = played.game.learner.entries
    totals = entries.map(\.value)
    rewards = entries.map(\.reward)
  }
}

extension Recorder: SemiBanditLearner where Base: SemiBanditLearner, Entry == [Int] {
  public mutating func selectArms(into selection: inout ArmSelection, at round: Int, noise: inout RoundNoise) {
    var own = ArmSelection(armCount: choices, capacity: selection.capacity)
    base.selectArms(into: &own, at: round, noise: &noise)
    let arms = own.arms
    entries.append(arms.sorted())
    if arms.count <= selection.capacity, Set(arms).count == arms.count, arms.allSatisfy((0..<choices).contains) {
      for arm in arms { selection.add(arm) }
    } else {
      fault = "pulls the arms \(arms) of \(choices) where \(selection.capacity) may be pulled"
    }
  }

  public mutating func observe(rewards: [Double], of arms: [Int], at round: Int) {
    if fault == nil { base.observe(rewards: rewards, of: arms, at: round) }
  }
}
