/// How long threads were at a block, added up over threads.
public struct BlockTime: Hashable, Sendable {
  /// Seconds by the clock.
  public let seconds: Double
  /// Seconds that they had a processor; `nil` if that is not known.
  public let processorSeconds: Double?

  /// Creates a time.
  public init(seconds: Double, processorSeconds: Double?) {
    self.seconds = seconds
    self.processorSeconds = processorSeconds
  }

  /// The time of two pieces of work; a part that is not known of one is not known of both.
  static func + (one: BlockTime, other: BlockTime) -> BlockTime {
    let known = one.processorSeconds.flatMap { one in other.processorSeconds.map { one + $0 } }
    return BlockTime(seconds: one.seconds + other.seconds, processorSeconds: known)
  }

  /// The time of a part of the work.
  static func * (time: BlockTime, share: Double) -> BlockTime {
    BlockTime(seconds: time.seconds * share, processorSeconds: time.processorSeconds.map { $0 * share })
  }
}

/// The times of blocks that an earlier version kept: for each, a line with its name and its seconds, added when it was
/// kept.
///
/// A line that a crash has torn is passed over: a block whose time is not known is missing from `timing.csv`, and from
/// nothing else.
enum BlockTimes {
  /// The times of the blocks, by name; of a block that was done again, the latest.
  static func read(_ path: String) throws(FileError) -> [String: BlockTime] {
    var times: [String: BlockTime] = [:]
    let bytes = try FileSystem.contents(of: path) ?? []
    // What follows the last line feed is torn, and may look like a time all the same.
    let whole = bytes.lastIndex(of: UInt8(ascii: "\n")).map { bytes[...$0] } ?? []
    for line in String(decoding: whole, as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: " ")
      guard parts.count == 2, let seconds = Double(parts[1]), seconds.isFinite, seconds >= 0 else { continue }
      times[String(parts[0])] = BlockTime(seconds: seconds, processorSeconds: nil)
    }
    return times
  }
}
