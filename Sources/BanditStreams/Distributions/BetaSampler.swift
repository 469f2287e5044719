/// A beta distribution from which many numbers are drawn: its samplers' constants are kept.
public struct BetaSampler: Sendable {
  /// The exponent of `x`, plus one.
  public private(set) var a: Double
  /// The exponent of `1 - x`, plus one.
  public private(set) var b: Double
  private var first: GammaShape
  private var second: GammaShape
  /// Whether GSL takes two gamma variables with shapes of 1 or more.
  private var isPlain: Bool

  /// Creates the sampler.
  ///
  /// - Precondition: `a` and `b` are in `Beta.accepted`.
  public init(a: Double, b: Double) {
    assert(Beta.accepted.contains(a) && Beta.accepted.contains(b), "beta(\(a), \(b))")
    self.a = a
    self.b = b
    first = BetaSampler.shape(a)
    second = BetaSampler.shape(b)
    isPlain = BetaSampler.isPlain(a, b)
  }

  /// Adds numbers of 0 or more to `a` and to `b`.
  public mutating func add(successes: Double, failures: Double) {
    if successes != 0 {
      a += successes
      first = BetaSampler.shape(a)
    }
    if failures != 0 {
      b += failures
      second = BetaSampler.shape(b)
    }
    isPlain = BetaSampler.isPlain(a, b)
  }

  /// A gamma variable of a shape below 1 comes from one of the shape plus 1.
  @inline(__always)
  private static func shape(_ shape: Double) -> GammaShape { GammaShape(shape < 1 ? shape + 1 : shape) }

  @inline(__always)
  private static func isPlain(_ a: Double, _ b: Double) -> Bool { min(a, b) >= 1 && max(a, b) > 1 }

  /// Draws one value: the one that `Beta.draw` would, to the bit, from the same words.
  public func draw(from noise: inout RandomStream) -> Double { draw(from: &noise, ZigguratOfGSL.layers) }

  @inline(__always)
  private func draw(from noise: inout RandomStream, _ layers: UnsafePointer<ZigguratOfGSL.Layer>) -> Double {
    guard isPlain && noise.native == nil else { return Beta.draw(a: a, b: b, from: &noise) }
    let x = first.draw(from: &noise, layers)
    let y = second.draw(from: &noise, layers)
    return x / (x + y)
  }

  /// Draws one value from each distribution: the place of the largest, the first one on ties.
  public static func largest(of samplers: [BetaSampler], from noise: inout RandomStream) -> Int {
    let layers = ZigguratOfGSL.layers
    return samplers.withUnsafeBufferPointer { samplers in
      var best = 0
      var highest = -Double.infinity
      for place in 0..<samplers.count {
        let value = samplers[place].draw(from: &noise, layers)
        if value > highest {
          highest = value
          best = place
        }
      }
      return best
    }
  }
}
