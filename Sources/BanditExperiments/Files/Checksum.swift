#if canImport(CryptoKit)
  import CryptoKit
#else
  import CBanditCrypto
#endif

/// The SHA-256 of some bytes.
public struct Checksum: Hashable, Sendable, CustomStringConvertible {
  /// The 32 bytes.
  public let bytes: [UInt8]

  /// The length in bytes.
  static let byteCount = 32

  fileprivate init(bytes: [UInt8]) { self.bytes = bytes }

  /// The SHA-256 of some bytes.
  public init(of bytes: some Collection<UInt8>) {
    let contiguous = bytes.withContiguousStorageIfAvailable { buffer in
      var sum = RunningChecksum()
      sum.add(UnsafeRawBufferPointer(buffer))
      return sum.finish()
    }
    self = contiguous ?? Checksum(of: Array(bytes))
  }

  /// The SHA-256 of a text in UTF-8.
  public init(of text: String) {
    self.init(of: Array(text.utf8))
  }

  /// 64 lower-case hexadecimal digits.
  public var description: String { Checksum.hexadecimal(bytes[...]) }

  /// Two digits for each byte.
  static func hexadecimal(_ bytes: ArraySlice<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}

/// A SHA-256 that is computed piece by piece: by the system's libcrypto, or by CryptoKit where there is one.
struct RunningChecksum: ~Copyable {
  #if canImport(CryptoKit)
    private var hash = SHA256()

    init() {}

    /// Adds bytes.
    mutating func add(_ bytes: UnsafeRawBufferPointer) { hash.update(bufferPointer: bytes) }

    /// The checksum of all bytes added; nothing may be added afterwards.
    mutating func finish() -> Checksum { Checksum(bytes: Array(hash.finalize())) }
  #else
    private var context = SHA256_CTX()

    init() { precondition(SHA256_Init(&context) == 1, "libcrypto offers no SHA-256") }

    /// Adds bytes.
    mutating func add(_ bytes: UnsafeRawBufferPointer) {
      precondition(SHA256_Update(&context, bytes.baseAddress, bytes.count) == 1, "SHA-256 failed")
    }

    /// The checksum of all bytes added; nothing may be added afterwards.
    mutating func finish() -> Checksum {
      var bytes = [UInt8](repeating: 0, count: Checksum.byteCount)
      precondition(SHA256_Final(&bytes, &context) == 1, "SHA-256 failed")
      return Checksum(bytes: bytes)
    }
  #endif

  /// Adds bytes.
  mutating func add(_ bytes: [UInt8]) { bytes.withUnsafeBytes { add($0) } }
}
