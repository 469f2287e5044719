import Foundation
import Testing

@testable import BanditCommandLine
@testable import BanditScenarios

struct CommandTests {
  @Test func usageErrorsHaveTheirCode() throws {
    #expect(try SimulateProcess(["run"]).exitCode == 64)
    #expect(try SimulateProcess(["run", "x.json", "--threads", "0"]).exitCode == 64)
    #expect(try SimulateProcess(["run", "x.json", "--shard", "3/3"]).exitCode == 64)
    #expect(try SimulateProcess(["run", "x.json", "--block-size", "0"]).exitCode == 64)
    #expect(try SimulateProcess(["validate", "x.json", "--set", "horizon"]).exitCode == 64)
    #expect(try SimulateProcess(["--no-such-option"]).exitCode == 64)
  }

  /// An unset variable of a script would otherwise lead to the root folder.
  @Test func emptyPathsAreUsageErrors() throws {
    let scenario = "Scenarios/smoke/generator.json"
    for arguments in [
      ["run", scenario, "--out", ""], ["merge", "x", "--out", ""], ["merge", "", "--out", "x"], ["report", ""],
    ] {
      #expect(try SimulateProcess(arguments).exitCode == 64)
    }
  }

  /// As a reader types them, after `make demo`, with two replications.
  @Test func theCommandsOfTheReadmeWork() throws {
    let readme = try String(contentsOf: SimulateProcess.root.appendingPathComponent("README.md"), encoding: .utf8)
    let lines = readme.split(separator: "\n").filter {
      $0.hasPrefix(".build/release/simulate ") || $0.hasPrefix("cp Scenarios/")
    }
    #expect(lines.count == 5)
    let scratch = try ScratchFolder()
    let demo = "\"$0\" run Scenarios/quickstart.json --out results/quickstart --replications 2"
    let link = "ln -s '\(SimulateProcess.root.path)/Scenarios' Scenarios"
    let commands = lines.map { line in
      let command = String(line.prefix { $0 != "#" }).replacing(".build/release/simulate", with: "\"$0\"")
      return command.hasPrefix("cp") ? command : command + " --replications 2"
    }
    let script = (["set -e", "cd '\(scratch.url.path)'", link, demo] + commands).joined(separator: "\n")
    let process = try SimulateProcess(shell: script, [])
    #expect(process.exitCode == 0, "\(process.errors)")
    #expect(process.output.contains("after 100000 rounds"))
  }

  @Test func namesFitIntoFileNames() throws {
    func validate(name: String, label: String) throws -> SimulateProcess {
      try SimulateProcess(
        ["validate", "-"],
        input: """
          {"name": "\(name)", "horizon": 10, "environment": {"id": "bernoulli", "means": [0.5]},
           "algorithms": [{"id": "ucb1", "label": "\(label)"}]}
          """)
    }
    let longest = String(repeating: "n", count: 200)
    #expect(try validate(name: longest, label: longest).exitCode == 0)
    let refused = try validate(name: longest + "n", label: longest + "n")
    #expect(refused.exitCode == 65)
    let accepted = "accepted: letters, digits, '.', '_' and '-', at most 200, not beginning with a dot"
    #expect(refused.errors.split(separator: "\n").count { $0.hasSuffix(accepted) } == 2)
  }

  @Test func helpAndVersionGoToStandardOutput() throws {
    let help = try SimulateProcess(["--help"])
    #expect(help.exitCode == 0 && help.errors.isEmpty && help.output.contains("explain"))
    // What is for tests only is for nobody else.
    let run = try SimulateProcess(["run", "--help"])
    #expect(run.exitCode == 0 && run.output.contains("--shard") && !run.output.contains("--block-size"))
    let version = try SimulateProcess(["--version"])
    #expect(version.exitCode == 0 && version.output.hasPrefix("simulate \(Simulate.version) (GSL "))
  }

