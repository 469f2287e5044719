import BanditExperiments
import Foundation
import Testing

@testable import BanditCommandLine

struct PlanCommandTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  private func scenario(name: String = "coins", horizon: Int = 10_000, replications: Int = 40) throws -> String {
    try scratch.write(
      """
      {"name": "\(name)", "horizon": \(horizon), "replications": \(replications),
       "environment": {"id": "bernoulli", "means": [0.4, 0.5, 0.6]},
       "algorithms": [{"id": "ucb1"}, {"id": "thompson-beta"}], "checkpoints": {"linear": 50}}
      """, to: "coins.json")
  }

  private func line(_ name: String, of output: String) throws -> String {
    String(try #require(output.split(separator: "\n").first { $0.hasPrefix(name) }, "\(output)"))
  }

  /// What a number with a unit of 1000 says.
  private func bytes(_ text: Substring) throws -> Double {
    let parts = text.split(separator: " ")
    let units = ["bytes": 1.0, "kB": 1e3, "MB": 1e6, "GB": 1e9]
    return try #require(Double(parts[0])) * #require(units[String(parts[1])])
  }

  /// Files are estimated to a tenth, where they are long enough for that to matter.
  @Test func filesAreAsLongAsThePlanSays() throws {
    #expect(try lengthsChecked(of: scenario()) == ["regret.csv", "summary.csv", "blocks"])
  }

  /// Extras that are missing, of a learner whose bound is one for the horizon, have rows, too.
  @Test func rowsOfMissingValuesAreCounted() throws {
    let file = try scratch.write(
      """
      {"name": "bounds", "horizon": 2000, "replications": 40, "extras": ["bound", "bound_holds"],
       "environment": {"id": "bernoulli", "means": [0.4, 0.5, 0.6]}, "checkpoints": {"linear": 50},
       "algorithms": [{"id": "exp3-ix", "schedule": "anytime"}, {"id": "exp3-ix"}]}
      """, to: "bounds.json")
    #expect(try lengthsChecked(of: file).isSuperset(of: ["extras.csv", "extras_summary.csv"]))
  }

  /// The files of at least 10 kB that a scenario makes, each of which was compared with its plan.
  private func lengthsChecked(of file: String) throws -> Set<String> {
    let plan = try SimulateProcess(["plan", file, "--threads", "2"])
    #expect(plan.exitCode == 0, "\(plan.errors)")
    #expect(try line("time ", of: plan.output).contains(/about [0-9.]+ s with 2 threads/))
    #expect(try SimulateProcess(["run", file, "--out", scratch.path("out"), "--quiet"]).exitCode == 0)
    let list = try line("files ", of: plan.output).split(separator: ": ", maxSplits: 1)[1]
    var seen: Set<String> = []
    for entry in list.split(separator: ", ") {
      let parts = entry.split(separator: " ", maxSplits: 1)
      let estimate = try bytes(parts[1])
      let path = parts[0] == "blocks" ? "out/blocks/segment-0" : "out/\(parts[0])"
      let length = Double(try Data(contentsOf: scratch.url.appendingPathComponent(path)).count)
      if length < 10_000 { continue }
      seen.insert(String(parts[0]))
      #expect(abs(estimate / length - 1) < 0.1, "\(entry): \(length)")
    }
    return seen
  }

  @Test func nothingIsPlayedWhereNobodyAsks() throws {
    let plan = try SimulateProcess(["plan", try scenario(), "--no-time"])
    #expect(plan.exitCode == 0 && !plan.output.contains("time  ") && !plan.output.contains("files "))
    #expect(plan.output.contains("cells         2\n") && plan.output.contains("rounds        800000\n"))
  }

  /// A learner that is slow is not waited for: of a million rounds a second is played.
  @Test func aPlanTakesAMoment() throws {
    let file = try scenario(horizon: 1_000_000, replications: 1000)
    let start = ContinuousClock.now
    let plan = try SimulateProcess(["plan", file, "--memory-limit", "100", "--threads", "1"])
    // A second, the start of the program, and a busy machine.
    #expect(ContinuousClock.now - start < .seconds(20))
    // 2 10^9 rounds: more than ten seconds on any machine, less than a day.
    #expect(
      try line("time ", of: plan.output).contains(
        /about [0-9]+ (min|h) [0-9]+ (s|min) with 1 thread|about [1-9][0-9] s/))
  }

  @Test func slurmTakesTheScriptAsItIs() throws {
    let file = try scenario()
    let arguments = [
      "plan", file, "--slurm", "--shards", "20", "--threads", "3", "--set", "horizon=500", "--seed", "7",
    ]
    let script = try SimulateProcess(arguments).output
    for line in [
      "#!/bin/bash", "#SBATCH --array=0-19", "#SBATCH --cpus-per-task=3", "#SBATCH --requeue", "#SBATCH --time=5",
      "#SBATCH --signal=B:TERM@60", "#SBATCH --job-name=coins",
      "exec \(SimulateProcess.executable.path) run \(file) --set horizon=500 --seed 7 \\",
      #"  --shard "$SLURM_ARRAY_TASK_ID/20" --threads "$SLURM_CPUS_PER_TASK" \"#,
      #"  --out results/coins-shares/"$SLURM_ARRAY_TASK_ID" --quiet --progress log"#,
      "#   \(SimulateProcess.executable.path) merge results/coins-shares/* --out results/coins",
    ] {
      #expect(script.contains(line + "\n"), "\(line) in \(script)")
    }
    // What Slurm would do with it: the tasks one after the other, and the line that joins them.
    let path = try scratch.write(script, to: "job.sh")
    let shell = """
      cd "$1" || exit 1
      for task in $(seq 0 19); do
        SLURM_ARRAY_TASK_ID=$task SLURM_CPUS_PER_TASK=1 bash "$2" 2> /dev/null || exit 1
      done
      eval "$(sed -n 's/^#   \\(.* merge .*\\)/\\1/p' "$2") --quiet"
      "$0" run "$3" --set horizon=500 --seed 7 --quiet --out whole
      "$0" compare whole results/coins
      """
    let done = try SimulateProcess(shell: shell, [scratch.url.path, path, file])
    #expect(
      done.exitCode == 0 && done.output == "whole and results/coins: the same results, byte for byte\n",
      "\(done.errors)")
  }

  @Test(arguments: [
    (["--slurm"], "--slurm and --shards n go together"), (["--shards", "4"], "--slurm and --shards n go together"),
    (["--slurm", "--shards", "0"], "--shards takes a number from 1 to 100000; found 0"),
  ])
  func optionsOfSlurmAreChecked(options: [String], message: String) throws {
    let refused = try SimulateProcess(["plan", try scenario()] + options)
    #expect(refused.exitCode == 64 && refused.errors.contains(message), "\(refused.errors)")
  }

  @Test func wordsOfAShell() {
    #expect(SlurmScript.quoted("a/b-c.json") == "a/b-c.json")
    #expect(SlurmScript.quoted("it's $HOME") == #"'it'\''s $HOME'"#)
    #expect(SlurmScript.quoted("") == "''")
  }

  @Test(arguments: [(0.04, "0.1 s"), (9.94, "10.0 s"), (9.96, "10 s"), (200, "3 min 20 s"), (18_600, "5 h 10 min")])
  func timesForPeople(seconds: Double, text: String) {
    #expect(PlanCommand.time(seconds) == text)
  }

  @Test(arguments: [(999.0, "999 bytes"), (1_250, "1.3 kB"), (3.14e9, "3.1 GB")])
  func sizesForPeople(bytes: Double, text: String) {
    #expect(ByteCount(bytes).description == text)
  }
}
