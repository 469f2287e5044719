import Foundation
import Synchronization

/// A file that settings name. It is read once: what parses it, checksums it or copies it gets the same bytes, even if
/// the file changes meanwhile.
public final class DataFile: Hashable, Sendable, ExpressibleByStringLiteral {
  /// As the settings call it.
  public let name: String
  /// Where it is.
  public let path: String

  private struct Key: Hashable {
    let type: ObjectIdentifier
    let manner: String
  }

  private struct Contents {
    var bytes: [UInt8]?
    var parsed: [Key: any Sendable] = [:]
  }

  private let contents = Mutex(Contents())

  /// Names a file without looking at it.
  ///
  /// - Parameters:
  ///   - path: where it is.
  ///   - name: as the settings call it; the path if it is left out.
  public init(_ path: String, name: String? = nil) {
    self.path = path
    self.name = name ?? path
  }

  /// Names a file by its path.
  public convenience init(stringLiteral path: String) { self.init(path) }

  /// Its bytes, read when they are first asked for; `nil` if it cannot be read.
  public var bytes: [UInt8]? {
    contents.withLock { contents in
      if contents.bytes == nil, size != nil {
        contents.bytes = FileManager.default.contents(atPath: path).map { Array($0) }
      }
      return contents.bytes
    }
  }

  /// Its length in bytes, without reading it; `nil` if there is no regular file: opening a pipe may block for
  /// ever, and it can be read only once.
  public var size: Int? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  /// What is made of the file, made once for each type and manner until `forgetParsed()`.
  ///
  /// - Parameter manner: the options by which it is made, where there are any.
  public func parsed<Value: Sendable, Failure: Error>(
    manner: String = "", _ make: (DataFile) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    let key = Key(type: ObjectIdentifier(Value.self), manner: manner)
    if let known = contents.withLock({ $0.parsed[key] }) as? Value { return known }
    let value = try make(self)
    contents.withLock { $0.parsed[key] = value }
    return value
  }

  /// Lets go of what was made of the file; its bytes stay.
  public func forgetParsed() { contents.withLock { $0.parsed = [:] } }

  /// Files are the same if their paths are.
  public static func == (first: DataFile, second: DataFile) -> Bool { first.path == second.path }

  /// Hashes the path.
  public func hash(into hasher: inout Hasher) { hasher.combine(path) }
}
