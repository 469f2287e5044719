import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditEnvironments

struct ObservationNoiseTests {
  private func read(_ setting: Setting) throws -> ObservationNoise {
    let settings: Settings = ["noise": setting]
    return try settings[ObservationNoise.parameter]
  }

  private func draws(_ noise: ObservationNoise, mean: Double, count: Int) -> [Double] {
    var stream = RandomStream(key: StreamKey(seed: 57))
    return (0..<count).map { _ in noise.observe(mean, noise: &stream) }
  }

  @Test func settingsAreRead() throws {
    #expect(try read(.text("bernoulli")) == .bernoulli && read(.text("deterministic")) == .deterministic)
    let normal = try ObservationNoise.gaussian(sd: 0.5)
    #expect(try read(.object(["gaussian": .number(0.5)])) == normal)
    #expect(ObservationNoise.bernoulli.isBounded && !normal.isBounded)
    #expect(ObservationNoise.parameter.setting(of: normal) == .object(["gaussian": .number(0.5)]))
  }

  @Test func whatIsNoNoiseIsRefused() {
    #expect(throws: InvalidSettings.self) { try ObservationNoise.gaussian(sd: -1) }
    #expect(throws: InvalidSettings.self) { try ObservationNoise.gaussian(sd: .nan) }
    #expect(throws: InvalidSettings.self) { try read(.object(["gaussian": .number(1e7)])) }
    #expect(throws: InvalidSettings.self) { try read(.text("loud")) }
  }

  @Test func observationsFollowTheirLaw() throws {
    #expect(draws(.deterministic, mean: 0.3, count: 3) == [0.3, 0.3, 0.3])
    let coins = draws(.bernoulli, mean: 0.3, count: 10_000)
    #expect(coins.allSatisfy { $0 == 0 || $0 == 1 })
    #expect(BinomialTest(successes: coins.count { $0 == 1 }, trials: 10_000, probability: 0.3).pValue > 1e-6)
    // The median of a normal law, and the share within one standard deviation.
    let normals = draws(try .gaussian(sd: 0.5), mean: 0.3, count: 10_000)
    #expect(BinomialTest(successes: normals.count { $0 < 0.3 }, trials: 10_000, probability: 0.5).pValue > 1e-6)
    let within = normals.count { abs($0 - 0.3) < 0.5 }
    #expect(BinomialTest(successes: within, trials: 10_000, probability: 0.6826894921370859).pValue > 1e-6)
  }
}
