/// Mean and scales of a Gaussian process, by maximum likelihood or maximum a posteriori.
package struct ProcessFit: Sendable {
  /// The prior of a fit: ln a0 and ln a_i are normal around those of `kernel` with one standard deviation; the mean is
  /// normal around `mean` with the variance a0 of `kernel`.
  package struct Prior: Sendable {
    /// The standard deviation of the logarithms; infinite for maximum likelihood, which has no prior of the mean
    /// either.
    package let logSd: Double

    /// Creates a prior.
    package init(logSd: Double) { self.logSd = logSd }

    /// None: maximum likelihood.
    package static let none = Prior(logSd: .infinity)
  }

  /// How far each of a0 and a_i may move from where it began, as a factor.
  package static let reach = 1e3

  /// Where the fit began.
  package let kernel: StationaryKernel
  /// The prior mean, or where the mean began.
  package let mean: Double
  private let prior: Prior
  private let noiseVariance: Double

  /// Prepares fits.
  ///
  /// - Precondition: the noise has a variance above 0.
  package init(_ kernel: StationaryKernel, mean: Double, noiseVariance: Double, prior: Prior) {
    precondition(noiseVariance > 0, "a fit needs noise")
    self.kernel = kernel
    self.mean = mean
    self.noiseVariance = noiseVariance
    self.prior = prior
  }

  /// The logarithm of likelihood times prior, up to a constant, with the best mean; -infinity where the covariance
  /// cannot be factorised.
  package func objective(_ kernel: StationaryKernel, _ data: PooledObservations, on grid: [[Double]]) -> Double {
    best(kernel, data, grid)?.objective ?? -.infinity
  }

  private func best(
    _ kernel: StationaryKernel, _ data: PooledObservations, _ grid: [[Double]]
  ) -> (mean: Double, objective: Double)? {
    guard var regression = data.regression(on: grid, kernel, mean: 0, noiseVariance: noiseVariance) else { return nil }
    let hasPrior = prior.logSd.isFinite
    let best = regression.bestMean(prior: hasPrior ? (mean, self.kernel.a0) : nil)
    guard best.isFinite else { return nil }
    regression.mean = best
    var objective = regression.logMarginalLikelihood
    if hasPrior {
      objective -= (best - mean) * (best - mean) / (2 * self.kernel.a0)
      for (own, start) in zip([kernel.a0] + kernel.a, [self.kernel.a0] + self.kernel.a) {
        let deviation = (.log(own) - .log(start)) / prior.logSd
        objective -= deviation * deviation / 2
      }
    }
    return objective.isFinite ? (best, objective) : nil
  }

  /// The best kernel and mean that the simplex search of Nelder and Mead finds in the box of `reach` around the start,
  /// from where the latest fit ended and from the start; never worse than either of them.
  ///
  /// - Precondition: there is an observation.
  /// - Complexity: O(n^3) for each of a few hundred evaluations.
  package func fitted(
    to data: PooledObservations, on grid: [[Double]], from latest: StationaryKernel
  ) -> (kernel: StationaryKernel, mean: Double)? {
    let width: Double = .log(Self.reach)
    /// The box is all of R^d by a logistic map.
    func made(_ place: [Double]) -> StationaryKernel {
      let scales = zip(place, [kernel.a0] + kernel.a).map { place, start in
        start * .exp(width * (2 / (1 + .exp(-place)) - 1))
      }
      return StationaryKernel(kernel.family, a0: scales[0], a: Array(scales[1...]))
    }
    func place(_ kernel: StationaryKernel) -> [Double] {
      zip([kernel.a0] + kernel.a, [self.kernel.a0] + self.kernel.a).map { own, start in
        let share = min(0.99, max(-0.99, (.log(own) - .log(start)) / width))
        return .log((1 + share) / (1 - share))
      }
    }
    var (winner, highest): (StationaryKernel?, Double) = (nil, -.infinity)
    func consider(_ candidate: StationaryKernel) {
      let objective = objective(candidate, data, on: grid)
      if objective > highest { (winner, highest) = (candidate, objective) }
    }
    for start in latest == kernel ? [kernel] : [latest, kernel] {
      consider(start)
      consider(
        made(
          SimplexSearch.minimum(from: place(start), step: 0.3, tolerance: 1e-4, evaluations: 400) {
            -objective(made($0), data, on: grid)
          }))
    }
    guard let winner, let best = best(winner, data, grid) else { return nil }
    return (winner, best.mean)
  }
}
