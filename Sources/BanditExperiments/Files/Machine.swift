import BanditStreams

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What this process runs on, as manifests state it.
enum Machine {
  /// The processor, as the system calls it.
  static let processor: String = {
    #if os(Linux)
      let lines = String(decoding: (try? FileSystem.contents(of: "/proc/cpuinfo")) ?? [], as: UTF8.self)
        .split(separator: "\n")
      let model = lines.first { $0.hasPrefix("model name") }.flatMap { $0.split(separator: ":", maxSplits: 1).last }
      return model.map { String($0).trimmed } ?? architecture
    #else
      return systemText("machdep.cpu.brand_string") ?? architecture
    #endif
  }()

  /// The C library, whose mathematics decides last digits.
  static let cLibrary: String = {
    #if canImport(Glibc)
      var bytes = [CChar](repeating: 0, count: 64)
      let length = confstr(Int32(_CS_GNU_LIBC_VERSION), &bytes, bytes.count - 1)
      return length > 0 ? String(decoding: bytes.prefix { $0 != 0 }.map { UInt8($0) }, as: UTF8.self) : "glibc"
    #elseif canImport(Musl)
      return "musl"
    #else
      return "Darwin \(systemText("kern.osrelease") ?? "")".trimmed
    #endif
  }()

  /// What decides last digits, in a line.
  static let platform = "\(architecture), \(processor), \(cLibrary), GSL \(GSLErrors.libraryVersion)"

  private static let architecture: String = {
    #if arch(x86_64)
      "x86_64"
    #elseif arch(arm64)
      "arm64"
    #else
      "unknown"
    #endif
  }()

  #if canImport(Darwin)
    private static func systemText(_ name: String) -> String? {
      var size = 0
      guard sysctlbyname(name, nil, &size, nil, 0) == 0, size > 0 else { return nil }
      var bytes = [UInt8](repeating: 0, count: size)
      guard sysctlbyname(name, &bytes, &size, nil, 0) == 0 else { return nil }
      return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  #endif
}
