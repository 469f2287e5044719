import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams
import BanditTesting
import Testing

@testable import BanditEnvironments

struct MultiScaleRandomWalkTests {
  private func walk(arms: Int = 3, best: Int = 1, epsilon: Double = 0.1, sigma: Double) throws -> MultiScaleRandomWalk {
    MultiScaleRandomWalk(actionCount: arms, best: best, epsilon: epsilon, step: try Gaussian(sd: sigma))
  }

  @Test func parents() {
    #expect(
      (1...16).map(MultiScaleRandomWalk.parent) == [0, 0, 2, 0, 4, 4, 6, 0, 8, 8, 10, 8, 12, 12, 14, 0])
  }

  /// Steps of t/100.
  @Test func walkOfGivenSteps() throws {
    var walk = try walk(sigma: 0)
    let values = (1...16).map { walk.advance(to: $0, by: 0.01 * Double($0)) }
    let expected = [
      0.01, 0.02, 0.05, 0.04, 0.09, 0.10, 0.17, 0.08, 0.17, 0.18, 0.29, 0.20, 0.33, 0.34, 0.49, 0.16,
    ]
    #expect(zip(values, expected).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  /// How many steps there are between 0 and a round, and how many of the sixteen jumps pass over a round.
  @Test func depthsAndCutWidths() {
    let parent = MultiScaleRandomWalk.parent
    func depth(_ round: Int) -> Int { round == 0 ? 0 : 1 + depth(parent(round)) }
    #expect((1...16).map(depth) == [1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4, 1])
    let widths = (1...16).map { round in (round...16).count { parent($0) < round } }
    #expect(widths == [5, 4, 4, 3, 4, 3, 3, 2, 4, 3, 3, 2, 3, 2, 2, 1])
    #expect((1...4096).allSatisfy { depth($0) == $0.nonzeroBitCount })
  }

  /// The walk that is kept by numbers of binary zeros is the one of the definition, W_t = W_rho(t) + xi_t.
  @Test func keepsWhatTheDefinitionNeeds() throws {
    var walk = try walk(sigma: 0)
    var noise = RandomStream(key: StreamKey(seed: 3))
    var all = [0.0]
    for round in 1...3000 {
      let step = noise.uniform() - 0.5
      all.append(all[MultiScaleRandomWalk.parent(of: round)] + step)
      #expect(walk.advance(to: round, by: step) == all[round])
    }
  }

  /// Losses before the cut differ by epsilon and are those of the walk; all are cut to [0, 1].
  @Test func lossesFollowTheWalk() throws {
    let rows = losses(of: try walk(sigma: 0.05), rounds: 500)
    #expect(rows.allSatisfy { $0[0] == $0[2] && $0[1] <= $0[0] })
    #expect(rows.allSatisfy { $0[1] == 0 || $0[0] == 1 || abs($0[0] - $0[1] - 0.1) < 1e-15 })
    let wild = losses(of: try walk(sigma: 1), rounds: 500).flatMap { $0 }
    #expect(wild.allSatisfy { $0 >= 0 && $0 <= 1 } && wild.contains(0) && wild.contains(1))
  }

  /// W_t in round 2^n is one step from 0: N(0, sigma^2). Kolmogorov-Smirnov, level 1e-6.
  @Test func stepsAreNormal() throws {
    let sample = try (0..<2000).map { replication in
      losses(of: try walk(epsilon: 0, sigma: 0.04), rounds: 4, key: StreamKey(seed: 8).child(index: replication))[3][0]
    }
    let test = KolmogorovSmirnov(sample) { CumulativeDistribution.normal($0, mean: 0.5, sd: 0.04) }
    #expect(test.pValue > 1e-6)
  }

  /// sigma = 1/(9 log2 T) = .0066896 and epsilon = (K/T)^(1/3) / (9 log2 T) = 1.8158e-4 for K = 2, T = 100000: with the
  /// best action given, losses of round 1 differ by epsilon.
  @Test func constantsOfTheLowerBound() throws {
    let model = try model(MultiScaleRandomWalkModel.self, ["arms": .whole(2), "best": .whole(0)], horizon: 100_000)
    var stream = RandomStream(key: StreamKey(seed: 1))
    let row = losses(of: model.instance(of: 0, from: &stream), rounds: 1)[0]
    #expect(abs(row[1] - row[0] - 1.8158e-4) < 1e-8)
    #expect(abs(1 / MultiScaleRandomWalk.scale(horizon: 100_000) - 0.0066896) < 1e-7)
  }

  /// epsilon = 2 (4/20000)^(1/3) = .11696, sigma = 3/(9 log2 20000) = .02333.
  @Test func inflatedConstants() throws {
    let settings: Settings = ["arms": .whole(4), "best": .whole(2), "epsilon": .text("inflated")]
    var stream = RandomStream(key: StreamKey(seed: 1))
    let row = losses(
      of: try model(MultiScaleRandomWalkModel.self, settings, horizon: 20_000).instance(of: 0, from: &stream), rounds: 1
    )[0]
    #expect(abs(row[0] - row[2] - 0.11696) < 1e-5)
    #expect(abs(3 / MultiScaleRandomWalk.scale(horizon: 20_000) - 0.02333) < 1e-5)
  }

  @Test func typedArgumentsAndSettingsAgree() throws {
    let given = try model(
      MultiScaleRandomWalkModel.self,
      ["arms": .whole(3), "best": .whole(2), "epsilon": .number(0.2), "sigma": .text("inflated")])
    let typed = try MultiScaleRandomWalkModel(arms: 3, horizon: 100, epsilon: .given(0.2), sigma: .inflated, best: 2)
    #expect(typed.problem == given.problem && draws(typed) == draws(given))
    #expect(throws: InvalidSettings.self) { try MultiScaleRandomWalkModel(arms: 3, horizon: 9, sigma: .given(2)) }
  }

  @Test func oneRoundIsEnough() throws {
    let model = try model(MultiScaleRandomWalkModel.self, ["arms": .whole(1)], horizon: 1)
    var stream = RandomStream(key: StreamKey(seed: 1))
    #expect(losses(of: model.instance(of: 0, from: &stream), rounds: 1)[0][0].isFinite)
  }
}
