import Testing

@testable import BanditStreams

struct BetaSamplerTests {
  static let shapes = [1e-3, 0.3, 0.999, 1, 1.5, 2, 7.25, 40, 1234, 1e6]

  /// Posteriors that grow as in a run, and extreme shapes: the bits of GSL's sampler, and the words that it takes.
  @Test func drawsAreGSLs() {
    var kept = RandomStream(key: StreamKey(seed: 11))
    var throughGSL = RandomStream(key: StreamKey(seed: 11))
    var differences = 0
    for a in Self.shapes {
      for b in Self.shapes {
        var sampler = BetaSampler(a: a, b: b)
        for round in 0..<400 {
          kept.move(to: 0, occurrence: round)
          throughGSL.move(to: 0, occurrence: round)
          let draw = sampler.draw(from: &kept)
          if draw.bitPattern != Beta.draw(a: sampler.a, b: sampler.b, from: &throughGSL).bitPattern { differences += 1 }
          if kept.word() != throughGSL.word() { differences += 1 }
          sampler.add(successes: [1, 0, 0.25][round % 3], failures: [0, 1, 0.75][round % 3])
        }
        #expect(sampler.a > a && sampler.b > b)
      }
    }
    #expect(differences == 0)
  }

  /// As many gamma draws in which the bound that replaces logarithms may decide, at the shapes where it decides least.
  @Test(arguments: [1, 1.01, 1.5, 3, 1e9, 1e15])
  func acceptanceIsGSLs(shape: Double) {
    var kept = RandomStream(key: StreamKey(seed: 12))
    var throughGSL = RandomStream(key: StreamKey(seed: 12))
    let sampler = BetaSampler(a: shape, b: 1.25)
    var differences = 0
    for _ in 0..<100_000 {
      let draw = sampler.draw(from: &kept)
      if draw.bitPattern != Beta.draw(a: shape, b: 1.25, from: &throughGSL).bitPattern { differences += 1 }
    }
    #expect(differences == 0)
    #expect(kept.word() == throughGSL.word())
  }
}
