import Foundation
import Testing

/// Programs that play: the same luck and the same results as everybody's, and what becomes of those that do not do what
/// was agreed.
@Suite(.enabled(if: SimulateProcess.hasPython, "needs python3"))
struct ExternalTests {
  /// UCB1 in plain Python, and what goes wrong in the round after 20, as `settings` say.
  private static let program = """
    import json, math, os, signal, struct, sys, time
    line = sys.stdin.buffer.readline()
    greeting = json.loads(line)
    settings = greeting["settings"]
    count, arms, horizon = greeting["replications"], greeting["arms"], greeting["horizon"]
    mode = settings.get("mode", "")
    with open("started", "a") as file: file.write(f"{os.getpid()}\\n")
    assert len(greeting["keys"]) == count and all(len(key) == 32 for key in greeting["keys"])
    assert greeting["protocol"] == 1 and greeting["rewards"] == [0, 1]
    if mode == "mute": time.sleep(600)
    if mode == "unready": print("hello", flush=True)
    print('{"ready": 1}', flush=True)
    pulls = [[0] * arms for _ in range(count)]
    sums = [[0.0] * arms for _ in range(count)]
    for t in range(1, horizon + 1):
        chosen = []
        for n, s in zip(pulls, sums):
            if t <= arms:
                chosen.append(t - 1)
            else:
                index = [s[a] / n[a] + math.sqrt(2 * math.log(t) / n[a]) for a in range(arms)]
                chosen.append(index.index(max(index)))
        if t == 21:
            if mode == "exit":
                print("Traceback: no more ideas", file=sys.stderr)
                sys.exit(3)
            if mode == "once" and not os.path.exists("failed"):
                open("failed", "w").close()
                sys.exit(4)
            if mode == "kill": os.kill(os.getpid(), signal.SIGKILL)
            if mode == "sleep":
                for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP): signal.signal(number, signal.SIG_IGN)
                time.sleep(600)
            if mode == "arm": chosen[-1] = 99
            if mode == "print": print("hello", flush=True)
            if mode == "close":
                os.close(1)
                time.sleep(600)
            if mode == "short":
                os.write(1, b"xy")
                sys.exit(0)
        if mode == "chatty": os.write(2, b"w" * 100000)
        os.write(1, struct.pack(f"<{count}i", *chosen))
        rewards = struct.unpack(f"<{count}d", sys.stdin.buffer.read(8 * count))
        for lane in range(count):
            pulls[lane][chosen[lane]] += 1
            sums[lane][chosen[lane]] += rewards[lane]
    assert sys.stdin.buffer.read() == b""
    if mode == "more": os.write(1, b"z")
    if mode == "bad end": sys.exit(5)
    if mode == "stay": time.sleep(600)
    """

  private let scratch: ScratchFolder
  private let program: String

  init() throws {
    scratch = try ScratchFolder()
    program = try scratch.write(ExternalTests.program, to: "mine.py")
  }

  private func scenario(
    _ mode: String = "", algorithms: String = #"{"id": "ucb1"}, "#, more: String = "", replications: Int = 10
  ) throws -> String {
    try scratch.write(
      """
      {"name": "external", "seed": 3, "horizon": 60, "replications": \(replications), \(more)
       "environment": {"id": "bernoulli", "means": [0.3, 0.5, 0.6]},
       "algorithms": [\(algorithms){"id": "external", "label": "mine", "command": ["python3", "mine.py"],
         "files": ["mine.py"], "settings": {"mode": "\(mode)"}}]}
      """, to: "scenario.json")
  }

  private func run(_ scenario: String, _ more: String..., to out: String) throws -> SimulateProcess {
    try SimulateProcess(
      ["run", scenario, "--allow-commands", "--block-size", "4", "--out", scratch.path(out)] + more)
  }

  /// The numbers of an algorithm in a table, as text.
  private func rows(_ algorithm: String, of table: String, in out: String) throws -> [String] {
    let text = try String(contentsOfFile: "\(scratch.path(out))/\(table)", encoding: .utf8)
    return text.split(separator: "\n").filter { $0.contains(",\(algorithm),") }.map {
      $0.replacingOccurrences(of: ",\(algorithm),", with: ",,")
    }
  }

