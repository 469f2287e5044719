import BanditStreams
import Testing

/// The first draws under a fixed key, from this package's own output: a change here changes every result
/// that used the distribution, and is tagged value-breaking in the changelog.
///
/// The parameters are those for which the C library's version makes no difference.
struct StabilityTests {
  static let draws: [(distribution: any Distribution, values: [Double])] = [
    (try! Bernoulli(p: 0.5), [0, 1, 1]),
    (try! Uniform(lower: -1, upper: 3), [2.6423881850645854, -0.5308860370819781, 0.17595699704881707]),
    (try! Gaussian(mean: 1, sd: 2), [2.8937648479437525, 1.4715732746124879, 2.3518847050842266]),
    (try! Gamma(shape: 2.5, scale: 0.5), [1.940331648734782, 1.6608485427701056, 0.6523539699568839]),
    (try! Beta(a: 2.5, b: 7.3), [0.30345953047873114, 0.19440465697533904, 0.26378327896497145]),
    (try! Beta(a: 1, b: 1), [0.9105970462661463, 0.11727849072950547, 0.29398924926220427]),
    (try! Categorical(weights: [1, 2, 3, 4, 0]), [3, 2, 1]),
  ]

  @Test func firstDrawsAreStable() {
    for entry in Self.draws {
      var stream = RandomStream(key: StreamKey(seed: 42))
      let values = entry.values.map { _ in entry.distribution.sample(from: &stream) }
      #expect(values == entry.values, "\(entry.distribution)")
    }
  }
}
