import BanditCards
import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct RecurringGameTests {
  private static let priors = [ArmPrior.beta(a: 1, b: 1), .beta(a: 1, b: 1)]

  /// Plays given arms and keeps what it hears.
  private struct Listener: RecurringLearner {
    let arms: [Int]
    var rewards: [Double] = []
    var ends: [Int] = []
    var preparations = 0
    var uniforms: [Double] = []
    mutating func prepare(noise: inout RoundNoise) {
      preparations += 1
      uniforms.append(noise.uniform())
    }
    mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
      uniforms.append(noise.uniform())
      return arms[(round - 1) % arms.count]
    }
    mutating func observe(reward: Double, of arm: Int, at round: Int) { rewards.append(reward) }
    mutating func endTask(at round: Int) { ends.append(round) }
  }

  /// Coins from the noise, in tasks whose means and lengths come from it, too.
  private struct Coins: RecurringEnvironment {
    let problem: RecurringProblem
    var means = [0.0, 0]
    var left = 0
    var begun: [[Double]] = []
    var armCount: Int { 2 }
    mutating func beginTask(_ task: Int, noise: inout RoundNoise) {
      left = problem.drawTask(into: &means, from: &noise)
      begun.append(means + [Double(left)])
    }
    mutating func pull(_ arm: Int, at round: Int, noise: inout RoundNoise) -> TaskOutcome {
      left -= 1
      // The uniform itself, so that two addresses never look alike.
      return TaskOutcome(
        ArmOutcome(reward: noise.uniform(), mean: means[arm], bestMean: means.max()!), endsTask: left == 0)
    }
  }

  private func play(
    _ arms: [Int], rounds: Int = 60, isVisible: Bool = true, coupling: Coupling = .pulls, mean: Double = 4
  ) -> RecurringGame<Coins, Listener> {
    let problem = RecurringProblem(
      priors: Self.priors, length: .geometric(mean: mean), isVisible: isVisible, horizon: rounds)
    var game = RecurringGame(
      environment: Coins(problem: problem), learner: Listener(arms: arms), problem: problem, coupling: coupling)
    var account = game.openAccount(for: [.pseudo], metrics: [])
    var noise = RandomStream(key: StreamKey(seed: 3), itemCount: problem.addressCount)
    var other = RandomStream(key: StreamKey(seed: 4))
    for round in 1...rounds {
      game.play(round: round, environmentNoise: &noise, learnerNoise: &other, account: &account)
    }
    return game
  }

  /// Whatever is played, tasks have the same means and lengths, and the m-th pull of an arm in a task the same reward.
  @Test func allMeetTheSame() {
    let (first, second) = (play([0, 0, 1, 1]), play([1, 0, 0]))
    #expect(first.environment.begun == second.environment.begun && first.environment.begun.count > 5)
    func pulls(_ game: RecurringGame<Coins, Listener>) -> [[Int]: Double] {
      var (round, rewards) = (0, [[Int]: Double]())
      for (task, row) in game.environment.begun.enumerated() {
        var counts = [0, 0]
        for _ in 0..<Int(row[2]) where round < 60 {
          let arm = game.learner.arms[round % game.learner.arms.count]
          rewards[[task, arm, counts[arm]]] = game.learner.rewards[round]
          counts[arm] += 1
          round += 1
        }
      }
      return rewards
    }
    let (one, other) = (pulls(first), pulls(second))
    let common = Set(one.keys).intersection(other.keys)
    #expect(common.count > 15 && common.allSatisfy { one[$0] == other[$0] })
    // No two pulls share an address.
    #expect(Set(one.values).count == one.count)
  }

  /// Under `rounds` the pull of an arm in a round has the same reward.
  @Test func roundsShareTheirNoise() {
    let (first, second) = (play([0, 0, 1, 1], coupling: .rounds), play([1, 0, 0], coupling: .rounds))
    for round in 0..<60 {
      let isSameArm = [0, 0, 1, 1][round % 4] == [1, 0, 0][round % 3]
      #expect((first.learner.rewards[round] == second.learner.rewards[round]) == isSameArm)
    }
  }

  /// Ends are told after the last round where they are visible, and never where they are hidden; the rest is the same.
  @Test func ends() {
    let (seen, hidden) = (play([0, 1]), play([0, 1], isVisible: false))
    var (round, ends) = (0, [Int]())
    for row in seen.environment.begun {
      round += Int(row[2])
      if round <= 60 { ends.append(round) }
    }
    #expect(seen.learner.ends == ends && hidden.learner.ends == [])
    #expect(seen.learner.rewards == hidden.learner.rewards)
    #expect(play([0], mean: 1).learner.ends == Array(1...60))
  }

  /// The learner's noise is addressed by the round; what it draws beforehand, by round 0.
  @Test func learnersNoise() {
    let learner = play([0, 1]).learner
    #expect(learner.preparations == 1 && learner.uniforms.count == 61)
    var noise = RandomStream(key: StreamKey(seed: 4))
    for round in 0...60 {
      noise.move(to: 0, occurrence: round)
      #expect(noise.uniform() == learner.uniforms[round])
    }
  }

  /// Lengths are 1 + floor(ln(1 - u) / ln q): of mean n, and the law of the first few (chi-square at 1e-6, fixed key).
  @Test func lengths() {
    let problem = RecurringProblem(priors: [.known(0.25)], length: .geometric(mean: 3), horizon: 1)
    var noise = RandomStream(key: StreamKey(seed: 8))
    var means = [0.0]
    var counts = Array(repeating: 0, count: 6)
    for _ in 0..<6000 { counts[min(6, problem.drawTask(into: &means, from: &noise)) - 1] += 1 }
    let q = 2.0 / 3
    let test = ChiSquareTest(
      counts: counts, probabilities: [1 - q, q / 3, q * q / 3, q * q * q / 3, q * q * q * q / 3, q * q * q * q * q])
    #expect(test.pValue > 1e-6 && means == [0.25])
    let fixed = RecurringProblem(priors: [.known(0.25)], length: .fixed(7), horizon: 1)
    #expect(fixed.drawTask(into: &means, from: &noise) == 7)
    let single = RecurringProblem(priors: [.known(0.25)], length: .geometric(mean: 1), horizon: 1)
    #expect((0..<100).allSatisfy { _ in single.drawTask(into: &means, from: &noise) == 1 })
  }

  /// What learners for bandits are told.
  @Test func asBandit() {
    func horizon(_ length: TaskLength, _ isVisible: Bool) -> Int {
      RecurringProblem(priors: Self.priors, length: length, isVisible: isVisible, horizon: 50).asBandit.horizon
    }
    #expect(horizon(.fixed(7), true) == 7 && horizon(.fixed(70), true) == 50 && horizon(.fixed(7), false) == 50)
    #expect(horizon(.geometric(mean: 7), true) == 50)
  }
}
