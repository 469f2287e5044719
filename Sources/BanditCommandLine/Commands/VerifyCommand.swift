import ArgumentParser
import BanditCards
import BanditExperiments

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check result files against their manifest, and blocks against their checksums.",
    discussion: """
      Exit code 0 if everything is as described, 1 if something differs, which is named. timing.csv, figures, \
      report.html and trace.csv have no checksum.
      """)

  @Argument(help: ArgumentHelp("The result folders.", valueName: "dir"))
  var folders: [PathArgument]

  func run() throws {
    Interrupt.listen { "Stopped: nothing was changed." }
    var isWhole = true
    for folder in folders {
      let path = folder.path
      let check = try FolderCheck(path)
      guard check.hasManifest || ResultFolder.holdsResults(path) else { throw FolderRefusal.noResults(path: path) }
      let manifest = check.hasManifest ? [] : ["manifest.json: is missing, or cannot be read"]
      let differences = try manifest + check.differences() + check.damagedBlocks()
      let lines = differences.isEmpty ? ["as described"] : differences
      try StandardOutput.write(lines.map { JSONText.visible("\(path): \($0)") + "\n" }.joined())
      isWhole = isWhole && differences.isEmpty
    }
    if !isWhole { throw ExitCode(1) }
  }
}
