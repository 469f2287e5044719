import BanditExperiments
import Foundation

/// Where a scenario comes from.
public enum ScenarioSource: Hashable, Sendable {
  /// A file; paths inside the scenario are relative to its folder. The `scenario.json` of a result folder finds the
  /// copies of data files that the folder keeps.
  case path(String)
  /// Bytes with a name for messages; paths inside the scenario are relative to the folder.
  case bytes([UInt8], name: String, folder: String = ".")
  /// A result folder: its scenario, on the copies of data files that it keeps.
  case results(String)

  /// The largest scenario, in bytes: 16 MiB.
  public static let sizeLimit = 16 << 20

  /// The name in messages.
  public var name: String {
    switch self {
    case .path(let path): path
    case .bytes(_, let name, _): name
    case .results(let folder): "\(folder)/\(ResultFolder.scenarioName)"
    }
  }

  /// Where the data files are that the scenario names.
  var data: DataLocation {
    switch self {
    case .path(let path):
      let url = URL(fileURLWithPath: path)
      let folder = url.deletingLastPathComponent().path
      let isOfResults = url.lastPathComponent == ResultFolder.scenarioName && ResultFolder.holdsResults(folder)
      return isOfResults ? .results(folder) : .folder(folder)
    case .bytes(_, _, let folder): return .folder(folder)
    case .results(let folder): return .results(folder)
    }
  }

  /// The content; of files that are too large, one byte more than `sizeLimit`.
  func read() throws(ScenarioError) -> [UInt8] {
    switch self {
    case .path(let path): try ScenarioSource.read(path)
    case .bytes(let bytes, _, _): bytes
    case .results: try ScenarioSource.read(name)
    }
  }

  private static func read(_ path: String) throws(ScenarioError) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw failure(path, errno) }
    defer { close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= sizeLimit {
      let count = chunk.withUnsafeMutableBytes { Foundation.read(file, $0.baseAddress, $0.count) }
      if count == 0 { break }
      if count > 0 {
        bytes += chunk[..<count]
      } else if errno != EINTR {
        throw failure(path, errno)
      }
    }
    return bytes
  }

  private static func failure(_ path: String, _ code: Int32) -> ScenarioError {
    switch code {
    case ENOENT, ENOTDIR: .missing(file: path)
    case EISDIR: .unreadable(file: path, reason: "it is a folder; accepted: a scenario file")
    default: .unreadable(file: path, reason: String(cString: strerror(code)))
    }
  }
}
