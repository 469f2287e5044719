import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct LinTSTests {
  private static let problem = ContextualProblem(
    armCount: 2, dimension: 2, isShared: false, horizon: 1000, noiseScale: 1, parameterNorm: 1, featureNorm: 1)

  /// The posterior after three rows, and samples for given normal numbers.
  @Test func samplesFromThePosterior() throws {
    var ridge = RidgeInverse(dimension: 2, lambda: 1)
    for (row, reward) in [([1.0, 0.0], 1.0), ([0.6, 0.8], 0.5), ([0, 1], -0.2)] {
      ridge.add(row, from: 0, target: reward)
    }
    #expect(agree(ridge.gram, [2.36, 0.48, 0.48, 2.64], within: 1e-12))
    #expect(agree(ridge.estimate, [0.556, -0.0253333333]))
    let factor = try #require(LowerTriangle(of: ridge.gram, dimension: 2))
    #expect(agree(factor.elements, [1.53622915, 0, 0.3124533864, 1.59448201]))
    func sample(_ z: [Double], _ v: Double) -> [Double] {
      var z = z
      factor.solveTransposed(&z)
      return zip(ridge.estimate, z).map { $0 + v * $1 }
    }
    #expect(agree(sample([1, 0], 1), [1.206944555, -0.0253333333]))
    #expect(agree(sample([0, 1], 1), [0.4284414392, 0.6018295907]))
    #expect(agree(sample([0.3, -1.2], 0.5), [0.7301768197, -0.4016310878]))
  }

  @Test func scalesOfTheProofs() throws {
    func width(_ v: LinTS.Scale, noise: Double, delta: Double, lambda: Double = 1, horizon: Int, round: Int, d: Int)
      throws -> Double
    {
      let problem = ContextualProblem(
        armCount: 1, dimension: d, isShared: false, horizon: horizon, noiseScale: noise, parameterNorm: 1)
      return try LinTS(problem, v: v, lambda: lambda, delta: delta).width(round: round, dimension: d)
    }
    let widths = [
      try width(.agrawalGoyal, noise: 1, delta: 0.1, horizon: 1000, round: 100, d: 5),
      try width(.agrawalGoyal, noise: 0.1, delta: 0.05, horizon: 1000, round: 1000, d: 10),
      try width(.abeilleLazaric, noise: 1, delta: 0.1, horizon: 1000, round: 100, d: 5),
      try width(.abeilleLazaric, noise: 0.1, delta: 0.05, lambda: 2, horizon: 10000, round: 1, d: 10),
      try width(.posterior, noise: 0.3, delta: 0.05, horizon: 10, round: 5, d: 2),
    ]
    #expect(agree(widths, [17.63091, 2.985488033, 7.64974589, 1.935603378, 0.3], within: 1e-5))
  }

  /// The draw itself: the shares of two arms are those of the difference of two normal numbers.
  @Test func drawsArmsAsOftenAsTheirSamplesAreLarger() throws {
    var learner = try LinTS(Self.problem, v: .number(0.7))
    var view = ContextualView(of: Self.problem)
    view.features = [1, 0, 0, 1]
    learner.observe(reward: 0.8, of: 0, in: view, at: 1)
    // theta ~ N((.4, 0), .49 diag(1/2, 1)): arm 0 is larger with probability Phi(.4 / sqrt(.49 * 1.5)).
    var noise = RandomStream(key: StreamKey(seed: 0))
    var wins = 0
    for round in 1...40_000 {
      noise.move(to: 0, occurrence: round)
      if learner.selectArm(view, at: 2, noise: &noise) == 0 { wins += 1 }
    }
    // Level 1e-6.
    #expect(BinomialTest(successes: wins, trials: 40_000, probability: 0.6795960).pValue > 1e-6)
  }

  @Test func sharedContextsHaveABlockForEachArm() throws {
    let world = WorkedWorlds.disjoint(rounds: 60)
    let joint = WorkedWorlds.joint(rounds: 60)
    let blocks = RecordedContexts(learner: try LinTS(world.truth.problem), world: world)
    let written = RecordedContexts(learner: try LinTS(joint.truth.problem), world: joint)
    // The factor of a matrix of blocks is that of its blocks, and normal numbers come in the same order.
    #expect(blocks.arms == written.arms)
    #expect(agree(blocks.learner.estimate, written.learner.estimate, within: 1e-10))
  }

  @Test func refusals() {
    #expect(throws: InvalidSettings.self) { try LinTS(Self.problem, v: .agrawalGoyal, lambda: 2) }
    #expect(throws: InvalidSettings.self) { try LinTS(Self.problem, v: .abeilleLazaric, lambda: 0.5) }
    let silent = ContextualProblem(armCount: 2, dimension: 2, isShared: false, horizon: 10)
    #expect(throws: InvalidSettings.self) { try LinTS(silent) }
  }

  @Test func conforms() {
    #expect(ContextualConformance.violations(of: LinTS.self, isRandomized: true) == [])
    #expect(
      ContextualConformance.violations(
        of: LinTS.self, settings: ["model": "disjoint", "v": 0.3], isRandomized: true, in: .contexts) == [])
  }
}
