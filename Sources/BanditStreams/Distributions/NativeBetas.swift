/// Beta distributions of which the largest draw is wanted, by samplers of this package instead of GSL's.
///
/// One distribution is drawn as a whole: the *leader*, whose shapes have the largest sum. Of each other one it is decided
/// first whether its draw is above the largest so far, m. Where the density f falls beyond m, it is at most
/// f(m) exp(-s (x - m)) there, with s = -(ln f)'(m), for it is log-concave: a draw from this tail of mass B = f(m) / s,
/// proposed with probability B and accepted with the ratio of the two, is above m as often as a draw from f, and has its
/// law there. Most draws of arms that fall behind need no more than this: a few bits say that nothing is proposed. Where
/// f does not fall, where B is 1 or more, or a shape is below 1, the distribution is drawn as a whole.
///
/// Whole draws are ratios of gamma variables by G. Marsaglia and W. W. Tsang (ACM Transactions on Mathematical Software 26,
/// 2000), from normal numbers of full resolution.
///
/// The order of the words: those of the leader; for the others in order, one word for the first eight bits of the uniform
/// numbers that decide on eight of them, before the first of the eight; and, as each is decided, what it takes. A whole
/// draw takes one word for each normal number, one for the first eight bits of the uniform numbers that decide on them,
/// what those take that are not decided by then, and one word for each shape below 1. A stream over a GSL generator draws
/// each distribution by `Beta.draw`.
public struct NativeBetas: Sendable {
  private struct Item {
    var a: Double
    var b: Double
    /// ln Gamma of the shapes.
    var logGammaA: Double
    var logGammaB: Double
    /// -ln B(a, b): the logarithm of the density without its powers.
    var constant: Double
  }

  /// The largest draw so far, and what densities there need.
  private struct Mark {
    let value: Double
    let logValue: Double
    let logRest: Double
    let inverse: Double
    let inverseOfRest: Double

    @inline(__always)
    init(_ value: Double) {
      self.value = value
      let rest = 1 - value
      logValue = logarithm(value)
      logRest = logarithm(rest)
      inverse = 1 / value
      inverseOfRest = 1 / rest
    }
  }

  private var items: [Item]
  /// The first of those whose shapes have the largest sum.
  private var leader = 0

  /// Equal distributions.
  ///
  /// - Precondition: `count >= 1`; `a` and `b` are in `Beta.accepted`.
  public init(count: Int, a: Double, b: Double) {
    items = Array(repeating: NativeBetas.item(a, b), count: count)
  }

  /// A distribution for each pair of shapes.
  ///
  /// - Precondition: at least one pair, all in `Beta.accepted`.
  public init(shapes: [(a: Double, b: Double)]) {
    items = shapes.map { NativeBetas.item($0.a, $0.b) }
    for item in items.indices { lead(item) }
  }

  /// How many distributions there are.
  public var count: Int { items.count }

  /// The shapes of a distribution.
  public func shapes(of item: Int) -> (a: Double, b: Double) { (items[item].a, items[item].b) }

  /// Sets the shapes of a distribution.
  ///
  /// - Complexity: O(n).
  public mutating func set(_ item: Int, a: Double, b: Double) {
    items[item] = NativeBetas.item(a, b)
    leader = 0
    for item in items.indices { lead(item) }
  }

  /// Adds numbers of 0 or more to the shapes of a distribution.
  public mutating func add(successes: Double, failures: Double, to item: Int) {
    items.withUnsafeMutableBufferPointer { items in
      let changed = items.baseAddress! + item
      if successes != 0 {
        changed.pointee.a += successes
        changed.pointee.logGammaA = logGamma(changed.pointee.a)
      }
      if failures != 0 {
        changed.pointee.b += failures
        changed.pointee.logGammaB = logGamma(changed.pointee.b)
      }
      changed.pointee.constant =
        logGamma(changed.pointee.a + changed.pointee.b) - changed.pointee.logGammaA - changed.pointee.logGammaB
    }
    lead(item)
  }

  private static func item(_ a: Double, _ b: Double) -> Item {
    assert(Beta.accepted.contains(a) && Beta.accepted.contains(b), "beta(\(a), \(b))")
    let (first, second) = (logGamma(a), logGamma(b))
    return Item(a: a, b: b, logGammaA: first, logGammaB: second, constant: logGamma(a + b) - first - second)
  }

  @inline(__always)
  private mutating func lead(_ item: Int) {
    let (sum, largest) = (items[item].a + items[item].b, items[leader].a + items[leader].b)
    if sum > largest || sum == largest && item < leader { leader = item }
  }

