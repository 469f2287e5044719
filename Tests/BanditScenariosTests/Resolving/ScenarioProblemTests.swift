import BanditCards
import BanditGames
import BanditStreams
import Testing

@testable import BanditScenarios

/// What is wrong with the meaning of a scenario.
private let meaningless: [BadScenario] = [
  BadScenario(
    "typo key",
    scenario(environment: #"{"id": "coins", "maens": [0.3]}"#),
    [
      #"4:16: error: environment.means: this key is required; accepted: a list (of 1 or more), each a number in [0, 1]"#,
      #"4:32: error: environment.maens: unknown key; accepted: "id", "label", "title", "latex", "means", "bestArm", "sd", "prior", "noise", "segments", "table", "paired"; did you mean "means"?"#,
    ]),
  BadScenario(
    "typo top",
    scenario(#""replicatons": 3"#),
    [
      #"6:1: error: replicatons: unknown key; accepted: "environment", "environments", "algorithms", "sweep", "$schema", "name", "title", "latex", "description", "seed", "horizon", "replications", "checkpoints", "notions", "extras", "confidence", "coupling", "generator"; did you mean "replications"?"#
    ]),
  BadScenario(
    "wrong type",
    scenario(environment: #"{"id": "coins", "means": 0.3}"#),
    [
      #"4:41: error: environment.means: found 0.3; accepted: a list (of 1 or more), each a number in [0, 1]"#
    ]),
  BadScenario(
    "means number",
    scenario(environment: #"{"id": "coins", "means": ["a", 0.3, true, null]}"#),
    [
      #"4:42: error: environment.means[0]: found "a"; accepted: a number in [0, 1]"#,
      #"4:52: error: environment.means[2]: found true; accepted: a number in [0, 1]"#,
      #"4:58: error: environment.means[3]: found null; accepted: a number in [0, 1]"#,
    ]),
  BadScenario(
    "mean 1.5",
    scenario(environment: #"{"id": "coins", "means": [0.3, 0.5, 1.5]}"#),
    [
      #"4:52: error: environment.means[2]: found 1.5; accepted: a number in [0, 1]"#
    ]),
  BadScenario(
    "NaN",
    scenario(environment: #"{"id": "coins", "means": [0.3, NaN]}"#),
    [
      #"4:47: error: environment.means[1]: found "NaN"; accepted: a number in [0, 1] (numbers are written as in JSON: 0.5, 12, 1e4; no quotes)"#
    ]),
  BadScenario(
    "neg horizon",
    scenario(horizon: "-5"),
    [
      #"3:12: error: horizon: found -5; accepted: a whole number, 1 or more, or one of "rows", "arrivals""#
    ]),
  BadScenario(
    "unknown id",
    scenario(algorithms: #"[{"id": "ucb"}]"#),
    [
      #"5:23: error: algorithms[0].id: found "ucb", no known algorithm of the family bandit; accepted: "ucb1", "fixed-arm", "greedy"; did you mean "ucb1"?"#
    ]),
  BadScenario(
    "unknown env",
    scenario(environment: #"{"id": "coin", "means": [0.3]}"#),
    [
      #"4:23: error: environment.id: found "coin", no known environment; accepted: "coins", "experts-table"; did you mean "coins"?"#
    ]),
  BadScenario(
    "010",
    scenario(horizon: "010"),
    [
      #"3:12: error: horizon: found "010"; accepted: a whole number, 1 or more, or one of "rows", "arrivals" (numbers are written as in JSON: 0.5, 12, 1e4; no quotes)"#
    ]),
  BadScenario(
    ".5",
    scenario(environment: #"{"id": "coins", "means": [.5, +1, 0x10, 1_000]}"#),
    [
      #"4:42: error: environment.means[0]: found ".5"; accepted: a number in [0, 1] (numbers are written as in JSON: 0.5, 12, 1e4; no quotes)"#,
      #"4:46: error: environment.means[1]: found "+1"; accepted: a number in [0, 1] (numbers are written as in JSON: 0.5, 12, 1e4; no quotes)"#,
      #"4:50: error: environment.means[2]: found "0x10"; accepted: a number in [0, 1] (numbers are written as in JSON: 0.5, 12, 1e4; no quotes)"#,
      #"4:56: error: environment.means[3]: found "1_000"; accepted: a number in [0, 1] (numbers are written as in JSON: 0.5, 12, 1e4; no quotes)"#,
    ]),
  BadScenario(
    "big",
    scenario(horizon: "99999999999999999999"),
    [
      #"3:12: error: horizon: found 1e+20; accepted: a whole number, 1 or more, or one of "rows", "arrivals"; the largest whole number is 9223372036854775807"#
    ]),
  BadScenario(
    "1.5",
    scenario(horizon: "1.5"),
    [
      #"3:12: error: horizon: found 1.5; accepted: a whole number, 1 or more, or one of "rows", "arrivals""#
    ]),
  BadScenario(
    "more rounds than an integer holds",
    scenario(horizon: "9223372036854775807", #""replications": 2"#),
    [
      #"3:12: error: horizon: all replications together have more rounds than 9223372036854775807; accepted: fewer; lower the horizon or the replications"#
    ]),
  BadScenario(
    "2^62 replications",
    scenario(#""replications": 4611686018427387904"#),
    [
      #"6:17: error: replications: the run needs at least 8 EiB of memory; accepted: at most 4 GiB; lower the replications, checkpoints, arms or sweep points, or raise --memory-limit"#
    ]),
  BadScenario(
    "missing",
    "{}",
    [
      #"1:1: error: algorithms: this key is required; accepted: a list of ids, or of objects with an "id""#,
      #"1:1: error: environment: this key is required; accepted: an id, or an object with an "id""#,
      #"1:1: error: horizon: this key is required; accepted: a whole number, 1 or more, or one of "rows", "arrivals""#,
      #"1:1: error: name: this key is required; accepted: a text"#,
    ]),
  BadScenario(
    "family",
    scenario(algorithms: #"[{"id": "hedge"}]"#),
    [
      #"5:23: error: algorithms[0].id: "hedge" is an algorithm for the family experts, but the environment "coins" is of the family bandit; accepted: "ucb1", "fixed-arm", "greedy""#
    ]),
  BadScenario(
    "badname",
    scenario(name: #""a b""#),
    [
      #"2:9: error: name: found "a b"; accepted: letters, digits, '.', '_' and '-', at most 200, not beginning with a dot"#
    ]),
  BadScenario(
    "num name",
    scenario(name: "2024"),
    [
      #"2:9: error: name: found 2024; accepted: a text; as a text it needs quotes: "2024""#
    ]),
  BadScenario(
    "a label that is a number",
    scenario(algorithms: #"[{"id": "ucb1", "label": 0.1}, {"id": "ucb1", "label": null}]"#),
    [
      #"5:40: error: algorithms[0].label: found 0.1; accepted: letters, digits, '.', '_' and '-', at most 200, not beginning with a dot; as a text it needs quotes: "0.1""#,
      #"5:70: error: algorithms[1].label: found null; accepted: letters, digits, '.', '_' and '-', at most 200, not beginning with a dot; as a text it needs quotes: "null""#,
    ]),
  BadScenario(
    "a long name",
    scenario(name: "\"\(String(repeating: "n", count: 201))\""),
    [
      #"2:9: error: name: found "\#(String(repeating: "n", count: 57))..."; accepted: letters, digits, '.', '_' and '-', at most 200, not beginning with a dot"#
    ]),
  BadScenario(
    "another family's notion",
    scenario(#""notions": ["strong"]"#),
    [
      #"6:13: error: notions[0]: found "strong", a notion that the family bandit does not have; accepted: \#(QuotedList.list(TestCatalogue.catalogue.notions(of: .bandit).map(\.id)))"#
    ]),
  BadScenario(
    "names that nobody can print",
    scenario(
      environment: #"{"id": "coins", "means": [0.3], "\u001b[31m\n\u009b\u007f": 1, "bestArm": "\u202e\u2028"}"#),
    [
      #"4:48: error: environment.\u001b[31m\n\u009b\u007f: unknown key; accepted: "id", "label", "title", "latex", "means", "bestArm", "sd", "prior", "noise", "segments", "table", "paired""#,
      #"4:90: error: environment.bestArm: found "\u202e\u2028"; accepted: one of "given", "random""#,
    ]),
  BadScenario(
    "label clash",
    scenario(algorithms: #"[{"id": "ucb1", "label": "a"}, {"id": "greedy", "label": "a"}]"#),
    [
      #"5:72: error: algorithms[1].label: "a" labels another entry already; accepted: different labels"#
    ]),
  BadScenario(
    "checkpoints",
    scenario(#""checkpoints": [1, 5, 5]"#),
    [
      #"6:23: error: checkpoints[2]: found 5; accepted: increasing rounds from 1 to the horizon, 100"#
    ]),
  BadScenario(
    "checkpoints2",
    scenario(#""checkpoints": {"linaer": 5}"#),
    [
      #"6:17: error: checkpoints.linaer: unknown key; accepted: exactly one of "linear", "perDecade", "groupPoints"; did you mean "linear"?"#
    ]),
  BadScenario(
    "checkpoints3",
    scenario(#""checkpoints": {"linear": 0}"#),
    [
      #"6:27: error: checkpoints.linear: found 0; accepted: a whole number in 1...1000000"#
    ]),
  BadScenario(
    "checkpoints4",
    scenario(#""checkpoints": "lin""#),
    [
      #"6:16: error: checkpoints: found "lin"; accepted: "log", or an object with one of the keys "linear", "perDecade", "groupPoints", or a list (of 1 to 1000000), each a whole number, 1 or more"#
    ]),
  BadScenario(
    "checkpoints5",
    scenario(#""checkpoints": {"groupPoints": 5}"#),
    [
      #"6:16: error: checkpoints: "groupPoints" is for grouped data; accepted: "log", {"linear": n}, {"perDecade": n} or a list of rounds"#
    ]),
  BadScenario(
    "checkpoints6",
    scenario(#""checkpoints": {}"#),
    [
      #"6:16: error: checkpoints: found an object; accepted: an object with one of the keys "linear", "perDecade", "groupPoints""#
    ]),
  BadScenario(
    "sweep unknown",
    scenario(#""sweep": {"algorithms.ucb2.exploration": [1]}"#),
    [
      #"6:11: error: algorithms.ucb2.exploration: no entry has the label or id "ucb2"; accepted: "ucb1"; did you mean "ucb1"?"#
    ]),
  BadScenario(
    "sweep unknown2",
    scenario(#""sweep": {"algorithms.ucb1.explor": [1,2]}"#),
    [
      #"6:11: error: algorithms[0].explor: unknown key; accepted: "id", "label", "title", "latex", "exploration", "bonus"; did you mean "exploration"?"#
    ]),
  BadScenario(
    "sweep 3",
    scenario(
      #""sweep": {"name": ["a"], "horizon": [], "environment.sd": {"linear": [1, 2]}, "seed": {"log": [0, 1, 3]}, "environment.bestArm": [1, 1]}"#
    ),
    [
      #"6:11: error: sweep.name: "name" is one for the whole scenario and cannot be swept; accepted: paths such as environment.means, algorithms.ucb1.exploration, horizon, seed"#,
      #"6:37: error: sweep.horizon: found a list of 0 values; accepted: a list of 1 or more values, {"linear": [from, to, count]} or {"log": [from, to, count]}"#,
      #"6:70: error: sweep.environment.sd.linear: found a list of 2 values; accepted: [from, to, count], two numbers and a whole number from 2 to 100000"#,
      #"6:95: error: sweep.seed.log: found an end that is not above 0; accepted: [from, to, count] with positive ends"#,
      #"6:134: error: sweep.environment.bestArm: the value 1 is repeated; accepted: different values"#,
    ]),
  BadScenario(
    "setting problem",
    scenario(algorithms: #"[{"id": "ucb1"}, {"id": "fixed-arm", "arm": 7}]"#),
    [
      #"5:59: error: algorithms[1].arm: found 7; accepted: an arm from 0 to 1"#
    ]),
  BadScenario(
    "segment problem",
    scenario(environment: #"{"id": "coins", "means": [0.3], "segments": [{"length": 5}, {"length": 500}]}"#),
    [
      #"4:87: error: environment.segments[1].length: is longer than the horizon, 100"#
    ]),
  BadScenario(
    "variant",
    scenario(environment: #"{"id": "coins", "means": [0.3], "prior": {"law": "bета"}}"#),
    [
      #"4:65: error: environment.prior.law: found "bета"; accepted: one of "beta", "uniform""#
    ]),
  BadScenario(
    "variant2",
    scenario(environment: #"{"id": "coins", "means": [0.3], "prior": {"law": "beta", "c": 1}}"#),
    [
      #"4:57: error: environment.prior.b: this key is required; accepted: a number above 0"#,
      #"4:73: error: environment.prior.c: unknown key; accepted: "law", "a", "b"; did you mean "a"?"#,
    ]),
  BadScenario(
    "variant3",
    scenario(environment: #"{"id": "coins", "means": [0.3], "prior": {"a": 1}}"#),
    [
      #"4:57: error: environment.prior.law: this key is required; accepted: one of "beta", "uniform""#
    ]),
  BadScenario(
    "either",
    scenario(environment: #"{"id": "coins", "means": [0.3], "sd": [1, -1]}"#),
    [
      #"4:58: error: environment.sd[1]: found -1; accepted: a number above 0"#
    ]),
  BadScenario(
    "either2",
    scenario(environment: #"{"id": "coins", "means": [0.3], "sd": -1, "noise": "bernouli"}"#),
    [
      #"4:54: error: environment.sd: found -1; accepted: a number above 0, or a list (of 1 or more), each a number above 0"#,
      #"4:67: error: environment.noise: found "bernouli"; accepted: one of "bernoulli", "none", or an object with one of the keys "gaussian"; did you mean "bernoulli"?"#,
    ]),
  BadScenario(
    "onekey",
    scenario(environment: #"{"id": "coins", "means": [0.3], "noise": {"gaussian": 1, "x": 2}}"#),
    [
      #"4:57: error: environment.noise: found an object; accepted: an object with one of the keys "gaussian""#
    ]),
  BadScenario(
    "coupling",
    scenario(#""coupling": "pull""#),
    [
      #"6:13: error: coupling: found "pull"; accepted: one of "pulls", "rounds", "independent"; did you mean "pulls"?"#
    ]),
  BadScenario(
    "gslc",
    scenario(#""generator": "mt19937""#, #""coupling": "pulls""#),
    [
      #"7:13: error: coupling: found "pulls", but the noise of the GSL generator "mt19937" is sequential and cannot be shared; accepted: "independent", or the generator "philox""#
    ]),
  BadScenario(
    "rows",
    scenario(horizon: #""rows""#),
    [
      #"3:12: error: horizon: found "rows", but the environment does not read its rows from a file; accepted: a whole number, 1 or more"#
    ]),
  BadScenario(
    "file",
    scenario(environment: #"{"id": "coins", "means": [0.3], "table": "no-such.csv"}"#),
    [
      #"4:57: error: environment.table: found "no-such.csv", which cannot be read; accepted: the path of a file, relative to the scenario"#
    ]),
  BadScenario(
    "several",
    scenario(
      name: #""..""#, horizon: "0", environment: #"{"id": "coins", "means": [2], "segments": [{"length": 500}]}"#,
      algorithms: #"[{"id": "fixed-arm", "arm": 7}, {"id": "ucb1", "bonus": "lag"}]"#, #""seed": -1"#, #""foo": 1"#),
    [
      #"2:9: error: name: found ".."; accepted: letters, digits, '.', '_' and '-', at most 200, not beginning with a dot"#,
      #"3:12: error: horizon: found 0; accepted: a whole number, 1 or more, or one of "rows", "arrivals""#,
      #"4:42: error: environment.means[0]: found 2; accepted: a number in [0, 1]"#,
      #"5:71: error: algorithms[1].bonus: found "lag"; accepted: one of "log", "constant"; did you mean "log"?"#,
      #"6:9: error: seed: found -1; accepted: a whole number, 0 or more"#,
      #"7:1: error: foo: unknown key; accepted: "environment", "environments", "algorithms", "sweep", "$schema", "name", "title", "latex", "description", "seed", "horizon", "replications", "checkpoints", "notions", "extras", "confidence", "coupling", "generator""#,
    ]),
  BadScenario(
    "both",
    scenario(#""environments": []"#),
    [
      #"6:17: error: environments: is given together with "environment"; accepted: one of the two"#
    ]),
  BadScenario(
    "envs",
    scenario(algorithms: "[]", #""confidence": 1"#),
    [
      #"5:15: error: algorithms: found a list of 0 values; accepted: a list of 1 or more ids, or of objects with an "id""#,
      #"6:15: error: confidence: found 1; accepted: a number in (0, 1)"#,
    ]),
  BadScenario(
    "algs obj",
    scenario(algorithms: #"{"id": "ucb1"}"#),
    [
      #"5:15: error: algorithms: found an object; accepted: a list of 1 or more ids, or of objects with an "id""#
    ]),
  BadScenario(
    "algs text",
    scenario(algorithms: #"[3]"#),
    [
      #"5:16: error: algorithms[0]: found 3; accepted: an id, or an object with an "id""#
    ]),
  BadScenario(
    "experts coupling",
    scenario(environment: #"{"id": "experts-table"}"#, algorithms: #"[{"id": "hedge"}]"#, #""coupling": "pulls""#),
    [
      #"6:13: error: coupling: found "pulls", but in the family experts noise always belongs to the round; remove this key"#
    ]),
]

@Test("every mistake is reported at its place", arguments: meaningless)
func mistakes(_ bad: BadScenario) {
  #expect(problems(bad.text) == bad.expected)
}

/// A key that the user did not write is not blamed as if it were there.
@Test func keysThatAreLeftOutAreSaidToBe() {
  func problems(_ experts: String) -> [String] {
    do throws(ScenarioError) {
      _ = try Scenario(source: .bytes(Array(experts.utf8), name: "s.json"), catalogue: .standard)
      return []
    } catch {
      return error.description.split(separator: "\n").map(String.init)
    }
  }
  func batched(_ more: String) -> String {
    """
    {"name": "s", "horizon": 9, "environment": {"id": "iid-losses", "means": [0.1, 0.2], "feedback": "bandit"},
    "algorithms": [{"id": "batched-omd"\(more)}]}
    """
  }
  #expect(problems(batched("")) == [])
  let process = """
    {"name": "s", "horizon": 9, "environment": {"id": "mdp", "transitions": [[[1]]]}, "algorithms": [{"id": "psrl"}]}
    """
  #expect(
    problems(process) == [
      "s.json:1:44: error: environment.rewards: `transitions` and `rewards` go together; give both or neither (\"rewards\" "
        + "is left out)"
    ])
  #expect(
    problems(batched(#", "sampler": "dartboard""#)).first?.hasPrefix(
      "s.json:2:49: error: algorithms[0].sampler: `dartboard` needs observations full or decoupled") == true)
}

@Test("extras are those that something in the scenario reports")
func extras() {
  let known = (["heads"] + TestCatalogue.catalogue.metrics(of: .bandit).map(\.id)).map { "\"\($0)\"" }.joined(
    separator: ", ")
  #expect(
    problems(scenario(#""extras": ["head", "restarts"]"#)) == [
      "s.json:6:12: error: extras[0]: found \"head\"; accepted: \(known); did you mean \"heads\"?",
      "s.json:6:20: error: extras[1]: found \"restarts\"; accepted: \(known)",
    ])
}

@Test("generators and notions are those of the other layers")
func namesOfOtherLayers() {
  let generators = QuotedList.list(["philox"] + GSLGenerator.names)
  #expect(
    problems(scenario(#""generator": "mt19938""#)) == [
      "s.json:6:14: error: generator: found \"mt19938\"; accepted: one of \(generators); did you mean \"mt19937\"?"
    ])
  let notions = QuotedList.list(TestCatalogue.catalogue.notions(of: .bandit).map(\.id))
  #expect(
    problems(scenario(#""notions": ["psuedo", "realized", "realized"]"#)) == [
      "s.json:6:13: error: notions[0]: found \"psuedo\"; accepted: \(notions); did you mean \"pseudo\"?",
      #"s.json:6:35: error: notions[2]: "realized" is repeated; accepted: different names"#,
    ])
}

@Test("a GSL generator has only so many streams")
func tooManyStreams() {
  let text = scenario(#""generator": "mt19937""#, #""replications": 4000000000"#)
  #expect(
    problems(text).first == "s.json:7:17: error: replications: 4000000000 replications of 3 streams are more than the "
      + #"\#(GSLGenerator.streamLimit) different seeds of "mt19937"; lower the replications, or use the generator "philox""#
  )
}

@Test func amongSeveralObjectsTheOneWithMostOfTheKeysIsMeant() throws {
  func problems(_ segment: String) -> [String] {
    let text = """
      {"name": "s", "horizon": 9, "algorithms": [{"id": "r-bocpd"}], "environment":
      {"id": "categorical-stream", "segments": [\(segment)]}}
      """
    do throws(ScenarioError) {
      _ = try Scenario(source: .bytes(Array(text.utf8), name: "s.json"), catalogue: .standard)
      return []
    } catch {
      return error.description.split(separator: "\n").map(String.init)
    }
  }
  #expect(
    problems(#"{"length": 9, "probabilities": [0.5, 1.5]}"#) == [
      "s.json:2:80: error: environment.segments[0].probabilities[1]: found 1.5; accepted: a number in [0, 1]"
    ])
  #expect(
    problems(#"{"lenght": 9, "probabilities": [0.5, 0.5]}"#).contains {
      $0.hasPrefix("s.json:2:44: error: environment.segments[0].lenght: unknown key") && $0.hasSuffix("\"length\"?")
    })
  #expect(
    problems(#"{"size": 9}"#).allSatisfy { $0.contains(": environment.segments[0]: found an object; accepted: ") })
}
