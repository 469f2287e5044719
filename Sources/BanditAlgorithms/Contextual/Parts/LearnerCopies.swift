import BanditGames
import BanditStreams

/// Copies of a learner for bandits, one for each place, made when a place is first met. The clock of a copy counts the
/// visits of its place.
struct LearnerCopies: Sendable {
  private let fresh: any BanditLearner
  private var copies: [(any BanditLearner)?]
  private var visits: [Int]
  private var present = 0

  init(_ learner: any BanditLearner, count: Int) {
    fresh = learner
    copies = Array(repeating: nil, count: count)
    visits = Array(repeating: 0, count: count)
  }

  /// The arm that the copy of a place plays.
  mutating func selectArm(_ place: Int, noise: inout RoundNoise) -> Int {
    present = place
    visits[place] += 1
    if copies[place] == nil { copies[place] = fresh }
    return copies[place]?.selectArm(at: visits[place], noise: &noise) ?? 0
  }

  /// Hands the reward to the copy that played.
  mutating func observe(reward: Double, of arm: Int) {
    copies[present]?.observe(reward: reward, of: arm, at: visits[present])
  }

  /// What the learner has to say.
  var caveats: [String] { Caveats.of(fresh) }

  /// The memory of all copies, in bytes; no more are made than there are rounds.
  func bytes(_ problem: ContextualProblem) -> Int {
    let history = (fresh as? any Configurable<BanditProblem>)?.historyBytes(problem: problem.withoutContexts) ?? 0
    return copies.count * 64 + min(copies.count, problem.horizon) * (history + 128 * problem.armCount)
  }
}
