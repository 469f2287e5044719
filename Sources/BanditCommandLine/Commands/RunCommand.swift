import ArgumentParser
import BanditExperiments
import BanditScenarios

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run scenarios, or continue interrupted runs.",
    discussion: """
      A folder that holds finished blocks of the same scenario is continued: only what is missing is done.

      Exit codes: 0 done; 1 a replication failed; 64 usage; 65 scenario invalid; 66 no such file; 70 internal \
      error; 73 result folder refused; 74 input/output; 75 incomplete but resumable; 130/143 stopped by a \
      signal; 141 closed pipe.
      """)

  @Argument(help: ArgumentHelp("Scenario files, JSON or YAML; - reads standard input.", valueName: "scenario"))
  var scenarios: [String]

  @OptionGroup var options: ScenarioOptions

  @Option(help: "The result folder (default ./results/<name>); with several scenarios, the folder above theirs.")
  var out: PathArgument?

  @Option(help: "How many threads simulate (default: one per processor).")
  var threads: Int?

  @Flag(help: "Begin again in a folder that holds results.")
  var overwrite = false

  @Option(help: ArgumentHelp("Do the i-th of n shares of the blocks, counted from 0.", valueName: "i/n"))
  var shard: String?

  @OptionGroup var blocks: BlockOptions

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let threads, threads < 1 || threads > 1024 {
      throw ValidationError("--threads takes a number from 1 to 1024; found \(threads)")
    }
    if let shard, Shard(shard) == nil {
      throw ValidationError("--shard takes i/n with 0 <= i < n, for example 0/4; found '\(shard)'")
    }
  }

  func run() throws {
    // All of them are read before the first one starts.
    let plans = try scenarios.map { blocks.plan(of: try options.scenario($0)) }
    let names = plans.map(\.name)
    if let clash = names.first(where: { name in names.count { $0 == name } > 1 }) {
      throw ValidationError("two scenarios are called '\(clash)', so that their results would go to one folder")
    }
    Interrupt.listen()
    for plan in plans {
      let folder = plans.count == 1 ? out?.path : out.map { "\($0.path)/\(plan.name)" }
      try run(plan, in: folder ?? "results/\(plan.name)")
    }
  }

  private func run(_ plan: Plan, in path: String) throws {
    let folder = try ResultFolder.open(path, for: plan, overwrite: overwrite)
    let present = try folder.finishedBlocks()
    let share = shard.flatMap { Shard($0) } ?? .whole
    let runner = Runner(plan: plan, threads: threads ?? Processors.count, shard: share, stop: Interrupt.stop)
    let line = !output.quiet && Terminal.renewsLines ? ProgressLine() : nil
    defer { line?.clear() }
    let report = try runner.run(
      isFinished: { present.contains($0) },
      save: { block, trace, seconds in try folder.write(trace, as: block, seconds: seconds) },
      started: { threads, wanted in
        guard threads < wanted else { return }
        Messages.say(
          "warning: the system let only \(threads) of \(wanted) threads start (a limit on processes or memory?); "
            + "the results are the same, later")
      },
      progress: { line?.show($0) })
    line?.clear()
    guard report.missing == 0 else {
      let done = report.found + report.finished
      Messages.say(
        "Stopped: \(done) of \(done + report.missing) blocks are finished and kept in \(path). "
          + "Run the same command again to do the rest.")
      throw Interrupt.signalNumber.map { ExitCode(128 + $0) } ?? .incomplete
    }
    let missing = share == .whole ? 0 : plan.blocks.count - (try folder.finishedBlocks().count)
    guard missing == 0 else {
      Messages.say(
        "Share \(share.index)/\(share.count) is done; \(missing) blocks of other shares are not in \(path). "
          + "When all shares are done, join their folders with simulate merge.")
      return
    }
    try output.finish(folder, threads: runner.threads)
  }
}
