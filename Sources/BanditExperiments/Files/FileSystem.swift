#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The few calls to the operating system that this target needs, with errors that name the path.
///
/// Plain POSIX: Foundation's file handles crash on a full device.
enum FileSystem {
  /// Told of each change before it is made; for tests, which see what a kill at that moment would leave, or throw what
  /// a device could.
  @TaskLocal static var beforeChange: (@Sendable (FileError.Operation, String) throws(FileError) -> Void)?

  /// Repeats a call that a signal interrupted.
  static func uninterrupted<Number: SignedInteger>(_ call: () -> Number) -> Number {
    while true {
      let result = call()
      if result != -1 || errno != EINTR { return result }
    }
  }

  /// Writes all bytes, however many calls it takes; `path` is for the error.
  static func writeAll(_ bytes: UnsafeBufferPointer<UInt8>, to descriptor: Int32, path: String) throws(FileError) {
    var rest = bytes[...]
    try beforeChange?(.write, path)
    while !rest.isEmpty {
      let piece = UnsafeBufferPointer(rebasing: rest)
      let count = uninterrupted { write(descriptor, piece.baseAddress, piece.count) }
      if count < 0 { throw FileError(.write, path) }
      rest = rest.dropFirst(count)
    }
  }

  /// The contents of a file; `nil` if there is none, or something else than a regular file.
  static func contents(of path: String) throws(FileError) -> [UInt8]? {
    // Opening a pipe would wait for its writer.
    let descriptor = uninterrupted { open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC) }
    if descriptor < 0 {
      // ENOTDIR: what should be a folder is a file; ENXIO: a socket.
      if [ENOENT, ENOTDIR, ENXIO].contains(errno) { return nil }
      throw FileError(.open, path)
    }
    defer { close(descriptor) }
    var status = stat()
    if fstat(descriptor, &status) != 0 { throw FileError(.read, path) }
    guard status.st_mode & S_IFMT == S_IFREG else { return nil }
    var bytes: [UInt8] = []
    var size = Int(status.st_size)
    while true {
      // One byte more than there should be, which tells the end.
      let piece = try [UInt8](unsafeUninitializedCapacity: size + 1) { piece, filled throws(FileError) in
        filled = 0
        while filled < piece.count {
          let count = uninterrupted { read(descriptor, piece.baseAddress! + filled, piece.count - filled) }
          if count < 0 { throw FileError(.read, path) }
          if count == 0 { break }
          filled += count
        }
      }
      if bytes.isEmpty { bytes = piece } else { bytes += piece }
      if piece.count <= size { return bytes }
      // It has grown since it was looked at.
      size = 1 << 16
    }
  }

  /// Hands over a file piece by piece, so that memory does not depend on its length; `false` if there is none, or
  /// something else than a regular file.
  static func forEachPiece(of path: String, _ body: (ArraySlice<UInt8>) throws -> Void) throws -> Bool {
    let descriptor = uninterrupted { open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC) }
    if descriptor < 0 {
      if [ENOENT, ENOTDIR, ENXIO].contains(errno) { return false }
      throw FileError(.open, path)
    }
    defer { close(descriptor) }
    var status = stat()
    if fstat(descriptor, &status) != 0 { throw FileError(.read, path) }
    guard status.st_mode & S_IFMT == S_IFREG else { return false }
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = uninterrupted { read(descriptor, &piece, piece.count) }
      if count < 0 { throw FileError(.read, path) }
      if count == 0 { return true }
      try body(piece[..<count])
    }
  }

  /// The SHA-256 of a file; `nil` if there is none.
  static func checksum(of path: String) throws -> Checksum? {
    var sum = RunningChecksum()
    guard try forEachPiece(of: path, { piece in piece.withUnsafeBytes { sum.add($0) } }) else { return nil }
    return sum.finish()
  }

  /// Whether there is a file, or anything else, of that name.
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// The bytes that are free for files of a folder, which need not exist yet; `nil` where the system does not say.
  static func freeBytes(at path: String) -> Double? {
    var status = statvfs()
    if uninterrupted({ statvfs(path, &status) }) == 0 { return Double(status.f_bavail) * Double(status.f_frsize) }
    let parent = split(path).folder
    return errno == ENOENT && parent != path ? freeBytes(at: parent) : nil
  }

  /// Makes a folder and the folders above it, where they do not exist.
  static func createFolder(_ path: String) throws(FileError) {
    let parent = split(path).folder
    try beforeChange?(.createFolder, path)
    if mkdir(path, 0o777) != 0 {
      if errno == EEXIST { return }
      guard errno == ENOENT, parent != path else { throw FileError(.createFolder, path) }
      try createFolder(parent)
      // Another process may be making the same folders.
      if mkdir(path, 0o777) != 0 && errno != EEXIST { throw FileError(.createFolder, path) }
    }
    try synchronizeFolder(parent)
  }

  /// The names in a folder except `.` and `..`, sorted by their bytes; none if there is no folder.
  static func names(in path: String) throws(FileError) -> [String] {
    guard let listing = opendir(path) else {
      if errno == ENOENT { return [] }
      throw FileError(.list, path)
    }
    defer { closedir(listing) }
    var names: [String] = []
    while true {
      // The end and an error look alike, except in `errno`.
      errno = 0
      guard let entry = readdir(listing) else { break }
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: $0.pointee)) {
          String(cString: $0)
        }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    if errno != 0 { throw FileError(.list, path) }
    return names.sorted(by: byteOrder)
  }

  /// Removes a file, if it is there.
  static func removeFile(_ path: String) throws(FileError) {
    try beforeChange?(.remove, path)
    if unlink(path) != 0 && errno != ENOENT { throw FileError(.remove, path) }
  }

  /// Makes sure that new names in a folder survive a crash of the machine.
  static func synchronizeFolder(_ path: String) throws(FileError) {
    let descriptor = uninterrupted { open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    if descriptor < 0 { throw FileError(.open, path) }
    defer { close(descriptor) }
    // Some file systems cannot synchronise a folder, and say so with EINVAL.
    if uninterrupted({ fsync(descriptor) }) != 0 && errno != EINVAL {
      throw FileError(.synchronize, path)
    }
  }

  /// The folder that a path is in, and its name there.
  static func split(_ path: String) -> (folder: String, name: String) {
    // By scalars: a slash followed by a combining mark is one `Character`, and still a separator.
    var folder = path.unicodeScalars[...]
    while folder.last == "/" { folder.removeLast() }
    let end = folder.endIndex
    while let last = folder.last, last != "/" { folder.removeLast() }
    let name = String(path.unicodeScalars[folder.endIndex..<end])
    while folder.last == "/" { folder.removeLast() }
    if !folder.isEmpty { return (String(folder), name) }
    return (path.hasPrefix("/") ? "/" : ".", name)
  }
}
