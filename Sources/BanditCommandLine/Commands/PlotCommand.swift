import ArgumentParser
import BanditExperiments
import BanditFigures

struct PlotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plot", abstract: "Make the figures of a result folder again, from its tables.",
    discussion: """
      Pictures in SVG go to the folder figures of the result folder. Blocks are not needed, and nothing is simulated.
      """)

  @Argument(help: ArgumentHelp("The result folder.", valueName: "dir"))
  var folder: PathArgument

  @Option(
    name: .customLong("figure"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      """
      Only this one: \(FigureKind.allCases.map(\.rawValue).joined(separator: ", ")), or a name such as regret-pseudo; \
      may be repeated.
      """, valueName: "name"))
  var figures: [String] = []

  @OptionGroup var size: WidthOption

  func run() throws {
    Interrupt.listen { "Stopped: figures that are there are complete. Run the same command again." }
    try FigureFiles.write(
      folder.path, changePoints: FigureFiles.changePoints(of: folder.path), names: figures, width: size.width)
  }
}
