import Foundation

/// The built command, run as a user runs it.
struct SimulateProcess {
  let exitCode: Int32
  let output: String
  let errors: String

  /// Where the build put the executable: beside the test bundle, or in the same folder on macOS.
  static let executable: URL = {
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
    let folder =
      bundle?.deletingLastPathComponent() ?? URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    return folder.appendingPathComponent("simulate")
  }()

  /// The repository.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Starts the command.
  ///
  /// - Parameter environment: variables besides those of the tests.
  static func start(
    _ arguments: [String], input: String = "", output: Any = Pipe(), in folder: URL = root,
    environment: [String: String] = [:], executable: URL = executable
  ) throws -> Process {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let pipe = Pipe()
    process.standardInput = pipe
    process.standardOutput = output
    process.standardError = Pipe()
    try process.run()
    pipe.fileHandleForWriting.write(Data(input.utf8))
    try pipe.fileHandleForWriting.close()
    return process
  }

  /// Runs the command to its end.
  init(
    _ arguments: [String], input: String = "", in folder: URL = root, environment: [String: String] = [:]
  ) throws {
    self.init(try SimulateProcess.start(arguments, input: input, in: folder, environment: environment))
  }

  /// Runs a script of the shell to its end; in it the command is `"$0"`, the arguments `"$@"`.
  init(shell script: String, _ arguments: [String], command: String = executable.path) throws {
    self.init(
      try SimulateProcess.start(["-c", script, command] + arguments, executable: URL(fileURLWithPath: "/bin/bash")))
  }

  /// Waits for a process that was started.
  init(_ process: Process) {
    output = SimulateProcess.text(process.standardOutput)
    errors = SimulateProcess.text(process.standardError)
    process.waitUntilExit()
    exitCode = process.terminationStatus
  }

  /// Everything that a pipe brings.
  static func text(_ pipe: Any?) -> String {
    let data = (pipe as? Pipe)?.fileHandleForReading.readDataToEndOfFile() ?? Data()
    return String(decoding: data, as: UTF8.self)
  }
}

/// A folder of a test's own, removed with the value.
final class ScratchFolder {
  let url = FileManager.default.temporaryDirectory.appendingPathComponent("bandits-\(UUID().uuidString)")

  init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  func write(_ text: String, to name: String) throws -> String {
    try Data(text.utf8).write(to: url.appendingPathComponent(name))
    return path(name)
  }

  /// The result files of a folder that must not depend on the schedule, by name.
  func results(_ name: String) throws -> [String: Data] {
    let folder = url.appendingPathComponent(name)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    var files: [String: Data] = [:]
    for file in names where file != "timing.csv" && file != "blocks" {
      files[file] = try Data(contentsOf: folder.appendingPathComponent(file))
    }
    return files
  }

  /// The names of the blocks that a result folder keeps, in the order in which they were finished.
  func keptBlocks(in name: String) -> [String] {
    let folder = url.appendingPathComponent("\(name)/blocks")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasPrefix("segment-") }.sorted().flatMap { segment -> [String] in
      guard let bytes = try? Data(contentsOf: folder.appendingPathComponent(segment)) else { return [] }
      var blocks: [String] = []
      // A header of 104 bytes: a magic word, the length of what follows it, two times, the name.
      var start = 0
      while start + 104 <= bytes.count {
        let count = (8..<16).reversed().reduce(0) { 256 * $0 + Int(bytes[start + $1]) }
        if start + 104 + count > bytes.count { break }
        blocks.append(String(decoding: bytes[start + 32..<start + 96], as: UTF8.self))
        start += 104 + count
      }
      return blocks
    }
  }
}
