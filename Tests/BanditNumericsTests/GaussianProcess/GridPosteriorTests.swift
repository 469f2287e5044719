import BanditStreams
import Testing

@testable import BanditNumerics

struct GridPosteriorTests {
  private func prior(_ kernel: StationaryKernel, _ points: [[Double]], mean: Double = 0) -> GridPosterior {
    GridPosterior(
      means: Array(repeating: mean, count: points.count), covariances: kernel.matrix(of: points))
  }

  /// Grid {0, 1, 2}, y = 0.5 at 2, noise 0.1.
  @Test func example() {
    var posterior = prior(StationaryKernel(.se, a: [1]), [[0], [1], [2]])
    posterior.observe(0.5, at: 2, noiseVariance: 0.1)
    #expect(zip(posterior.means, [0.00832529, 0.16721793, 0.45454545]).allSatisfy { abs($0 - $1) < 5e-9 })
    let variances = (0..<3).map { posterior.variance($0) }
    #expect(zip(variances, [0.99969503, 0.87696792, 0.09090909]).allSatisfy { abs($0 - $1) < 5e-9 })
  }

  /// One update after the other, the regression on all observations, and that on pooled ones are the same posterior.
  @Test(arguments: KernelFamily.allCases)
  func agreesWithTheRegression(family: KernelFamily) throws {
    var stream = RandomStream(key: StreamKey(seed: 7).child(index: KernelFamily.allCases.firstIndex(of: family) ?? 0))
    let kernel = StationaryKernel(family, a0: 1.3, a: [25])
    let grid = (0..<20).map { [Double($0) / 19] }
    var posterior = prior(kernel, grid, mean: 0.2)
    var regression = ProcessRegression(kernel, mean: 0.2)
    var pooled = PooledObservations(pointCount: 20)
    for _ in 0..<60 {
      let point = stream.integer(below: 7) * 3
      let value = stream.uniform()
      posterior.observe(value, at: point, noiseVariance: 0.04)
      pooled.add(value, at: point)
      let isAdded = regression.append(grid[point], value, noiseVariance: 0.04)
      #expect(isAdded)
    }
    let few = try #require(pooled.regression(on: grid, kernel, mean: 0.2, noiseVariance: 0.04))
    #expect(few.count == 7)
    for point in 0..<20 {
      let (all, less) = (regression.posterior(at: grid[point]), few.posterior(at: grid[point]))
      #expect(abs(posterior.means[point] - all.mean) < 1e-10 && abs(less.mean - all.mean) < 1e-10)
      #expect(abs(posterior.variance(point) - all.variance) < 1e-10 && abs(less.variance - all.variance) < 1e-10)
      for other in 0..<20 {
        let covariance = posterior.covariances[20 * point + other]
        #expect(covariance == posterior.covariances[20 * other + point])
        #expect(abs(covariance - regression.covariance(grid[point], grid[other])) < 1e-10)
      }
    }
    let likelihood = few.logMarginalLikelihood + pooled.logLikelihoodOfScatter(noiseVariance: 0.04)
    #expect(abs(likelihood - regression.logMarginalLikelihood) < 1e-8)
  }

  /// 20000 updates on a smooth, nearly singular prior: nothing drifts.
  @Test func manyUpdates() throws {
    var stream = RandomStream(key: StreamKey(seed: 8))
    let kernel = StationaryKernel(.se, a: [25])
    let grid = (0..<30).map { [Double($0) / 29] }
    var posterior = prior(kernel, grid)
    var pooled = PooledObservations(pointCount: 30)
    for _ in 0..<20_000 {
      let point = stream.integer(below: 30)
      let value = stream.uniform()
      posterior.observe(value, at: point, noiseVariance: 0.01)
      pooled.add(value, at: point)
    }
    let regression = try #require(pooled.regression(on: grid, kernel, mean: 0, noiseVariance: 0.01))
    for point in 0..<30 {
      let exact = regression.posterior(at: grid[point])
      #expect(abs(posterior.means[point] - exact.mean) < 1e-7 && abs(posterior.variance(point) - exact.variance) < 1e-9)
      #expect(posterior.variance(point) > 0)
    }
  }

  @Test func exactObservations() {
    var posterior = GridPosterior(means: [0, 0], covariances: [1, 0.5, 0.5, 1])
    posterior.observe(2, at: 0, noiseVariance: 0)
    #expect(posterior.means == [2, 1] && posterior.variance(0) == 0 && posterior.variance(1) == 0.75)
    posterior.observe(5, at: 0, noiseVariance: 0)
    #expect(posterior.means == [2, 1])
  }
}
