import ArgumentParser
import BanditCards
import BanditExperiments
import BanditFigures
import BanditScenarios

struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Join the folders of shares, exactly as if one process had done all.")

  @Argument(help: ArgumentHelp("The folders of the shares.", valueName: "dir"))
  var folders: [PathArgument]

  @Option(help: "The folder of the whole.")
  var out: PathArgument

  @Flag(help: "Begin again in a folder that holds results.")
  var overwrite = false

  @Option(help: "How the summary table is printed.")
  var format: TableFormat = .text

  @OptionGroup var blocks: BlockOptions

  @OptionGroup var output: OutputOptions

  func run() throws {
    Interrupt.listen { [out] in
      "Stopped: what was joined is kept in \(out.path). Run the same command again to do the rest."
    }
    if overwrite, let share = folders.first(where: { $0.isSameFile(as: out) }) {
      throw ValidationError(
        "--overwrite would remove the blocks of \(share.path), which is one of the shares; choose another --out")
    }
    // Shares of which none is there, and those of other scenarios, are found before anything is written.
    let plan = try blocks.plan(ofResults: folders[0].path)
    let shares = folders.map { ResultFolder(path: $0.path, plan: plan) }
    for share in shares { try share.refuseUnlessShare(ofScenarioIn: folders[0].path) }
    let times = try shares.map { try $0.times() }
    if overwrite { try Figures.remove(from: FigureFiles.folder(of: out.path)) }
    let whole = try ResultFolder.open(out.path, for: plan, overwrite: overwrite)
    // What was chosen stays so, wherever the results go.
    if let records = try shares.lazy.map({ try $0.tuning() }).first(where: { !$0.isEmpty }) { try whole.note(records) }
    let present = try plan.precision == nil ? whole.finishedBlocks() : []
    var missing: [BlockID] = []
    func found(_ block: BlockID) throws -> (share: Int, trace: BlockTrace)? {
      try shares.indices.lazy.compactMap { share in try shares[share].read(block).map { (share, $0) } }.first
    }
    // How many replications there are where their widths decide, all folders together say.
    let (settled, undecided) = try plan.settled { try whole.read($0) ?? found($0)?.trace }
    for block in (settled ?? plan).distinctBlocks where !present.contains(block) {
      if plan.precision != nil, try whole.read(block) != nil { continue }
      if let (share, trace) = try found(block) {
        try whole.write(trace, as: block, time: times[share][block])
      } else if settled != nil {
        missing.append(block)
      }
    }
    try whole.finish()
    guard missing.isEmpty, let settled else {
      if settled == nil {
        let first = MissingBlock(key: plan.cells[undecided[0].cell].key, replications: undecided[0].replications)
        Messages.say(
          "None of the folders has the blocks that decide how many replications there are, beginning with "
            + "\(first.place); run the scenario again in one of them, then merge again.")
        throw ExitCode.incomplete
      }
      if let unfinished = try Self.unfinishedShares(of: plan, missing: missing, in: shares) {
        Messages.say(unfinished)
        throw ExitCode.incomplete
      }
      for block in missing.prefix(20) {
        Messages.say("\(MissingBlock(key: plan.cells[block.cell].key, replications: block.replications))")
      }
      Messages.say(
        "None of the folders has \(missing.count) of \(counted: plan.distinctBlocks.count, "block"); run the shares that are "
          + "missing, then merge again.")
      throw ExitCode.incomplete
    }
    var printer = TablePrinter(output, format: format, results: 1)
    try printer.finish(whole.settled(as: settled))
  }

  /// The shares that have the missing blocks, where all folders are shares of as many; else `nil`.
  private static func unfinishedShares(of plan: Plan, missing: [BlockID], in folders: [ResultFolder]) throws -> String?
  {
    let counts = Set(try folders.flatMap { try $0.shares() }.map(\.count))
    guard counts.count == 1, let count = counts.first else { return nil }
    let missing = Set(missing)
    let blocks = plan.distinctBlocks.enumerated()
    let indices = Set(blocks.filter { missing.contains($0.element) }.map { Shard.index(of: $0.offset, count: count) })
    let isOne = indices.count == 1
    return """
      \(indices.count) of \(counted: count, "share") \(isOne ? "is" : "are") missing or unfinished. Run \(isOne ? "it" : "them") \
      again, as --array=\(ranges(indices)) of a job array or as --shard i/\(count) for \(isOne ? "that" : "each") i; then \
      merge again.
      """
  }

  /// Numbers as schedulers take them: `0,2-5`.
  static func ranges(_ numbers: Set<Int>) -> String {
    var ranges: [ClosedRange<Int>] = []
    for number in numbers.sorted() {
      if let last = ranges.last, last.upperBound == number - 1 {
        ranges[ranges.count - 1] = last.lowerBound...number
      } else {
        ranges.append(number...number)
      }
    }
    return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }.joined(
      separator: ",")
  }
}
