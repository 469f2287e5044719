import ArgumentParser
import BanditCards
import BanditExperiments
import BanditScenarios

struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Join the folders of shares, exactly as if one process had done all.")

  @Argument(help: ArgumentHelp("The folders of the shares.", valueName: "dir"))
  var folders: [String]

  @Option(help: "The folder of the whole.")
  var out: String

  @Flag(help: "Begin again in a folder that holds results.")
  var overwrite = false

  @OptionGroup var blocks: BlockOptions

  @OptionGroup var output: OutputOptions

  func run() throws {
    Interrupt.listen { [out] in
      "Stopped: what was joined is kept in \(out). Run the same command again to do the rest."
    }
    let plan = blocks.plan(of: try Scenario(source: .results(folders[0]), catalogue: Simulate.catalogue))
    let shares = folders.map { ResultFolder(path: $0, plan: plan) }
    let whole = try ResultFolder.open(out, for: plan, overwrite: overwrite)
    let present = try whole.finishedBlocks()
    var missing: [BlockID] = []
    for block in plan.blocks where !present.contains(block) {
      if let trace = try shares.lazy.compactMap({ try $0.read(block) }).first {
        try whole.write(trace, as: block)
      } else {
        missing.append(block)
      }
    }
    guard missing.isEmpty else {
      for block in missing.prefix(20) {
        Messages.say("\(MissingBlock(key: plan.cells[block.cell].key, replications: block.replications))")
      }
      Messages.say(
        "None of the folders has \(missing.count) of \(counted: plan.blocks.count, "block"); run the shares that are "
          + "missing, then merge again.")
      throw ExitCode.incomplete
    }
    try output.finish(whole)
  }
}
