import Foundation
import Testing

@testable import BanditNumerics

/// Against scikit-learn, scikit-optimize and SciPy (`Tests/Reference/gaussian_processes.py`).
struct PublicPackagesTests {
  private struct File: Decodable {
    struct Posterior: Decodable {
      let kernel: String
      let a0: Double
      let a: [Double]
      let noise: Double
      let points: [[Double]]
      let values: [Double]
      let asked: [[Double]]
      let means: [Double]
      let variances: [Double]
      let covariance: Double
      let improvements: [Double]
      let likelihood: Double
    }
    struct Gain: Decodable {
      let a: [Double]
      let b: [Double]
      let value: Double
    }
    struct Fit: Decodable {
      let kernel: String
      let noise: Double
      let values: [Double]
      let likelihood: Double
    }
    let posteriors: [Posterior]
    let gains: [Gain]
    let fits: [Fit]
  }

  private func reference() throws -> File {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = tests.appendingPathComponent("Reference/gaussian_processes.json")
    return try JSONDecoder().decode(File.self, from: Data(contentsOf: file))
  }

  @Test func posteriorsLikelihoodsAndImprovements() throws {
    let posteriors = try reference().posteriors
    #expect(posteriors.count == 24)
    for reference in posteriors {
      let kernel = StationaryKernel(
        try #require(KernelFamily(rawValue: reference.kernel)), a0: reference.a0, a: reference.a)
      var regression = ProcessRegression(kernel)
      for (point, value) in zip(reference.points, reference.values) {
        let isAdded = regression.append(point, value, noiseVariance: reference.noise)
        #expect(isAdded)
      }
      let incumbent = try #require(reference.values.max())
      for (place, point) in reference.asked.enumerated() {
        let (mean, variance) = regression.posterior(at: point)
        #expect(abs(mean - reference.means[place]) < 1e-8 && abs(variance - reference.variances[place]) < 1e-8)
        let improvement = NormalExcess.improvement(mean - incumbent, sd: variance.squareRoot())
        #expect(abs(improvement - reference.improvements[place]) < 1e-8)
      }
      let covariance = regression.covariance(reference.asked[0], reference.asked[1])
      #expect(abs(covariance - reference.covariance) < 1e-8)
      #expect(abs(regression.logMarginalLikelihood - reference.likelihood) < 1e-8 * max(1, abs(reference.likelihood)))
    }
  }

  @Test func gains() throws {
    var lines = MaximumOfLines()
    for reference in try reference().gains {
      let gain = lines.gain(reference.a.count) { (reference.a[$0], reference.b[$0]) }
      #expect(abs(gain - reference.value) < 1e-9)
    }
  }

  /// The fit reaches the highest likelihood of a search over a grid of 1681 starts.
  @Test func fits() throws {
    for reference in try reference().fits {
      let grid = (0..<25).map { [Double($0) / 24] }
      var data = PooledObservations(pointCount: 25)
      for (point, value) in reference.values.enumerated() { data.add(value, at: point) }
      let kernel = StationaryKernel(try #require(KernelFamily(rawValue: reference.kernel)), a: [25])
      let fit = ProcessFit(kernel, mean: 0, noiseVariance: reference.noise, prior: .none)
      let found = try #require(fit.fitted(to: data, on: grid, from: kernel))
      let best = fit.objective(found.kernel, data, on: grid)
      #expect(abs(best - reference.likelihood) < 1e-4, "\(reference.kernel) \(reference.noise): \(best)")
    }
  }
}
