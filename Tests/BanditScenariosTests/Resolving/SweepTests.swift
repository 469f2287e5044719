import BanditGames
import Testing

@testable import BanditScenarios

@Test("several axes make a grid in file order, the last one fastest")
func grid() throws {
  let text = scenario(#""sweep": {"horizon": [10, 1e2], "algorithms.ucb1.exploration": [0.5, 2.0, 3]}"#)
  let plan = try read(text).plan
  let expected = [
    "horizon=10;algorithms.ucb1.exploration=0.5", "horizon=10;algorithms.ucb1.exploration=2",
    "horizon=10;algorithms.ucb1.exploration=3", "horizon=100;algorithms.ucb1.exploration=0.5",
    "horizon=100;algorithms.ucb1.exploration=2", "horizon=100;algorithms.ucb1.exploration=3",
  ]
  // A plan's cells stand in the order of the result files, where a zero precedes a semicolon.
  #expect(plan.cells.map(\.key.point) == expected.sorted())
  #expect(plan.cells.map(\.horizon) == [100, 100, 100, 10, 10, 10])
}

@Test("a point equals the scenario that says its values, and its name is not in the identity")
func pointIdentity() throws {
  let swept = try read(
    scenario(#""sweep": {"environment.means": [[0.1, 0.2], [0.5]], "environment.bestArm": ["random"]}"#))
  let plain = try read(
    scenario(name: #""other""#, environment: #"{"id": "coins", "means": [0.5], "bestArm": "random"}"#))
  let point = #"environment.means=[0.5];environment.bestArm="random""#
  let cell = try #require(swept.plan.cells.first { $0.key.point == point })
  #expect(cell.identity == plain.plan.cells[0].identity)
}

@Test("linear and logarithmic axes include their ends")
func spacedAxes() throws {
  let text = scenario(
    #""sweep": {"algorithms.ucb1.exploration": {"linear": [0, 1, 5]}, "environment.sd": {"log": [0.5, 8, 5]}}"#)
  let plan = try read(text).plan
  let sweep = plan.resolvedScenario.object("sweep")
  #expect(sweep["algorithms.ucb1.exploration"]?.asNumbers == [0, 0.25, 0.5, 0.75, 1])
  // 16^(1/4) = 2 exactly, so these are exact too.
  #expect(sweep["environment.sd"]?.asNumbers == [0.5, 1, 2, 4, 8])
  #expect(plan.cells.count == 25)
  #expect(plan.cells[0].key.point == "algorithms.ucb1.exploration=0.25;environment.sd=0.5")
}

@Test("a mistake that every point repeats is reported once")
func once() {
  let text = scenario(
    environment: #"{"id": "coins", "means": [7]}"#, #""sweep": {"horizon": [1, 2, 3, 4]}"#)
  #expect(problems(text) == ["s.json:4:42: error: environment.means[0]: found 7; accepted: a number in [0, 1]"])
}

@Test("a wrong value in a sweep is reported at its place")
func wrongValue() {
  #expect(
    problems(scenario(#""sweep": {"environment.means": [[0.5], [0.5, 2]]}"#)) == [
      "s.json:6:46: error: environment.means[1]: found 2; accepted: a number in [0, 1]"
    ])
}

@Test("a grid beyond the limit is refused before it is made")
func tooManyPoints() {
  #expect(
    problems(scenario(#""sweep": {"seed": {"linear": [0, 99999, 100000]}, "horizon": [1, 2]}"#)) == [
      "s.json:6:10: error: sweep: found a grid of 200000 points; accepted: at most 100000"
    ])
}

@Test("spaced values are the decimals that people write")
func decimals() throws {
  let text = scenario(
    #""sweep": {"seed": {"linear": [1, 20000, 20000]}}"#)
  let seeds = try read(text).plan.resolvedScenario.object("sweep")["seed"]?.asNumbers
  #expect(seeds == (1...20000).map(Double.init))
  let spaced = try read(
    scenario(
      #""sweep": {"horizon": {"log": [10, 10000, 4]}, "algorithms.ucb1.exploration": {"linear": [0.1, 0.5, 5]}}"#)
  ).plan.resolvedScenario.object("sweep")
  #expect(spaced["horizon"] == .list([.whole(10), .whole(100), .whole(1000), .whole(10_000)]))
  #expect(spaced["algorithms.ucb1.exploration"]?.asNumbers == [0.1, 0.2, 0.3, 0.4, 0.5])
}

/// Nothing is made of a grid before it is counted.
@Test func largeGridsAreCountedFirst() {
  let axes = (1...2_000).map { #""environment.x\#($0)": {"linear": [0, 1, 100000]}"# }.joined(separator: ", ")
  #expect(
    problems(scenario(#""sweep": {\#(axes)}"#)) == [
      "s.json:6:10: error: sweep: found a grid of 10000000000 points or more; accepted: at most 100000"
    ])
  let algorithms = "[" + Array(repeating: #"{"id": "ucb1"}"#, count: 1_001).joined(separator: ", ") + "]"
  #expect(
    problems(scenario(algorithms: algorithms, #""sweep": {"seed": {"linear": [1, 1000, 1000]}}"#)) == [
      "s.json:6:10: error: sweep: found 1001000 cells (1000 points of 1 environment and 1001 algorithms); accepted: at "
        + "most 250000"
    ])
}

/// A mistake that is another one at each point: a hundred thousand points are not looked at for it.
@Test func gridsOfMistakesEndEarly() {
  let lines = problems(scenario(#""sweep": {"algorithms[0].label": {"linear": [0, 1000000, 100000]}}"#))
  #expect(lines.count == 20)
}
