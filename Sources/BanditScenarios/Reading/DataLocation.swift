import BanditCards
import BanditExperiments
import Foundation
import Synchronization

/// Where the data files are that a scenario names.
enum DataLocation: Hashable {
  /// At paths relative to this folder.
  case folder(String)
  /// In a result folder, as the copies that it keeps; what it has no copy of, relative to it.
  case results(String)

  /// The folder.
  var folder: String {
    switch self {
    case .folder(let folder), .results(let folder): folder
    }
  }

  /// The path of the file that a scenario calls by a name.
  func path(of name: String) -> String {
    switch self {
    case .folder(let folder): return name.hasPrefix("/") ? name : "\(folder)/\(name)"
    case .results(let folder):
      let copy = ResultFolder.copy(ofData: name, in: folder)
      return FileManager.default.fileExists(atPath: copy) ? copy : DataLocation.folder(folder).path(of: name)
    }
  }
}

/// The data files of a scenario, each opened once for all points and entries that name it.
final class DataFiles: Sendable {
  private let location: DataLocation
  private let files = Mutex<[String: DataFile]>([:])

  init(_ location: DataLocation) { self.location = location }

  /// The file that the scenario calls by a name.
  func file(_ name: String) -> DataFile {
    files.withLock { files in
      if let known = files[name] { return known }
      let file = DataFile(location.path(of: name), name: name)
      files[name] = file
      return file
    }
  }

  /// Lets go of what was parsed, when the plan is made.
  func forgetParsed() { files.withLock { $0.values.forEach { $0.forgetParsed() } } }
}
