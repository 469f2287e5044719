import BanditCards
import BanditGames
import BanditStreams

@testable import BanditEnvironments

/// What rounds of an instance show, the means of all arms, and the reward of one of them.
struct ContextualRun {
  var views: [ContextualView] = []
  var means: [[Double]] = []
  var rewards: [Double] = []

  init<Model: EnvironmentModel>(_ model: Model, rounds: Int, replication: Int = 0, arm: Int = 0)
  where Model.Problem == ContextualProblem, Model.Instance == ContextualArms {
    let key = StreamKey(seed: 7).child(index: replication)
    var stream = RandomStream(key: key.child(purpose: .instance))
    var instance = model.instance(of: replication, from: &stream)
    let problem = model.problem
    var noise = RandomStream(key: key.child(purpose: .rewards), itemCount: problem.addressCount)
    var view = ContextualView(of: problem)
    var means = Array(repeating: 0.0, count: problem.armCount)
    for round in 1...rounds {
      noise.move(to: problem.armCount, occurrence: round)
      instance.show(&view, at: round, noise: &noise)
      instance.writeMeans(into: &means, of: view, at: round)
      noise.move(to: arm, occurrence: round)
      views.append(view)
      self.means.append(means)
      rewards.append(instance.reward(of: arm, mean: means[arm], at: round, noise: &noise))
    }
  }
}
