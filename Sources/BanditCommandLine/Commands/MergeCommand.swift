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
    let seconds = try shares.map { try $0.seconds() }
    if overwrite { try Figures.remove(from: FigureFiles.folder(of: out.path)) }
    let whole = try ResultFolder.open(out.path, for: plan, overwrite: overwrite)
    let present = try whole.finishedBlocks()
    var missing: [BlockID] = []
    for block in plan.distinctBlocks where !present.contains(block) {
      if let (share, trace) = try shares.indices.lazy.compactMap({ share in
        try shares[share].read(block).map { (share, $0) }
      }).first {
        try whole.write(trace, as: block, seconds: seconds[share][block])
      } else {
        missing.append(block)
      }
    }
    guard missing.isEmpty else {
      for block in missing.prefix(20) {
        Messages.say("\(MissingBlock(key: plan.cells[block.cell].key, replications: block.replications))")
      }
      Messages.say(
        "None of the folders has \(missing.count) of \(counted: plan.distinctBlocks.count, "block"); run the shares that are "
          + "missing, then merge again.")
      throw ExitCode.incomplete
    }
    var printer = TablePrinter(output, format: format, results: 1)
    try printer.finish(whole)
  }
}
