/// Reads the parts of some bytes one after the other; `nil` where there are not enough left.
struct ByteReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  /// Whether everything was read.
  var isAtEnd: Bool { rest.isEmpty }

  /// The next bytes.
  mutating func bytes(_ count: Int) -> ArraySlice<UInt8>? {
    guard count <= rest.count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  /// The next 8 bytes as a little-endian number.
  mutating func word() -> UInt64? {
    bytes(8).map { $0.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self)) } }
  }

  /// The next bytes as little-endian Float64 numbers.
  mutating func doubles(_ count: Int) -> [Double]? {
    guard let slice = count <= rest.count / 8 ? bytes(8 * count) : nil else { return nil }
    return slice.withUnsafeBytes { raw in
      [Double](unsafeUninitializedCapacity: count) { doubles, filled in
        for place in 0..<count {
          let word = raw.loadUnaligned(fromByteOffset: 8 * place, as: UInt64.self)
          doubles.initializeElement(at: place, to: Double(bitPattern: UInt64(littleEndian: word)))
        }
        filled = count
      }
    }
  }
}

extension [UInt8] {
  /// Adds 8 bytes: a number, little-endian.
  mutating func append(word: UInt64) {
    Swift.withUnsafeBytes(of: word.littleEndian) { append(contentsOf: $0) }
  }
}
