import BanditCards
import BanditStreams

/// Beta posteriors of the means of arms, and Thompson's choice among them.
struct BetaPosteriors: Sendable {
  private let priors: [BetaSampler]
  /// For the sampler of GSL; else empty.
  private var posteriors: [BetaSampler]
  /// For the native sampler.
  private var natives: NativeBetas?

  /// The same prior for each arm.
  init(armCount: Int, a: Double = 1, b: Double = 1, sampler: PosteriorSampler = .gsl) {
    self.init(priors: Array(repeating: BetaSampler(a: a, b: b), count: armCount), sampler: sampler)
  }

  /// A prior for each arm.
  init(priors: [BetaSampler], sampler: PosteriorSampler) {
    self.priors = priors
    posteriors = sampler == .gsl ? priors : []
    natives = sampler == .native ? NativeBetas(shapes: priors.map { ($0.a, $0.b) }) : nil
  }

  /// The arm with the largest draw from its posterior, the lowest index on ties.
  mutating func arm(noise: inout RandomStream) -> Int {
    natives?.largest(from: &noise).item ?? BetaSampler.largest(of: posteriors, from: &noise)
  }

  /// Of some arms, the one with the largest draw from its posterior, the lowest index on ties. Every posterior is drawn
  /// from as a whole, by GSL's sampler.
  func arm(among arms: [Int], noise: inout RandomStream) -> Int {
    var best = arms[0]
    var highest = -Double.infinity
    for arm in arms {
      let draw: Double
      if let shapes = natives?.shapes(of: arm) {
        draw = Beta.draw(a: shapes.a, b: shapes.b, from: &noise)
      } else {
        draw = posteriors[arm].draw(from: &noise)
      }
      if draw > highest {
        highest = draw
        best = arm
      }
    }
    return best
  }

  /// Updates the posterior of an arm with a reward in [0, 1], a fraction of a success.
  mutating func observe(_ reward: Double, of arm: Int) {
    natives?.add(successes: reward, failures: 1 - reward, to: arm)
    if natives == nil { posteriors[arm].add(successes: reward, failures: 1 - reward) }
  }

  /// Gives an arm its prior again.
  mutating func clear(_ arm: Int) {
    natives?.set(arm, a: priors[arm].a, b: priors[arm].b)
    if natives == nil { posteriors[arm] = priors[arm] }
  }

  /// Gives all arms their priors again.
  mutating func clearAll() {
    for arm in 0..<(natives?.count ?? posteriors.count) { clear(arm) }
  }
}
