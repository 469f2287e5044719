/// The constants of the gamma sampler of Marsaglia and Tsang (2000) for a shape of 1 or more: draws are d (1 + c x)^3 for
/// normal numbers x that are accepted.
struct GammaShape: Sendable {
  let d: Double
  let c: Double

  /// - Precondition: the shape is at least 1.
  @inline(__always)
  init(_ shape: Double) {
    d = shape - 1.0 / 3.0
    c = (1.0 / 3.0) / d.squareRoot()
  }

  /// A draw with scale 1, from the words from which `gsl_ran_gamma` makes it, with the same bits.
  ///
  /// Two words that are at hand decide nineteen times in twenty; else nothing has been taken.
  ///
  /// - Precondition: no GSL generator backs the stream.
  @inline(__always)
  func draw(from noise: inout RandomStream, _ layers: UnsafePointer<ZigguratOfGSL.Layer>) -> Double {
    if noise.hasTwoFurther {
      let (first, second) = noise.nextTwoFurther
      let layer = layers[Int(truncatingIfNeeded: first & 0x7F)]
      let x = layer.number(of: first)
      let root = 1 + c * x
      let cube = root * root * root
      let u = Double(Int64(truncatingIfNeeded: second >> 11)) * 0x1p-53
      if layer.decides(first) && root > 0 && u > 0 && isSurelyAccepted(x, root: root, cube: cube, u: u) {
        noise.takeTwo()
        return d * cube
      }
    }
    return drawStepByStep(from: &noise, layers)
  }

  @inline(never)
  private func drawStepByStep(
    from noise: inout RandomStream, _ layers: UnsafePointer<ZigguratOfGSL.Layer>
  ) -> Double {
    while true {
      var x: Double
      var root: Double
      repeat {
        x = noise.standardNormal(layers)
        root = 1 + c * x
      } while root <= 0
      let cube = root * root * root
      let u = noise.positiveUniform()
      if isSurelyAccepted(x, root: root, cube: cube, u: u) || isAcceptedByGSL(x, cube: cube, u: u) { return d * cube }
    }
  }

  /// A draw with scale 1 from normal numbers of full resolution, of which the first one comes from a word, and the first
  /// eight bits of the uniform number that decides on it from a cell; all else is drawn.
  ///
  /// - Precondition: no GSL generator backs the stream.
  @inline(never)
  func drawNatively(_ word: UInt64, cell: UInt8, from noise: inout RandomStream) -> Double {
    let ends = NormalZiggurat.ends
    var x = noise.nativeNormal(word, ends)
    var start = Double(cell) * 0x1p-8
    var width = 0x1p-8
    while true {
      let root = 1 + c * x
      if root > 0 {
        let cube = root * root * root
        if isSurelyAccepted(x, root: root, cube: cube, u: start + width) { return d * cube }
        let u = start + width * noise.uniform()
        if isAccepted(x, cube: cube, u: u) { return d * cube }
      }
      x = noise.nativeNormal(ends)
      (start, width) = (0, 1)
    }
  }

  /// Whether a bound of the logarithms accepts, by more than rounding can add to them.
  ///
  /// With z = c x the number is accepted if ln u < x^2 / 2 + d (1 - (1 + z)^3 + 3 ln(1 + z)), which is
  /// 3 d (ln(1 + z) - z + z^2 / 2 - z^3 / 3) >= -(3/4) d z^4 / e = -x^2 z^2 / (12 e) with e = 1 + min(0, z); and ln u is
  /// below u - 1. All but .028 / d of the numbers are accepted here.
  @inline(__always)
  private func isSurelyAccepted(_ x: Double, root: Double, cube: Double, u: Double) -> Bool {
    let z = c * x
    let e = min(1, root)
    let product = x * z
    return (u + 1e-13 + 1e-14 * (d + d * cube)) * e + product * product * (1.0 / 12) < e
  }

  /// The conditions of `gsl_ran_gamma`, to the last bit.
  @inline(never)
  private func isAcceptedByGSL(_ x: Double, cube: Double, u: Double) -> Bool {
    u < 1 - 0.0331 * x * x * x * x || isAccepted(x, cube: cube, u: u)
  }

  @inline(never)
  private func isAccepted(_ x: Double, cube: Double, u: Double) -> Bool {
    logarithm(u) < 0.5 * x * x + d * (1 - cube + logarithm(cube))
  }
}
