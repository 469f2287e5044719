#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What stands before the payload of a record of a segment.
///
/// Numbers are little-endian words of 64 bits: a magic word, the length of the payload, two times in seconds as Float64
/// (not a number: not known), the name of the block in 64 bytes, and the first word of the SHA-256 of all that.
struct SegmentHeader {
  static let byteCount = 104
  private static let magic: UInt64 = 0x0A64_7263_6572_6162  // "barecrd\n"
  private static let nameCount = 64

  /// The length of the payload in bytes.
  let payloadCount: Int
  let time: BlockTime?
  /// The name of the block.
  let block: String

  init(payloadCount: Int, time: BlockTime?, block: String) {
    precondition(block.utf8.count == SegmentHeader.nameCount, "a block's name has 64 digits")
    self.payloadCount = payloadCount
    self.time = time
    self.block = block
  }

  /// A header, from its bytes; `nil` if they are none.
  init?(_ bytes: ArraySlice<UInt8>) {
    var rest = ByteReader(bytes)
    guard bytes.count == SegmentHeader.byteCount, rest.word() == SegmentHeader.magic,
      let count = rest.word().flatMap({ Int(exactly: $0) }), count <= Int.max >> 1, let seconds = rest.doubles(2),
      let name = rest.bytes(SegmentHeader.nameCount),
      rest.word() == SegmentHeader.check(bytes.dropLast(8))
    else { return nil }
    payloadCount = count
    block = String(decoding: name, as: UTF8.self)
    time =
      seconds[0].isNaN
      ? nil : BlockTime(seconds: seconds[0], processorSeconds: seconds[1].isNaN ? nil : seconds[1])
  }

  /// The header's bytes.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(word: SegmentHeader.magic)
    bytes.append(word: UInt64(payloadCount))
    bytes.append(word: (time?.seconds ?? .nan).bitPattern)
    bytes.append(word: (time?.processorSeconds ?? .nan).bitPattern)
    bytes += Array(block.utf8)
    bytes.append(word: SegmentHeader.check(bytes[...]))
    return bytes
  }

  private static func check(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    var sum = ByteReader(Checksum(of: bytes).bytes[...])
    return sum.word() ?? 0
  }

  /// The places in some bytes where a header may begin.
  static func starts(in bytes: [UInt8]) -> [Int] {
    let first = withUnsafeBytes(of: magic.littleEndian) { Array($0) }
    return bytes.indices.filter { bytes[$0] == first[0] && bytes[$0...].starts(with: first) }
  }
}

/// A segment that this process writes, and no other.
struct SegmentWriter {
  static let prefix = "segment-"

  let name: String
  private let path: String
  private let descriptor: Int32
  private let behind: WriteBehind
  private var byteCount = 0

  /// Begins a segment, of the first number that is free.
  ///
  /// It is locked until the process ends, however it ends, so that others can tell an unfinished record from one that
  /// is being written.
  init(in folder: String) throws(FileError) {
    var number = 0
    while true {
      let name = "\(SegmentWriter.prefix)\(number)"
      let path = "\(folder)/\(name)"
      try FileSystem.beforeChange?(.create, path)
      let descriptor = FileSystem.uninterrupted { open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666) }
      if descriptor >= 0 {
        _ = FileSystem.uninterrupted { flock(descriptor, LOCK_EX) }
        var status = stat()
        // Another process may have taken it for a remnant before it was locked, and removed it.
        if fstat(descriptor, &status) == 0 && status.st_nlink > 0 {
          try FileSystem.synchronizeFolder(folder)
          (self.name, self.path, self.descriptor) = (name, path, descriptor)
          behind = WriteBehind(descriptor, pause: 1)
          return
        }
        close(descriptor)
      } else if errno != EEXIST {
        throw FileError(.create, path)
      }
      number += 1
    }
  }

  /// Whether nobody will find what is written any more.
  var isGone: Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_nlink == 0
  }

  /// Adds a record in one piece; where its payload is. What the device refuses leaves nothing of it.
  mutating func append(_ payload: [UInt8], of block: String, time: BlockTime?) throws(FileError) -> Range<Int> {
    let record = SegmentHeader(payloadCount: payload.count, time: time, block: block).bytes + payload
    let (path, descriptor) = (path, descriptor)
    do {
      try record.withUnsafeBufferPointer { bytes throws(FileError) in
        try FileSystem.writeAll(bytes, to: descriptor, path: path)
      }
    } catch {
      if ftruncate(descriptor, off_t(byteCount)) == 0 { lseek(descriptor, off_t(byteCount), SEEK_SET) }
      throw error
    }
    defer { byteCount += record.count }
    behind.wrote()
    return byteCount + SegmentHeader.byteCount..<byteCount + record.count
  }

  /// Makes sure that everything is on the device. Nothing may be added afterwards.
  func finish() throws(FileError) {
    let code = behind.end()
    defer { close(descriptor) }
    if code != 0 { throw FileError(.synchronize, path, code: code) }
    try FileSystem.beforeChange?(.synchronize, path)
    if FileSystem.uninterrupted({ fsync(descriptor) }) != 0 { throw FileError(.synchronize, path) }
  }
}

