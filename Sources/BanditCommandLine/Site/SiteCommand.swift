import ArgumentParser
import BanditExperiments
import Foundation

struct SiteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "site", abstract: "Write the pages of the site, as a catalogue for DocC; run it in the repository.",
    shouldDisplay: false)

  @Argument(help: "The folder of the catalogue, whose name ends with .docc; it must not exist.")
  var folder: PathArgument

  func run() throws {
    let folder = folder.path
    guard !FileManager.default.fileExists(atPath: folder) else {
      throw ValidationError("\(folder) exists; the site is written anew")
    }
    for file in try SitePages(repository: ".", catalogue: Simulate.catalogue).files {
      let path = "\(folder)/\(file.name)"
      try FileManager.default.createDirectory(
        atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path, withIntermediateDirectories: true)
      try CheckedWriter.write(file.text, to: path)
    }
  }
}
