import Foundation
import Testing

/// What Docs/ScenarioFormat.md shows is what the command does: every example is validated, and where the page shows
/// what is printed, that is what is printed.
struct ScenarioFormatTests {
  private struct Block {
    var language: String
    var lines: [Substring] = []
    var text: String { lines.map { $0 + "\n" }.joined() }

    /// The scenario's name; `nil` for a part of a scenario.
    var name: String? {
      guard language == "yaml" || text.hasPrefix("{") else { return nil }
      return text.firstMatch(of: /"?name"?: "?([a-z-]+)/).map { String($0.1) }
    }
  }

  private func blocks() throws -> [Block] {
    let page = try String(
      contentsOf: SimulateProcess.root.appendingPathComponent("Docs/ScenarioFormat.md"), encoding: .utf8)
    var blocks: [Block] = []
    var isInside = false
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        if !isInside { blocks.append(Block(language: String(line.dropFirst(3)))) }
        isInside.toggle()
      } else if isInside {
        blocks[blocks.count - 1].lines.append(line)
      }
    }
    return blocks
  }

  /// The files that the examples read or that the page cannot show.
  private func scratch() throws -> ScratchFolder {
    let scratch = try ScratchFolder()
    _ = try scratch.write("age,town,income\n20,York,10\n40,Bath,30\n60,York,20\n30,York,50\n", to: "people.csv")
    _ = try scratch.write(",a,b\n0,0.1,0.9\n1,0.2,0.8\n", to: "frame.csv")
    _ = try scratch.write("day,a,b\n1,250,0.5\n2,-10,80\n", to: "sales.csv")
    _ = try scratch.write("year,flow\n1871,1120\n1872,1160\n1873,963\n", to: "flow.csv")
    _ = try scratch.write("context,arm,propensity,reward\n0,0,0.5,1\n1,1,0.5,0\n", to: "plays.csv")
    _ = try scratch.write("", to: "empty.json")
    try Data([0xFF, 0xFE]).write(to: scratch.url.appendingPathComponent("binary.json"))
    let quickstart = SimulateProcess.root.appendingPathComponent("Scenarios/quickstart.json")
    try FileManager.default.copyItem(at: quickstart, to: scratch.url.appendingPathComponent("quickstart.json"))
    return scratch
  }

  @Test func scenariosAndWhatIsPrintedOfThem() throws {
    let (scratch, blocks) = (try scratch(), try blocks())
    var checked = 0
    for (place, block) in blocks.enumerated() where !block.language.isEmpty {
      guard let name = block.name else { continue }
      let file = "\(name).\(block.language)"
      _ = try scratch.write(block.text, to: file)
      let process = try SimulateProcess(["validate", file], in: scratch.url)
      let next = place + 1 < blocks.count && blocks[place + 1].language.isEmpty ? blocks[place + 1].text : nil
      if let shown = next, shown.hasPrefix(file) {
        // How many more there are changes with every one that is added.
        #expect(process.errors.replacing(/and \d+ more/, with: "") == shown.replacing(/and \d+ more/, with: ""))
        #expect(process.exitCode == 65)
      } else {
        #expect(process.exitCode == 0, "\(file): \(process.errors)")
      }
      checked += 1
    }
    #expect(checked >= 12)
  }

  /// Lines such as `"environment": {...}` take the place of a good scenario's.
  @Test func partsOfScenarios() throws {
    let scratch = try scratch()
    let parts = try blocks().filter { $0.language == "json" && $0.name == nil }.flatMap { block in
      block.lines.allSatisfy { $0.hasPrefix("\"") } ? block.lines.map(String.init) : [block.text]
    }
    #expect(parts.count >= 4)
    for part in parts {
      var keys = [
        "name": #""name": "part""#, "horizon": #""horizon": 100"#,
        "environment": #""environment": {"id": "bernoulli", "means": [0.3, 0.5]}"#,
        "algorithms": #""algorithms": [{"id": "ucb1"}]"#,
      ]
      keys[String(part.dropFirst().prefix { $0 != "\"" })] = part
      let file = try scratch.write("{\(keys.values.joined(separator: ",\n"))}", to: "part.json")
      let process = try SimulateProcess(["validate", file])
      #expect(process.exitCode == 0, "\(part): \(process.errors)")
    }
  }

  /// The lines that show options, as a shell reads them.
  @Test func overrides() throws {
    let scratch = try scratch()
    let lines = try blocks().flatMap(\.lines).filter { $0.hasPrefix("simulate quickstart.json ") }
    #expect(lines.count >= 3)
    for line in lines {
      let shell = Process()
      shell.executableURL = URL(fileURLWithPath: "/bin/sh")
      shell.arguments = [
        "-c", "exec \"$0\" validate \(line.dropFirst("simulate ".count))", SimulateProcess.executable.path,
      ]
      shell.currentDirectoryURL = scratch.url
      shell.standardOutput = FileHandle.nullDevice
      try shell.run()
      shell.waitUntilExit()
      #expect(shell.terminationStatus == 0, "\(line)")
    }
  }

  @Test func filesThatCannotBeShown() throws {
    let scratch = try scratch()
    let block = try #require(try blocks().first { $0.text.hasPrefix("binary.json:") })
    for line in block.lines {
      let process = try SimulateProcess(["validate", String(line.prefix { $0 != ":" })], in: scratch.url)
      #expect(process.errors == line + "\n")
    }
    let tooMuch = try #require(try blocks().first { $0.text.hasPrefix("--replications:") }).text
    let process = try SimulateProcess(["validate", "quickstart.json", "--replications", "1e9"], in: scratch.url)
    // How much it is, is not told so exactly.
    #expect(process.errors.replacing(/about [0-9.]+ GiB/, with: "") == tooMuch.replacing(/about [0-9.]+ GiB/, with: ""))
  }
}
