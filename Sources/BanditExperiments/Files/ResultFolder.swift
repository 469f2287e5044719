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
/// Blocks are kept one by one, as soon as they are finished, so an interrupted run loses only what was being
/// simulated. Every method may be called from several threads, and several processes may fill a folder.
public struct ResultFolder: Sendable {
  /// Where it is.
  public let path: String
  /// Whose results it holds.
  public private(set) var plan: Plan
  private let numerics: Checksum
  private let store: BlockStore

  /// Names a folder without looking at it; for folders that are only read.
  public init(path: String, plan: Plan) {
    self.init(path: path, plan: plan, numerics: NumericFingerprint.current)
  }

  init(path: String, plan: Plan, numerics: Checksum) {
    self.path = path
    self.plan = plan
    self.numerics = numerics
    store = BlockStore("\(path)/\(ResultFolder.blocksName)")
  }

  /// The same folder for the plan with as many replications as were chosen.
  public func settled(as plan: Plan) -> ResultFolder {
    var folder = self
    folder.plan = plan
    return folder
  }

  /// The same folder for the plan with as many replications as its blocks choose; the folder itself where their number
  /// is fixed or known.
  ///
  /// - Throws: `MissingBlock` if that is not decided, and what `read(_:)` throws.
  func settled() throws -> ResultFolder {
    let (settled, missing) = try plan.settled(read)
    if let block = missing.first {
      throw MissingBlock(key: plan.cells[block.cell].key, replications: block.replications)
    }
    return settled.map { self.settled(as: $0) } ?? self
  }

  /// Opens a folder for the results of a plan, creating or continuing it.
  ///
  /// A folder is continued if its scenario and its data files are the same but for `algorithms` and `replications`,
  /// which leave finished blocks valid, and for the `description`.
  ///
  /// - Parameter overwrite: begin again whatever the folder holds; only files with names of ours are
  ///   removed.
  /// - Throws: `FolderRefusal` or `FileError`.
  public static func open(_ path: String, for plan: Plan, overwrite: Bool = false) throws -> ResultFolder {
    let folder = ResultFolder(path: path, plan: plan)
    for file in plan.files where file.bytes == nil { throw FileError(.open, file.path, code: ENOENT) }
    // Before anything is touched; what others do meanwhile is seen under the lock.
    if !overwrite { try folder.refuseIfOthers() }
    try FileSystem.createFolder(path)
    try FileSystem.createFolder(folder.blocks)
    let lock = try FolderLock(path: folder.lockPath)
    if overwrite { try folder.removeOwnFiles() } else { try folder.refuseIfOthers() }
    // The mark is the first of our files, so that a folder that has any of them has it.
    try replaceIfOther(folder.mark, with: folder.claim)
    try TemporaryFile.removeStale(in: path, where: tableNames.contains)
    try TemporaryFile.removeStale(in: folder.blocks) { $0 == markName || isBlockOrNote($0) }
    try BlockStore.removeRemnants(in: folder.blocks)
    for file in plan.files { try replaceIfOther(copy(ofData: file.name, in: path), with: file.bytes ?? []) }
    try writeScenario(plan, to: path)
    lock.release()
    return folder
  }

  /// Keeps others out of the folder until its tables and its manifest have been exchanged, and takes away the manifest:
  /// it never describes other tables or another scenario than those in the folder.
  ///
  /// - Throws: `FolderRefusal` if the folder has become another scenario's, or `FileError`.
  func beginExchange() throws -> FolderLock {
    guard ResultFolder.holdsResults(path) else { throw FolderRefusal.noResults(path: path) }
    let lock = try FolderLock(path: lockPath)
    try refuseIfOthers()
    try ResultFolder.removeManifest(in: path)
    try ResultFolder.writeScenario(plan, to: path)
    return lock
  }

  /// Takes away a manifest, as the first step of every change to what it describes.
  static func removeManifest(in folder: String) throws(FileError) {
    try FileSystem.removeFile("\(folder)/\(manifestName)")
    try FileSystem.synchronizeFolder(folder)
  }

  /// Writes `scenario.json`, if it is not there as it should be.
  static func writeScenario(_ plan: Plan, to folder: String) throws(FileError) {
    let path = "\(folder)/\(scenarioName)"
    let text = Array((JSONText.pretty(.object(plan.resolvedScenario)) + "\n").utf8)
    guard try FileSystem.contents(of: path) != text else { return }
    try removeManifest(in: folder)
    try CheckedWriter.write(text, to: path)
  }

  /// Whether a folder has the mark of a result folder.
  public static func holdsResults(_ path: String) -> Bool {
    (try? FileSystem.contents(of: "\(path)/\(blocksName)/\(markName)")) != nil
  }

