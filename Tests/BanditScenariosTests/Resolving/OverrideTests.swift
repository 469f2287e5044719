import Testing

@testable import BanditScenarios

private func override(_ argument: String) throws -> Override { try #require(Override(argument: argument)) }

@Test("an argument of --set is a path, the first equals sign and a value")
func arguments() throws {
  #expect(try override("environment.x=a=b") == Override(path: "environment.x", value: "a=b"))
  #expect(Override(argument: "horizon") == nil)
  #expect(Override(argument: "=1") == nil)
}

@Test("an override gives the plan of a file that says so")
func asIfInFile() throws {
  let base = scenario(algorithms: #"[{"id": "ucb1"}, {"id": "ucb1", "label": "wide.2"}, {"id": "greedy"}]"#)
  let edited = scenario(
    name: #""other""#, horizon: "50", environment: #"{"id": "coins", "means": [0.1, 0.2, 0.9]}"#,
    algorithms:
      #"[{"id": "ucb1", "bonus": "constant"}, {"id": "ucb1", "label": "wide.2", "exploration": 4}, {"id": "greedy"}]"#,
    #""seed": 7"#)
  let overrides =
    try [
      "name=other", "horizon=5e1", "environment.means=[0.1, 0.2, 0.9]", "algorithms.ucb1.bonus=constant",
      "algorithms.wide.2.exploration=4",
    ].map(override) + [Override(option: "--seed", path: "seed", value: "7")]
  let overridden = try read(base, overrides: overrides).plan
  let expected = try read(edited).plan
  #expect(overridden.resolvedScenario == expected.resolvedScenario)
  #expect(overridden.cells.map(\.identity) == expected.cells.map(\.identity))
  #expect(overridden.name == "other")
}

@Test("an id alone is an entry without parameters, in files, overrides and sweeps")
func idsAlone() throws {
  let long = try read(scenario(algorithms: #"[{"id": "ucb1"}, {"id": "greedy"}]"#)).plan
  let short = try read(
    scenario(environment: #""coins""#, algorithms: #"["ucb1", "greedy"]"#),
    overrides: [override("environment.means=[0.3, 0.6]")]
  ).plan
  #expect(short.resolvedScenario == long.resolvedScenario && short.cells.map(\.identity) == long.cells.map(\.identity))
  let given = try read(
    scenario(algorithms: #"["greedy"]"#),
    overrides: [override(#"algorithms=["ucb1", "greedy"]"#), override("algorithms.ucb1.bonus=constant")]
  ).plan
  let written = try read(
    scenario(algorithms: #"[{"id": "ucb1", "bonus": "constant"}, {"id": "greedy"}]"#)
  ).plan
  #expect(given.resolvedScenario == written.resolvedScenario)
  let swept = try read(
    scenario(
      environment: #""coins""#, algorithms: #"["ucb1"]"#,
      #""sweep": {"algorithms.ucb1.exploration": [1, 2], "environment.means": [[0.1, 0.2], [0.3, 0.6]]}"#)
  ).plan
  #expect(swept.cells.count == 4)
  // The key that was written is named, not one that was not.
  let wrong = problems(scenario(algorithms: #"["ucb1", "ucb9"]"#))
  #expect(wrong.count == 1 && wrong[0].contains(#"algorithms[1]: found "ucb9", no known algorithm"#), "\(wrong)")
}

@Test("--sweep gives the plan of a file with that axis")
func axes() throws {
  let algorithms = #"[{"id": "ucb1"}, {"id": "greedy"}]"#
  func plan(_ sweep: String, _ arguments: [String]) throws -> [[String]] {
    let overrides = try arguments.map { try #require(Override(sweep: $0)) }
    let plan = try read(scenario(algorithms: algorithms, #""sweep": \#(sweep)"#), overrides: overrides).plan
    return plan.cells.map { [$0.key.point, $0.key.algorithm, $0.identity] }
  }
  let written = try plan(#"{"horizon": [20, 30], "algorithms.ucb1.exploration": [0.5, 1, 2]}"#, [])
  #expect(written.count == 12)
  #expect(try plan("{}", ["horizon=20,30", "algorithms.ucb1.exploration=0.5,1,2"]) == written)
  #expect(try plan(#"{"horizon": [20, 30]}"#, [#"algorithms.ucb1.exploration={"log": [0.5, 2, 3]}"#]) == written)
  // An axis of the file is replaced, and comes last.
  #expect(
    try plan(#"{"algorithms.ucb1.exploration": [7], "horizon": [20, 30]}"#, ["algorithms.ucb1.exploration=0.5,1,2"])
      == written)
  #expect(Override(sweep: "horizon") == nil)
  let wrong = problems(
    scenario(algorithms: algorithms), overrides: [try #require(Override(sweep: "algorithms.ucb1.exploration=x"))])
  #expect(wrong.count == 1 && wrong[0].hasPrefix("--sweep algorithms.ucb1.exploration:1:2: error: "), "\(wrong)")
}

@Test("an entry is meant by its label before its id, or by its place")
func byLabelThenID() throws {
  let text = scenario(algorithms: #"[{"id": "ucb1", "label": "a"}, {"id": "fixed-arm", "label": "ucb1"}]"#)
  let byLabel = try read(text, overrides: [override("algorithms.ucb1.arm=1")]).plan
  let byPlace = try read(text, overrides: [override("algorithms[1].arm=1")]).plan
  #expect(byLabel.resolvedScenario == byPlace.resolvedScenario)
  #expect(try byLabel.resolvedScenario != read(text).plan.resolvedScenario)
  let byID = try read(text, overrides: [override("algorithms.fixed-arm.arm=1")]).plan
  #expect(byID.resolvedScenario == byLabel.resolvedScenario)
}

@Test(
  "mistakes in overrides name the option",
  arguments: [
    (
      "horizon=0",
      #"--set horizon:1:1: error: horizon: found 0; accepted: a whole number, 1 or more, or one of "rows", "arrivals""#
    ),
    (
      "environment.means=[0.1, 2]",
      "--set environment.means:1:7: error: environment.means[1]: found 2; accepted: a number in [0, 1]"
    ),
    (
      "algorithms.ucb.exploration=1",
      #"--set algorithms.ucb.exploration:1:1: error: algorithms.ucb.exploration: no entry has the label or id "ucb"; accepted: "ucb1"; did you mean "ucb1"?"#
    ),
    (
      "algorithms[3].exploration=1",
      "--set algorithms[3].exploration:1:1: error: algorithms[3].exploration: no entry [3]; the list has 1, counted from 0"
    ),
    (
      "horizon.x=1",
      #"--set horizon.x:1:1: error: horizon.x: nothing is below 100 at "x"; accepted: the path of an existing object or list"#
    ),
    (
      "horizons=1e",
      #"--set horizons:1:1: error: horizons: unknown key; accepted: "environment", "environments", "algorithms", "sweep", "$schema", "name", "title", "latex", "description", "seed", "horizon", "replications", "checkpoints", "notions", "extras", "confidence", "coupling", "generator"; did you mean "horizon"?"#
    ),
    ("seed=", "--set seed:1:1: error: there is no value here"),
    (".seed=1", #"--set .seed:1:1: error: .seed: the path lacks a key at ".seed""#),
  ])
func mistakes(argument: String, expected: String) throws {
  #expect(try problems(scenario(), overrides: [override(argument)]) == [expected])
}

/// No path makes a tree that is too deep to walk, and none is walked to its end to find that out.
@Test(
  "long paths are refused, in options and in sweeps",
  arguments: [
    String(repeating: "a.", count: 20_000) + "a", String(repeating: "[0]", count: 20_000),
    String(repeating: "a", count: 1_001),
    String(repeating: "a.", count: 51) + "a", "environment.means" + String(repeating: "[0]", count: 51),
  ])
func longPaths(path: String) throws {
  let lines = try problems(scenario(), overrides: [override("\(path)=1")])
  #expect(lines.count == 1 && lines[0].contains("the path has ") && lines[0].utf8.count < 1_000)
  guard path.utf8.count < 1_020 else { return }  // The parser refuses longer keys.
  let swept = problems(scenario(#""sweep": {"\#(path)": [1, 2]}"#))
  #expect(swept.count == 1 && swept[0].hasPrefix("s.json:6:11: error: sweep.") && swept[0].contains("the path has "))
}

/// Many short ones do not make a deep one either.
@Test func depthFromManyOverrides() throws {
  let path = "description" + String(repeating: ".a", count: 50)
  let deep = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
  #expect(
    try problems(scenario(), overrides: [override("description={}"), override("\(path)=\(deep)")]).count == 1)
}
