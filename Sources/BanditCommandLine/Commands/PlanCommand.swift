import ArgumentParser
import BanditCards
import BanditExperiments
import BanditScenarios

struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Say what a scenario would run: cells, blocks, rounds, memory, time, files. Nothing is written.",
    discussion: """
      For the time, up to a second of rounds is played and thrown away. With --slurm, the script of a job array that does \
      the run in shares is printed instead, with the lines that submit it, join the shares and repeat some of them.
      """)

  @Argument(help: ArgumentHelp("A scenario file, JSON or YAML; - reads standard input.", valueName: "scenario"))
  var scenario: String

  @Flag(name: .customLong("no-time"), help: "Play no rounds; say nothing of time and files.")
  var isTimeless = false

  @Flag(help: "Print the script of a Slurm job array; --threads is for each task (default: 4).")
  var slurm = false

  @Option(
    parsing: .unconditional, help: ArgumentHelp("How many shares the job array has, for --slurm.", valueName: "n"))
  var shards: Int?

  @OptionGroup var options: ScenarioOptions

  func validate() throws {
    if slurm != (shards != nil) {
      throw ValidationError("--slurm and --shards n go together: a task of the array a share")
    }
    if let shards, shards < 1 || shards > 100_000 {
      throw ValidationError("--shards takes a number from 1 to 100000; found \(shards)")
    }
    if slurm && scenario == "-" {
      throw ValidationError("--slurm needs a scenario file, which every task reads; found standard input")
    }
  }

  func run() throws {
    let threads = options.threads ?? (slurm ? SlurmScript.threads : Processors.count)
    let read = try options.scenario(scenario, threads: threads)
    let (plan, estimate) = (read.plan, read.estimate)
    let effort = isTimeless ? nil : RunEstimate(plan, threads: threads)
    if let shards {
      try plan.refuseShares("--slurm")
      let script = SlurmScript(
        plan: plan, scenario: scenario, arguments: options.arguments, shards: shards, threads: threads,
        memory: estimate.bytes, effort: effort)
      try StandardOutput.write(script.text)
      Messages.warn(of: plan)
      return
    }
    var text = """
      scenario      \(plan.name)
      replications  \(plan.replicationsText)
      cells         \(estimate.cells)\(estimate.distinctCells == estimate.cells ? "" : ", \(estimate.distinctCells) distinct")
      blocks        \(estimate.blocks)
      rounds        \(estimate.rounds)
      result rows   \(estimate.rows)
      memory        about \(max(1, estimate.bytes >> 20)) MiB with \(counted: threads, "thread")

      """
    if let effort {
      let files = effort.files.filter { $0.bytes >= 1 }.map { "\($0.name) \(ByteCount($0.bytes))" }
      text += """
        time          about \(Self.time(effort.seconds)) with \(counted: threads, "thread")
        files         about \(ByteCount(effort.bytes)): \(files.joined(separator: ", "))

        """
    }
    let programs = Set(plan.cells.filter(\.simulate.isExternal).map(\.key.algorithm)).sorted()
    if !programs.isEmpty {
      text += "programs      \(programs.joined(separator: ", ")): not started; their time and memory are not counted\n"
    }
    text += "\n"
    for cell in plan.cells {
      let labels = [cell.key.point, cell.key.environment, cell.key.algorithm].filter { !$0.isEmpty }
      text +=
        JSONText.visible(labels.joined(separator: "  "))
        + ": horizon \(cell.horizon), blocks of \(counted: cell.blockSize, "replication")\n"
    }
    try StandardOutput.write(text)
    Messages.warn(of: plan)
  }

  /// A time with two digits: `0.4 s`, `12 s`, `3 min 20 s`, `5 h 10 min`.
  static func time(_ seconds: Double) -> String {
    if seconds < 9.95 { return "\((seconds * 10).rounded(.up) / 10) s" }
    let whole = Int(min(seconds, 1e15).rounded(.up))
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole / 60 % 60) min"
  }
}