  /// Lets pass a folder that holds results of the very same scenario, its algorithms and replications included.
  ///
  /// - Parameter first: the folder that the scenario was read from, for the message.
  /// - Throws: `FolderRefusal` or `FileError`.
  public func refuseUnlessShare(ofScenarioIn first: String) throws {
    guard let found = try FileSystem.contents(of: mark) else { throw FolderRefusal.noResults(path: path) }
    let differences = try self.differences(from: plan.identifyingScenario)
    if found == claim && differences.isEmpty { return }
    throw FolderRefusal.differentShare(path: path, first: first, differences: try differences + dataDifferences())
  }

  /// Where a result folder keeps its copy of a data file, by the name that the scenario calls it: tables can be
  /// made again wherever the folder is moved.
  public static func copy(ofData name: String, in folder: String) -> String {
    "\(folder)/\(blocksName)/\(Checksum(of: "data \(name)"))"
  }

  /// The distinct blocks of the plan that are there, whole; those of other processes, too, as far as they are finished.
  ///
  /// - Throws: `FolderRefusal.otherNumerics` or `FileError`.
  public func finishedBlocks() throws -> Set<BlockID> {
    try store.refresh()
    return Set(try plan.distinctBlocks.filter { try read($0) != nil })
  }

  /// A finished block; `nil` if it is absent, torn or edited, and so must be done (again).
  ///
  /// What other processes have kept is there as far as this folder has looked, in `finishedBlocks()` or before the
  /// first block is read.
  ///
  /// - Throws: `FolderRefusal.otherNumerics` or `FileError`.
  public func read(_ block: BlockID) throws -> BlockTrace? {
    let cell = plan.cells[block.cell]
    let name = BlockFile.name(of: block, in: cell)
    for bytes in try store.candidates(for: name) {
      do {
        return try BlockFile.decode(bytes, replications: block.replications, of: cell, numerics: numerics)
      } catch {
        switch error {
        case .damaged: continue
        case .otherNumerics(let fingerprint):
          let note = try FileSystem.contents(of: "\(blocks)/\(ResultFolder.platformPrefix)\(fingerprint)")
          throw FolderRefusal.otherNumerics(
            path: path, block: name, there: note.map { String(decoding: $0, as: UTF8.self).trimmed },
            here: Machine.platform)
        }
      }
    }
    return nil
  }

  /// Notes that this process does a share of the blocks here, so that one can say which shares are missing.
  public func note(_ share: Shard) throws(FileError) {
    try ResultFolder.replaceIfOther("\(blocks)/\(ResultFolder.sharePrefix)\(share.index)-of-\(share.count)", with: [])
  }

  /// Notes what was chosen on replications apart from the results; takes away a note where nothing was.
  package func note(_ records: [TuningRecord]) throws(FileError) {
    guard !records.isEmpty else { return try FileSystem.removeFile(tuningNote) }
    let note = Setting.object(["tuning": .list(records.map { .object($0.settings) })])
    try ResultFolder.replaceIfOther(tuningNote, with: Array((JSONText.pretty(note) + "\n").utf8))
  }

  /// What was chosen, as it was noted.
  package func tuning() throws(FileError) -> [TuningRecord] {
    let bytes = try FileSystem.contents(of: tuningNote)
    return TuningRecord.list(bytes.flatMap { JSONNode.object($0) }?["tuning"]?.elements ?? [])
  }

  /// The shares that were begun here.
  public func shares() throws(FileError) -> [Shard] {
    try FileSystem.names(in: blocks).compactMap(ResultFolder.share)
  }

  /// Keeps a finished block: it survives the end of the process from now on, and a power failure a second later or once
  /// `finish()` has been called.
  ///
  /// - Parameter time: how long threads were at it, if that is known.
  public func write(_ trace: BlockTrace, as block: BlockID, time: BlockTime? = nil) throws(FileError) {
    let cell = plan.cells[block.cell]
    if !FileSystem.exists(platformNote) { try CheckedWriter.write("\(Machine.platform)\n", to: platformNote) }
    try store.keep(
      BlockFile.encode(trace, of: cell, numerics: numerics), as: BlockFile.name(of: block, in: cell), time: time)
  }

  /// Makes sure that the blocks that were kept are on the device.
  public func finish() throws(FileError) { try store.finish() }

  /// How long threads were at the blocks of the plan, where that is known.
  public func times() throws(FileError) -> [BlockID: BlockTime] {
    let byName = try store.times()
    var times: [BlockID: BlockTime] = [:]
    for block in plan.blocks { times[block] = byName[BlockFile.name(of: block, in: plan.cells[block.cell])] }
    return times
  }

  /// The contents of a file of a result folder; `nil` if there is none.
  package static func contents(of name: String, in folder: String) throws(FileError) -> [UInt8]? {
    try FileSystem.contents(of: "\(folder)/\(name)")
  }

  /// Puts the manifest in its place.
  func writeManifest(_ text: String) throws(FileError) {
    try CheckedWriter.write(text, to: "\(path)/\(ResultFolder.manifestName)")
  }

