#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Keeps other processes out of a folder while it is opened or its tables are exchanged: until `release()`, or until
/// the process dies, however it dies.
struct FolderLock: ~Copyable {
  private let descriptor: Int32

  /// Waits for the lock, whose file is created if it is missing; the file stays, as it may be waited for.
  init(path: String) throws(FileError) {
    descriptor = FileSystem.uninterrupted { open(path, O_RDWR | O_CREAT | O_NONBLOCK | O_CLOEXEC, 0o666) }
    if descriptor < 0 { throw FileError(.create, path) }
    // Where the file system has no locks, processes must not meet.
    _ = FileSystem.uninterrupted { flock(descriptor, LOCK_EX) }
  }

  deinit { close(descriptor) }

  /// Lets others go on.
  consuming func release() {}
}
