#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How long blocks took: for each, a line with its name and its seconds, added when it is kept.
///
/// Lines are only ever added, each by one call, so that several processes can add theirs. One that a crash has torn is
/// passed over: a block whose time is not known is missing from `timing.csv`, and from nothing else.
enum BlockTimes {
  /// Adds the line of a block.
  static func add(_ seconds: Double, of block: String, to path: String) throws(FileError) {
    let descriptor = FileSystem.uninterrupted {
      open(path, O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK | O_CLOEXEC, 0o666)
    }
    if descriptor < 0 { throw FileError(.create, path) }
    defer { close(descriptor) }
    try Array("\(block) \(seconds)\n".utf8).withUnsafeBufferPointer { bytes throws(FileError) in
      try FileSystem.writeAll(bytes, to: descriptor, path: path)
    }
  }

  /// The seconds of the blocks, by name; of a block that was done again, the latest.
  static func read(_ path: String) throws(FileError) -> [String: Double] {
    var seconds: [String: Double] = [:]
    let bytes = try FileSystem.contents(of: path) ?? []
    // What follows the last line feed is torn, and may look like a time all the same.
    let whole = bytes.lastIndex(of: UInt8(ascii: "\n")).map { bytes[...$0] } ?? []
    for line in String(decoding: whole, as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: " ")
      if parts.count == 2, let time = Double(parts[1]), time.isFinite, time >= 0 { seconds[String(parts[0])] = time }
    }
    return seconds
  }
}
