#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The operating system refused something about a file.
public struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was tried.
  public enum Operation: String, Sendable {
    /// Making a new file.
    case create
    /// Making a new folder.
    case createFolder = "create folder"
    /// Opening an existing file.
    case open
    /// Reading an open file.
    case read
    /// Writing to an open file.
    case write
    /// Making sure that what was written is on the device.
    case synchronize
    /// Putting a complete file in its place.
    case rename
    /// Listing a folder.
    case list
    /// Removing a file or an empty folder.
    case remove
  }

  /// The file or folder.
  public let path: String
  /// What was tried.
  public let operation: Operation
  /// The operating system's error number.
  public let code: Int32

  /// Takes the error number of the call that has just failed.
  init(_ operation: Operation, _ path: String, code: Int32 = errno) {
    self.path = path
    self.operation = operation
    self.code = code
  }

  /// The operating system's words for the error.
  public var reason: String { String(cString: strerror(code)) }

  /// Whether the reader of a pipe has gone: not an error that a user wants to read about.
  public var isClosedPipe: Bool { code == EPIPE }

  /// What happened, in one line.
  public var description: String { "\(path): cannot \(operation.rawValue): \(reason)" }
}
