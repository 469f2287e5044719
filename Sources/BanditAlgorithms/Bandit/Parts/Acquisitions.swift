import BanditGames
import BanditNumerics
import BanditStreams

/// The knowledge gradient on a grid: how much the largest posterior mean rises on average by one more reward,
/// h(mu, st(x)) with st_i(x) = Cov(i, x) / sqrt(s^2(x) + noise).
struct KnowledgeGain: Sendable {
  private var lines: MaximumOfLines

  init(armCount: Int) { lines = MaximumOfLines(capacity: armCount) }

  /// The gain where the maximum is over all arms.
  ///
  /// - Complexity: O(P log P).
  mutating func overall(of arm: Int, _ posterior: GridPosterior, noiseVariance: Double) -> Double {
    let scale = (posterior.variance(arm) + noiseVariance).squareRoot()
    let row = arm * posterior.count
    return lines.gain(posterior.count) { (posterior.means[$0], posterior.covariances[row + $0] / scale) }
  }

  /// The gain where the maximum is over the arms that were pulled, `evaluated`, and afterwards this one, too: h over
  /// them + their largest mean - that of those that were pulled.
  ///
  /// - Precondition: some arm was pulled.
  /// - Complexity: O(n log n), n the number of arms pulled.
  mutating func among(
    _ evaluated: [Int], isEvaluated: Bool, and arm: Int, _ posterior: GridPosterior, noiseVariance: Double,
    incumbent: Double
  ) -> Double {
    let scale = (posterior.variance(arm) + noiseVariance).squareRoot()
    let row = arm * posterior.count
    let gain = lines.gain(evaluated.count + (isEvaluated ? 0 : 1)) { place in
      let other = place < evaluated.count ? evaluated[place] : arm
      return (posterior.means[other], posterior.covariances[row + other] / scale)
    }
    return isEvaluated ? gain : gain + max(0, posterior.means[arm] - incumbent)
  }
}

/// How much one more reward tells of where the maximum is: H(P(x* = i)) - E_y H(P(x* = i | y)), H = -sum p ln p. The
/// probabilities are shares of joint posterior draws, the same for all arms and values of y; y goes through
/// Gauss-Hermite nodes, and a draw f becomes one given y by f + c (y - f(x) - e) / (s^2(x) + noise), c the covariances
/// with x and e a draw of the noise.
struct EntropyReduction: Sendable {
  private let samples: Int
  private let rule: GaussHermite
  /// The draws, one after the other, and the noise of each.
  private var draws: [Double]
  private var errors: [Double]
  private var vector: [Double]
  private var tally: [Int]
  private var gains: [Double]
  private static let standardNormal = try! Gaussian()

  init(armCount: Int, samples: Int, nodes: Int) {
    self.samples = samples
    rule = GaussHermite(count: nodes)
    draws = Array(repeating: 0, count: samples * armCount)
    errors = Array(repeating: 0, count: samples)
    vector = Array(repeating: 0, count: armCount)
    tally = Array(repeating: 0, count: armCount)
    gains = vector
  }

  /// Draws from the posterior anew; `false` if its covariance cannot be factorised.
  ///
  /// - Complexity: O(P^3) and samples x P^2.
  mutating func draw(_ posterior: GridPosterior, scale: Double, noiseVariance: Double, noise: inout RoundNoise) -> Bool
  {
    let count = posterior.count
    guard let factor = LowerTriangle(ofCovariance: posterior.covariances, dimension: count, scale: scale) else {
      return false
    }
    let sd = noiseVariance.squareRoot()
    for sample in 0..<samples {
      for arm in 0..<count { vector[arm] = Self.standardNormal.sample(from: &noise) }
      factor.multiply(&vector)
      for arm in 0..<count { draws[sample * count + arm] = posterior.means[arm] + vector[arm] }
      errors[sample] = sd * Self.standardNormal.sample(from: &noise)
    }
    return true
  }

  /// The entropy, in nats, of where the maximum of the draws is.
  mutating func entropy() -> Double {
    tally.indices.forEach { tally[$0] = 0 }
    let count = tally.count
    for sample in 0..<samples {
      var best = 0
      for arm in 1..<max(1, count) where draws[sample * count + arm] > draws[sample * count + best] { best = arm }
      tally[best] += 1
    }
    return entropyOfTally
  }

  /// The mean entropy that is left after one more reward of an arm.
  ///
  /// - Complexity: nodes x samples x P.
  mutating func entropy(after arm: Int, _ posterior: GridPosterior, noiseVariance: Double) -> Double {
    let count = posterior.count
    let total = posterior.variance(arm) + noiseVariance
    for other in 0..<count { gains[other] = posterior.covariances[arm * count + other] / total }
    var mean = 0.0
    for (node, weight) in zip(rule.nodes, rule.weights) {
      let observed = posterior.means[arm] + total.squareRoot() * node
      tally.indices.forEach { tally[$0] = 0 }
      draws.withUnsafeBufferPointer { draws in
        gains.withUnsafeBufferPointer { gains in
          for sample in 0..<samples {
            let start = sample * count
            let surprise = observed - draws[start + arm] - errors[sample]
            var (best, highest) = (0, draws[start] + gains[0] * surprise)
            for other in 1..<max(1, count) {
              let value = draws[start + other] + gains[other] * surprise
              if value > highest { (best, highest) = (other, value) }
            }
            tally[best] += 1
          }
        }
      }
      mean += weight * entropyOfTally
    }
    return mean
  }

  private var entropyOfTally: Double {
    tally.reduce(0) { sum, count in
      guard count > 0 else { return sum }
      let share = Double(count) / Double(samples)
      return sum - share * .log(share)
    }
  }
}
