import BanditCards
import BanditExperiments
import BanditGames
import Testing

@testable import BanditCatalogue
@testable import BanditScenarios

private let json = """
  {
    "$schema": "x", "name": "both", "description": "d", "seed": 42, "horizon": 1000, "replications": 20,
    "environment": {"id": "coins", "means": [0.3, 0.5, 0.6], "prior": {"law": "beta", "b": 2}, "noise": {"gaussian": 1}},
    "algorithms": [{"id": "ucb1"}, {"id": "ucb1", "exploration": 2}, {"id": "greedy", "label": "g"}, {"id": "ucb1"}],
    "checkpoints": {"linear": 10}, "notions": ["realized", "pseudo"], "extras": ["restarts", "heads"], "confidence": 0.9,
    "sweep": {"environment.bestArm": ["given", "random"]}
  }
  """

private let yaml = """
  # The same in YAML.
  name: both
  description: d
  seed: 42
  horizon: 1e3
  replications: 20
  environment:
    id: coins
    means: [0.3, 0.5, 0.60]
    prior: {law: beta, b: 2}
    noise: {gaussian: 1}
  algorithms:
    - id: ucb1
    - id: ucb1
      exploration: 2
    - {id: greedy, label: g}
    - id: 'ucb1'
  checkpoints: {linear: 10}
  notions: [realized, pseudo]
  extras:
    - restarts
    - heads
  confidence: 0.9
  sweep:
    environment.bestArm: [given, random]
  """

@Test("JSON and YAML give equal plans")
func twoNotations() throws {
  let (left, right) = try (read(json), read(yaml))
  #expect(left.plan.resolvedScenario == right.plan.resolvedScenario)
  #expect(left.plan.cells.map(\.identity) == right.plan.cells.map(\.identity))
  #expect(left.plan.cells.map(\.key) == right.plan.cells.map(\.key))
  #expect(left.estimate == right.estimate)
}

@Test("what a plan says")
func plan() throws {
  let plan = try read(json).plan
  #expect(plan.name == "both")
  #expect(plan.replications == 20)
  #expect(plan.confidence == 0.9)
  #expect(plan.cells.count == 8)
  #expect(plan.cells[0].key.point == #"environment.bestArm="given""#)
  #expect(plan.cells[..<4].map(\.key.algorithm) == ["g", "ucb1", "ucb1-2", "ucb1-3"])
  #expect(plan.cells[0].layout.checkpoints == [100, 200, 300, 400, 500, 600, 700, 800, 900, 1000])
  #expect(plan.cells[0].layout.tracks.map(\.notion.id) == ["pseudo", "realized"])
  #expect(plan.cells[0].layout.metrics.map(\.id) == ["heads", "restarts"])
  #expect(plan.cells[1].layout.metrics.map(\.id) == ["heads"])
}

