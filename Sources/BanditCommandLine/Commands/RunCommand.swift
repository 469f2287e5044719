import ArgumentParser
import BanditCards
import BanditExperiments
import BanditFigures
import BanditScenarios
import Synchronization

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

  @Flag(help: "Begin again in a folder that holds results.")
  var overwrite = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Do the i-th of n shares of the blocks, counted from 0.", valueName: "i/n"))
  var shard: String?

  @Option(help: "How the summary table is printed.")
  var format: TableFormat = .text

  @Option(
    help: """
      How progress is shown: one line that is renewed, lines for a log, or not at all; auto: a line on a terminal, unless \
      --quiet is given.
      """)
  var progress: ProgressLine.Style = .auto

  @Flag(help: "Make figures, too: pictures in the folder figures of the result folder.")
  var figures = false

  @Option(
    help: ArgumentHelp(
      """
      Play the first n replications of every cell again, apart from the results, and write what happened in every round \
      to \(RoundTrace.fileName).
      """, valueName: "n"))
  var trace: Int?

  @Flag(help: "Start also where the files seem to be larger than what is free on the device.")
  var noDiskCheck = false

  @OptionGroup var tune: TuneOptions

  @OptionGroup var blocks: BlockOptions

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let shard, Shard(shard) == nil {
      throw ValidationError("--shard takes i/n with 0 <= i < n, for example 0/4; found '\(shard)'")
    }
    if let trace, trace < 1 {
      throw ValidationError("--trace takes a number of replications, from 1 on; found \(trace)")
    }
    if shard != nil, !tune.isEmpty {
      throw ValidationError(
        "--tune chooses by all replications of every value, and a share has a few; choose in a run of its own, and "
          + "give the shares what it chose with --set")
    }
    if trace != nil, shard != nil {
      throw ValidationError("--trace is for whole runs; give it when the shares have been joined")
    }
  }

  func run() throws {
    Interrupt.listen { "Stopped before anything was simulated." }
    // All of them are read before the first one starts.
    let jobs = try scenarios.map { try read($0) }
    let plans = jobs.map(\.plan)
    let names = plans.map(\.name)
    if let clash = names.first(where: { name in names.count { $0 == name } > 1 }) {
      throw ValidationError("two scenarios are called '\(clash)', so that their results would go to one folder")
    }
    for plan in plans {
      try checkTrace(of: plan)
      try refuseCommands(of: plan)
      if shard != nil { try plan.refuseShares("--shard") }
    }
    var printer = TablePrinter(output, format: format, results: plans.count)
    do {
      for job in jobs {
        let name = job.plan.name
        let folder = (plans.count == 1 ? out?.path : out.map { "\($0.path)/\(name)" }) ?? "results/\(name)"
        guard !job.tunings.isEmpty else {
          Messages.warn(of: job.plan)
          try run(job.plan, in: folder, choices: [], overwrite: overwrite, printer: &printer)
          continue
        }
        let choices = try choose(job, in: folder)
        let scenario = try options.scenario(job.source, with: choices.flatMap(\.overrides), limits: options.limits())
        let plan = blocks.plan(of: scenario)
        Messages.warn(of: plan)
        try run(plan, in: folder, choices: choices.map(\.record), overwrite: false, printer: &printer)
      }
    } catch {
      try printer.finish()
      throw error
    }
    try printer.finish()
  }

  /// A scenario that is to be run.
  private struct Job {
    let source: ScenarioSource
    let tunings: [Tuning]
    /// With the first of the values that are to be chosen.
    let plan: Plan
  }

  /// Reads a scenario. A word that is no file may be a misspelt command, because `run` need not be written.
  private func read(_ scenario: String) throws -> Job {
    do {
      let source = try options.source(scenario)
      let tunings = try tune.isEmpty ? [] : tune.tunings(source, options)
      let plan = try options.scenario(source, with: tunings.flatMap(\.first), limits: options.limits()).plan
      return Job(source: source, tunings: tunings, plan: blocks.blockSize.map { plan.inBlocks(of: $0) } ?? plan)
    } catch let error as ScenarioError {
      guard case .missing(let file) = error, !file.contains(where: { $0 == "." || $0 == "/" }) else { throw error }
      let hint = NearestName.hint(
        for: file, among: RootCommand.configuration.subcommands.compactMap { $0.configuration.commandName })
      if hint.isEmpty { throw error }
      throw ValidationError("'\(file)' is no command, and there is no such file\(hint)")
    }
  }

  /// Chooses what is to be chosen, by replications that are kept in the folder and are in no table.
  private func choose(_ job: Job, in path: String) throws -> [Tuning.Choice] {
    Interrupt.listen { "Stopped before anything was simulated for \(path); what it holds is kept." }
    if overwrite { try Figures.remove(from: FigureFiles.folder(of: path)) }
    // Until it is known what is chosen, nothing is said to be.
    try ResultFolder.open(path, for: job.plan, overwrite: overwrite).note([])
    return try job.tunings.map { tuning in
      let plan = blocks.blockSize.map { tuning.plan.inBlocks(of: $0) } ?? tuning.plan
      let runner = Runner(plan: plan, threads: options.threadCount, stop: Interrupt.stop)
      let folder = ResultFolder(path: path, plan: plan)
      _ = try simulate(runner, in: folder)
      let choice = try tuning.choice(from: folder)
      if !output.quiet { Messages.say(choice.record.text(tuning.algorithm)) }
      return choice
    }
  }

  private func run(
    _ plan: Plan, in path: String, choices: [TuningRecord], overwrite: Bool, printer: inout TablePrinter
  ) throws {
    Interrupt.listen { "Stopped before anything was simulated for \(path); what it holds is kept." }
    let share = shard.flatMap { Shard($0) } ?? .whole
    let runner = Runner(plan: plan, threads: options.threadCount, shard: share, stop: Interrupt.stop)
    let mine = runner.blocks
    func refuseIfFull(blocks: Int) throws {
      // How many replications narrow intervals take is not known before.
      if noDiskCheck || plan.precision != nil { return }
      try DiskCheck.refuseIfFull(
        plan, in: path, blocks: blocks, extent: share == .whole ? output.tables ?? .all : nil, threads: runner.threads)
    }
    // Before anything is removed, where nothing is continued.
    let isContinued = !overwrite && ResultFolder.holdsResults(path)
    if !isContinued { try refuseIfFull(blocks: mine.count) }
    if overwrite { try Figures.remove(from: FigureFiles.folder(of: path)) }
    let folder = try ResultFolder.open(path, for: plan, overwrite: overwrite)
    try folder.note(choices)
    if share != .whole { try folder.note(share) }
    if isContinued {
      let present = try folder.finishedBlocks()
      try refuseIfFull(blocks: mine.count { !present.contains($0) })
    }
    let done = try plan.precision == nil ? simulate(runner, in: folder) : settle(runner, in: folder)
    let missing = share == .whole ? 0 : plan.distinctBlocks.count - (try folder.finishedBlocks().count)
    guard missing == 0 else {
      Messages.say(
        "Share \(share.index)/\(share.count) is done; \(path) lacks \(counted: missing, "block") of other shares. "
          + "When all shares are done, join their folders with \(Simulate.commandName) merge.")
      return
    }
    if done.isNew { try sayWhatIsEarlier(in: path) }
    if let trace {
      guard try RoundTrace.write(plan, replications: trace, to: path, stop: Interrupt.stop) else {
        throw Interrupt.stopped(done.words())
      }
      if !output.quiet { Messages.say("Trace: \(path)/\(RoundTrace.fileName)") }
    }
    try printer.finish(done.folder, threads: runner.threads, figures: figures)
  }

  /// What a simulation leaves behind.
  private struct Done {
    let folder: ResultFolder
    /// Whether anything was simulated.
    let isNew: Bool
    /// What is said if somebody stops the command.
    let words: @Sendable () -> String
  }

  /// Simulates the blocks of a plan that are missing.
  private func simulate(_ runner: Runner, in folder: ResultFolder) throws -> Done {
    let present = try folder.finishedBlocks()
    let (mine, path) = (runner.blocks, folder.path)
    let kept = Kept(count: mine.count(where: present.contains))
    let words: @Sendable () -> String = {
      "Stopped with \(kept.count) of \(counted: mine.count, "block") finished and kept in \(path). "
        + "Run the same command again to do the rest."
    }
    Interrupt.listen(lastWords: words)
    let line = ProgressLine(progress, isQuiet: output.quiet)
    defer { line?.clear() }
    let report = try runner.run(
      isFinished: { present.contains($0) },
      save: { block, trace, time in
        try folder.write(trace, as: block, time: time)
        kept.add()
      }, started: sayThreads, progress: { line?.show($0) })
    line?.clear()
    try folder.finish()
    try refuse(report, of: runner.plan, in: path, words)
    guard report.missing == 0 else { throw Interrupt.stopped(words()) }
    return Done(folder: folder, isNew: report.finished > 0, words: words)
  }

  /// Says which programs failed, if any did.
  ///
  /// - Throws: the exit code.
  private func refuse(
    _ report: Runner.Report, of plan: Plan, in path: String, _ words: @Sendable () -> String
  ) throws {
    guard !report.failures.isEmpty else { return }
    for failure in report.failures.prefix(10) {
      let key = plan.cells[failure.block.cell].key
      let place = [key.point, key.environment].filter { !$0.isEmpty }.joined(separator: ", ")
      let replications = failure.block.replications
      Messages.say(
        "error: \(key.algorithm) on \(place), replications \(replications.lowerBound) to \(replications.upperBound - 1): "
          + failure.failure.reason)
      Messages.quote(failure.failure.lastWords)
    }
    if report.failures.count > 10 { Messages.say("error: and \(report.failures.count - 10) more") }
    if Interrupt.stop.isRaised { throw Interrupt.stopped(words()) }
    Messages.say(
      "There are no tables: \(counted: report.failures.count, "block") of other programs failed. All that is finished is "
        + "kept in \(path). Run the same command again to do the rest, or take the algorithm out of the scenario.")
    throw ExitCode.failedReplication
  }

  /// Refuses programs that nobody has allowed.
  private func refuseCommands(of plan: Plan) throws {
    let programs = Set(plan.cells.filter(\.simulate.isExternal).map(\.key.algorithm)).sorted()
    guard !programs.isEmpty, !options.allowCommands else { return }
    throw ValidationError(
      "'\(plan.name)' would start \(programs.count == 1 ? "a program" : "programs") (\(programs.joined(separator: ", "))); "
        + "give --allow-commands if you trust the scenario")
  }

  /// Simulates until a precision is reached.
  private func settle(_ runner: Runner, in folder: ResultFolder) throws -> Done {
    let (kept, path) = (Kept(count: 0), folder.path)
    let words: @Sendable () -> String = {
      "Stopped after \(counted: kept.count, "new block"), which \(kept.count == 1 ? "is" : "are") kept in \(path). "
        + "Run the same command again to do the rest."
    }
    Interrupt.listen(lastWords: words)
    let line = ProgressLine(progress, isQuiet: output.quiet)
    defer { line?.clear() }
    let (report, settled) = try runner.settle(
      read: { try folder.read($0) },
      save: { block, trace, time in
        try folder.write(trace, as: block, time: time)
        kept.add()
      }, started: sayThreads, progress: { line?.show($0) })
    line?.clear()
    try folder.finish()
    try refuse(report, of: runner.plan, in: path, words)
    guard let settled else { throw Interrupt.stopped(words()) }
    return Done(folder: folder.settled(as: settled), isNew: report.finished > 0, words: words)
  }

  private func sayThreads(_ threads: Int, wanted: Int) {
    guard threads < wanted else { return }
    Messages.say(
      "warning: the system let only \(threads) of \(wanted) threads start (a limit on processes or memory?); "
        + "the results are the same, later")
  }

  /// Refuses a trace of more rounds than anybody looks at, before anything is simulated.
  private func checkTrace(of plan: Plan) throws {
    guard let trace else { return }
    guard trace <= plan.leastReplications else {
      let count = "\(counted: plan.leastReplications, "replication")"
      throw ValidationError(
        "--trace \(trace): '\(plan.name)' has \(count) of each algorithm\(plan.precision == nil ? "" : " for sure")")
    }
    let rows = RoundTrace.rows(of: plan, replications: trace)
    guard rows <= RoundTrace.mostRows else {
      throw ValidationError(
        "--trace \(trace): \(RoundTrace.fileName) of '\(plan.name)' would have \(rows) rows, and may have "
          + "\(RoundTrace.mostRows); ask for fewer replications, or --set a shorter horizon")
    }
  }

  /// Names what was made from earlier results and is not made again now.
  private func sayWhatIsEarlier(in path: String) throws {
    let names = try ResultFolder.names(in: path)
    let command = Simulate.commandName
    if !figures, try Figures.exist(in: FigureFiles.folder(of: path)) {
      Messages.say(
        "The figures in \(FigureFiles.folder(of: path)) are of earlier results; \(command) plot \(path) makes them again."
      )
    }
    if names.contains(HTMLReport.fileName) {
      Messages.say(
        "\(path)/\(HTMLReport.fileName) is of earlier results; \(command) report \(path) --format html makes it again.")
    }
    if trace == nil, names.contains(RoundTrace.fileName) {
      Messages.say("\(path)/\(RoundTrace.fileName) is of earlier results; \(command) run with --trace makes it again.")
    }
  }
}

/// How many blocks of a run are finished and kept.
private final class Kept: Sendable {
  private let number: Atomic<Int>

  init(count: Int) { number = Atomic(count) }

  var count: Int { number.load(ordering: .relaxed) }

  func add() { number.wrappingAdd(1, ordering: .relaxed) }
}