  @Test func listNamesEveryEntry() throws {
    let text = try SimulateProcess(["list"]).output
    for entry in Catalogue.standard.algorithms { #expect(text.contains("  \(entry.card.id) ")) }
    for entry in Catalogue.standard.environments { #expect(text.contains("  \(entry.card.id) ")) }
    #expect(try SimulateProcess(["list", "generators"]).output.hasPrefix("philox"))
    // Entries stand under their families.
    let duels = try #require(text.range(of: "  [duels]\n  duels "))
    #expect(text[..<duels.lowerBound].contains("  [bandit]\n  bernoulli "))
  }

  @Test func listSaysWhoPlaysAnEnvironment() throws {
    let text = try SimulateProcess(["list", "--for", "categorical-stream"]).output
    #expect(text.contains("r-bocpd ") && !text.contains("ucb1"))
    // A learner of another family that plays this one, too.
    #expect(try SimulateProcess(["list", "--for", "iid-losses"]).output.contains("\nucb1 "))
    let unknown = try SimulateProcess(["list", "--for", "bernouli"])
    #expect(unknown.exitCode == 64 && unknown.errors.contains(#"did you mean "bernoulli"?"#))
    #expect(try SimulateProcess(["list", "environments", "--for", "bernoulli"]).exitCode == 64)
    #expect(try SimulateProcess(["list", "--for", "bernoulli", "--family", "bandit"]).exitCode == 64)
  }

  @Test func listIsReadByPrograms() throws {
    let process = try SimulateProcess(["list", "--json"])
    let topics = try #require(
      JSONSerialization.jsonObject(with: Data(process.output.utf8)) as? [String: [[String: String]]])
    #expect(Set(topics.keys) == ["environments", "algorithms", "notions", "extras"])
    #expect(topics["algorithms"]?.map { $0["id"] } == Catalogue.standard.algorithms.map(\.card.id))
    #expect(
      topics["environments"]?.first == [
        "id": "bernoulli", "family": "bandit", "summary": Catalogue.standard.environments[0].card.summary,
      ])
    #expect(topics["extras"]?.allSatisfy { $0["family"] == nil && $0["summary"]?.isEmpty == false } == true)
  }