  /// The scenario with every default filled in.
  public static let scenarioName = "scenario.json"
  static let manifestName = "manifest.json"
  static let blocksName = "blocks"
  /// Holds the checksum of the scenario that the blocks belong to: the mark of a folder of ours.
  private static let markName = "scenario.sha256"
  private static let lockName = "lock"
  /// A file for each numeric platform that has kept blocks, named after its fingerprint.
  private static let platformPrefix = "platform-"
  private static let sharePrefix = "share-"
  private static let tuningName = "tuning.json"
  private static let tableNames =
    ResultFile.allCases.map(\.rawValue) + [scenarioName, manifestName, HTMLReport.fileName, RoundTrace.fileName]

  private var blocks: String { "\(path)/\(ResultFolder.blocksName)" }
  private var mark: String { "\(blocks)/\(ResultFolder.markName)" }
  private var platformNote: String { "\(blocks)/\(ResultFolder.platformPrefix)\(numerics)" }
  private var tuningNote: String { "\(blocks)/\(ResultFolder.tuningName)" }
  private var lockPath: String { "\(blocks)/\(ResultFolder.lockName)" }

  /// What algorithms and replications leave valid: everything else of the scenario.
  private var shared: Settings {
    Settings(plan.identifyingScenario.entries.filter { !["algorithms", "replications"].contains($0.name) })
  }

  /// What the mark says of this plan: everything of its scenario, and of its data, that decides whether blocks stay
  /// valid.
  private var claim: [UInt8] {
    let text = JSONText.compact(.object(shared))
    return Array(
      "\(Checksum(of: plan.dataFiles.isEmpty ? text : text + Plan.checksumLines(of: plan.dataFiles)))\n".utf8)
  }

  /// The share that a name notes.
  private static func share(_ name: String) -> Shard? {
    guard name.hasPrefix(sharePrefix) else { return nil }
    return Shard(name.dropFirst(sharePrefix.count).replacing("-of-", with: "/"))
  }

  /// Whether a name is one of those that a process leaves among the blocks, but for the mark and the lock.
  private static func isBlockOrNote(_ name: String) -> Bool {
    isChecksum(name) || BlockStore.isSegment(name) || name == BlockStore.timesName || share(name) != nil
      || name == tuningName
      || (name.hasPrefix(platformPrefix) && isChecksum(String(name.dropFirst(platformPrefix.count))))
  }

  /// Whether a name is one of a block or of a copy of a data file.
  static func isChecksum(_ name: String) -> Bool {
    name.utf8.count == 64 && name.utf8.allSatisfy("0123456789abcdef".utf8.contains)
  }

  /// Lets pass a folder of this scenario and a folder that holds nothing; touches neither.
  private func refuseIfOthers() throws {
    if try isMarkedAsOurs() { return }
    // A process that died while it was opening the folder leaves this much.
    let isRemnant = { (name: String) in
      TemporaryFile.target(of: name).map { $0 == ResultFolder.markName }
        ?? [ResultFolder.blocksName, ResultFolder.lockName].contains(name)
    }
    let names = try FileSystem.names(in: path) + FileSystem.names(in: blocks)
    // Another process may have opened the folder while its names were read.
    if let example = names.first(where: { !isRemnant($0) }), try !isMarkedAsOurs() {
      throw FolderRefusal.foreignFiles(path: path, example: example)
    }
  }

  /// Whether the folder is marked; throws if the mark is another scenario's.
  private func isMarkedAsOurs() throws -> Bool {
    guard let found = try FileSystem.contents(of: mark) else { return false }
    if found == claim { return true }
    throw FolderRefusal.differentScenario(path: path, differences: try differences(from: shared) + dataDifferences())
  }

  /// In what the scenario of the folder differs from a part of this one.
  private func differences(from here: Settings) throws -> [String] {
    let there = try FileSystem.contents(of: "\(path)/\(ResultFolder.scenarioName)") ?? []
    let names = here.entries.map(\.name)
    return ScenarioDifferences.texts(there: there, here: here, of: names)
  }

  /// The data files of this scenario that are other files there.
  private func dataDifferences() throws -> [String] {
    try plan.dataFiles.compactMap { file in
      let copy = ResultFolder.copy(ofData: file.name, in: path)
      guard let there = try FileSystem.contents(of: copy), there != file.bytes else { return nil }
      let sums = [there, file.bytes ?? []].map { Checksum(of: $0).description.prefix(8) }
      return "data file \(JSONText.quoted(file.name)): SHA-256 \(sums[0])... there, \(sums[1])... here"
    }
  }

  /// The manifest goes first and the mark stays, until it is replaced: what a kill leaves is a folder of ours.
  private func removeOwnFiles() throws(FileError) {
    for name in [ResultFolder.manifestName] + ResultFolder.tableNames { try FileSystem.removeFile("\(path)/\(name)") }
    for name in try FileSystem.names(in: blocks) where ResultFolder.isBlockOrNote(name) {
      try FileSystem.removeFile("\(blocks)/\(name)")
    }
  }

  private static func replaceIfOther(_ path: String, with bytes: [UInt8]) throws(FileError) {
    if try FileSystem.contents(of: path) != bytes { try CheckedWriter.write(bytes, to: path) }
  }
}
