import BanditComparators
import BanditGames
import BanditStreams

@testable import BanditAlgorithms

/// Coins or their means, for tests of learners.
struct CoinKnapsack: KnapsackEnvironment {
  let truth: KnapsackTruth
  var isDeterministic = false

  mutating func pull(_ arm: Int, at round: Int, into outcome: inout KnapsackOutcome, noise: inout RoundNoise) {
    let phase = truth.phases[0]
    outcome.reward = isDeterministic ? phase.rewards[arm] : noise.uniform() < phase.rewards[arm] ? 1 : 0
    for resource in outcome.consumption.indices {
      let mean = phase.consumptions[resource][arm]
      outcome.consumption[resource] = isDeterministic ? mean : noise.uniform() < mean ? 1 : 0
    }
  }
}

extension CoinKnapsack {
  init(
    _ rewards: [Double], _ consumptions: [[Double]], budget: Double, horizon: Int, hasNullArm: Bool = true,
    isDeterministic: Bool = false
  ) {
    let problem = KnapsackProblem(
      armCount: rewards.count, resourceCount: consumptions.count, budget: budget, horizon: horizon,
      hasNullArm: hasNullArm)
    let phase = KnapsackTruth.Phase(rounds: horizon, rewards: rewards, consumptions: consumptions)
    self.init(truth: KnapsackTruth(phases: [phase], problem: problem), isDeterministic: isDeterministic)
  }

  var problem: KnapsackProblem { truth.problem }
}

/// Random instances: up to 6 arms and 3 resources, budgets from tiny to more than enough, with and without a null arm.
func randomKnapsacks(_ count: Int, horizon: Int, seed: UInt64) -> [CoinKnapsack] {
  var noise = RandomStream(key: StreamKey(seed: seed))
  return (0..<count).map { _ in
    let (arms, resources) = (1 + noise.integer(below: 6), 1 + noise.integer(below: 3))
    let shares = [0.02, 0.1, 0.3, 0.7, 1.3]
    return CoinKnapsack(
      (0..<arms).map { _ in noise.uniform() }, (0..<resources).map { _ in (0..<arms).map { _ in noise.uniform() } },
      budget: Double(horizon) * shares[noise.integer(below: 5)], horizon: horizon,
      hasNullArm: noise.integer(below: 3) > 0, isDeterministic: noise.integer(below: 2) == 0)
  }
}

/// Plays an instance to its horizon, and lets somebody look at the accounts after each round.
@discardableResult
func playKnapsack<L: KnapsackLearner>(
  _ world: CoinKnapsack, _ learner: L, seed: UInt64 = 1,
  inspect: (KnapsackGame<CoinKnapsack, L>, KnapsackLedger, Int) -> Void = { _, _, _ in }
) -> (game: KnapsackGame<CoinKnapsack, L>, account: KnapsackLedger) {
  var game = KnapsackGame(environment: world, learner: learner, problem: world.problem)
  var account = game.openAccount(for: KnapsackLedger.notions, metrics: KnapsackLedger.metrics)
  var environment = RandomStream(key: StreamKey(seed: seed), itemCount: world.problem.addressCount)
  var own = RandomStream(key: StreamKey(seed: seed + 1000))
  for round in 1...world.problem.horizon {
    game.play(round: round, environmentNoise: &environment, learnerNoise: &own, account: &account)
    inspect(game, account, round)
  }
  return (game, account)
}