/// A segment that is read.
struct SegmentReader: ~Copyable {
  /// A record, and where its payload is.
  struct Record {
    let block: String
    let time: BlockTime?
    let payload: Range<Int>
  }

  private let path: String
  private let descriptor: Int32

  /// Opens a segment; `nil` if there is none, or something else than a regular file.
  init?(_ path: String, forChange: Bool = false) throws(FileError) {
    let mode = forChange ? O_RDWR : O_RDONLY
    let descriptor = FileSystem.uninterrupted { open(path, mode | O_NONBLOCK | O_CLOEXEC) }
    if descriptor < 0 {
      if [ENOENT, ENOTDIR, ENXIO].contains(errno) { return nil }
      throw FileError(.open, path)
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      return nil
    }
    (self.path, self.descriptor) = (path, descriptor)
  }

  deinit { close(descriptor) }

  /// The records from a place on, as far as they are whole; what lies between them and is none; and where the last one
  /// ends. An unfinished record at the end is left for later.
  func records(from start: Int) throws(FileError) -> (records: [Record], gaps: [Range<Int>], end: Int) {
    let length = try length()
    var records: [Record] = []
    var gaps: [Range<Int>] = []
    var (place, end) = (start, start)
    while let bytes = try bytes(place..<place + SegmentHeader.byteCount) {
      if let header = SegmentHeader(bytes[...]) {
        let payload = place + SegmentHeader.byteCount..<place + SegmentHeader.byteCount + header.payloadCount
        if payload.upperBound > length { break }
        if place > end { gaps.append(end..<place) }
        records.append(Record(block: header.block, time: header.time, payload: payload))
        (place, end) = (payload.upperBound, payload.upperBound)
      } else {
        // Edited, or lost in a power failure: the next thing that is a header is one.
        guard let next = try nextHeader(after: place, before: length) else { break }
        place = next
      }
    }
    return (records, gaps, end)
  }

  private func nextHeader(after place: Int, before length: Int) throws(FileError) -> Int? {
    guard let rest = try bytes(place + 1..<length) else { return nil }
    for start in SegmentHeader.starts(in: rest) {
      let end = start + SegmentHeader.byteCount
      if end <= rest.count, SegmentHeader(rest[start..<end]) != nil { return place + 1 + start }
    }
    return nil
  }

  /// Some bytes; `nil` if there are not so many.
  func bytes(_ range: Range<Int>) throws(FileError) -> [UInt8]? {
    let bytes = try [UInt8](unsafeUninitializedCapacity: range.count) { bytes, filled throws(FileError) in
      filled = 0
      while filled < range.count {
        let (base, place) = (bytes.baseAddress! + filled, off_t(range.lowerBound + filled))
        let count = FileSystem.uninterrupted { pread(descriptor, base, range.count - filled, place) }
        if count < 0 { throw FileError(.read, path) }
        if count == 0 { break }
        filled += count
      }
    }
    return bytes.count == range.count ? bytes : nil
  }

  /// The length of the file.
  func length() throws(FileError) -> Int {
    var status = stat()
    if fstat(descriptor, &status) != 0 { throw FileError(.read, path) }
    return Int(status.st_size)
  }

  /// Takes away an unfinished record at the end of a segment whose writer is dead, and the segment if nothing is left.
  static func removeRemnant(_ path: String) throws(FileError) {
    guard let segment = try SegmentReader(path, forChange: true) else { return }
    // Where the file system has no locks, a segment is always taken to be somebody's.
    guard flock(segment.descriptor, LOCK_EX | LOCK_NB) == 0 else { return }
    let (records, _, end) = try segment.records(from: 0)
    if records.isEmpty { return try FileSystem.removeFile(path) }
    guard try segment.length() > end else { return }
    try FileSystem.beforeChange?(.write, path)
    if ftruncate(segment.descriptor, off_t(end)) != 0 { throw FileError(.write, path) }
  }
}
