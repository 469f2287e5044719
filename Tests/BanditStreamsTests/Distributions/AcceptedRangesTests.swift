import BanditNumerics
import BanditStreams
import BanditTesting
import Testing

/// Every law at the ends of the ranges that it accepts, where samplers overflow, underflow or lose their bits.
struct AcceptedRangesTests {
  struct Edge: CustomStringConvertible, Sendable {
    let law: any Distribution
    let mean: Double
    let variance: Double
    /// The fourth central moment over the squared variance.
    let kurtosis: Double

    init(_ law: any Distribution, mean: Double, variance: Double, kurtosis: Double = 3) {
      (self.law, self.mean, self.variance, self.kurtosis) = (law, mean, variance, kurtosis)
    }

    var description: String { "\(law)" }

    static func binomial(_ trials: Int, _ p: Double) -> Edge {
      let variance = Double(trials) * p * (1 - p)
      return Edge(
        try! Binomial(trials: trials, p: p), mean: Double(trials) * p, variance: variance,
        kurtosis: 3 + (1 - 6 * p * (1 - p)) / variance)
    }
  }

  static let edges: [Edge] = [
    // Variances from GSL's own sampler to 25 times what overflows there; both sides of the mean.
    .binomial(1_000_000_000, 0.5), .binomial(1_000_000_000, 0.1), .binomial(1_000_000_000, 0.999),
    .binomial(1_000_000_000, 0.25), .binomial(600_000_000, 0.5), .binomial(40_000_001, 0.5), .binomial(39_999_999, 0.5),
    .binomial(1_000_000_000, 1e-9), .binomial(1_000_000_000, 1 - 1e-9), .binomial(1_000_000_000, 1e-7),
    Edge(try! Poisson(mean: 1e9), mean: 1e9, variance: 1e9), Edge(try! Poisson(mean: 1e6), mean: 1e6, variance: 1e6),
    Edge(try! Poisson(mean: 100), mean: 100, variance: 100, kurtosis: 3.01),
    Edge(try! Geometric(p: 1e-15), mean: 1e15, variance: 1e30, kurtosis: 9),
    Edge(try! Gamma(shape: 1e15), mean: 1e15, variance: 1e15),
    Edge(try! Gamma(shape: 1e9, scale: 1e-15), mean: 1e-6, variance: 1e-21),
    Edge(try! Beta(a: 1e15, b: 1e15), mean: 0.5, variance: 1 / (4 * (2e15 + 1))),
    Edge(try! Beta(a: 1, b: 1e15), mean: 1e-15, variance: 1e-30, kurtosis: 9),
    Edge(try! Student(degreesOfFreedom: 1e15), mean: 0, variance: 1),
    Edge(try! Exponential(mean: 1e100), mean: 1e100, variance: 1e200, kurtosis: 9),
    Edge(try! Exponential(mean: 1e-100), mean: 1e-100, variance: 1e-200, kurtosis: 9),
    Edge(try! Gaussian(mean: 0, sd: 1e100), mean: 0, variance: 1e200),
  ]

  /// Mean and variance of 40000 draws, each at the level 1e-6 (4.9 standard errors).
  @Test(arguments: edges) func meanAndVariance(edge: Edge) {
    let count = 40_000
    let draws = draws(edge.law, count).map { ($0 - edge.mean) / edge.variance.squareRoot() }
    let mean = draws.reduce(0, +) / Double(count)
    let square = draws.reduce(0) { $0 + $1 * $1 } / Double(count)
    #expect(abs(mean) * Double(count).squareRoot() < 4.9)
    #expect(abs(square - 1) / ((edge.kurtosis - 1) / Double(count)).squareRoot() < 4.9)
  }

  struct Tail: CustomStringConvertible, Sendable {
    let law: any Distribution
    let threshold: Double
    /// The probability of a draw above the threshold.
    let probability: Double
    var description: String { "\(law) above \(threshold)" }
  }

  static let tails: [Tail] = [
    // For shapes near 0, P(X <= x) = x^a / Gamma(1 + a): nearly all of the law is below the smallest number.
    Tail(law: try! Gamma(shape: 1e-6), threshold: 1e-300, probability: 6.8996018e-4),
    Tail(law: try! Gamma(shape: 1e-3), threshold: 1e-300, probability: 0.4985238),
    Tail(law: try! Beta(a: 1e-6, b: 1e-6), threshold: 0.5, probability: 0.5),
    Tail(law: try! Beta(a: 1e-6, b: 2e-6), threshold: 0.5, probability: 1.0 / 3),
    Tail(law: try! Beta(a: 1e-3, b: 1), threshold: 1e-300, probability: 0.4988128),
    // At 1e15 the numbers next to 1 are an eighth of the scale apart.
    Tail(law: try! Beta(a: 1e12, b: 1), threshold: 1 - 1e-12, probability: 0.6321206),
    Tail(law: try! Beta(a: 1e15, b: 1e-6), threshold: 0.5, probability: 1),
    Tail(law: try! Pareto(exponent: 0.1), threshold: 1e10, probability: 0.1),
    Tail(law: try! Lognormal(logMean: 230, logSD: 20), threshold: 7.7220185e99, probability: 0.5),
    Tail(
      law: try! Student(degreesOfFreedom: 0.1), threshold: 3,
      probability: 1 - CumulativeDistribution.student(3, degreesOfFreedom: 0.1)),
    Tail(law: try! Poisson(mean: 1e-6), threshold: 0.5, probability: 1e-6),
    Tail(law: try! Categorical(weights: [1e-300, 1, 1e-300, 3]), threshold: 1.5, probability: 0.75),
  ]

  /// The share of draws above a number, by exact binomial tests at the level 1e-6.
  @Test(arguments: tails) func shares(tail: Tail) {
    let count = 200_000
    let above = draws(tail.law, count).count { $0 > tail.threshold }
    #expect(BinomialTest(successes: above, trials: count, probability: tail.probability).pValue > 1e-6)
  }

  /// Which component is nearly 1: component i with probability a_i / sum.
  @Test func smallConcentrations() throws {
    let law = try Dirichlet(concentrations: [1e-6, 2e-6, 3e-6])
    var stream = RandomStream(key: StreamKey(seed: 1))
    var counts = [0, 0, 0]
    for _ in 0..<60_000 {
      let vector = law.sample(from: &stream)
      counts[vector.firstIndex(of: vector.max()!)!] += 1
    }
    #expect(ChiSquareTest(counts: counts, probabilities: [1.0 / 6, 1.0 / 3, 0.5]).pValue > 1e-6)
  }
}
