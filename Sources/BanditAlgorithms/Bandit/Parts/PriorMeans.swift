import BanditComparators
import BanditGames

/// Posterior means of arms that pay 0 or 1, from what agents believe before.
struct PriorMeans: Sendable {
  /// What is believed of each arm before anything is seen.
  let priors: [ArmPrior]
  private var successes: [Double]
  private var pulls: [Double]
  /// The posterior means.
  private(set) var means: [Double]

  /// The priors of the problem; uniform ones where it states none.
  init(_ problem: BanditProblem) {
    priors = problem.priors ?? Array(repeating: .beta(a: 1, b: 1), count: problem.armCount)
    successes = Array(repeating: 0, count: priors.count)
    pulls = successes
    means = priors.map(\.mean)
  }

  /// The arm with the highest posterior mean, the lowest index on ties.
  var best: Int {
    var best = 0
    for arm in 1..<max(1, means.count) where means[arm] > means[best] { best = arm }
    return best
  }

  /// Updates with a reward in [0, 1], a fraction of a success.
  mutating func observe(_ reward: Double, of arm: Int) {
    successes[arm] += reward
    pulls[arm] += 1
    means[arm] = priors[arm].mean(successes: successes[arm], of: pulls[arm])
  }

  /// That the environment says nothing of priors, if it does not.
  static func caveats(_ problem: BanditProblem) -> [String] {
    problem.priors == nil
      ? ["the environment states no priors: agents believe every mean to be uniform, which may be wrong"] : []
  }
}
