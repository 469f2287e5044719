import CBanditKernels

/// Beta distributions from all of which numbers are drawn together, by samplers of this package instead of GSL's: gamma
/// variables by G. Marsaglia and W. W. Tsang (ACM Transactions on Mathematical Software 26, 2000), from normal numbers of
/// full resolution.
///
/// The order of the words: one for the normal number of each gamma variable, two variables for each distribution; one for
/// the first eight bits of the uniform numbers that decide on eight of them; then, in the order of the variables, what
/// those take that are not decided by then, about one in a hundred; last, one word for each shape below 1. A stream over a
/// GSL generator draws by `Beta.draw`.
public struct NativeBetas: Sendable {
  /// The first and the second shape of each distribution, in turns.
  private var shapes: [Double]
  private var d: [Double]
  private var c: [Double]
  private var words: [UInt64]
  private var cells: [UInt8]
  private var gammas: [Double]

  /// Equal distributions.
  ///
  /// - Precondition: `count >= 1`; `a` and `b` are in `Beta.accepted`.
  public init(count: Int, a: Double, b: Double) {
    shapes = Array(repeating: a, count: 2 * count)
    d = shapes
    c = shapes
    words = Array(repeating: 0, count: 2 * count)
    cells = Array(repeating: 0, count: 2 * count)
    gammas = shapes
    for item in 0..<count { set(item, a: a, b: b) }
  }

  /// How many distributions there are.
  public var count: Int { shapes.count / 2 }

  /// Sets the shapes of a distribution.
  public mutating func set(_ item: Int, a: Double, b: Double) {
    setShape(2 * item, a)
    setShape(2 * item + 1, b)
  }

  /// Adds numbers of 0 or more to the shapes of a distribution.
  public mutating func add(successes: Double, failures: Double, to item: Int) {
    if successes != 0 { setShape(2 * item, shapes[2 * item] + successes) }
    if failures != 0 { setShape(2 * item + 1, shapes[2 * item + 1] + failures) }
  }

  private mutating func setShape(_ variable: Int, _ shape: Double) {
    assert(Beta.accepted.contains(shape), "a beta distribution with the shape \(shape)")
    // A gamma variable of a shape below 1 comes from one of the shape plus 1.
    let constants = GammaShape(shape < 1 ? shape + 1 : shape)
    shapes[variable] = shape
    d[variable] = constants.d
    c[variable] = constants.c
  }

  /// Draws one value from each distribution and hands them over in order.
  @inline(__always)
  public mutating func draw(from noise: inout RandomStream, _ take: (_ item: Int, _ value: Double) -> Void) {
    guard noise.native == nil else {
      for item in 0..<count { take(item, Beta.draw(a: shapes[2 * item], b: shapes[2 * item + 1], from: &noise)) }
      return
    }
    drawGammas(from: &noise)
    for item in 0..<count {
      let (x, y) = (gammas[2 * item], gammas[2 * item + 1])
      let isPlain = shapes[2 * item] >= 1 && shapes[2 * item + 1] >= 1
      take(item, isPlain ? x / (x + y) : ratio(item, x, y, &noise))
    }
  }

  private mutating func drawGammas(from noise: inout RandomStream) {
    let variables = shapes.count
    for variable in 0..<variables { words[variable] = noise.word() }
    for first in stride(from: 0, to: variables, by: 8) {
      let bits = noise.word()
      for place in 0..<min(8, variables - first) {
        cells[first + place] = UInt8(truncatingIfNeeded: bits >> (8 * UInt64(place)))
      }
    }
    bandit_gammas(Int64(variables), words, cells, d, c, NormalZiggurat.ends, &gammas)
    for variable in 0..<variables where gammas[variable] < 0 {
      gammas[variable] = GammaShape(d: d[variable], c: c[variable]).drawNatively(
        words[variable], cell: cells[variable], from: &noise)
    }
  }

  /// x / (x + y) times powers of uniform numbers, in logarithms: what rounds to 0 or 1 is 0 or 1.
  private func ratio(_ item: Int, _ x: Double, _ y: Double, _ noise: inout RandomStream) -> Double {
    let (a, b) = (shapes[2 * item], shapes[2 * item + 1])
    var difference = logarithm(y) - logarithm(x)
    if a < 1 { difference -= logarithm(noise.positiveUniform()) / a }
    if b < 1 { difference += logarithm(noise.positiveUniform()) / b }
    return 1 / (1 + exponential(difference))
  }
}
