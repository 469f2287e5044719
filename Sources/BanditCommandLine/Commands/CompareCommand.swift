import ArgumentParser
import BanditCards
import BanditExperiments

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Compare the results of two folders.",
    discussion: """
      Says where tables begin to differ, in which keys the scenarios do, and, for each cell, by how much the regret at the \
      end does: over pairs of replications where both met the same luck. Exit code 0 if the tables have the same bytes \
      (timing.csv apart), 1 if not.
      """)

  @Argument(help: ArgumentHelp("A result folder.", valueName: "first"))
  var first: PathArgument

  @Argument(help: ArgumentHelp("Another result folder.", valueName: "second"))
  var second: PathArgument

  func run() throws {
    Interrupt.listen { "Stopped: nothing was changed." }
    let comparison = try FolderComparison(first.path, second.path)
    let lines = comparison.text.split(separator: "\n", omittingEmptySubsequences: false)
    try StandardOutput.write(lines.map { JSONText.visible(String($0)) }.joined(separator: "\n"))
    if !comparison.isSame { throw ExitCode(1) }
  }
}
