import BanditStreams
import Testing

@testable import BanditNumerics

struct ProcessFitTests {
  private let grid = (0..<40).map { [Double($0) / 39] }

  /// Observations of a function that is drawn from a kernel.
  private func data(_ kernel: StationaryKernel, mean: Double, noise: Double, seed: UInt64) throws -> PooledObservations
  {
    var stream = RandomStream(key: StreamKey(seed: seed))
    let normal = try Gaussian()
    let factor = try #require(
      LowerTriangle(ofCovariance: kernel.matrix(of: grid), dimension: 40, scale: kernel.a0))
    var values = (0..<40).map { _ in normal.sample(from: &stream) }
    factor.multiply(&values)
    var data = PooledObservations(pointCount: 40)
    for _ in 0..<3 {
      for point in 0..<40 {
        data.add(mean + values[point] + noise.squareRoot() * normal.sample(from: &stream), at: point)
      }
    }
    return data
  }

  /// Where the fit ends, a small step in no direction is better, and it is better than the truth.
  @Test(arguments: [ProcessFit.Prior.none, ProcessFit.Prior(logSd: 0.5)])
  func isAMaximum(prior: ProcessFit.Prior) throws {
    let truth = StationaryKernel(.matern52, a0: 2, a: [60])
    let data = try data(truth, mean: 1, noise: 0.02, seed: 12)
    let fit = ProcessFit(StationaryKernel(.matern52, a: [25]), mean: 0, noiseVariance: 0.02, prior: prior)
    let found = try #require(fit.fitted(to: data, on: grid, from: fit.kernel))
    let best = fit.objective(found.kernel, data, on: grid)
    for (first, second) in [(1.1, 1), (0.9, 1), (1, 1.1), (1, 0.9), (1.05, 1.05), (0.95, 1.05)] {
      let other = StationaryKernel(.matern52, a0: found.kernel.a0 * first, a: [found.kernel.a[0] * second])
      #expect(fit.objective(other, data, on: grid) < best)
    }
    #expect(best >= fit.objective(fit.kernel, data, on: grid))
    if !prior.logSd.isFinite { #expect(best >= fit.objective(truth, data, on: grid)) }
  }

  /// A tight prior keeps the fit where it began.
  @Test func priorsHold() throws {
    let data = try data(StationaryKernel(.se, a0: 4, a: [100]), mean: 0, noise: 0.02, seed: 13)
    let start = StationaryKernel(.se, a: [25])
    func scale(_ prior: ProcessFit.Prior) throws -> Double {
      let fit = ProcessFit(start, mean: 0, noiseVariance: 0.02, prior: prior)
      return try #require(fit.fitted(to: data, on: grid, from: start)).kernel.a[0]
    }
    let (free, tight) = (try scale(.none), try scale(.init(logSd: 0.01)))
    #expect(abs(tight - 25) < 2 && abs(free - 25) > 10)
  }

  /// Rewards of which sums overflow are refused instead of followed.
  @Test func notFinite() {
    var data = PooledObservations(pointCount: 40)
    data.add(1e300, at: 3)
    data.add(-1e300, at: 5)
    let fit = ProcessFit(StationaryKernel(.se, a: [25]), mean: 0, noiseVariance: 0.01, prior: .none)
    #expect(fit.fitted(to: data, on: grid, from: fit.kernel) == nil)
  }
}
