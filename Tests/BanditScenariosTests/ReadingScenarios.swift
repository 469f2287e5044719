import BanditExperiments
import Testing

@testable import BanditScenarios

/// Reads a scenario from text against the test catalogue.
func read(
  _ text: String, overrides: [Override] = [], limits: ScenarioLimits = ScenarioLimits()
) throws(ScenarioError) -> Scenario {
  try read(Array(text.utf8), overrides: overrides, limits: limits)
}

/// Reads a scenario from bytes against the test catalogue.
func read(
  _ bytes: [UInt8], overrides: [Override] = [], limits: ScenarioLimits = ScenarioLimits()
) throws(ScenarioError) -> Scenario {
  try Scenario(
    source: .bytes(bytes, name: "s.json"), overrides: overrides, catalogue: TestCatalogue.catalogue, limits: limits)
}

/// The problems of a scenario, as they are printed; none if it is read.
func problems(
  _ text: String, overrides: [Override] = [], limits: ScenarioLimits = ScenarioLimits()
) -> [String] {
  problems(Array(text.utf8), overrides: overrides, limits: limits)
}

/// The problems of a scenario, as they are printed; none if it is read.
func problems(
  _ bytes: [UInt8], overrides: [Override] = [], limits: ScenarioLimits = ScenarioLimits()
) -> [String] {
  do throws(ScenarioError) {
    _ = try read(bytes, overrides: overrides, limits: limits)
    return []
  } catch {
    return error.description.split(separator: "\n").map(String.init)
  }
}

/// A scenario with some of its lines replaced; each key is on a line of its own.
///
/// Lines: 1 `{`, 2 name, 3 horizon, 4 environment, 5 algorithms, then the extra lines, then `}`.
func scenario(
  name: String = #""t""#, horizon: String = "100", environment: String = #"{"id": "coins", "means": [0.3, 0.6]}"#,
  algorithms: String = #"[{"id": "ucb1"}]"#, _ more: String...
) -> String {
  let lines = [
    #""name": \#(name)"#, #""horizon": \#(horizon)"#, #""environment": \#(environment)"#,
    #""algorithms": \#(algorithms)"#,
  ]
  return "{\n" + (lines + more).joined(separator: ",\n") + "\n}\n"
}

/// A scenario that must be refused, and the problems in the order of the file.
struct BadScenario: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let text: String
  let expected: [String]

  /// - Parameter expected: the lines as printed, without the file's name (`line:column: error: ...`).
  init(_ name: String, _ text: String, _ expected: [String]) {
    testDescription = name
    self.text = text
    self.expected = expected.map { "s.json:" + $0 }
  }
}
