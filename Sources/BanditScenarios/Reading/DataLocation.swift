import BanditExperiments

/// Where the data files are that a scenario names.
enum DataLocation: Hashable {
  /// At paths relative to this folder.
  case folder(String)
  /// In a result folder, as the copies that it keeps.
  case results(String)

  /// The path of the file that a scenario calls by a name.
  func path(of name: String) -> String {
    switch self {
    case .folder(let folder): name.hasPrefix("/") ? name : "\(folder)/\(name)"
    case .results(let folder): ResultFolder.copy(ofData: name, in: folder)
    }
  }
}
