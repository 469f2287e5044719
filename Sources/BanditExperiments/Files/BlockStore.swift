import Synchronization

/// The finished blocks of a folder.
///
/// A process keeps its blocks in files of its own, segments, one record after the other, and changes nothing that was
/// written. A record goes to the system in one piece as soon as its block is finished, so that no kill loses it; what was
/// written goes to the device once a second at most and in the end, so that a power failure loses the last second at most.
/// A record is read back whole or not at all.
///
/// Versions before kept each block in a file of its own, named after it, and its time in `seconds.txt`; such blocks are
/// read as before.
final class BlockStore: Sendable {
  /// The name of an earlier version's list of times.
  static let timesName = "seconds.txt"

  /// Where a record of a block is.
  private struct Place {
    let segment: String
    let payload: Range<Int>
  }

  private struct State {
    /// The records of each block, the latest one last.
    var places: [String: [Place]] = [:]
    var times: [String: BlockTime] = [:]
    /// How far each segment was read.
    var seen: [String: Int] = [:]
    var hasLooked = false
    var own: SegmentWriter?
  }

  private let folder: String
  private let state = Mutex(State())

  /// Names the store of a folder without looking at it.
  init(_ folder: String) { self.folder = folder }

  /// Looks for what other processes have written since.
  func refresh() throws(FileError) {
    try state.withLock { state throws(FileError) in try refresh(&state) }
  }

  private func refresh(_ state: inout State) throws(FileError) {
    if !state.hasLooked {
      state.times.merge(try BlockTimes.read("\(folder)/\(BlockStore.timesName)")) { known, _ in known }
    }
    state.hasLooked = true
    for name in try BlockStore.segments(in: folder) {
      guard let segment = try SegmentReader("\(folder)/\(name)") else { continue }
      let content = try segment.records(from: state.seen[name] ?? 0)
      for record in content.records {
        state.places[record.block, default: []].append(Place(segment: name, payload: record.payload))
        if let time = record.time { state.times[record.block] = time }
      }
      state.seen[name] = content.end
    }
  }

  /// What was kept of a block, the latest first; none if nothing was.
  func candidates(for block: String) throws(FileError) -> [[UInt8]] {
    let places = try state.withLock { state throws(FileError) in
      if !state.hasLooked { try refresh(&state) }
      return state.places[block] ?? []
    }
    var candidates: [[UInt8]] = []
    for place in places.reversed() {
      if let bytes = try SegmentReader("\(folder)/\(place.segment)")?.bytes(place.payload) { candidates.append(bytes) }
    }
    if let bytes = try FileSystem.contents(of: "\(folder)/\(block)") { candidates.append(bytes) }
    return candidates
  }

  /// Keeps a block.
  func keep(_ payload: [UInt8], as block: String, time: BlockTime?) throws(FileError) {
    try state.withLock { state throws(FileError) in
      // Another process that has begun anew in the folder has removed the segment.
      if let own = state.own, own.isGone {
        state.own = nil
        try own.finish()
      }
      var own = if let own = state.own { own } else { try SegmentWriter(in: folder) }
      defer { state.own = own }
      let payload = try own.append(payload, of: block, time: time)
      state.places[block, default: []].append(Place(segment: own.name, payload: payload))
      if let time { state.times[block] = time }
      state.seen[own.name] = payload.upperBound
    }
  }

  /// How long threads were at the blocks, by name, where that is known.
  func times() throws(FileError) -> [String: BlockTime] {
    try state.withLock { state throws(FileError) in
      try refresh(&state)
      return state.times
    }
  }

  /// Makes sure that what was kept is on the device. Blocks that are kept later go to another segment.
  func finish() throws(FileError) {
    try state.withLock { state throws(FileError) in
      let own = state.own
      state.own = nil
      try own?.finish()
    }
  }

  deinit { try? finish() }

  /// The names of the segments of a folder.
  static func segments(in folder: String) throws(FileError) -> [String] {
    try FileSystem.names(in: folder).filter(isSegment)
  }

  /// Whether a name is one of a segment.
  static func isSegment(_ name: String) -> Bool {
    let prefix = SegmentWriter.prefix
    return name.hasPrefix(prefix) && name.utf8.count > prefix.utf8.count
      && name.utf8.dropFirst(prefix.utf8.count).allSatisfy("0123456789".utf8.contains)
  }

  /// Takes away what dead writers left of unfinished records.
  static func removeRemnants(in folder: String) throws(FileError) {
    for name in try segments(in: folder) { try SegmentReader.removeRemnant("\(folder)/\(name)") }
  }
}
