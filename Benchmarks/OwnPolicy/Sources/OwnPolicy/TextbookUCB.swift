import BanditCommandLine
import Bandits

/// Each arm once, then the arm with the highest mean + sqrt(2 ln t / n).
struct TextbookUCB: BanditLearner, Configurable {
  static let card = AlgorithmCard(id: "textbook-ucb", family: .bandit, summary: "UCB1 by the book.")
  var pulls, rewards: [Double]

  init(settings: Settings, problem: BanditProblem) {
    pulls = Array(repeating: 0, count: problem.armCount)
    rewards = pulls
  }

  mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    if round <= pulls.count { return round - 1 }
    let level = 2 * Double.log(Double(round))
    var (choice, best) = (0, -Double.infinity)
    for arm in pulls.indices {
      let index = (level / pulls[arm]).squareRoot() + rewards[arm] / pulls[arm]
      if index > best { (choice, best) = (arm, index) }
    }
    return choice
  }

  mutating func observe(reward: Double, of arm: Int, at round: Int) {
    pulls[arm] += 1
    rewards[arm] += reward
  }
}

@main enum Main {
  static func main() {
    Simulate.main(adding: [.bandit(TextbookUCB.self)], environments: [.init(SeasonalCoins.self)])
  }
}
