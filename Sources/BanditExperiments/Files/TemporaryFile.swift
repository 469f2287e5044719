#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Files on their way to becoming complete: `.NAME.N.tmp`, in the folder of the file `NAME`.
///
/// A writer holds a lock on its temporary file, which the system drops when the process dies however
/// it dies. So a temporary file without a lock is stale, and several processes may share a folder.
enum TemporaryFile {
  /// Creates a temporary file for a path and locks it.
  static func create(for path: String) throws(FileError) -> (path: String, descriptor: Int32) {
    let (folder, name) = FileSystem.split(path)
    try FileSystem.beforeChange?(.create, path)
    for number in 0..<1000 {
      let candidate = "\(folder)/.\(name).\(number).tmp"
      let descriptor = UnfinishedFiles.make(candidate) {
        FileSystem.uninterrupted { open(candidate, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666) }
      }
      if descriptor < 0 {
        if errno == EEXIST { continue }
        throw FileError(.create, path)
      }
      // Where the file system has no locks, nothing is ever taken to be stale.
      _ = FileSystem.uninterrupted { flock(descriptor, LOCK_EX) }
      var status = stat()
      if fstat(descriptor, &status) == 0 && status.st_nlink > 0 { return (candidate, descriptor) }
      // Another process took the file for a stale one before it was locked, and removed it.
      UnfinishedFiles.forget(candidate)
      close(descriptor)
    }
    throw FileError(.create, path, code: EEXIST)
  }

  /// The name of the file that a temporary name stands for; `nil` if it is not a temporary name.
  static func target(of name: String) -> String? {
    guard name.hasPrefix("."), name.hasSuffix(".tmp") else { return nil }
    let middle = name.dropFirst().dropLast(4)
    guard let dot = middle.lastIndex(of: "."), Int(middle[middle.index(after: dot)...]) != nil else {
      return nil
    }
    return String(middle[..<dot])
  }

  /// Removes the temporary files of dead writers, for files whose names are ours.
  static func removeStale(in folder: String, where isOurs: (String) -> Bool) throws(FileError) {
    for name in try FileSystem.names(in: folder) {
      guard let target = target(of: name), isOurs(target) else { continue }
      let path = "\(folder)/\(name)"
      let descriptor = FileSystem.uninterrupted { open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC) }
      if descriptor < 0 {
        if errno == ENOENT { continue }
        throw FileError(.open, path)
      }
      defer { close(descriptor) }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { try FileSystem.removeFile(path) }
    }
  }
}
