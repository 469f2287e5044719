import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The temporary files of this process, so that it can end at any moment without leaving one behind.
package enum UnfinishedFiles {
  private static let paths = Mutex<Set<String>>([])

  /// Removes them all and ends the process. No file is begun or completed meanwhile.
  package static func remove(_ end: () -> Never) -> Never {
    paths.withLock { paths in
      for path in paths { unlink(path) }
      end()
    }
  }

  /// Makes a file by a call that returns its descriptor, or -1 if it could not be made.
  static func make(_ path: String, by open: () -> Int32) -> Int32 {
    paths.withLock { paths in
      let descriptor = open()
      if descriptor >= 0 { paths.insert(path) }
      return descriptor
    }
  }

  /// Forgets a file that is no longer there.
  static func forget(_ path: String) { paths.withLock { _ = $0.remove(path) } }

  /// Removes a file that will not be completed.
  static func drop(_ path: String) {
    paths.withLock { paths in
      unlink(path)
      paths.remove(path)
    }
  }

  /// Gives a complete file its name; whether that succeeded.
  static func complete(_ path: String, as name: String) -> Bool {
    paths.withLock { paths in
      guard rename(path, name) == 0 else { return false }
      paths.remove(path)
      return true
    }
  }
}
