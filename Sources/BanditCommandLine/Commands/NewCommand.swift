import ArgumentParser
import BanditExperiments
import Foundation

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Write a scenario to begin with, or a package with a policy of your own.",
    discussion: """
      NAME.yaml is a scenario with a comment on every key. With --policy the folder NAME is a Swift package: a policy, a \
      scenario that names it, and a program that runs it. What is there already is left alone.
      """)

  @Argument(help: ArgumentHelp("What it is called: letters, digits and '_', a letter first.", valueName: "name"))
  var name: String

  @Flag(help: "A package with a policy of your own.")
  var policy = false

  @Option(
    help: ArgumentHelp(
      "With --policy: the folder of the package bandits (default: that of this program, where it can be found).",
      valueName: "dir"))
  var bandits: PathArgument?

  func validate() throws {
    // A module of Swift has this name, and so has a file.
    guard name.wholeMatch(of: /[A-Za-z][A-Za-z0-9_]{0,99}/) != nil else {
      throw ValidationError("found the name '\(name)'; accepted: letters, digits and '_', a letter first, at most 100")
    }
    if bandits != nil && !policy { throw ValidationError("--bandits is the package that a policy needs: add --policy") }
  }

  func run() throws {
    let target = policy ? name : "\(name).yaml"
    // Also a link that leads nowhere is there.
    guard (try? FileManager.default.attributesOfItem(atPath: target)) == nil else {
      Messages.say("error: \(target): is there already; choose another name, or remove it")
      throw ExitCode.folderRefused
    }
    if policy { try writePackage() } else { try writeScenario(to: target) }
  }

  private func writeScenario(to path: String) throws {
    try CheckedWriter.write(Starter.scenario(name), to: path)
    Messages.say("Wrote \(path). Run it: \(Simulate.commandName) run \(path) --figures")
  }

  private func writePackage() throws {
    let package = bandits?.path ?? NewCommand.ownPackage
    // A whole folder or none: it is made under another name.
    let unfinished = ".\(name).\(ProcessInfo.processInfo.processIdentifier).tmp"
    do {
      for (file, text) in Starter.package(name, bandits: package.map(NewCommand.absolute)) {
        let path = "\(unfinished)/\(file)"
        try FileManager.default.createDirectory(
          at: URL(fileURLWithPath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
        try CheckedWriter.write(text, to: path)
      }
      try FileManager.default.moveItem(atPath: unfinished, toPath: name)
    } catch {
      try? FileManager.default.removeItem(atPath: unfinished)
      throw error
    }
    if package == nil {
      Messages.say("The package bandits was not found: put its path into \(name)/Package.swift.")
    }
    Messages.say("Wrote \(name). Run it: cd \(name) && swift run -c release \(name) scenario.json")
  }

  private static func absolute(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.path
  }

  /// The folder of the package that this program was built in, or that the command was given in.
  private static var ownPackage: String? {
    let starts = [
      Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent(),
      URL(fileURLWithPath: FileManager.default.currentDirectoryPath),
    ]
    for case var folder? in starts {
      while folder.path != "/" && !folder.path.isEmpty {
        let manifest = folder.appendingPathComponent("Package.swift")
        let source = folder.appendingPathComponent("Sources/BanditCommandLine/Simulate.swift")
        if [manifest, source].allSatisfy({ FileManager.default.fileExists(atPath: $0.path) }) { return folder.path }
        folder.deleteLastPathComponent()
      }
    }
    return nil
  }
}
