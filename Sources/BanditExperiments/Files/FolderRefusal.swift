/// A result folder that is not to be touched, or not to be read.
public enum FolderRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// It holds the results of another scenario, which differs in some keys, as far as they are known.
  case differentScenario(path: String, differences: [String])
  /// It holds files, and nothing says that they are results; one of them is named.
  case foreignFiles(path: String, example: String)
  /// It holds a block that was computed on another numeric platform; what that was, if it is known, and what this is.
  case otherNumerics(path: String, block: String, there: String?, here: String)
  /// It is no share of the scenario of another folder, which differs in some keys, as far as they are known.
  case differentShare(path: String, first: String, differences: [String])
  /// Its files are not those of its manifest, and there are no blocks to make them from.
  case changedFiles(path: String, differences: [String])
  /// Its tables are without those of the replications, and there are no blocks to make them from.
  case noReplications(path: String)
  /// A run needs more bytes than are free there.
  case full(path: String, needed: Double, free: Double)
  /// There are no results.
  case noResults(path: String)

  /// What is wrong and what can be done, in one sentence.
  public var description: String {
    switch self {
    case .differentScenario(let path, let differences):
      "\(path) holds the results of a different scenario\(FolderRefusal.text(of: differences)); "
        + "choose another folder with --out, or replace them with --overwrite"
    case .foreignFiles(let path, let example):
      "\(path) is not a result folder but is not empty (it holds '\(example)'); choose another folder, "
        + "or add results to it with --overwrite"
    case .otherNumerics(let path, let block, let there, let here):
      "\(path) holds a block (\(block.prefix(8))...) from another numeric platform "
        + "(\(there.map { "\($0) there" } ?? "not known which"), \(here) here), whose last bits differ from this one's; "
        + "finish it on the platform where it began, or begin again with --overwrite"
    case .differentShare(let path, let first, let differences):
      "\(path) is no share of the scenario in \(first)\(FolderRefusal.text(of: differences)); "
        + "accepted: folders of one scenario, with the same algorithms and replications"
    case .changedFiles(let path, let differences):
      "\(path) holds other files than its manifest describes\(FolderRefusal.text(of: differences)), and no blocks to make "
        + "them from; restore them, or run the scenario again"
    case .noReplications(let path):
      "\(path) is without \(ResultFile.regret.rawValue), and holds no blocks to make its tables from; run the scenario "
        + "again"
    case .full(let path, let needed, let free):
      "the files of \(path) need about \(ByteCount(needed)) and \(ByteCount(free)) are free there; choose another "
        + "folder with --out, lower the replications or checkpoints, leave \(ResultFile.regret.rawValue) out with --tables "
        + "summary, or go on all the same with --no-disk-check"
    case .noResults(let path):
      "\(path) holds no results; accepted: a folder that simulate run has written"
    }
  }

  private static func text(of differences: [String]) -> String {
    guard !differences.isEmpty else { return "" }
    let named = 5
    let rest = differences.count > named ? ["and \(differences.count - named) more"] : []
    return " (\((differences.prefix(named) + rest).joined(separator: "; ")))"
  }
}
