import CBanditGSL

/// `gsl_ran_gaussian_ziggurat` for Philox streams without the way through its function pointers.
///
/// The ziggurat's tables are not part of GSL's interface. They are read off its answers to chosen words, once: so the
/// numbers are those of the library at hand, to the bit. 1 word in 36 needs more than its layer; GSL gets it then.
enum ZigguratOfGSL {
  /// A layer: numbers `j` below `limit` stand for `j * width` without another look.
  struct Layer {
    var width: Double
    var limit: UInt64

    /// Whether the number that a word stands for needs no other.
    @inline(__always)
    func decides(_ word: UInt64) -> Bool { word >> 8 & 0xFF_FFFF < limit }

    /// The number that a word of this layer stands for, if it decides.
    @inline(__always)
    func number(of word: UInt64) -> Double {
      let number = Double(Int64(truncatingIfNeeded: word >> 8 & 0xFF_FFFF)) * width
      return Double(bitPattern: number.bitPattern ^ (~word & 0x80) << 56)
    }
  }

  static let layerCount = 128
  /// The number of values of `j`.
  private static let steps: UInt64 = 1 << 24

  // Written once, by the static initialiser.
  nonisolated(unsafe) static let layers: UnsafePointer<Layer> = {
    let layers = UnsafeMutablePointer<Layer>.allocate(capacity: layerCount)
    for index in 0..<layerCount { (layers + index).initialize(to: layer(index)) }
    return UnsafePointer(layers)
  }()

  /// What GSL asked a generator for that answers one word as told.
  private struct Script {
    let word: UInt64
    var requests = 0
  }

  // Whatever it asks for next leads to an end: a word with j = 0, the middle of the uniform numbers.
  nonisolated(unsafe) private static let scriptType: UnsafePointer<gsl_rng_type> = {
    let name = StaticString("bandits-script")
    let type = UnsafeMutablePointer<gsl_rng_type>.allocate(capacity: 1)
    type.initialize(
      to: gsl_rng_type(
        name: UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self), max: UInt.max, min: 0, size: 0,
        set: { _, _ in },
        get: { state in
          let script = state!.assumingMemoryBound(to: Script.self)
          script.pointee.requests += 1
          return script.pointee.requests == 1 ? UInt(script.pointee.word) : 0x80
        },
        get_double: { state in
          state!.assumingMemoryBound(to: Script.self).pointee.requests += 1
          return 0.5
        }))
    return UnsafePointer(type)
  }()

  /// The number that a word stands for; `nil` if GSL asks for more.
  private static func number(of word: UInt64) -> Double? {
    var script = Script(word: word)
    let number = withUnsafeMutablePointer(to: &script) { script in
      var generator = gsl_rng(type: scriptType, state: UnsafeMutableRawPointer(script))
      return withUnsafePointer(to: &generator) { gsl_ran_gaussian_ziggurat($0, 1) }
    }
    return script.requests == 1 ? number : nil
  }

  private static func layer(_ index: Int) -> Layer {
    func word(_ j: UInt64) -> UInt64 { UInt64(index) | 0x80 | j << 8 }
    // A power of 2 leaves the width its bits.
    guard let half = number(of: word(steps / 2)) else { return Layer(width: 0, limit: 0) }
    var (inside, outside) = (steps / 2, steps)
    while outside - inside > 1 {
      let middle = (inside + outside) / 2
      if number(of: word(middle)) == nil { outside = middle } else { inside = middle }
    }
    return Layer(width: half / Double(steps / 2), limit: outside)
  }
}

extension RandomStream {
  /// A standard normal number, as `gsl_ran_gaussian_ziggurat` draws it.
  ///
  /// - Precondition: no GSL generator backs the stream.
  @inline(__always)
  mutating func standardNormal(_ layers: UnsafePointer<ZigguratOfGSL.Layer>) -> Double {
    let bits = word()
    let layer = layers[Int(truncatingIfNeeded: bits & 0x7F)]
    guard layer.decides(bits) else {
      takeBack()
      return standardNormalOfGSL()
    }
    return layer.number(of: bits)
  }

  @inline(never)
  mutating func standardNormalOfGSL() -> Double {
    withGSL { gsl_ran_gaussian_ziggurat($0, 1) }
  }

  /// A uniform number in (0, 1), as `gsl_rng_uniform_pos` draws it.
  ///
  /// - Precondition: no GSL generator backs the stream.
  @inline(__always)
  mutating func positiveUniform() -> Double {
    while true {
      let number = Double(Int64(truncatingIfNeeded: word() >> 11)) * 0x1p-53
      if number > 0 { return number }
    }
  }
}
