import ArgumentParser
import BanditExperiments
import BanditScenarios

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Make the tables of a result folder again, from its finished blocks.")

  @Argument(help: ArgumentHelp("The result folder.", valueName: "dir"))
  var folder: PathArgument

  @OptionGroup var blocks: BlockOptions

  @OptionGroup var output: OutputOptions

  @OptionGroup var figures: FigureOptions

  func run() throws {
    Interrupt.listen { "Stopped: the blocks are as they were. Run the same command again." }
    try output.finish(
      ResultFolder(path: folder.path, plan: blocks.plan(ofResults: folder.path)), width: figures.width)
  }
}
