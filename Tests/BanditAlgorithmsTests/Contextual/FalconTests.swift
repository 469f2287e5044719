import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct FalconTests {
  @Test func gammaOfTheLinearClass() {
    var ends = [0, 0]
    var gammas = [1.0]
    for epoch in 1...7 {
      ends.append(Falcon.end(ofEpoch: epoch, .doubling, horizon: 1))
      gammas.append(
        Falcon.gamma(
          epoch: epoch + 1, rounds: ends[epoch + 1] - ends[epoch], arms: 4, dimension: 5, delta: 0.1, scale: 0.5))
    }
    #expect(
      agree(
        gammas, [1, 0.46170722, 0.4429604, 0.60947514, 0.84460363, 1.1754922, 1.6406984, 2.2946655], within: 1e-7))
  }

  @Test func gammaOfAFiniteClass() {
    let gammas = (1...8).map { epoch in
      Falcon.gamma(ofFiniteClass: 100, epoch: epoch, previousEnd: 1 << (epoch - 1), arms: 4, delta: 0.1)
    }
    #expect(
      agree(
        gammas, [1, 0.035052806, 0.04618894, 0.062762825, 0.086350214, 0.11960167, 0.1663509, 0.23203111], within: 1e-7)
    )
  }

  @Test func epochsOfAKnownHorizon() {
    #expect((1...4).map { Falcon.end(ofEpoch: $0, .knownHorizon, horizon: 1000) } == [64, 356, 844, 1299])
  }

  /// In the first epoch arms are uniform, and predictions are fixed within each.
  @Test func learnsBetweenEpochs() throws {
    let world = WorkedWorlds.fixed(rounds: 20)
    let learner = try Falcon(world.truth.problem, scale: 1e6)
    _ = PlayedGame(
      ContextualGame(
        environment: world, learner: Recorder<Falcon, ContextualRound>(learner, choices: 3),
        problem: world.truth.problem), rounds: 20, addressCount: 4, key: StreamKey(seed: 1)
    ) { game, _, round in
      let probabilities = game.learner.base.weighting.probabilities
      if round <= 2 { #expect(agree(probabilities, [1.0 / 3, 1.0 / 3, 1.0 / 3])) }
      if round > 2 { #expect(abs((probabilities.max() ?? 0) - 1) < 0.5) }
      let epochs = [2, 4, 8, 16, 32].firstIndex { round <= $0 } ?? 0
      #expect(game.learner.base.measure(Falcon.oracleCalls) == Double(epochs + 1))
    }
  }

  @Test func conforms() {
    #expect(ContextualConformance.violations(of: Falcon.self, isRandomized: true) == [])
    #expect(
      ContextualConformance.violations(
        of: Falcon.self, settings: ["epochs": "known-horizon", "data": "all", "model": "disjoint"], isRandomized: true,
        in: .contexts) == [])
  }
}
