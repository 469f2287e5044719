import BanditCards

/// Whether a result folder holds what its manifest says.
public struct FolderCheck: Sendable {
  /// The folder.
  public let path: String
  /// The manifest; `nil` if there is none that can be read.
  let manifest: [String: JSONNode]?

  /// Reads the manifest of a folder.
  ///
  /// - Throws: `FileError` if it is there and cannot be read.
  public init(_ path: String) throws(FileError) {
    self.path = path
    let bytes = try FileSystem.contents(of: "\(path)/\(ResultFolder.manifestName)")
    let object = bytes.flatMap { JSONNode.object($0) }
    manifest = object?["files"]?.members.isEmpty == false ? object : nil
  }

  /// Whether there is a manifest.
  public var hasManifest: Bool { manifest != nil }

  /// Whether the manifest has all tables that this version writes, but for `regret.csv`.
  public var isComplete: Bool {
    ResultFile.checked.allSatisfy { $0 == .regret || describes($0) }
  }

  /// Whether the results are without `regret.csv`, as they were asked for.
  public var leavesRegretOut: Bool { hasManifest && !describes(.regret) }

  private func describes(_ table: ResultFile) -> Bool { manifest?["files"]?[table.rawValue] != nil }

  /// Which tables, and whether `scenario.json`, are not those of the manifest; a line each, none if there is no manifest.
  ///
  /// - Complexity: every byte of the tables is read.
  public func differences() throws -> [String] {
    guard let manifest else { return [] }
    var differences: [String] = []
    for (name, entry) in (manifest["files"]?.members ?? [:]).sorted(by: { byteOrder($0.key, $1.key) }) {
      if name.contains("/") { continue }
      guard let found = try FileSystem.checksum(of: "\(path)/\(name)") else {
        differences.append("\(name): is missing")
        continue
      }
      if found.description != entry["sha256"]?.text {
        differences.append("\(name): not the file that the manifest describes")
      }
    }
    let scenario = try FileSystem.contents(of: "\(path)/\(ResultFolder.scenarioName)")
    if scenario.flatMap({ JSONNode.object($0) }) != manifest["scenario"]?.members {
      differences.append(
        "\(ResultFolder.scenarioName): \(scenario == nil ? "is missing" : "not the scenario of the manifest")")
    }
    return differences
  }

  /// Which of the kept blocks and of the copies of data files are torn or edited; a line each.
  public func damagedBlocks() throws -> [String] {
    let folder = "\(path)/\(ResultFolder.blocksName)"
    let data = manifest?["data"]?.members ?? [:]
    var copies: [String: (name: String, checksum: String?)] = [:]
    for (name, entry) in data {
      copies["\(Checksum(of: "data \(name)"))"] = (name, entry["sha256"]?.text)
    }
    var damaged: [String] = []
    for name in try FileSystem.names(in: folder) where ResultFolder.isChecksum(name) {
      let place = "\(ResultFolder.blocksName)/\(name)"
      if let copy = copies[name] {
        if try FileSystem.checksum(of: "\(folder)/\(name)")?.description != copy.checksum {
          damaged.append("\(place): not the data file \(JSONText.quoted(copy.name)) of the manifest")
        }
      } else if let bytes = try FileSystem.contents(of: "\(folder)/\(name)"), !BlockFile.isWhole(bytes) {
        damaged.append("\(place): the block is torn or edited; run the scenario again to have it done again")
      }
    }
    for name in try BlockStore.segments(in: folder) {
      guard let segment = try SegmentReader("\(folder)/\(name)") else { continue }
      let (records, gaps, end) = try segment.records(from: 0)
      let place = "\(ResultFolder.blocksName)/\(name)"
      for record in records where try segment.bytes(record.payload).map(BlockFile.isWhole) != true {
        damaged.append(
          "\(place): block \(record.block.prefix(8))... is torn or edited; run the scenario again to have it done again"
        )
      }
      let length = try segment.length()
      for gap in gaps + (end < length ? [end..<length] : []) {
        damaged.append(
          "\(place): bytes \(gap.lowerBound) to \(gap.upperBound - 1) are no block; run the scenario again to have done "
            + "again what may have been there")
      }
    }
    return damaged
  }
}
