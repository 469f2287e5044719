import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct BaggedGreedyTests {
  /// With predictions that start at 0 and rewards above 0 nothing is ever explored.
  @Test func optimismExplores() throws {
    let world = WorkedWorlds.disjoint(rounds: 60)
    func arms(initial: Double) throws -> Set<Int> {
      Set(RecordedContexts(learner: try BaggedGreedy(world.truth.problem, initial: initial), world: world).arms)
    }
    // A first reward of weight 0 leaves a model at 0 for all arms, and so at arm 0.
    #expect(try arms(initial: 0) == [0])
    #expect(try arms(initial: 1) == [0, 1, 2])
  }

  /// The share of votes is the probability.
  @Test func tellsTheShareOfVotes() throws {
    let world = WorkedWorlds.fixed()
    var learner = try BaggedGreedy(world.truth.problem, models: 7, initial: 0.3)
    var view = ContextualView(of: world.truth.problem)
    view.features = [1, 0, 0, 1, 0.6, 0.7]
    var noise = RandomStream(key: StreamKey(seed: 2))
    for round in 1...6 {
      noise.move(to: 0, occurrence: round)
      let arm = learner.selectArm(view, at: round, noise: &noise)
      learner.observe(reward: [0.1, 0.9, 0.4, 0.6, 0.2, 0.5][round - 1], of: arm, in: view, at: round)
    }
    var counts: [Int: Int] = [:]
    var shares: [Int: Double] = [:]
    for round in 1...20_000 {
      noise.move(to: 0, occurrence: round)
      let arm = learner.selectArm(view, at: 7, noise: &noise)
      counts[arm, default: 0] += 1
      shares[arm] = learner.propensity
    }
    #expect(abs(shares.values.reduce(0, +) - 1) < 1e-12)
    // Level 1e-6 each.
    for (arm, share) in shares {
      #expect(BinomialTest(successes: counts[arm] ?? 0, trials: 20_000, probability: share).pValue > 1e-6)
    }
  }

  @Test func conforms() {
    #expect(
      ContextualConformance.violations(
        of: BaggedGreedy.self, settings: ["initial": 1, "models": 3], isRandomized: true) == [])
  }
}
