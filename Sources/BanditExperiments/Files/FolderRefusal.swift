/// A result folder that is not to be touched.
public enum FolderRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// It holds the results of another scenario.
  case differentScenario(path: String)
  /// It holds files, and nothing says that they are results; one of them is named.
  case foreignFiles(path: String, example: String)
  /// It holds a block that was computed on another numeric platform.
  case otherNumerics(path: String, block: String)

  /// What is wrong and what can be done, in one sentence.
  public var description: String {
    switch self {
    case .differentScenario(let path):
      "\(path) holds the results of a different scenario; choose another folder, or replace them with --overwrite"
    case .foreignFiles(let path, let example):
      "\(path) is not a result folder but is not empty (it holds '\(example)'); choose another folder, "
        + "or add results to it with --overwrite"
    case .otherNumerics(let path, let block):
      "\(path) holds a block from another numeric platform (\(block)), whose last bits differ from this one's; "
        + "finish it on the platform where it began, or begin again with --overwrite"
    }
  }
}
