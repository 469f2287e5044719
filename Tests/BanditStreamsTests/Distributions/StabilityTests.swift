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
    (try! Geometric(p: 0.1), [23, 2, 4]),
    (try! Binomial(trials: 20, p: 0.3), [9, 4, 5]),
    (try! Binomial(trials: 1000, p: 0.3), [324, 295, 301]),
    (try! Poisson(mean: 3), [2, 4, 5]),
    (try! Poisson(mean: 300), [295, 310, 275]),
    (
      try! Student(degreesOfFreedom: 5, location: 1, scale: 2),
      [2.881538144029812, 2.1541552312405425, -0.046170849644615375]
    ),
    (try! TruncatedGaussian(lower: -0.5, upper: 1), [0.8193625691353056, -0.32914151321897567, -0.08739913209490445]),
  ]

  /// Laws whose draws go through logarithms and exponentials, on which C libraries differ in the last bits.
  static let nearlyStable: [(distribution: any Distribution, values: [Double])] = [
    (try! Exponential(mean: 2), [4.829203115639795, 0.24949103932838493, 0.6962496278618064]),
    (try! Pareto(exponent: 3, scale: 2), [2.0634213345911223, 4.085926401411437, 3.007826947583543]),
    (try! Lognormal(logMean: 1, logSD: 0.5), [1.2348942422722866, 6.020191402709716, 2.0510691226751803]),
  ]

  @Test func firstDrawsAreStable() {
    for entry in Self.draws {
      var stream = RandomStream(key: StreamKey(seed: 42))
      let values = entry.values.map { _ in entry.distribution.sample(from: &stream) }
      #expect(values == entry.values, "\(entry.distribution)")
    }
  }

  @Test func firstDrawsAreStableUpToTheLastBits() {
    for entry in Self.nearlyStable {
      var stream = RandomStream(key: StreamKey(seed: 42))
      for value in entry.values {
        let draw = entry.distribution.sample(from: &stream)
        #expect(abs(draw - value) <= 4 * value.ulp, "\(entry.distribution)")
      }
    }
  }

  /// The native samplers' tables are made by logarithms and exponentials.
  @Test func firstNativeDrawsAreStable() throws {
    var stream = RandomStream(key: StreamKey(seed: 42))
    var betas = NativeBetas(count: 3, a: 2.5, b: 7.3)
    betas.set(1, a: 0.5, b: 0.25)
    var draws: [Double] = []
    for _ in 0..<6 { draws.append(betas.largest(from: &stream).value) }
    let normal = try Gaussian(mean: 1, sd: 2)
    for _ in 0..<3 { draws.append(normal.sampleNatively(from: &stream)) }
    let expected = [
      0.33950345428614964, 0.9998927417585354, 0.6066787175662427, 0.3123023866335368, 0.3604311836573083,
      0.30009794128390715, 0.9803781831494514, -0.5895108239569871, 4.589901691426029,
    ]
    for (draw, value) in zip(draws, expected) { #expect(abs(draw - value) <= 16 * value.ulp, "\(draws)") }
  }

  @Test func firstVectorIsStable() throws {
    var stream = RandomStream(key: StreamKey(seed: 42))
    let vector = try Dirichlet(concentrations: [2.5, 7.3]).sample(from: &stream)
    #expect(vector == [0.30345953047873114, 0.6965404695212689])
  }
}
