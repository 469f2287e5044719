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
  private var behind: WriteBehind?
  private var aheadCount = 0
  private var isInPlace = false

  private static let bufferSize = 1 << 16
  /// So much is brought to the device at a time, while more is written.
  private static let aheadSize = 1 << 21

  /// Starts a file; a file of that name stays as it is until `finish()`.
  public init(path: String) throws(FileError) {
    let file = try TemporaryFile.create(for: path)
    self.path = path
    temporaryPath = file.path
    descriptor = file.descriptor
    buffer.reserveCapacity(CheckedWriter.bufferSize)
  }

  deinit {
    _ = behind?.end()
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
    // What is long anyway goes out without a copy.
    if bytes.count >= CheckedWriter.bufferSize {
      if !buffer.isEmpty { try flush() }
      return try write(bytes)
    }
    buffer.append(contentsOf: bytes)
    if buffer.count >= CheckedWriter.bufferSize { try flush() }
  }

  /// Writes a whole file, in place of any file of that name.
  package static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    var writer = try CheckedWriter(path: path)
    try writer.append(bytes)
    _ = try writer.finish()
  }

  /// Writes a text as a whole file, in UTF-8, in place of any file of that name.
  package static func write(_ text: String, to path: String) throws(FileError) {
    try write(Array(text.utf8), to: path)
  }

  /// Makes the file appear, complete and on the device, in place of any file of that name.
  public consuming func finish() throws(FileError) -> Receipt {
    let receipt = try complete()
    let folder = FileSystem.split(path).folder
    try putInPlace()
    try FileSystem.synchronizeFolder(folder)
    return receipt
  }

  /// Makes sure that everything is on the device, under the temporary name. Nothing may be added afterwards.
  mutating func complete() throws(FileError) -> Receipt {
    try flush()
    if let code = behind?.end(), code != 0 { throw FileError(.synchronize, path, code: code) }
    try FileSystem.beforeChange?(.synchronize, path)
    if FileSystem.uninterrupted({ fsync(descriptor) }) != 0 { throw FileError(.synchronize, path) }
    return Receipt(checksum: sum.finish(), byteCount: byteCount)
  }

  /// Makes a complete file appear, in place of any file of that name; it is there after a crash of the machine once its
  /// folder has been synchronised.
  consuming func putInPlace() throws(FileError) {
    try FileSystem.beforeChange?(.rename, path)
    if !UnfinishedFiles.complete(temporaryPath, as: path) { throw FileError(.rename, path) }
    isInPlace = true
  }

  private mutating func flush() throws(FileError) {
    try write(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  private mutating func write(_ bytes: [UInt8]) throws(FileError) {
    let (descriptor, path) = (descriptor, path)
    try bytes.withUnsafeBufferPointer { bytes throws(FileError) in
      try FileSystem.writeAll(bytes, to: descriptor, path: path)
    }
    sum.add(bytes)
    byteCount += bytes.count
    aheadCount += bytes.count
    // What is written at once is complete before a thread would have begun.
    guard aheadCount >= CheckedWriter.aheadSize, byteCount > bytes.count else { return }
    aheadCount = 0
    let writer = behind ?? WriteBehind(descriptor)
    behind = writer
    writer.wrote()
  }
}
