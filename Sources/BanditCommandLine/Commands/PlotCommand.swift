import ArgumentParser
import BanditExperiments
import BanditFigures
import BanditScenarios

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

  @OptionGroup var options: FigureOptions

  func run() throws {
    Interrupt.listen { "Stopped: figures that are there are complete. Run the same command again." }
    try FigureFiles.write(
      folder.path, changePoints: PlotCommand.changePoints(of: folder.path), names: figures, width: options.width)
  }

  /// Where the environments of a result folder change. A scenario that cannot be read here, because its data or its
  /// learners are elsewhere, tells none.
  private static func changePoints(of folder: String) -> [ChangePoints] {
    let scenario = try? Scenario(
      source: .results(folder), catalogue: Simulate.catalogue, limits: ScenarioLimits(memory: .max, threads: 1))
    return scenario?.plan.changePoints ?? []
  }
}
