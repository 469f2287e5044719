import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct LagrangeBwKTests {
  /// T/B = 4, r = .6, c = .5: L = -.4, which is .52 of the way from -3 to 2.
  @Test func scaling() throws {
    let problem = KnapsackProblem(armCount: 2, resourceCount: 1, budget: 25, horizon: 100)
    let learner = try LagrangeBwK(problem)
    #expect(abs(learner.scaled(reward: 0.6, consumption: 0.5) - 0.52) < 1e-12)
    #expect(learner.multiplier == 4)
    // The ends, lo and hi.
    #expect(learner.scaled(reward: 0, consumption: 1) == 0 && learner.scaled(reward: 1, consumption: 0) == 1)
    // A smaller multiplier: r + 1 - 1.5 c from -.5 to 2.
    let careful = try LagrangeBwK(problem, time: false, multiplier: 1.5)
    #expect(abs(careful.scaled(reward: 0.6, consumption: 0.5) - (0.6 + 1 - 0.75 + 0.5) / 2.5) < 1e-12)
  }

  /// The resource that is short gains weight: after an outcome that takes everything its loss is less than time's, and the
  /// weights are those of exponential weights with the rate sqrt(8 ln 2 / T).
  @Test func weightsOfResources() throws {
    let problem = KnapsackProblem(armCount: 1, resourceCount: 1, budget: 50, horizon: 100)
    var learner = try LagrangeBwK(problem, dualRate: 2)
    var noise = RandomStream(key: StreamKey(seed: 4))
    func play(_ round: Int, _ outcome: KnapsackOutcome) {
      noise.move(to: 0, occurrence: round)
      _ = learner.selectArm(at: round, noise: &noise)
      learner.observe(outcome, of: 0, at: round)
    }
    play(1, KnapsackOutcome(reward: 0.5, consumption: [1]))
    #expect(learner.averageResources == [0.5, 0.5])
    play(2, KnapsackOutcome(reward: 0.5, consumption: [0]))
    // Losses (.5 + 0) / 3 and (.5 + 1) / 3: a difference of 1/3, times 2.
    let weight = 1 / (1 + Double.exp(-2.0 / 3))
    #expect(abs(learner.averageResources[0] - (0.5 + weight) / 2) < 1e-12)
    play(3, KnapsackOutcome(reward: 0, consumption: [0.5]))
    // Losses (.5 + 2) / 3 and .5: all in all (3 / 3, 3 / 3).
    #expect(abs(learner.averageResources[0] - (1 + weight) / 3) < 1e-12)
    #expect(learner.averageArms == [1, 0])
  }

  /// A learner without time has one resource; its primal learner plays as it would alone, for r + 1 - gamma c.
  @Test func primalLearner() throws {
    let world = CoinKnapsack([0.7, 0.2], [[0.9, 0.1]], budget: 1000, horizon: 400)
    let (game, _) = playKnapsack(
      world, try LagrangeBwK(world.problem, primal: NestedLearner("exp3"), time: false, multiplier: 2))
    #expect(game.learner.averageResources.count == 1 && abs(game.learner.averageResources[0] - 1) < 1e-12)
    var alone = try Exp3(BanditProblem(armCount: 3, horizon: 400, rewardRange: 0...1))
    var arms = [0, 0, 0]
    var own = RandomStream(key: StreamKey(seed: 1001))
    var coins = RandomStream(key: StreamKey(seed: 1), itemCount: 3)
    for round in 1...400 {
      own.move(to: 0, occurrence: round)
      // The draw of the resource.
      _ = own.uniform()
      let arm = alone.selectArm(at: round, noise: &own)
      var payoff = 1.0
      if arm < 2 {
        coins.move(to: arm, occurrence: arms[arm])
        let reward = coins.uniform() < [0.7, 0.2][arm] ? 1.0 : 0
        payoff += reward - (coins.uniform() < [0.9, 0.1][arm] ? 2 : 0)
      }
      arms[arm] += 1
      alone.observe(reward: (payoff + 1) / 3, of: arm, at: round)
    }
    #expect(game.learner.averageArms == arms.map { Double($0) / 400 })
  }

  /// Average play tends to the programme's value, .55 and .2: with 40 times the rounds the mean distance falls by 40 % at
  /// least, to less than .05.
  @Test(arguments: [("exp3-p", 0.5, 0.55), ("exp3-ix", 0.5, 0.55), ("exp3", 0.1, 0.2)])
  func averagePlayTendsToTheProgramme(_ id: String, _ rate: Double, _ value: Double) throws {
    func distance(_ horizon: Int) throws -> Double {
      var sum = 0.0
      for seed in 1...5 {
        let world = CoinKnapsack([0.8, 0.4], [[1, 0.2]], budget: rate * Double(horizon), horizon: horizon)
        let (game, account) = playKnapsack(
          world, try LagrangeBwK(world.problem, primal: NestedLearner(id)), seed: UInt64(seed))
        let found = game.measureTogether(.lagrangeValue, after: horizon, account: account) ?? .nan
        sum += abs(found - value)
      }
      return sum / 5
    }
    let (short, long) = (try distance(500), try distance(20_000))
    #expect(long < 0.05, "\(long)")
    #expect(long < 0.6 * short, "\(short), \(long)")
  }

  /// T = 100: (T / B) 2^-j with j = 0...6, all alike, drawn in the first round and kept; 700 keys, a chi-square test (level
  /// 1e-6).
  @Test func randomMultipliers() throws {
    let problem = KnapsackProblem(armCount: 2, resourceCount: 1, budget: 25, horizon: 100)
    var counts = Array(repeating: 0, count: 7)
    for seed in 1...700 {
      var learner = try LagrangeBwK(problem, time: false, multiplier: .random)
      var noise = RandomStream(key: StreamKey(seed: UInt64(seed)))
      noise.move(to: 0, occurrence: 1)
      _ = learner.selectArm(at: 1, noise: &noise)
      let place = try #require((0..<7).first { learner.multiplier == 4 / Double(1 << $0) })
      counts[place] += 1
      learner.observe(KnapsackOutcome(reward: 0.5, consumption: [0.5]), of: 0, at: 1)
      let drawn = learner.multiplier
      noise.move(to: 0, occurrence: 2)
      _ = learner.selectArm(at: 2, noise: &noise)
      #expect(learner.multiplier == drawn)
    }
    #expect(ChiSquareTest(counts: counts, probabilities: counts.map { _ in 1 }).pValue > 1e-6)
  }

  @Test(arguments: ["exp3", "ftrl", "tsallis-inf", "exp3-ix", "exp3-p", "exp3-plus-plus", "log-barrier"])
  func conforms(_ id: String) {
    let primal = NestedLearner(id).setting
    #expect(
      KnapsackConformance.violations(of: LagrangeBwK.self, settings: ["primal": primal], isRandomized: true) == [])
    let adversarial: Settings = ["primal": primal, "time": false]
    #expect(KnapsackConformance.violations(of: LagrangeBwK.self, settings: adversarial, isRandomized: true) == [])
    let random: Settings = ["primal": primal, "time": false, "multiplier": "random"]
    #expect(KnapsackConformance.violations(of: LagrangeBwK.self, settings: random, isRandomized: true) == [])
  }

  @Test func refusalsNameTheKey() {
    let problem = KnapsackProblem(armCount: 2, resourceCount: 1, budget: 2, horizon: 10)
    func path(_ settings: Settings) -> String {
      do throws(InvalidSettings) {
        _ = try LagrangeBwK(settings: settings, problem: problem)
        return "accepted"
      } catch { return error.path }
    }
    #expect(path([:]) == "accepted")
    #expect(path(["primal": ["id": "ucb1"]]).hasPrefix("primal"))
    #expect(path(["primal": ["id": "exp3-p", "delta": 2]]).hasPrefix("primal"))
    #expect(path(["multiplier": 0]).hasPrefix("multiplier"))
    #expect(path(["dualRate": -1]).hasPrefix("dualRate"))
  }
}
