import Foundation
import Testing

/// Scenario files that cannot be run: each is refused with its exit code and a message that names the place.
struct BadScenarioTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let text: String
    /// What the message must contain.
    let message: String
    var testDescription: String { name }
  }

  /// A good scenario with one thing changed.
  private static func scenario(_ old: String = "", _ new: String = "") -> String {
    let good = """
      {
        "name": "bad",
        "horizon": 100,
        "replications": 5,
        "environment": { "id": "bernoulli", "means": [0.3, 0.5] },
        "algorithms": [{ "id": "ucb1", "exploration": 1 }]
      }
      """
    return old.isEmpty ? good : good.replacingOccurrences(of: old, with: new)
  }

  static let cases: [Case] = [
    Case(name: "typo in a key", text: scenario("horizon", "horizn"), message: #"did you mean "horizon"?"#),
    Case(
      name: "typo in a parameter", text: scenario("exploration", "explortion"), message: #"did you mean "exploration"?"#
    ),
    Case(name: "wrong type", text: scenario("100", #""many""#), message: ":3:"),
    Case(name: "list for a number", text: scenario("100", "[100]"), message: ":3:"),
    Case(
      name: "duplicate key", text: scenario(#""horizon": 100"#, #""horizon": 100, "horizon": 200"#), message: "horizon"),
    Case(name: "negative horizon", text: scenario("100", "-100"), message: "-100"),
    Case(name: "zero horizon", text: scenario("100", "0"), message: ":3:"),
    Case(name: "fractional horizon", text: scenario("100", "10.5"), message: "10.5"),
    Case(
      name: "mean 1.5", text: scenario("0.5]", "1.5]"),
      message: "environment.means[1]: found 1.5; accepted: a number in [0, 1]"),
    Case(name: "negative mean", text: scenario("0.5]", "-0.5]"), message: "environment.means[1]"),
    Case(name: "unknown environment", text: scenario("bernoulli", "bernouli"), message: #"did you mean "bernoulli"?"#),
    Case(name: "unknown algorithm", text: scenario("ucb1", "ucb11"), message: #"did you mean "ucb1"?"#),
    Case(name: "NaN", text: scenario("0.5]", "NaN]"), message: "NaN"),
    Case(name: "infinity", text: scenario("0.5]", "1e999]"), message: "1e999"),
    Case(name: "octal", text: scenario("100", "0100"), message: "0100"),
    Case(name: "truncated", text: String(scenario().prefix(90)), message: ":"),
    Case(name: "binary bytes", text: "\u{0}\u{1}\u{2}\u{7F}", message: "1:1"),
    Case(name: "2^62 replications", text: scenario("5,", "4611686018427387904,"), message: "memory"),
    Case(name: "2^62 rounds", text: scenario("100", "4611686018427387904"), message: "rounds"),
    Case(
      name: "a number beyond 64 bits", text: scenario("100", "99999999999999999999"),
      message: "the largest whole number is 9223372036854775807"),
    Case(name: "empty file", text: "", message: "empty"),
    Case(name: "a list", text: "[1, 2]", message: "object"),
    Case(name: "two documents", text: scenario() + "\n---\n" + scenario(), message: "document"),
    Case(name: "no algorithms", text: scenario(#"[{ "id": "ucb1", "exploration": 1 }]"#, "[]"), message: "algorithms"),
    Case(
      name: "no environment", text: scenario(#""environment": { "id": "bernoulli", "means": [0.3, 0.5] },"#, ""),
      message: "environment"),
    Case(name: "means and arms", text: scenario(#""means""#, #""arms": 2, "means""#), message: "keep one of them"),
    Case(name: "an anchor", text: "name: &x bad\nhorizon: 5\n", message: "anchor"),
    Case(name: "a bad name", text: scenario(#""bad""#, #""../bad""#), message: "name"),
    Case(
      name: "unknown notion", text: scenario(#""replications""#, #""notions": ["pseudoo"], "replications""#),
      message: #"did you mean "pseudo"?"#),
    Case(
      name: "unknown generator", text: scenario(#""replications""#, #""generator": "mt19938", "replications""#),
      message: #"did you mean "mt19937"?"#),
    Case(
      name: "checkpoint beyond the horizon",
      text: scenario(#""replications""#, #""checkpoints": [10, 200], "replications""#), message: "200"),
    Case(
      name: "a fixed arm that is not there", text: scenario(#""ucb1", "exploration": 1"#, #""fixed-arm", "arm": 2"#),
      message: "algorithms[0].arm: found 2"),
    Case(
      name: "rewards that do not fit",
      text: scenario("bernoulli", "gaussian").replacingOccurrences(
        of: #""ucb1", "exploration": 1"#, with: #""thompson-beta""#), message: #"give "range": [lowest, highest]"#),
    Case(
      name: "coupling of a GSL generator",
      text: scenario(#""replications""#, #""generator": "mt19937", "coupling": "pulls", "replications""#),
      message: "independent"),
    Case(
      name: "a label twice",
      text: scenario("[{", #"[{"id": "uniform", "label": "ucb1"}, {"id": "oracle", "label": "ucb1"}, {"#),
      message: "ucb1"),
    Case(name: "deep nesting", text: String(repeating: "[", count: 100_000), message: ":"),
  ]

  @Test(arguments: cases) func isRefusedWithItsPlace(bad: Case) throws {
    let scratch = try ScratchFolder()
    let file = try scratch.write(bad.text, to: "bad.json")
    let process = try SimulateProcess(["run", file, "--out", scratch.path("out")])
    #expect(process.exitCode == 65, "\(process.errors)")
    #expect(process.errors.contains(bad.message), "\(process.errors)")
    #expect(process.errors.hasPrefix("\(file):"))
    #expect(process.output.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: scratch.path("out")))
    let validation = try SimulateProcess(["validate", file])
    #expect(validation.exitCode == 65)
    #expect(validation.errors == process.errors)
  }

  @Test func aFolderAndAMissingFile() throws {
    let scratch = try ScratchFolder()
    let folder = try SimulateProcess(["run", scratch.url.path])
    #expect(folder.exitCode == 74)
    #expect(folder.errors == "\(scratch.url.path): error: cannot be read: it is a folder; accepted: a scenario file\n")
    let missing = try SimulateProcess(["validate", scratch.path("none.json")])
    #expect(missing.exitCode == 66)
    #expect(missing.errors == "\(scratch.path("none.json")): error: no such file\n")
  }

  @Test func allProblemsComeAtOnce() throws {
    let scratch = try ScratchFolder()
    let text = BadScenarioTests.scenario("0.5]", "1.5]").replacingOccurrences(of: "100", with: "-1")
      .replacingOccurrences(of: "ucb1", with: "ucb2")
    let process = try SimulateProcess(["validate", try scratch.write(text, to: "bad.json")])
    #expect(process.errors.split(separator: "\n").count == 3)
  }

  @Test func overridesAreJudgedLikeTheFile() throws {
    let scratch = try ScratchFolder()
    let file = try scratch.write(BadScenarioTests.scenario(), to: "good.json")
    let process = try SimulateProcess(["plan", file, "--set", "environment.means=[0.5, 2]"])
    #expect(process.exitCode == 65)
    #expect(process.errors.hasPrefix("--set environment.means:1:7: error: environment.means[1]: found 2"))
    let unknown = try SimulateProcess(["plan", file, "--set", "algorithms.ucb9.exploration=1"])
    #expect(unknown.exitCode == 65)
    #expect(unknown.errors.contains("ucb9"))
  }
}