@Test("the resolved scenario has every default, in a fixed order")
func resolved() throws {
  #expect(
    try JSONText.compact(.object(read(scenario(#""description": "d""#)).plan.resolvedScenario))
      == #"{"name":"t","description":"d","seed":0,"horizon":100,"replications":100,"#
      + #""environment":{"id":"coins","label":"coins","means":[0.3,0.6],"bestArm":"given","sd":1.0,"#
      + #""noise":"bernoulli","segments":[],"paired":false},"#
      + #""algorithms":[{"id":"ucb1","label":"ucb1","exploration":1.0,"bonus":"log"}],"checkpoints":"log","#
      + #""notions":["pseudo"],"extras":[],"confidence":0.95,"coupling":"pulls","generator":"philox","sweep":{}}"#)
}

@Test("the identity of a cell, to the letter")
func identity() throws {
  let text = scenario(#""seed": 3"#, #""extras": ["heads"]"#)
  #expect(
    try read(text).plan.cells[0].identity == #"{"seed":3,"environment":{"id":"coins","label":"coins","#
      + #""means":[0.3,0.6],"bestArm":"given","sd":1.0,"noise":"bernoulli","segments":[],"paired":false},"#
      + #""algorithm":{"id":"ucb1","label":"ucb1","exploration":1.0,"bonus":"log"},"horizon":100,"coupling":"pulls","#
      + #""generator":"philox","checkpoints":"log","lines":[["pseudo",""]],"metrics":["heads"],"numericVersion":2}"#)
}

@Test("a late comer at its default is no part of the identity, given or not")
func identityOfLateComers() throws {
  func identity(_ sampler: String) throws -> String {
    try read(scenario(algorithms: #"[{"id": "greedy"\#(sampler)}]"#)).plan.cells[0].identity
  }
  #expect(try identity("").contains(#""algorithm":{"id":"greedy","label":"greedy"}"#))
  #expect(try identity("") == identity(#", "sampler": "old""#))
  #expect(try identity(#", "sampler": "new""#).contains(#""sampler":"new""#))
}

@Test("several environments meet every algorithm")
func environments() throws {
  let text = """
    {"name": "t", "horizon": 5, "environments": [{"id": "coins", "means": [1]}, {"id": "coins", "means": [0]}],
     "algorithms": [{"id": "greedy"}, {"id": "ucb1"}]}
    """
  let keys = try read(text).plan.cells.map(\.key)
  #expect(keys.map(\.environment) == ["coins", "coins", "coins-2", "coins-2"])
  #expect(keys.map(\.algorithm) == ["greedy", "ucb1", "greedy", "ucb1"])
}

@Test("with a GSL generator noise is independent and the streams are numbered")
func generator() throws {
  let text = scenario(algorithms: #"[{"id": "ucb1"}, {"id": "greedy"}]"#, #""generator": "mt19937""#)
  let plan = try read(text).plan
  #expect(plan.resolvedScenario.text("coupling") == "independent")
  // One instance, and noise and learner for each of two algorithms: five streams, the instance's shared.
  #expect(plan.cells[0].key.algorithm == "greedy")
  #expect(plan.cells[0].identity.hasSuffix(#""streams":[0,3,4,5]}"#))
  #expect(plan.cells[1].identity.hasSuffix(#""streams":[0,1,2,5]}"#))
}

@Test("default labels make way for given ones")
func labels() throws {
  let text = scenario(algorithms: #"[{"id": "ucb1"}, {"id": "greedy", "label": "ucb1"}, {"id": "ucb1"}]"#)
  #expect(
    try read(text).plan.resolvedScenario.list("algorithms").compactMap {
      if case .object(let entry) = $0 { entry.text("label") } else { nil }
    } == ["ucb1-2", "ucb1", "ucb1-3"])
}

@Test("the longest horizon is planned, not allocated")
func longestHorizon() throws {
  let scenario = try read(scenario(horizon: "9000000000000000000", #""replications": 1"#))
  #expect(scenario.plan.cells[0].layout.checkpoints.last == 9_000_000_000_000_000_000)
  #expect(scenario.estimate.rounds == 9_000_000_000_000_000_000)
}

@Test("the resolved scenario is a scenario, and the same one")
func roundTrip() throws {
  let gsl = scenario(algorithms: #"[{"id": "ucb1"}, {"id": "ucb1"}]"#, #""generator": "mt19937""#)
  for text in [json, gsl] {
    let plan = try read(text).plan
    let again = try read(JSONText.pretty(.object(plan.resolvedScenario))).plan
    #expect(again.resolvedScenario == plan.resolvedScenario)
    #expect(again.cells.map(\.identity) == plan.cells.map(\.identity))
    #expect(again.cells.map(\.key) == plan.cells.map(\.key))
  }
}

@Test("where actions do not address the noise, its coupling may be stated")
func statedCoupling() throws {
  let text = scenario(
    environment: #"{"id": "experts-table"}"#, algorithms: #"[{"id": "hedge"}]"#, #""coupling": "rounds""#)
  #expect(problems(text).isEmpty)
}

@Test func metricsOfChangesAndItemsAreReportedOfEachOfThem() throws {
  let metrics = [
    Metric("delay", "Rounds from a change to its detection.", unit: "rounds", isCumulative: false, scope: .changePoint),
    Metric("pulls", "Pulls of an arm.", unit: "rounds", isCumulative: true, scope: .item),
  ]
  let watcher = AlgorithmEntry(
    AlgorithmCard(id: "watcher", family: .bandit, summary: "For tests.", metrics: metrics),
    [Seat(family: .bandit) { _, _, _ in Seated(Simulation { _, _ in nil }) }])
  let text = """
    {"name": "s", "horizon": 100, "algorithms": [{"id": "watcher"}], "extras": ["pulls", "delay"], "environment":
    {"id": "piecewise", "segments": [{"length": 40, "means": [0.1, 0.2]}, {"length": 60, "means": [0.3, 0.1]}]}}
    """
  let scenario = try Scenario(
    source: .bytes(Array(text.utf8), name: "s.json"), catalogue: Catalogue.standard.adding([watcher]))
  #expect(scenario.plan.cells[0].layout.metrics.map(\.id) == ["delay.41", "pulls.0", "pulls.1"])
}
