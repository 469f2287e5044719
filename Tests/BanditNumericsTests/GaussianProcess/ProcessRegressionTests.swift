import BanditStreams
import Testing

@testable import BanditNumerics

/// The kernel of the examples: a0 = a1 = 1.
private let kernel = StationaryKernel(.se, a: [1])

struct ProcessRegressionTests {
  private func regression(_ rows: [(x: Double, y: Double)], noise: Double = 0) -> ProcessRegression {
    var regression = ProcessRegression(kernel)
    for row in rows {
      let isAdded = regression.append([row.x], row.y, noiseVariance: noise)
      #expect(isAdded)
    }
    return regression
  }

  @Test func oneObservation() {
    let one = regression([(0, 1)])
    let (mean, variance) = one.posterior(at: [1])
    #expect(abs(mean - 0.36787944) < 5e-9 && abs(variance - 0.86466472) < 5e-9)
    #expect(abs(NormalExcess.improvement(mean - 1, sd: variance.squareRoot()) - 0.13746602) < 5e-9)
    #expect(abs(one.logMarginalLikelihood + 1.41893853) < 5e-9)
  }

  /// The second point is appended to the first.
  @Test func twoObservations() {
    let two = regression([(0, 0), (1, 1)])
    #expect(zip(two.factor, [1, 0.36787944, 0.92987350]).allSatisfy { abs($0 - $1) < 5e-9 })
    #expect(zip(two.weights, [-0.42545906, 1.15651764]).allSatisfy { abs($0 - $1) < 5e-9 })
    #expect(abs(two.logMarginalLikelihood + 2.34342916) < 5e-9)
    let (near, far) = (two.posterior(at: [0.5]), two.posterior(at: [2]))
    #expect(abs(near.mean - 0.56934899) < 5e-9 && abs(near.variance - 0.11318112) < 5e-9)
    #expect(abs(far.mean - 0.41766651) < 5e-9 && abs(far.variance - 0.84882783) < 5e-9)
    #expect(abs(NormalExcess.improvement(near.mean - 1, sd: near.variance.squareRoot()) - 0.01597682) < 5e-9)
    #expect(abs(NormalExcess.improvement(far.mean - 1, sd: far.variance.squareRoot()) - 0.14745603) < 5e-9)
    #expect(abs(two.covariance([0.5], [2]) + 0.11448056) < 5e-9)
  }

  @Test func noisyObservation() {
    let one = regression([(2, 0.5)], noise: 0.1)
    let expected = [(0.00832529, 0.99969503), (0.16721793, 0.87696792), (0.45454545, 0.09090909)]
    for (x, (mean, variance)) in expected.enumerated() {
      let posterior = one.posterior(at: [Double(x)])
      #expect(abs(posterior.mean - mean) < 5e-9 && abs(posterior.variance - variance) < 5e-9)
    }
    #expect(abs(one.logMarginalLikelihood + 1.08022999) < 5e-9)
  }

  /// Rows that are appended are those of the factor of the whole matrix, and everything follows the formulas with its
  /// inverse.
  @Test func appendsAgreeWithTheWhole() throws {
    var stream = RandomStream(key: StreamKey(seed: 41))
    for family in KernelFamily.allCases {
      let kernel = StationaryKernel(family, a0: 1.7, a: [3, 0.4])
      let points = (0..<12).map { _ in [stream.uniform(), 2 * stream.uniform()] }
      let values = (0..<12).map { _ in stream.uniform() }
      var regression = ProcessRegression(kernel, mean: 0.3)
      for (point, value) in zip(points, values) {
        let isAdded = regression.append(point, value, noiseVariance: 0.05)
        #expect(isAdded)
      }
      var matrix = kernel.matrix(of: points)
      for place in 0..<12 { matrix[13 * place] += 0.05 }
      let whole = try #require(LowerTriangle(of: matrix, dimension: 12))
      let rows = (0..<12).flatMap { row in (0...row).map { whole.elements[12 * row + $0] } }
      #expect(zip(regression.factor, rows).allSatisfy { abs($0 - $1) < 1e-13 })
      let inverse = whole.inverse
      let rest = values.map { $0 - 0.3 }
      func times(_ z: [Double]) -> [Double] {
        (0..<12).map { row in (0..<12).reduce(0) { $0 + inverse[12 * row + $1] * z[$1] } }
      }
      let place = [0.4, 1.1]
      let k = points.map { kernel($0, place) }
      let mean = 0.3 + zip(k, times(rest)).reduce(0) { $0 + $1.0 * $1.1 }
      let variance = 1.7 - zip(k, times(k)).reduce(0) { $0 + $1.0 * $1.1 }
      let posterior = regression.posterior(at: place)
      #expect(abs(posterior.mean - mean) < 1e-12 && abs(posterior.variance - variance) < 1e-12)
      #expect(abs(regression.covariance(place, place) - variance) < 1e-12)
      let quadratic = zip(rest, times(rest)).reduce(0) { $0 + $1.0 * $1.1 }
      let likelihood = -quadratic / 2 - whole.logDeterminant / 2 - 6 * .log(2 * .pi)
      #expect(abs(regression.logMarginalLikelihood - likelihood) < 1e-11)
    }
  }

  /// Points that repeat without noise are observed with a little of it; a contradiction does not break anything.
  @Test func repeatedPoints() {
    var regression = ProcessRegression(kernel)
    let isFirstAdded = regression.append([0], 1, noiseVariance: 0)
    #expect(isFirstAdded && regression.jitter == 0)
    let isAdded = regression.append([0], 1, noiseVariance: 0)
    #expect(isAdded)
    #expect(regression.jitter == 1e-10 && regression.count == 2)
    #expect(abs(regression.posterior(at: [0]).mean - 1) < 1e-9)
    for _ in 0..<30 {
      let isNextAdded = regression.append([0], 1, noiseVariance: 0)
      #expect(isNextAdded)
    }
    #expect(abs(regression.posterior(at: [1]).mean - .exp(-1)) < 1e-5)
    #expect(regression.posterior(at: [0]).variance < 1e-5)
  }

  /// The derivative of the likelihood with respect to the mean is 0 at the best one.
  @Test func bestMeans() {
    var regression = regression([(0, 1), (0.5, 2), (3, 1.5)], noise: 0.1)
    let best = regression.bestMean(prior: nil)
    func likelihood(_ mean: Double) -> Double {
      regression.mean = mean
      return regression.logMarginalLikelihood
    }
    #expect(abs(likelihood(best + 1e-4) - likelihood(best - 1e-4)) < 1e-10)
    #expect(likelihood(best) > likelihood(best + 1e-2))
    let drawn = regression.bestMean(prior: (0, 0.5))
    func posterior(_ mean: Double) -> Double { likelihood(mean) - mean * mean / (2 * 0.5) }
    #expect(abs(posterior(drawn + 1e-4) - posterior(drawn - 1e-4)) < 1e-10)
    #expect(drawn < best)
  }
}
