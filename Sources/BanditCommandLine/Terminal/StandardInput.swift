import BanditScenarios

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The scenario that a pipe brings.
enum StandardInput {
  /// Everything up to the end, or a little more than a scenario may have.
  static func bytes() throws(ScenarioError) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= ScenarioSource.sizeLimit {
      let count = read(0, &chunk, chunk.count)
      if count > 0 {
        bytes += chunk[..<count]
      } else if count == 0 {
        break
      } else if errno != EINTR {
        throw .unreadable(
          file: "standard input", reason: errno == EBADF ? "it is closed" : String(cString: strerror(errno)))
      }
    }
    return bytes
  }
}
