import BanditNumerics

/// The regularisers that a setting can choose, at the rate 1: `f` in `psi = f / eta`.
public enum Regularizer: Hashable, Sendable {
  /// `w ln w`.
  case entropy
  /// `-4 (sqrt(w) - w / 2)`.
  case tsallisHalf
  /// `-(w^a - a w) / (a (1 - a))`.
  case tsallis(power: Double)
  /// `-ln w`.
  case logBarrier
  /// `-2 sqrt(w) - barrier ln w` on weights of at least `floor`.
  case hybrid(barrier: Double, floor: Double)

  /// `1 / f''(w)`: the square of a change of the loss, times this, is the square of its local norm.
  func inverseCurvature(at weight: Double) -> Double {
    switch self {
    case .entropy: weight
    case .tsallisHalf: weight * weight.squareRoot()
    case .tsallis(let power): Double.pow(weight, 2 - power)
    case .logBarrier: weight * weight
    case .hybrid(let barrier, _): weight * weight / (0.5 * weight.squareRoot() + barrier)
    }
  }

  /// How far `f` ranges over the simplex, or, where it is unbounded, over weights of at least one part in the
  /// number of rounds: `constant + logarithmic ln(rounds)`.
  func range(items: Int) -> (constant: Double, logarithmic: Double) {
    let count = Double(items)
    return switch self {
    case .entropy: (Double.log(count), 0)
    case .tsallisHalf: (4 * count.squareRoot(), 0)
    case .tsallis(let power): (Double.pow(count, 1 - power) / (power * (1 - power)), 0)
    case .logBarrier: (0, count)
    case .hybrid(let barrier, _): (2 * count.squareRoot(), barrier * count)
    }
  }

  /// A bound on the mean of the squared local norm of an importance-weighted estimate of losses in [0, 1].
  ///
  /// The barrier's is twice the mean, as the weights of its next leader may be larger.
  func meanSquaredNorm(items: Int) -> Double {
    let count = Double(items)
    switch self {
    case .entropy: return count
    case .tsallisHalf: return count.squareRoot()
    case .tsallis(let power): return Double.pow(count, power)
    case .logBarrier: return 2
    case .hybrid: return 2 * count.squareRoot()
    }
  }

  /// A bound on the squared local norm of losses in [0, 1] that are all seen.
  ///
  /// The barrier's is twice that, as the weights of its next leader may be larger.
  var fullSquaredNorm: Double {
    switch self {
    case .entropy, .tsallisHalf, .tsallis: 1
    case .logBarrier, .hybrid: 2
    }
  }

  /// The bound `D / eta + eta V t / 2` on the regret after some rounds at a fixed rate, of losses in [0, 1] or of
  /// unbiased estimates of them that are never negative; `nil` where `f` is unbounded on the simplex.
  ///
  /// - Parameter squaredNorm: V, a bound on the mean of the squared local norm.
  func bound(rate: Double, squaredNorm: Double, items: Int, rounds: Int) -> Double? {
    switch self {
    case .logBarrier, .hybrid: return nil
    case .entropy, .tsallisHalf, .tsallis:
      // One item has no regret.
      return items == 1 ? 0 : range(items: items).constant / rate + rate * squaredNorm * Double(rounds) / 2
    }
  }
}

extension Regularizer {
  /// The weight of the barrier in a hybrid, `1 / (sqrt(K) ln T)` (R. Pogodin and T. Lattimore, UAI 2019,
  /// corollary 4.5); T is at least 3.
  static func defaultBarrier(items: Int, horizon: Int) -> Double {
    1 / (Double(items).squareRoot() * .log(Double(max(horizon, 3))))
  }
}
