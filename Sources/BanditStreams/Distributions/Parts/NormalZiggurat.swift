/// Standard normal numbers with 53 bits of resolution: the ziggurat of Marsaglia and Tsang (2000) with 256 layers, in the
/// form of Doornik (2005), whose layer, sign and place in the layer come from different bits of one word.
///
/// The bits of a word: 0 to 7 the layer, 8 the sign, 11 to 63 the place in the layer.
enum NormalZiggurat {
  static let layerCount = 256
  /// Where the tail starts, and the area of each layer, that of the tail included.
  static let tail = 3.654152885361009
  static let area = 4.928673233974658e-3

  // `layerCount` + 1 right ends of the layers, falling to 0, the first of them that of a rectangle of the area of the
  // lowest layer; then the densities there, relative to that at 0. Written once, by the static initialiser.
  nonisolated(unsafe) static let ends: UnsafePointer<Double> = {
    let ends = UnsafeMutablePointer<Double>.allocate(capacity: 2 * layerCount + 2)
    let density = { exponential(-0.5 * $0 * $0) }
    var (end, height) = (tail, density(tail))
    ends[0] = area / height
    for layer in 1..<layerCount {
      ends[layer] = end
      height += area / end
      end = (-2 * logarithm(min(1, height))).squareRoot()
    }
    ends[layerCount] = 0
    for place in 0...layerCount { ends[layerCount + 1 + place] = density(ends[place]) }
    return UnsafePointer(ends)
  }()
}

extension RandomStream {
  /// A standard normal number.
  ///
  /// - Precondition: no GSL generator backs the stream.
  @inline(__always)
  mutating func nativeNormal(_ ends: UnsafePointer<Double>) -> Double { nativeNormal(word(), ends) }

  /// The same from a word that was drawn before.
  @inline(__always)
  mutating func nativeNormal(_ bits: UInt64, _ ends: UnsafePointer<Double>) -> Double {
    let layer = Int(truncatingIfNeeded: bits & 0xFF)
    let size = Double(Int64(truncatingIfNeeded: bits >> 11)) * 0x1p-53 * ends[layer]
    guard size < ends[layer &+ 1] else { return rareNormal(bits, ends) }
    return Double(bitPattern: size.bitPattern ^ (bits & 0x100) << 55)
  }

  /// The same for a word whose place is outside the part of its layer that lies below the density everywhere.
  @inline(never)
  mutating func rareNormal(_ first: UInt64, _ ends: UnsafePointer<Double>) -> Double {
    var bits = first
    while true {
      let layer = Int(truncatingIfNeeded: bits & 0xFF)
      var size = Double(bits >> 11) * 0x1p-53 * ends[layer]
      var isAccepted = size < ends[layer + 1]
      if !isAccepted && layer == 0 {
        // The tail by Marsaglia (1964): exponential numbers at the slope of its start, thinned.
        let start = NormalZiggurat.tail
        var excess: Double
        var other: Double
        repeat {
          excess = -logarithm(positiveUniform()) / start
          other = -logarithm(positiveUniform())
        } while 2 * other < excess * excess
        size = start + excess
        isAccepted = true
      } else if !isAccepted {
        let densities = ends + (NormalZiggurat.layerCount + 1)
        let height = densities[layer] + uniform() * (densities[layer + 1] - densities[layer])
        isAccepted = height < exponential(-0.5 * size * size)
      }
      if isAccepted { return Double(bitPattern: size.bitPattern ^ (bits & 0x100) << 55) }
      bits = word()
    }
  }
}
