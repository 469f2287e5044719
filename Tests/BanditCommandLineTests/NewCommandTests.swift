import Foundation
import Testing

@testable import BanditCommandLine
@testable import BanditScenarios

struct NewCommandTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  private func read(_ path: String) throws -> String { try String(contentsOfFile: scratch.path(path), encoding: .utf8) }

  @Test func aScenarioToBeginWithRuns() throws {
    let made = try SimulateProcess(["new", "mine"], in: scratch.url)
    #expect(made.exitCode == 0 && made.output.isEmpty)
    #expect(made.errors == "Wrote mine.yaml. Run it: simulate run mine.yaml --figures\n")
    let run = try SimulateProcess(["run", "mine.yaml", "--set", "horizon=50", "--replications", "2"], in: scratch.url)
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.output.contains("epsilon-greedy, a tenth"))
    #expect(FileManager.default.fileExists(atPath: scratch.path("results/mine/manifest.json")))
    // The sweep that is commented out is one, too.
    let sweep = try read("mine.yaml").replacing("# sweep:  ", with: "sweep:  ").replacing(
      "#   algorithms", with: "  algorithms")
    try Data(sweep.utf8).write(to: scratch.url.appendingPathComponent("swept.yaml"))
    let plan = try SimulateProcess(["plan", "swept.yaml", "--no-time"], in: scratch.url)
    #expect(
      plan.exitCode == 0 && plan.output.contains("cells         9, 5 distinct"),
      "\(plan.output)\(plan.errors)")
  }

  @Test func whatIsThereIsLeftAlone() throws {
    for options in [[], ["--policy"]] {
      let name = options.isEmpty ? "mine" : "Mine"
      #expect(try SimulateProcess(["new", name] + options, in: scratch.url).exitCode == 0)
      let file = options.isEmpty ? "mine.yaml" : "Mine/scenario.json"
      try Data("own".utf8).write(to: scratch.url.appendingPathComponent(file))
      let again = try SimulateProcess(["new", name] + options, in: scratch.url)
      #expect(again.exitCode == 73)
      #expect(
        again.errors
          == "error: \(options.isEmpty ? "mine.yaml" : "Mine"): is there already; choose another name, or remove it\n")
      #expect(try read(file) == "own")
    }
    // No unfinished folder is left.
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.url.path).sorted() == ["Mine", "mine.yaml"])
  }

  @Test(arguments: ["", "1st", "a-b", "a/b", "ä", "a b", ".a", String(repeating: "a", count: 101)])
  func namesAreChecked(name: String) throws {
    let refused = try SimulateProcess(["new", name], in: scratch.url)
    #expect(refused.exitCode == 64)
    #expect(refused.errors.contains("accepted: letters, digits and '_', a letter first, at most 100"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.url.path).isEmpty)
  }

  /// The package finds the one that this program was built in; `.ci/snippets` compiles what it says.
  @Test func aPackageWithAPolicy() throws {
    let made = try SimulateProcess(["new", "Two_Arms", "--policy"], in: scratch.url)
    #expect(made.exitCode == 0, "\(made.errors)")
    #expect(made.errors == "Wrote Two_Arms. Run it: cd Two_Arms && swift run -c release Two_Arms scenario.json\n")
    let root = SimulateProcess.root.standardizedFileURL.path
    #expect(try read("Two_Arms/Package.swift").contains("path: \"\(root)\")"))
    #expect(try read("Two_Arms/Sources/Two_Arms/MyPolicy.swift").contains("id: \"my-two-arms\""))
    #expect(try read("Two_Arms/scenario.json").contains("\"my-two-arms\""))
    let named = try SimulateProcess(["new", "Other", "--policy", "--bandits", "there \"it\" is"], in: scratch.url)
    #expect(named.exitCode == 0)
    let folder = scratch.url.standardizedFileURL.resolvingSymlinksInPath().path
    #expect(try read("Other/Package.swift").contains("path: \"\(folder)/there \\\"it\\\" is\")"))
    #expect(try SimulateProcess(["new", "third", "--bandits", "x"], in: scratch.url).exitCode == 64)
  }

  @Test func theSchemaIsThatOfTheDocuments() throws {
    let schema = try SimulateProcess(["schema"])
    #expect(schema.exitCode == 0)
    #expect(
      try schema.output
        == String(contentsOf: SimulateProcess.root.appendingPathComponent("Docs/scenario.schema.json"), encoding: .utf8)
    )
  }
}