  @Test func explainShowsEveryCard() throws {
    for entry in Catalogue.standard.algorithms { #expect(CardText.text(entry.card).contains("Reference\n")) }
    let text = try SimulateProcess(["explain", "ucb1"]).output
    #expect(text.hasPrefix("ucb1: algorithm of the family bandit\n"))
    #expect(text.contains("exploration: a number, 0 or more; default 1"))
    // An id of two families has two cards.
    let namesakes = try SimulateProcess(["explain", "phased-elimination"]).output
    #expect(namesakes.hasPrefix("phased-elimination: algorithm of the family bandit\n"))
    #expect(namesakes.contains("\nphased-elimination: algorithm of the family contextual\n"))
    let unknown = try SimulateProcess(["explain", "ucb"])
    #expect(unknown.exitCode == 64)
    #expect(unknown.errors.contains(#"did you mean "ucb1"?"#))
    for (word, near) in [
      ("thompson", "lin-ts"), ("greedy", "epsilon-greedy"), ("random", "uniform"), ("linucb", "lin-ucb"),
    ] {
      #expect(try SimulateProcess(["explain", word]).errors.contains(near), "\(word)")
      #expect(try SimulateProcess(["list", word]).output.contains(near), "\(word)")
    }
    #expect(try SimulateProcess(["list", "nothing-of-the-kind"]).exitCode == 64)
  }

  @Test func explainKnowsKeysCouplingsAndGenerators() throws {
    for name in KeyText.names { #expect(KeyText.texts(name).allSatisfy { $0.hasPrefix("\(name): ") }, "\(name)") }
    let horizon = try SimulateProcess(["explain", "horizon"]).output
    #expect(horizon.hasPrefix("horizon: key of scenario files\n") && horizon.contains("  \"horizon\": 10000\n"))
    // An extra and a coupling.
    let pulls = try SimulateProcess(["explain", "pulls"]).output
    #expect(pulls.contains("pulls: extra\n") && pulls.contains("pulls: coupling of noise\n"))
    #expect(try SimulateProcess(["explain", "mt19937"]).output.contains("\"generator\": \"mt19937\""))
  }

  @Test func planSaysWhatWouldRun() throws {
    let text = try SimulateProcess(["plan", "Scenarios/smoke/bernoulli.json"]).output
    #expect(text.contains("cells         8\n"))
    #expect(text.contains("rounds        1920\n"))
  }

  /// The documents in the repository are what the cards say; `make docs` repairs them.
  @Test func generatedDocumentsAreUpToDate() throws {
    for (name, text) in DocumentCommand.documents(Catalogue.standard) {
      let file = SimulateProcess.root.appendingPathComponent("Docs/\(name)")
      #expect(try String(contentsOf: file, encoding: .utf8) == text, "\(name) is out of date: run make docs")
    }
  }

  /// Every scenario that the repository ships is valid.
  @Test func shippedScenariosAreValid() throws {
    let folder = SimulateProcess.root.appendingPathComponent("Scenarios")
    let files = FileManager.default.enumerator(atPath: folder.path)!.compactMap { $0 as? String }
      .filter { ($0.hasSuffix(".json") || $0.hasSuffix(".yaml")) && !$0.contains("golden/") }
    #expect(files.count >= 4)
    for file in files {
      let process = try SimulateProcess(["validate", "Scenarios/\(file)"])
      #expect(process.exitCode == 0, "\(process.errors)")
    }
  }

  @Test func headingsStandOutOnlyOnDemand() throws {
    #expect(OutputOptions.emphasized("a\nb\n\nc\n") == "\u{1B}[1ma\u{1B}[0m\nb\n\n\u{1B}[1mc\u{1B}[0m\n")
    let scratch = try ScratchFolder()
    let arguments = ["run", "Scenarios/smoke/generator.json", "--out"]
    #expect(!(try SimulateProcess(arguments + [scratch.path("a")]).output.contains("\u{1B}")))
    #expect(try SimulateProcess(arguments + [scratch.path("b"), "--color", "always"]).output.hasPrefix("\u{1B}[1m"))
  }

  /// A number below 0 is no option.
  @Test(arguments: [
    ("--seed", "-1", 65), ("--replications", "-1", 65), ("--threads", "-1", 64), ("--memory-limit", "-1", 64),
    ("--shard", "-1/2", 64), ("--set", "-a=1", 65),
  ])
  func numbersBelowZeroAreRefusedAsSuch(option: String, value: String, code: Int32) throws {
    let file = "Scenarios/quickstart.json"
    let apart = try SimulateProcess(["run", file, option, value])
    let joined = try SimulateProcess(["run", file, "\(option)=\(value)"])
    #expect(apart.exitCode == code && apart.errors.contains(value.prefix(2)), "\(apart.errors)")
    #expect(apart.errors == joined.errors && joined.exitCode == code)
  }

  @Test func misspeltCommandsAreNoFiles() throws {
    let misspelt = try SimulateProcess(["vaildate", "x.json"])
    #expect(misspelt.exitCode == 64 && misspelt.errors.contains(#"did you mean "validate"?"#), "\(misspelt.errors)")
    let file = try SimulateProcess(["nosuchthing"])
    #expect(file.exitCode == 66 && file.errors == "nosuchthing: error: no such file\n")
    #expect(try SimulateProcess(["plam.json"]).exitCode == 66)
  }

  /// What is called by another name says that name.
  @Test func anExecutableOfOnesOwnHasItsOwnName() throws {
    let scratch = try ScratchFolder()
    let own = scratch.url.appendingPathComponent("own-policy")
    try FileManager.default.createSymbolicLink(at: own, withDestinationURL: SimulateProcess.executable)
    for arguments in [
      ["run", "--help"], ["run"], ["--help"], ["explain", "nothing-of-the-kind"], ["list", "--help"],
    ] {
      let process = Process()
      process.executableURL = own
      process.arguments = arguments
      process.standardOutput = Pipe()
      process.standardError = Pipe()
      try process.run()
      let text = SimulateProcess.text(process.standardOutput) + SimulateProcess.text(process.standardError)
      process.waitUntilExit()
      #expect(
        text.localizedCaseInsensitiveContains("usage: own-policy")
          && !text.contains(/simulate (list|run|merge|scenario|<|--)/), "\(text)")
    }
  }

  /// Names with line feeds and escape characters reach the terminal as text, whoever writes the message.
  @Test(arguments: [
    ["validate", "a\nb\u{1B}[31m.json"], ["run", "a\u{9B}31m\u{7F}.json"],
    ["list", "--family", "\u{1B}[31m\nerror: x"],
    ["explain", "\u{1B}]0;x\u{7}\nnew line"], ["plan", "Scenarios/quickstart.json", "--set", "a\n\u{1B}=1"],
    ["--no-\u{1B}\nsuch"], ["run", "x.json", "--threads=\u{1B}\n2"], ["report", "no\n\u{1B}folder"],
    ["plan", "Scenarios/quickstart.json", "--set", "name='\u{9B}'"], ["list", "--where", "\u{202E}x"],
  ])
  func namesCannotControlTheTerminal(arguments: [String]) throws {
    let process = try SimulateProcess(arguments)
    #expect(process.exitCode != 0)
    let odd = (process.errors + process.output).unicodeScalars.filter { scalar in
      scalar != "\n" && (scalar.properties.generalCategory == .control || scalar.properties.isBidiControl)
    }
    #expect(odd.isEmpty && !process.errors.isEmpty, "\(process.errors.debugDescription)")
    for line in process.errors.split(separator: "\n") {
      #expect(!line.hasPrefix("error: x") && !line.hasPrefix("b\\u001b") && !line.hasPrefix("new line"))
    }
  }

  @Test func oneIsNoPlural() throws {
    let arguments = ["plan", "Scenarios/quickstart.json", "--replications", "1"]
    #expect(try SimulateProcess(arguments).output.contains("blocks of 128 replications"))
    let scratch = try ScratchFolder()
    let file = try scratch.write(
      #"{"name": "one", "horizon": 1, "replications": 1, "environment": {"id": "bernoulli", "means": [0.5]}, "#
        + #""algorithms": [{"id": "ucb1"}]}"#, to: "one.json")
    #expect(try SimulateProcess(["validate", file]).output.hasSuffix("valid: one, 1 cell\n"))
    let run = try SimulateProcess(["run", file, "--out", scratch.path("out")]).output
    #expect(run.contains("after 1 round\n1 replication\n"), "\(run)")
  }
}
