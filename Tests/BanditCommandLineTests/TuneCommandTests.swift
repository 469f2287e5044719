import Foundation
import Testing

/// `run --tune`, as a user meets it.
struct TuneCommandTests {
  private let scratch: ScratchFolder
  private let scenario: String

  init() throws {
    scratch = try ScratchFolder()
    scenario = try scratch.write(
      """
      {"name": "tuned", "seed": 3, "horizon": 300, "replications": 20, "checkpoints": {"linear": 2},
       "environment": {"id": "bernoulli", "means": [0.4, 0.5, 0.7]},
       "algorithms": [{"id": "epsilon-greedy", "title": "Greedy"}, "ucb1"]}
      """, to: "scenario.json")
  }

  @discardableResult
  private func run(_ arguments: String..., to out: String) throws -> SimulateProcess {
    try SimulateProcess(["run", scenario] + arguments + ["--out", scratch.path(out)])
  }

  /// The results without the manifest, which says what was chosen.
  private func tables(_ out: String) throws -> [String: Data] {
    try scratch.results(out).filter { $0.key != "manifest.json" }
  }

  private static let epsilon = "algorithms.epsilon-greedy.epsilon=0.9,0.1,1"

  @Test func theResultsAreThoseOfTheValueThatWasChosen() throws {
    // By hand first: what is finished is used again.
    #expect(try run("--set", "algorithms.epsilon-greedy.epsilon=0.1", to: "hand").exitCode == 0)
    #expect(try run("--set", "algorithms.epsilon-greedy.epsilon=0.1", to: "out").exitCode == 0)
    let byHand = scratch.keptBlocks(in: "out")
    let tuned = try run("--tune", Self.epsilon, to: "out")
    #expect(tuned.exitCode == 0, "\(tuned.errors)")
    let kept = scratch.keptBlocks(in: "out")
    #expect(kept.starts(with: byHand) && Set(kept).count == kept.count && kept.count == byHand.count + 3)
    #expect(try tables("out") == tables("hand"))
    let sentence = "epsilon=0.1 was chosen by pseudo regret over 20 replications apart from these (epsilon=0.9: "
    #expect(tuned.errors.contains("epsilon-greedy: \(sentence)"), "\(tuned.errors)")
    #expect(tuned.output.contains("  Greedy: \(sentence)"), "\(tuned.output)")
    let manifest = try String(contentsOfFile: scratch.path("out/manifest.json"), encoding: .utf8)
    #expect(manifest.contains(#""tuning": ["#))
    #expect(manifest.contains(#""chosen": "algorithms.epsilon-greedy.epsilon=0.1""#))
    #expect(manifest.matches(of: /"score": [0-9.]+/).count == 3)

    // The same again does nothing, in a new folder it gives the same bytes, and nobody needs to choose again.
    #expect(try run("--tune", Self.epsilon, "--threads", "3", to: "out").output == tuned.output)
    #expect(scratch.keptBlocks(in: "out") == kept)
    #expect(try run("--tune", Self.epsilon, "--threads", "1", to: "new").exitCode == 0)
    #expect(try scratch.results("new") == scratch.results("out"))
    #expect(try SimulateProcess(["verify", scratch.path("out")]).exitCode == 0)
    for format in ["latex", "markdown", "html"] {
      let report = try SimulateProcess(["report", scratch.path("new"), "--format", format])
      let text =
        format == "html" ? try String(contentsOfFile: scratch.path("new/report.html"), encoding: .utf8) : report.output
      #expect(
        text.contains("Greedy: epsilon=0.1 was chosen by pseudo regret over 20 replications"), "\(format): \(text)")
    }
    try FileManager.default.removeItem(atPath: scratch.path("new/manifest.json"))
    try FileManager.default.removeItem(atPath: scratch.path("new/report.html"))
    let report = try SimulateProcess(["report", scratch.path("new")])
    #expect(report.output == tuned.output, "\(report.errors)")
    #expect(try scratch.results("new") == scratch.results("out"))
    let merge = try SimulateProcess(["merge", scratch.path("out"), "--out", scratch.path("merged")])
    #expect(merge.exitCode == 0, "\(merge.errors)")
    #expect(try scratch.results("merged") == scratch.results("out"))

    // By hand, it was not chosen.
    #expect(try run("--set", "algorithms.epsilon-greedy.epsilon=0.1", to: "out").exitCode == 0)
    #expect(try scratch.results("out") == scratch.results("hand"))
  }

  /// With a number of replications that is chosen, too.
  @Test func choosingAndStoppingGoTogether() throws {
    let arguments = [
      "run", scenario, "--replications", #"{"until": {"halfWidth": 2}, "atMost": 1000}"#, "--tune", Self.epsilon,
      "--tune",
      "algorithms.ucb1.exploration=0.5,2", "--tune-replications", "10",
    ]
    let one = try SimulateProcess(arguments + ["--threads", "1", "--out", scratch.path("one")])
    #expect(one.exitCode == 0, "\(one.errors)")
    #expect(one.output.contains("chosen for half-widths of pseudo regret of at most 2"), "\(one.output)")
    #expect(
      one.output.contains("ucb1: exploration=0.5 was chosen by pseudo regret over 10 replications apart from these"))
    let three = try SimulateProcess(arguments + ["--threads", "3", "--out", scratch.path("three")])
    #expect(three.exitCode == 0)
    #expect(try scratch.results("one") == scratch.results("three"))
  }

  @Test func whatIsRefused() throws {
    let shard = try run("--tune", Self.epsilon, "--shard", "0/2", to: "out")
    #expect(shard.exitCode == 64 && shard.errors.contains("--tune chooses by all replications of every value"))
    let empty = try run("--tune", "algorithms.epsilon-greedy.epsilon", to: "out")
    #expect(empty.exitCode == 64 && empty.errors.contains("--tune takes path=value,value"))
    let alone = try run("--tune-replications", "10", to: "out")
    #expect(alone.exitCode == 64 && alone.errors.contains("give it with --tune path=value,value"))
    let none = try run("--tune", Self.epsilon, "--tune-replications", "0", to: "out")
    #expect(none.exitCode == 64 && none.errors.contains("--tune-replications takes a number of replications"))
    let wrong = try run("--tune", "algorithms.epsilon-greedy.epsilon=0.1,2", to: "out")
    #expect(wrong.exitCode == 65)
    #expect(
      wrong.errors.contains(
        "--tune algorithms.epsilon-greedy.epsilon:1:6: error: algorithms[0].epsilon: found 2; accepted: a number in [0, 1]"
      ),
      "\(wrong.errors)")
    #expect(!FileManager.default.fileExists(atPath: scratch.path("out")), "nothing was begun")
  }
}
