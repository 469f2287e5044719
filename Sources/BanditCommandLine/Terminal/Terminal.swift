#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What is on the other end of standard error.
enum Terminal {
  /// Whether the terminal says of itself that it can do nothing special.
  static var isDumb: Bool { getenv("TERM").map { String(cString: $0) } == "dumb" }

  /// Whether it can renew a line.
  static var renewsLines: Bool { isatty(2) == 1 && !isDumb }

  /// Puts something unusable in the place of standard input, output and error where they are closed: a file that is
  /// opened later would get the number of one of them, and what is printed would go into it.
  static func occupyClosedDescriptors() {
    for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) == -1 {
      _ = open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY)
    }
  }

  /// Shows a text, unbuffered. Nothing can be done where that fails, so nothing is.
  static func show(_ text: String) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
  }
}
