#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file being written, that appears under its name when it is complete or not at all.
///
/// Bytes go to a temporary name in the same folder; `finish()` makes sure that they are on the device
/// and renames. A writer that goes away without `finish()` removes its temporary file.
public struct CheckedWriter: ~Copyable {
  /// What became of a file.
  public struct Receipt: Hashable, Sendable {
    /// The SHA-256 of its bytes.
    public let checksum: Checksum
    /// Its length in bytes.
    public let byteCount: Int
  }

  /// Where the file will appear.
  public let path: String
  private let temporaryPath: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var sum = RunningChecksum()
  private var byteCount = 0
  private var isInPlace = false

  private static let bufferSize = 1 << 16

  /// Starts a file; a file of that name stays as it is until `finish()`.
  public init(path: String) throws(FileError) {
    let file = try TemporaryFile.create(for: path)
    self.path = path
    temporaryPath = file.path
    descriptor = file.descriptor
    buffer.reserveCapacity(CheckedWriter.bufferSize)
  }

  deinit {
    if !isInPlace { UnfinishedFiles.drop(temporaryPath) }
    close(descriptor)
  }

  /// Adds a text, in UTF-8.
  public mutating func append(_ text: String) throws(FileError) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= CheckedWriter.bufferSize { try flush() }
  }

  /// Adds bytes.
  public mutating func append(_ bytes: [UInt8]) throws(FileError) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= CheckedWriter.bufferSize { try flush() }
  }

  /// Makes the file appear, complete and on the device, in place of any file of that name.
  public consuming func finish() throws(FileError) -> Receipt {
    let receipt = try complete()
    try putInPlace()
    return receipt
  }

  /// Makes sure that everything is on the device, under the temporary name. Nothing may be added afterwards.
  mutating func complete() throws(FileError) -> Receipt {
    try flush()
    try FileSystem.beforeChange?(.synchronize, path)
    if FileSystem.uninterrupted({ fsync(descriptor) }) != 0 { throw FileError(.synchronize, path) }
    return Receipt(checksum: sum.finish(), byteCount: byteCount)
  }

  /// Makes a complete file appear, in place of any file of that name.
  consuming func putInPlace() throws(FileError) {
    try FileSystem.beforeChange?(.rename, path)
    if !UnfinishedFiles.complete(temporaryPath, as: path) { throw FileError(.rename, path) }
    isInPlace = true
    try FileSystem.synchronizeFolder(FileSystem.split(path).folder)
  }

  private mutating func flush() throws(FileError) {
    let (descriptor, path) = (descriptor, path)
    try buffer.withUnsafeBufferPointer { bytes throws(FileError) in
      try FileSystem.writeAll(bytes, to: descriptor, path: path)
    }
    sum.add(buffer)
    byteCount += buffer.count
    buffer.removeAll(keepingCapacity: true)
  }
}
