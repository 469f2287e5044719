import Crypto

/// The SHA-256 of some bytes.
public struct Checksum: Hashable, Sendable, CustomStringConvertible {
  /// The 32 bytes.
  public let bytes: [UInt8]

  /// The length in bytes.
  static let byteCount = SHA256.byteCount

  init(_ digest: SHA256.Digest) {
    bytes = Array(digest)
  }

  /// The SHA-256 of some bytes.
  public init(of bytes: some Collection<UInt8>) {
    let contiguous = bytes.withContiguousStorageIfAvailable { buffer in
      var hash = SHA256()
      hash.update(bufferPointer: UnsafeRawBufferPointer(buffer))
      return Checksum(hash.finalize())
    }
    self = contiguous ?? Checksum(of: Array(bytes))
  }

  /// The SHA-256 of a text in UTF-8.
  public init(of text: String) {
    self.init(of: Array(text.utf8))
  }

  /// 64 lower-case hexadecimal digits.
  public var description: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
