import BanditCards
import BanditGames

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The folder of a scenario's results: finished blocks, and the tables made from them.
///
/// Blocks are files of their own, absent or complete, so an interrupted run loses only what was being
/// simulated. Every method may be called from several tasks, and several processes may fill a folder.
public struct ResultFolder: Sendable {
  /// Where it is.
  public let path: String
  /// Whose results it holds.
  public let plan: Plan
  private let numerics: Checksum

  /// Names a folder without looking at it; for folders that are only read.
  public init(path: String, plan: Plan) {
    self.init(path: path, plan: plan, numerics: NumericFingerprint.current)
  }

  init(path: String, plan: Plan, numerics: Checksum) {
    self.path = path
    self.plan = plan
    self.numerics = numerics
  }

  /// Opens a folder for the results of a plan, creating or continuing it.
  ///
  /// A folder is continued if its scenario is the same but for `algorithms` and `replications`, which
  /// leave finished blocks valid.
  ///
  /// - Parameter overwrite: begin again whatever the folder holds; only files with names of ours are
  ///   removed.
  /// - Throws: `FolderRefusal` or `FileError`.
  public static func open(_ path: String, for plan: Plan, overwrite: Bool = false) throws -> ResultFolder {
    let folder = ResultFolder(path: path, plan: plan)
    if overwrite { try folder.removeOwnFiles() } else { try folder.refuseIfOthers() }
    try FileSystem.createFolder(folder.blocks)
    try TemporaryFile.removeStale(in: path, where: tableNames.contains)
    try TemporaryFile.removeStale(in: folder.blocks, where: isBlockOrMark)
    try replaceFile(folder.mark, with: folder.claim)
    for file in plan.dataFiles {
      guard let bytes = file.bytes else { throw FileError(.open, file.path, code: ENOENT) }
      try replaceFile(copy(ofData: file.name, in: path), with: bytes)
    }
    try writeScenario(plan, to: path)
    return folder
  }

  /// Writes `scenario.json`.
  static func writeScenario(_ plan: Plan, to folder: String) throws(FileError) {
    try replaceFile(
      "\(folder)/\(scenarioName)", with: Array((JSONText.pretty(.object(plan.resolvedScenario)) + "\n").utf8))
  }

  /// Where a result folder keeps its copy of a data file, by the name that the scenario calls it: tables can be
  /// made again wherever the folder is moved.
  public static func copy(ofData name: String, in folder: String) -> String {
    "\(folder)/\(blocksName)/\(Checksum(of: "data \(name)"))"
  }

  /// The blocks of the plan that are there, whole.
  ///
  /// - Throws: `FolderRefusal.otherNumerics` or `FileError`.
  public func finishedBlocks() throws -> Set<BlockID> {
    Set(try plan.blocks.filter { try read($0) != nil })
  }

  /// A finished block; `nil` if it is absent, torn or edited, and so must be done (again).
  ///
  /// - Throws: `FolderRefusal.otherNumerics` or `FileError`.
  public func read(_ block: BlockID) throws -> BlockTrace? {
    let cell = plan.cells[block.cell]
    let name = BlockFile.name(of: block, in: cell)
    guard let bytes = try FileSystem.contents(of: "\(blocks)/\(name)") else { return nil }
    do {
      return try BlockFile.decode(bytes, replications: block.replications, of: cell, numerics: numerics)
    } catch {
      switch error {
      case .damaged: return nil
      case .otherNumerics: throw FolderRefusal.otherNumerics(path: path, block: name)
      }
    }
  }

  /// Keeps a finished block.
  public func write(_ trace: BlockTrace, as block: BlockID) throws(FileError) {
    let cell = plan.cells[block.cell]
    try ResultFolder.replaceFile(
      "\(blocks)/\(BlockFile.name(of: block, in: cell))",
      with: BlockFile.encode(trace, of: cell, numerics: numerics))
  }

  /// Puts the manifest in its place.
  func writeManifest(_ text: String) throws(FileError) {
    try ResultFolder.replaceFile("\(path)/\(ResultFolder.manifestName)", with: Array(text.utf8))
  }

  private static let scenarioName = "scenario.json"
  private static let manifestName = "manifest.json"
  private static let blocksName = "blocks"
  /// Holds the checksum of the scenario that the blocks belong to: the mark of a folder of ours.
  private static let markName = "scenario.sha256"
  private static let tableNames = ResultFile.allCases.map(\.rawValue) + [scenarioName, manifestName]

  private var blocks: String { "\(path)/\(ResultFolder.blocksName)" }
  private var mark: String { "\(blocks)/\(ResultFolder.markName)" }

  /// What the mark says of this plan: everything of its scenario that decides whether blocks stay valid.
  private var claim: [UInt8] {
    let shared = plan.resolvedScenario.entries.filter { !["algorithms", "replications"].contains($0.name) }
    return Array("\(Checksum(of: JSONText.compact(.object(Settings(shared)))))\n".utf8)
  }

  private static func isBlockOrMark(_ name: String) -> Bool {
    name == markName || (name.utf8.count == 64 && name.utf8.allSatisfy("0123456789abcdef".utf8.contains))
  }

  /// Lets pass a folder of this scenario and a folder that holds nothing; touches neither.
  private func refuseIfOthers() throws {
    if let found = try FileSystem.contents(of: mark) {
      if found != claim { throw FolderRefusal.differentScenario(path: path) }
      return
    }
    // A process that died while it was opening the folder leaves this much.
    let isRemnant = { (name: String) in
      TemporaryFile.target(of: name).map { $0 == ResultFolder.markName } ?? (name == ResultFolder.blocksName)
    }
    let names = try FileSystem.names(in: path) + FileSystem.names(in: blocks)
    if let example = names.first(where: { !isRemnant($0) }) {
      throw FolderRefusal.foreignFiles(path: path, example: example)
    }
  }

  private func removeOwnFiles() throws(FileError) {
    for name in ResultFolder.tableNames { try FileSystem.removeFile("\(path)/\(name)") }
    for name in try FileSystem.names(in: blocks) where ResultFolder.isBlockOrMark(name) {
      try FileSystem.removeFile("\(blocks)/\(name)")
    }
  }

  private static func replaceFile(_ path: String, with bytes: [UInt8]) throws(FileError) {
    var writer = try CheckedWriter(path: path)
    try writer.append(bytes)
    _ = try writer.finish()
  }
}
