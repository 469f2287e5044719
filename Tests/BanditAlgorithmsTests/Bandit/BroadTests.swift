import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct BroadTests {
  /// eta = 1/162 from (.5, .5), arm 0 drawn with loss 1, estimate 2: worked out independently.
  @Test func firstStep() throws {
    let policy = try make(Broad.self)
    #expect(distance(weights(of: policy, after: [(0, 1)]) { $0.weights }, [0.49845680, 0.50154320]) < 6e-9)
  }

  /// Golden numbers: `Tests/Reference/ftrl.py`. At the rate 3 it restarts twice, after rounds 6 and 12 or so.
  @Test func referenceTrace() throws {
    let script: [(String, Double, [Double])] = [
      ("doubling", 0.3, [0.2783495369976246, 0.48847267440743797, 0.23317778859493749]),
      ("doubling", 3, [0.43090522033291967, 0.2861458436346559, 0.2829489360324245]),
      ("path-length", 2, [0.022311170748952145, 0.6080883196110067, 0.36960050964004115]),
    ]
    for (variant, rate, expected) in script {
      let policy = try make(
        Broad.self, ["variant": .text(variant), "learningRate": .number(rate)], arms: 3, horizon: 100)
      #expect(distance(weights(of: policy) { $0.weights }, expected) < 1e-10, "\(variant) \(rate)")
    }
  }

  /// Uniform play has 100.
  @Test(arguments: ["doubling", "path-length"]) func learns(variant: String) throws {
    let policy = try make(Broad.self, ["variant": .text(variant), "learningRate": .number(0.05)], horizon: 1000)
    #expect(regrets(of: policy, means: [0.6, 0.4], rounds: 1000, replications: 50, seed: 11).mean < 75)
  }

  @Test(arguments: ["doubling", "path-length"]) func conforms(variant: String) {
    #expect(
      BanditConformance.violations(of: Broad.self, settings: ["variant": .text(variant)], isRandomized: true) == [])
  }

  @Test func refusesUnboundedRewards() {
    #expect(throws: InvalidSettings.self) { try make(Broad.self, rewards: nil) }
  }

  @Test func typedAndNamedSettingsAgree() throws {
    #expect(
      pullTheSameArms(
        try make(Broad.self, ["variant": .text("path-length"), "learningRate": .number(0.3)], arms: 4, horizon: 300),
        try Broad(problemOfFour, variant: .pathLength, learningRate: 0.3)))
  }
}
