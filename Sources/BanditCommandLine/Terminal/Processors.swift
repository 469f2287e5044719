import BanditExperiments

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The processors of this machine.
enum Processors {
  /// How many this process may use: those that are on line, that its affinity allows, and, rounded up, that the quota of its
  /// control groups pays for.
  static var count: Int {
    let online = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    return max(1, min(online, allowed ?? online, quota(groups: "/proc/self/cgroup", root: "/sys/fs/cgroup") ?? online))
  }

  /// Those that the affinity of this process allows, as Linux tells it: a mask of hexadecimal digits with commas; `nil`
  /// where nobody knows.
  private static var allowed: Int? {
    let key = "Cpus_allowed:"
    guard let line = lines(of: "/proc/self/status").first(where: { $0.hasPrefix(key) }) else { return nil }
    return line.dropFirst(key.count).reduce(0) { $0 + ($1.hexDigitValue?.nonzeroBitCount ?? 0) }
  }

  /// How many processors the quotas of the control groups pay for; `nil` where there is none.
  ///
  /// The quota of a group holds for those below it: of version 2 in `cpu.max` (quota and period in microseconds), of
  /// version 1 in two files.
  ///
  /// - Parameters:
  ///   - groups: the file that names the groups of this process.
  ///   - root: where control groups are mounted.
  static func quota(groups: String, root: String) -> Int? {
    var least: Int?
    for line in lines(of: groups) {
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { continue }
      let controllers = parts[1].split(separator: ",")
      guard controllers.isEmpty || controllers.contains("cpu") else { continue }
      let mount = controllers.isEmpty ? root : "\(root)/\(parts[1])"
      var path = parts[2][...]
      while true {
        let folder = path == "/" ? mount : mount + path
        let limit =
          controllers.isEmpty
          ? lines(of: "\(folder)/cpu.max").first.map { $0.split(separator: " ").map { Double($0) } } ?? []
          : ["cpu.cfs_quota_us", "cpu.cfs_period_us"].map { lines(of: "\(folder)/\($0)").first.flatMap { Double($0) } }
        if limit.count == 2, let quota = limit[0], let period = limit[1], quota > 0, period > 0 {
          least = min(least ?? .max, max(1, Int(min((quota / period).rounded(.up), 1e6))))
        }
        guard path != "/", let slash = path.lastIndex(of: "/") else { break }
        path = slash == path.startIndex ? "/" : path[..<slash]
      }
    }
    return least
  }

  private static func lines(of file: String) -> [Substring] {
    let bytes = (try? ResultFolder.contents(ofFile: file)) ?? []
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
  }
}
