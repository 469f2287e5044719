import BanditCards
import Testing

@testable import BanditScenarios

/// What is wrong with the form of a file.
private let malformed: [BadScenario] = [
  BadScenario(
    "dup",
    "{\"name\": \"t\",\n \"seed\": 1,\n  \"seed\": 2,\n \"horizon\": 4}",
    [
      #"3:3: error: seed: the key is repeated in the same object, first given at 2:2"#
    ]),
  BadScenario(
    "dup3",
    "{\"name\": \"t\",\n \"seed\": 1,\n  \"seed\": 2,\n \"seed\": 4, \"name\": 3}",
    [
      #"3:3: error: seed: the key is repeated in the same object, first given at 2:2"#,
      #"4:2: error: seed: the key is repeated in the same object, first given at 3:3"#,
      #"4:13: error: name: the key is repeated in the same object, first given at 1:2"#,
    ]),
  BadScenario(
    "dup nested",
    scenario(environment: #"{"id": "coins", "means": [0.5], "means": [0.5]}"#),
    [
      #"4:48: error: environment.means: the key is repeated in the same object, first given at 4:32"#
    ]),
  BadScenario(
    "dup escaped",
    "{\"se\\u0065d\": 1,\n \"seed\": 2}",
    [
      #"2:2: error: seed: the key is repeated in the same object, first given at 1:2"#
    ]),
  BadScenario(
    "dup empty",
    "{\"\": 1,\n \"\": 2}",
    [
      #"1:2: error: the key is repeated in the same object"#
    ]),
  BadScenario(
    "dup 1",
    "{1: 1,\n \"1\": 2}",
    [
      #"2:2: error: 1: the key is repeated in the same object, first given at 1:2"#
    ]),
  BadScenario(
    "empty",
    "",
    [
      #"1:1: error: the file is empty; accepted: one object"#
    ]),
  BadScenario(
    "comment",
    "# nothing\n",
    [
      #"1:1: error: the file is empty; accepted: one object"#
    ]),
  BadScenario(
    "null",
    "null",
    [
      #"1:1: error: found null; accepted: one object"#
    ]),
  BadScenario(
    "list",
    "[1]",
    [
      #"1:1: error: found a list of 1 value; accepted: one object"#
    ]),
  BadScenario(
    "bare",
    "---",
    [
      #"2:1: error: found null; accepted: one object"#
    ]),
  BadScenario(
    "truncated",
    "{\"name\": \"t\", \"environment\": {\"id\": ",
    [
      #"1:37: error: not JSON or YAML: did not find expected node content, while parsing a flow node at 1:37"#
    ]),
  BadScenario(
    "trunc2",
    "{\"name\": \"t",
    [
      #"1:12: error: not JSON or YAML: found unexpected end of stream, while scanning a quoted scalar at 1:10"#
    ]),
  BadScenario(
    "trailing",
    scenario() + "garbage",
    [
      #"7:1: error: not JSON or YAML: did not find expected <document start>"#
    ]),
  BadScenario(
    "trailing2",
    scenario() + "}",
    [
      #"7:1: error: not JSON or YAML: did not find expected <document start>"#
    ]),
  BadScenario(
    "two docs",
    "name: a\n---\nname: b\n",
    [
      #"2:1: error: a second document begins here; accepted: one object in one document"#
    ]),
  BadScenario(
    "anchor",
    "name: &a t\nhorizon: 3\n",
    [
      #"1:7: error: name: anchors, aliases and tags are refused; write the value itself (text with such a sign needs quotes)"#
    ]),
  BadScenario(
    "alias",
    "name: t\ndescription: *a\n",
    [
      #"2:14: error: description: anchors, aliases and tags are refused; write the value itself (text with such a sign needs quotes)"#
    ]),
  BadScenario(
    "tag",
    "name: !!str 3\n",
    [
      #"1:7: error: name: anchors, aliases and tags are refused; write the value itself (text with such a sign needs quotes)"#
    ]),
  BadScenario(
    "star text",
    "name: t\ndescription: \"a *b*\"\nextras: ['*x']",
    [
      #"1:1: error: algorithms: this key is required; accepted: a list of ids, or of objects with an "id""#,
      #"1:1: error: environment: this key is required; accepted: an id, or an object with an "id""#,
      #"1:1: error: horizon: this key is required; accepted: a whole number, 1 or more, or one of "rows", "arrivals""#,
    ]),
  BadScenario(
    "deep",
    String(repeating: "[", count: 100_000),
    [
      #"1:1: error: nested too deeply; accepted: at most 100 levels"#
    ]),
  BadScenario(
    "deep2",
    String(repeating: "- ", count: 100_000),
    [
      #"1:201: error: nested too deeply; accepted: at most 100 levels"#
    ]),
  BadScenario(
    "deep3",
    String(repeating: "{\"a\":", count: 100_000),
    [
      #"1:1: error: nested too deeply; accepted: at most 100 levels"#
    ]),
  BadScenario(
    "deep4",
    String(repeating: "? ", count: 100_000),
    [
      #"1:201: error: nested too deeply; accepted: at most 100 levels"#
    ]),
  BadScenario(
    "1e400",
    scenario(horizon: "1e400"),
    [
      #"3:12: error: horizon: found 1e400, a number beyond the range of a double (about 1.8e308)"#
    ]),
  BadScenario(
    "surrogate",
    scenario(name: #""\ud83d\ud83d\ude00""#),
    [
      #"2:12: error: found an escape of half a surrogate pair or of no character; write the character itself"#
    ]),
  BadScenario(
    "half a surrogate",
    scenario(name: #""\ude00\ud83d""#),
    [
      #"2:12: error: found an escape of half a surrogate pair or of no character; write the character itself"#
    ]),
  BadScenario(
    "surrogate pair",
    scenario(name: #""\uD83D\ude00", "seed": -1"#),
    [
      #"2:9: error: name: found "😀"; accepted: letters, digits, '.', '_' and '-', at most 200, not beginning with a dot"#,
      // The column is that of the file.
      #"2:33: error: seed: found -1; accepted: a whole number, 0 or more"#,
    ]),
  BadScenario(
    "101 levels",
    scenario(#""description": \#(String(repeating: "[", count: 101))\#(String(repeating: "]", count: 101))"#),
    [
      #"6:116: error: nested too deeply; accepted: at most 100 levels"#
    ]),
  BadScenario(
    "tab",
    "{\n\t\"name\": \"t\",\n\t\"seed\": -1 }",
    [
      #"1:1: error: algorithms: this key is required; accepted: a list of ids, or of objects with an "id""#,
      #"1:1: error: environment: this key is required; accepted: an id, or an object with an "id""#,
      #"1:1: error: horizon: this key is required; accepted: a whole number, 1 or more, or one of "rows", "arrivals""#,
      #"3:10: error: seed: found -1; accepted: a whole number, 0 or more"#,
    ]),
  BadScenario(
    "crlf",
    "{\r\n\"name\": \"t\",\r\n\"seed\": -1 }",
    [
      #"1:1: error: algorithms: this key is required; accepted: a list of ids, or of objects with an "id""#,
      #"1:1: error: environment: this key is required; accepted: an id, or an object with an "id""#,
      #"1:1: error: horizon: this key is required; accepted: a whole number, 1 or more, or one of "rows", "arrivals""#,
      #"3:9: error: seed: found -1; accepted: a whole number, 0 or more"#,
    ]),
  BadScenario(
    "bom",
    "\u{FEFF}{\"seed\": -1}",
    [
      #"1:1: error: algorithms: this key is required; accepted: a list of ids, or of objects with an "id""#,
      #"1:1: error: environment: this key is required; accepted: an id, or an object with an "id""#,
      #"1:1: error: horizon: this key is required; accepted: a whole number, 1 or more, or one of "rows", "arrivals""#,
      #"1:1: error: name: this key is required; accepted: a text"#,
      #"1:10: error: seed: found -1; accepted: a whole number, 0 or more"#,
    ]),
  BadScenario(
    "yaml empty",
    "name:\nhorizon: 3\n",
    [
      #"1:1: error: algorithms: this key is required; accepted: a list of ids, or of objects with an "id""#,
      #"1:1: error: environment: this key is required; accepted: an id, or an object with an "id""#,
      #"1:6: error: name: found null; accepted: a text"#,
    ]),
  BadScenario(
    "ctl",
    "{\"name\": \"a\u{1}\"}",
    [
      #"1:12: error: found the character U+0001, which is not allowed in a scenario file"#
    ]),
  BadScenario(
    "merge",
    "name: t\n<<: {a: 1}\n",
    [
      #"1:1: error: algorithms: this key is required; accepted: a list of ids, or of objects with an "id""#,
      #"1:1: error: environment: this key is required; accepted: an id, or an object with an "id""#,
      #"1:1: error: horizon: this key is required; accepted: a whole number, 1 or more, or one of "rows", "arrivals""#,
      #"2:1: error: <<: unknown key; accepted: "environment", "environments", "algorithms", "sweep", "$schema", "name", "title", "latex", "description", "seed", "horizon", "replications", "checkpoints", "notions", "extras", "confidence", "coupling", "generator""#,
    ]),
  BadScenario(
    "complex key",
    "? [a, b]\n: 1\n",
    [
      #"1:3: error: found a list or an object as a key; accepted: text"#
    ]),
]

@Test("a malformed file is refused at its place", arguments: malformed)
func malformedFile(_ bad: BadScenario) {
  #expect(problems(bad.text) == bad.expected)
}

@Test("bytes that are not UTF-8 are refused at their place")
func binary() {
  #expect(
    problems([0x7B, 0x0A, 0xFF, 0xFE]) == ["s.json:2:1: error: found bytes that are not UTF-8; accepted: UTF-8 text"])
  #expect(
    problems([0xFF, 0xFE, 0x7B, 0]) == ["s.json:1:1: error: found bytes that are not UTF-8; accepted: UTF-8 text"])
}

@Test("a file beyond 16 MiB is refused")
func tooLarge() {
  let bytes = [UInt8](repeating: UInt8(ascii: " "), count: ScenarioSource.sizeLimit + 1)
  #expect(problems(bytes) == ["s.json:1:1: error: larger than 16 MiB: not a scenario file"])
}

@Test("aliases that would stand for an astronomic tree are refused at once")
func aliasBomb() {
  var text = "a: &a [x, x]\n"
  for (outer, inner) in zip("bcdefghijklmnopqrst", "abcdefghijklmnopqrs") {
    text += "\(outer): &\(outer) [*\(inner), *\(inner), *\(inner), *\(inner)]\n"
  }
  text += "? *t\n: 1\n"
  let first =
    "s.json:1:4: error: a: anchors, aliases and tags are refused; write the value itself (text with such a sign needs quotes)"
  #expect(problems(text).first == first)
}

@Test("stars in quoted text, comments and block text stay what they are")
func starsInText() throws {
  let text = """
    # *a* comment
    name: stars
    description: |
      * one *two*
    horizon: 10
    environment: {id: coins, means: [0.5]}
    algorithms:
      - {id: ucb1, label: "a"}
    """
  #expect(try read(text).plan.cells.map(\.key.algorithm) == ["a"])
  #expect(
    problems(scenario(name: #""*x""#)) == [
      #"s.json:2:9: error: name: found "*x"; accepted: letters, digits, '.', '_' and '-', at most 200, not beginning with a dot"#
    ])
}

@Test("a trailing comma is accepted")
func trailingComma() throws {
  #expect(problems(scenario(environment: #"{"id": "coins", "means": [0.3, 0.6,],}"#)) == [])
}

/// JSON may write a character beyond the first plane as two escapes; in YAML's other styles a backslash is a backslash.
@Test(arguments: [
  (#"{"\ud83d\ude00": "a\ud83d\ude00b\uD83D\uDE01"}"#, "😀", "a😀b😁"),
  (#"'\ud83d\ude00': '\ud83d\ude00'"#, #"\ud83d\ude00"#, #"\ud83d\ude00"#),
  (#"\ud83d\ude00: x\ud83d\ude00"#, #"\ud83d\ude00"#, #"x\ud83d\ude00"#),
  (#"{"a": "\\ud83d\\ude00"}"#, "a", #"\ud83d\ude00"#),
  (#"{"a": "\\\ud83d\ude00*"}"#, "a", #"\😀*"#), (#"{"a": "\udb80\udc00\udb80\udc01"}"#, "a", "\u{F0000}\u{F0001}"),
])
func surrogatePairs(text: String, key: String, value: String) throws {
  var log = IssueLog(sources: ["s"])
  let tree = try #require(YAMLReader.read(Array(text.utf8), source: 0, log: &log))
  #expect(tree[key]?.text == value)
}

/// Whatever a text is written with, the result folder's copy is read as the same.
@Test func everyCharacterComesBack() throws {
  for value in Array(0x0...0x2FFF) + Array(0xD000...0xD7FF) + Array(0xE000...0x10010) + [0xF0000, 0xF0007, 0x10FFFF] {
    guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
    let text = "a\(scalar)b"
    var log = IssueLog(sources: ["s"])
    let tree = YAMLReader.read(Array("{\"k\": \(JSONText.quoted(text))}".utf8), source: 0, log: &log)
    guard tree?["k"]?.text?.unicodeScalars.elementsEqual(text.unicodeScalars) == true else {
      Issue.record("U+\(String(value, radix: 16)): \(log.error)")
      return
    }
  }
}

/// A long key above a long list: the path of each value would be gigabytes together.
@Test func longKeysCostNothing() {
  // Longer keys than 1024 characters need a question mark in YAML.
  let text = "? \(String(repeating: "k", count: 1_000_000))\n: [\(String(repeating: "1,", count: 20_000))1]\n"
  let lines = problems(text)
  #expect(lines.count == 5 && lines.allSatisfy { $0.utf8.count < 1_000 })
}