  /// Draws one value from each distribution, as far as needed: the distribution whose value is the largest, the first one
  /// on ties, and that value.
  ///
  /// - Complexity: O(n).
  public func largest(from noise: inout RandomStream) -> (item: Int, value: Double) {
    items.withUnsafeBufferPointer { items in
      noise.native == nil ? NativeBetas.largest(items, leader, &noise) : NativeBetas.largestByGSL(items, &noise)
    }
  }

  @inline(__always)
  private static func largest(
    _ items: UnsafeBufferPointer<Item>, _ leader: Int, _ noise: inout RandomStream
  ) -> (item: Int, value: Double) {
    var best = leader
    var mark = Mark(draw(items[leader], &noise))
    var bits: UInt64 = 0
    var undecided = 0
    for item in 0..<items.count where item != leader {
      if undecided == 0 {
        bits = noise.word()
        undecided = 8
      }
      let cell = Double(Int64(truncatingIfNeeded: bits & 0xFF)) * 0x1p-8
      bits >>= 8
      undecided &-= 1
      let (a, b) = (items[item].a - 1, items[item].b - 1)
      let slope = b * mark.inverseOfRest - a * mark.inverse
      let height = items[item].constant + a * mark.logValue + b * mark.logRest
      // ln(cell slope) from below: most are decided by this, for most are far behind. 0 has the exponent -1023, and where
      // m is 0 or 1 no comparison is true of what is no number.
      let scaled = cell * slope
      let exponent = Int64(truncatingIfNeeded: scaled.bitPattern >> 52) &- 1023
      if scaled > 0 && min(a, b) >= 0 && height < Double(exponent) * 0.693147180559945 - 1e-6 { continue }
      if let value = decide(items[item], cell, slope, height, mark, &noise) {
        if value > mark.value || value == mark.value && item < best {
          best = item
          mark = Mark(value)
        }
      }
    }
    return (best, mark.value)
  }

  /// A draw, or `nil` where it is not above the mark.
  @inline(never)
  private static func decide(
    _ item: Item, _ cell: Double, _ slope: Double, _ height: Double, _ mark: Mark, _ noise: inout RandomStream
  ) -> Double? {
    guard item.a >= 1 && item.b >= 1 && slope > 0 && height < logarithm(slope) else { return draw(item, &noise) }
    let uniform = cell + 0x1p-8 * noise.uniform()
    guard height > logarithm(uniform * slope) else { return nil }
    let excess = -logarithm(noise.positiveUniform())
    let value = mark.value + excess / slope
    guard value < 1 else { return nil }
    let ratio =
      (item.a - 1) * (logarithm(value) - mark.logValue) + (item.b - 1) * (logarithm(1 - value) - mark.logRest) + excess
    return logarithm(noise.positiveUniform()) < ratio ? value : nil
  }

  /// A whole draw.
  @inline(__always)
  private static func draw(_ item: Item, _ noise: inout RandomStream) -> Double {
    let (first, second) = (noise.word(), noise.word())
    let cells = noise.word()
    let x = gamma(item.a, first, UInt8(truncatingIfNeeded: cells), &noise)
    let y = gamma(item.b, second, UInt8(truncatingIfNeeded: cells >> 8), &noise)
    return item.a >= 1 && item.b >= 1 ? x / (x + y) : ratio(item, x, y, &noise)
  }

  /// A gamma variable of a shape below 1 comes from one of the shape plus 1.
  @inline(__always)
  private static func gamma(
    _ shape: Double, _ word: UInt64, _ cell: UInt8, _ noise: inout RandomStream
  ) -> Double {
    GammaShape(shape < 1 ? shape + 1 : shape).drawNatively(word, cell: cell, from: &noise)
  }

  /// x / (x + y), each times a power of a uniform number, in logarithms: what rounds to 0 or 1 is 0 or 1.
  @inline(never)
  private static func ratio(_ item: Item, _ x: Double, _ y: Double, _ noise: inout RandomStream) -> Double {
    var difference = logarithm(y) - logarithm(x)
    if item.a < 1 { difference -= logarithm(noise.positiveUniform()) / item.a }
    if item.b < 1 { difference += logarithm(noise.positiveUniform()) / item.b }
    // Of the two forms the one whose power is at most 1: the other one would be 0 from 6e-309 on.
    guard difference > 0 else { return 1 / (1 + exponential(difference)) }
    let power = exponential(-difference)
    return power / (1 + power)
  }

  @inline(never)
  private static func largestByGSL(
    _ items: UnsafeBufferPointer<Item>, _ noise: inout RandomStream
  ) -> (item: Int, value: Double) {
    var best = (item: 0, value: -Double.infinity)
    for (place, item) in items.enumerated() {
      let value = Beta.draw(a: item.a, b: item.b, from: &noise)
      if value > best.value { best = (place, value) }
    }
    return best
  }
}