  /// The processes that were started, by their numbers.
  private func started() -> [pid_t] {
    let text = (try? String(contentsOfFile: scratch.path("started"), encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { pid_t($0) }
  }

  @Test func playsAsUCB1DoesWhateverTheThreads() throws {
    let file = try scenario()
    let one = try run(file, "--threads", "1", "--trace", "6", to: "one")
    #expect(one.exitCode == 0, "\(one.errors)")
    for table in ["regret.csv", "trace.csv"] {
      let mine = try rows("mine", of: table, in: "one")
      #expect(mine.count > 100)
      #expect(try rows("ucb1", of: table, in: "one") == mine)
    }
    // Blocks of 4, 4 and 2 replications, and 6 that are traced.
    #expect(started().count == 9)
    #expect(try run(file, "--threads", "4", "--trace", "6", to: "four").exitCode == 0)
    #expect(try scratch.results("one") == scratch.results("four"))
    // Nothing is left to do.
    #expect(try run(file, to: "one").exitCode == 0)
    #expect(started().count == 18)
  }

  @Test func sharesAndVerificationAreAsEverywhere() throws {
    let file = try scenario()
    #expect(try run(file, to: "whole").exitCode == 0)
    for share in 0..<2 { #expect(try run(file, "--shard", "\(share)/2", to: "share\(share)").exitCode == 0) }
    let shares = ["share0", "share1"].map { scratch.path($0) }
    let merge = try SimulateProcess(["merge", "--block-size", "4"] + shares + ["--out", scratch.path("merged")])
    #expect(merge.exitCode == 0, "\(merge.errors)")
    #expect(try scratch.results("merged") == scratch.results("whole"))
    for command in [["verify", "merged"], ["report", "merged"], ["compare", "merged", "whole"]] {
      let process = try SimulateProcess([command[0]] + command.dropFirst().map { scratch.path($0) })
      #expect(process.exitCode == 0, "\(command): \(process.errors)")
    }
    // No more than the four blocks of each of both runs: nothing else starts a program.
    #expect(started().count == 6)
  }

  @Test func startsNothingUnlessItIsAllowed() throws {
    let file = try scenario()
    let refused = try SimulateProcess(["run", file, "--out", scratch.path("out")])
    #expect(refused.exitCode == 64 && refused.errors.contains("--allow-commands"), "\(refused.errors)")
    #expect(try SimulateProcess(["validate", file]).exitCode == 0)
    let plan = try SimulateProcess(["plan", file, "--allow-commands"])
    #expect(plan.exitCode == 0 && plan.output.contains("programs      mine: not started"), "\(plan.output)")
    #expect(try SimulateProcess(["log", file, "--algorithm", "mine", "--out", scratch.path("log")]).exitCode != 0)
    #expect(started().isEmpty)
    #expect(!FileManager.default.fileExists(atPath: scratch.path("out")))
  }

  /// What goes wrong, and what is said of it.
  static let faults = [
    ("exit", "ended with exit code 3 in round 21 of 60\n  | Traceback: no more ideas"),
    ("kill", "was ended by signal 9 in round 21 of 60"),
    ("sleep", "was silent for 1.5 s in round 21 of 60 (--external-timeout)"),
    ("arm", "chose arm 99 in round 21 of replication 3; accepted: 0 to 2"),
    ("print", "the bytes spell \"hell\": does it print to its standard output?"),
    ("close", "closed its input or output in round 21 of 60"),
    ("short", "ended with exit code 0 in round 21 of 60"),
    ("more", "says more after the arms of the last round"),
    ("bad end", "ended with exit code 5 after the last round"),
    ("stay", "did not end within 1.5 s of the end of its input (--external-timeout)"),
    ("mute", "was silent for 1.5 s before it was ready"),
    ("unready", "answered the greeting with \"hello\"; accepted: the line {\"ready\": 1}"),
  ]

  @Test(arguments: faults) func faultsEndTheirBlocksAndNobodyElses(mode: String, sentence: String) throws {
    let file = try scenario(mode)
    let broken = try run(file, "--external-timeout", "1.5", to: "out")
    #expect(broken.exitCode == 1)
    #expect(broken.errors.contains(sentence), "\(broken.errors)")
    #expect(broken.errors.contains("error: mine on bernoulli, replications 0 to 3: python3 mine.py: "))
    // Those of the others, and none of its own.
    #expect(scratch.keptBlocks(in: "out").count == 3)
    #expect(!FileManager.default.fileExists(atPath: scratch.path("out/regret.csv")))
    for process in started() { #expect(kill(process, 0) != 0, "\(process) is left behind") }
    // Without it the folder is complete, with the results of a run that never knew it.
    let others = try scratch.write(
      """
      {"name": "external", "seed": 3, "horizon": 60, "replications": 10,
       "environment": {"id": "bernoulli", "means": [0.3, 0.5, 0.6]}, "algorithms": ["ucb1"]}
      """, to: "others.json")
    #expect(try run(others, to: "out").exitCode == 0)
    #expect(try run(others, to: "never").exitCode == 0)
    #expect(try scratch.results("out") == scratch.results("never"))
    #expect(scratch.keptBlocks(in: "out").count == 3)
  }

  @Test func aProgramThatIsNotThereIsNamed() throws {
    let file = try scenario()
    let missing = try run(file, "--set", #"algorithms.mine.command=["no-such-program-anywhere"]"#, to: "out")
    #expect(
      missing.exitCode == 1 && missing.errors.contains("no-such-program-anywhere: cannot be started: No such file"))
  }

  @Test func aBlockThatFailedIsPlayedAgain() throws {
    let file = try scenario("once")
    let first = try run(file, "--threads", "1", to: "out")
    #expect(first.exitCode == 1 && first.errors.contains("ended with exit code 4"), "\(first.errors)")
    #expect(scratch.keptBlocks(in: "out").count == 5)
    let second = try run(file, to: "out")
    #expect(second.exitCode == 0, "\(second.errors)")
    #expect(started().count == 4)
    #expect(try rows("ucb1", of: "regret.csv", in: "out") == rows("mine", of: "regret.csv", in: "out"))
  }

  /// Hundreds of kilobytes of complaints fill any pipe.
  @Test func complaintsAreReadAlong() throws {
    let run = try run(try scenario("chatty"), "--external-timeout", "20", to: "out")
    #expect(run.exitCode == 0, "\(run.errors)")
  }

  @Test func anotherProgramFileIsPlayedAgainAndNothingElse() throws {
    let file = try scenario()
    #expect(try run(file, to: "out").exitCode == 0)
    let before = scratch.keptBlocks(in: "out")
    _ = try scratch.write(ExternalTests.program + "\n# the same, in other bytes\n", to: "mine.py")
    let again = try run(file, to: "out")
    #expect(again.exitCode == 0, "\(again.errors)")
    #expect(scratch.keptBlocks(in: "out").count == before.count + 3)
    #expect(started().count == 6)
    let unwatched = try SimulateProcess(["validate", file, "--set", "algorithms.mine.files=[]"])
    #expect(unwatched.exitCode == 0 && unwatched.errors.contains("mine.py is not among its \"files\""))
  }

  @Test func settingsAreSweptAndTold() throws {
    let file = try scenario(more: #""sweep": {"algorithms.mine.settings.mode": ["a", "b"]}, "#)
    let swept = try run(file, to: "out")
    #expect(swept.exitCode == 0, "\(swept.errors)")
    // UCB1 is a bystander.
    #expect(scratch.keptBlocks(in: "out").count == 9 && started().count == 6)
    let null = try SimulateProcess(["validate", file, "--set", "algorithms.mine.settings.x=null"])
    #expect(null.exitCode == 65 && null.errors.contains("algorithms[1].settings.x: found null"), "\(null.errors)")
  }

  /// Neither a program that waits nor one that nothing stops outlives the run, also when it is stopped twice.
  @Test(arguments: [1, 2]) func signalsLeaveNoProgramBehind(signals: Int) throws {
    let file = try scenario("sleep")
    let process = try SimulateProcess.start(
      ["run", file, "--allow-commands", "--block-size", "4", "--threads", "3", "--out", scratch.path("out")])
    let deadline = Date().addingTimeInterval(30)
    while started().count < 3, Date() < deadline { usleep(20_000) }
    usleep(300_000)
    for _ in 0..<signals { kill(process.processIdentifier, SIGINT) }
    let end = SimulateProcess(process)
    #expect(end.exitCode == 130 && started().count == 3, "\(end.errors)")
    usleep(100_000)
    for program in started() { #expect(kill(program, 0) != 0, "\(program) is left behind") }
  }

  @Test func precisionStopsAtAFailure() throws {
    let file = try scenario("exit")
    let broken = try SimulateProcess(
      [
        "run", file, "--allow-commands", "--out", scratch.path("out"), "--set",
        #"replications={"until": {"halfWidth": 0.001}, "atMost": 100000}"#,
      ])
    #expect(broken.exitCode == 1 && broken.errors.contains("ended with exit code 3"), "\(broken.errors)")
  }
}

extension SimulateProcess {
  /// Whether there is a Python to play with.
  static let hasPython = (try? SimulateProcess(shell: "python3 -c 'import struct'", []).exitCode) == 0
}
