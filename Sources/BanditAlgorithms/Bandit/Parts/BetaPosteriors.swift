import BanditCards
import BanditStreams

/// Beta posteriors of the means of arms, and Thompson's choice among them.
struct BetaPosteriors: Sendable {
  private let prior: BetaSampler
  /// For the sampler of GSL; else empty.
  private var posteriors: [BetaSampler]
  /// For the native sampler.
  private var natives: NativeBetas?

  /// The same prior for each arm.
  init(armCount: Int, a: Double = 1, b: Double = 1, sampler: PosteriorSampler = .gsl) {
    prior = BetaSampler(a: a, b: b)
    posteriors = sampler == .gsl ? Array(repeating: prior, count: armCount) : []
    natives = sampler == .native ? NativeBetas(count: armCount, a: a, b: b) : nil
  }

  /// The arm with the largest draw from its posterior, the lowest index on ties.
  mutating func arm(noise: inout RandomStream) -> Int {
    natives?.largest(from: &noise).item ?? BetaSampler.largest(of: posteriors, from: &noise)
  }

  /// Updates the posterior of an arm with a reward in [0, 1], a fraction of a success.
  mutating func observe(_ reward: Double, of arm: Int) {
    natives?.add(successes: reward, failures: 1 - reward, to: arm)
    if natives == nil { posteriors[arm].add(successes: reward, failures: 1 - reward) }
  }

  /// Gives an arm its prior again.
  mutating func clear(_ arm: Int) {
    natives?.set(arm, a: prior.a, b: prior.b)
    if natives == nil { posteriors[arm] = prior }
  }

  /// Gives all arms their priors again.
  mutating func clearAll() {
    for arm in 0..<(natives?.count ?? posteriors.count) { clear(arm) }
  }
}
