import Foundation
import Testing

/// What the system takes away: descriptors, threads, files.
struct HarshEnvironmentTests {
  private let scratch: ScratchFolder
  private let scenario: String

  init() throws {
    scratch = try ScratchFolder()
    scenario = try scratch.write(
      """
      {"name": "harsh", "horizon": 50, "replications": 300, "environment": {"id": "bernoulli", "means": [0.3, 0.6]},
       "algorithms": [{"id": "ucb1"}, {"id": "uniform"}]}
      """, to: "scenario.json")
  }

  private var arguments: [String] { ["run", scenario, "--threads", "4", "--out", scratch.path("out")] }

  @Test func aClosedStandardInputIsNoEmptyScenario() throws {
    let process = try SimulateProcess(shell: #"exec "$0" run - <&-"#, [])
    #expect(process.exitCode == 74)
    #expect(process.errors == "standard input: error: cannot be read: it is closed\n")
  }

  #if os(Linux)
    /// Files that are opened later must not get the numbers of closed standard streams: what is printed would go there.
    @Test func closedStandardStreamsAreOccupied() throws {
      let process = try SimulateProcess.start(
        ["-c", #"exec "$0" "$@" <&- >&- 2>&-"#, SimulateProcess.executable.path] + arguments
          + ["--set", "horizon=100000", "--replications", "1000", "--block-size", "1"],
        executable: URL(fileURLWithPath: "/bin/bash"))
      defer { process.waitUntilExit() }
      defer { kill(process.processIdentifier, SIGKILL) }
      let mark = scratch.path("out/blocks/scenario.sha256")
      while !FileManager.default.fileExists(atPath: mark) && process.isRunning { usleep(1000) }
      let files = try (0...2).map {
        try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process.processIdentifier)/fd/\($0)")
      }
      #expect(files == ["/dev/null", "/dev/null", "/dev/null"])
    }
  #endif

  @Test func closedStandardStreamsTouchNoFile() throws {
    #expect(try SimulateProcess(arguments).exitCode == 0)
    let results = try scratch.results("out")
    for (script, code) in [
      (#"exec "$0" "$@" >&-"#, 74), (#"exec "$0" "$@" 2>&-"#, 0), (#"exec "$0" "$@" <&- >&- 2>&-"#, 74),
    ] {
      try FileManager.default.removeItem(atPath: scratch.path("out"))
      #expect(try SimulateProcess(shell: script, arguments).exitCode == Int32(code))
      #expect(try scratch.results("out") == results)
    }
  }

  /// Too few for the libraries that the loader opens is none of ours.
  @Test(arguments: [4, 5, 6, 7, 8]) func fewDescriptorsAreAMessage(count: Int) throws {
    let process = try SimulateProcess(shell: "ulimit -n \(count); exec \"$0\" \"$@\"", arguments)
    #expect([74, 127].contains(process.exitCode))
    #expect(process.errors.split(separator: "\n").count == 1)
    #expect(process.errors.contains("Too many open files") || process.errors.contains("loading shared libraries"))
    // With more, the same folder is finished.
    #expect(try SimulateProcess(arguments).exitCode == 0)
  }

  /// The limit does not bind the superuser, who becomes somebody else.
  @Test(
    .enabled(if: geteuid() != 0 || FileManager.default.isExecutableFile(atPath: "/usr/bin/setpriv")),
    .timeLimit(.minutes(1)))
  func aLimitOnThreadsIsNoObstacle() throws {
    #expect(try SimulateProcess(arguments).exitCode == 0)
    let results = try scratch.results("out")
    try FileManager.default.removeItem(atPath: scratch.path("out"))
    let command = scratch.path("simulate")
    // By another process: a file that this one has had open for writing may be busy in a child of another test.
    let copy = try Process.run(
      URL(fileURLWithPath: "/bin/cp"), arguments: [SimulateProcess.executable.path, command])
    copy.waitUntilExit()
    #expect(copy.terminationStatus == 0)
    #expect(chmod(scratch.url.path, 0o777) == 0)
    let user = geteuid() != 0 ? "" : "setpriv --reuid=54321 --regid=54321 --clear-groups "
    let process = try SimulateProcess(
      shell: #"exec timeout -k 1 40 \#(user)bash -c 'ulimit -u 1; exec "$0" "$@"' "$0" "$@""#, arguments,
      command: command)
    #expect(process.exitCode == 0)
    #expect(process.errors.hasPrefix("warning: the system let only 1 of 2 threads start "))
    #expect(try scratch.results("out") == results)
  }

  /// Reading a pipe would wait for its writer.
  @Test func dataComeFromRegularFiles() throws {
    #expect(mkfifo(scratch.path("losses.csv"), 0o666) == 0)
    let scenario = try scratch.write(
      """
      {"name": "pipe", "horizon": 2, "environment": {"id": "loss-table", "file": "losses.csv"},
       "algorithms": [{"id": "hedge"}]}
      """, to: "pipe.json")
    let process = try SimulateProcess(["validate", scenario])
    #expect(process.exitCode == 65)
    #expect(process.errors.contains(#"found "losses.csv", a folder or a device; accepted: the path of a regular file"#))
  }
}
