import BanditStreams
import Testing

@testable import BanditScenarios

private let seeds = [
  scenario(
    environment: #"{"id": "coins", "means": [0.3, 0.6], "prior": {"law": "beta", "a": 1, "b": 2}, "sd": [1, 2]}"#,
    algorithms: #"[{"id": "ucb1", "label": "a"}, {"id": "fixed-arm", "arm": 1}]"#, #""checkpoints": {"linear": 10}"#,
    #""sweep": {"environment.bestArm": ["given", "random"], "seed": {"linear": [1, 5, 3]}}"#, #""extras": ["heads"]"#),
  """
  name: t
  horizon: 1e3
  replications: 7
  environment:
    id: coins
    means: [0.3, 0.5]   # two
    segments:
      - {length: 5, shift: -1}
  algorithms:
    - id: greedy
    - {id: "ucb1", bonus: 'log'}
  generator: mt19937
  """,
]

private let fragments = [
  "{", "}", "[", "]", ":", ",", "\"", "'", "&a ", "*a", "!t ", "- ", "? ", "\n", "\r", "\t", "#", "|\n", ">", "%", "@",
  "0", "-",
  "1e9", "1e400", "9223372036854775807", "null", "true", "\\u0000", "\\ud800", "\u{0}", "\u{FEFF}", "é", "---\n",
  "...\n", "<<: ",
  "algorithms", "environment", "sweep", "\"id\": ", "\"horizon\": -1", ".", "\u{2028}",
]

@Test("no bytes are a trap: every refusal has a line", arguments: seeds.indices)
func mutations(seed: Int) {
  var stream = RandomStream(key: StreamKey(seed: 7).child(index: seed))
  var refused = 0
  for _ in 0..<10_000 {
    var bytes = Array(seeds[seed].utf8)
    for _ in 0...stream.integer(below: 4) {
      let place = stream.integer(below: bytes.count)
      switch stream.integer(below: 5) {
      case 0: bytes[place] = UInt8(stream.integer(below: 256))
      case 1: bytes.removeSubrange(place..<min(bytes.count, place + 1 + stream.integer(below: 20)))
      case 2: bytes.insert(contentsOf: fragments[stream.integer(below: fragments.count)].utf8, at: place)
      case 3:
        bytes.insert(
          contentsOf: bytes[place..<min(bytes.count, place + stream.integer(below: 40))],
          at: stream.integer(below: bytes.count))
      default: bytes.removeLast(bytes.count - place)
      }
      if bytes.isEmpty { bytes = [0x20] }
    }
    do throws(ScenarioError) {
      _ = try read(bytes)
    } catch {
      refused += 1
      guard case .invalid(let issues) = error, !issues.isEmpty, issues.allSatisfy({ $0.line >= 1 && $0.column >= 1 })
      else {
        Issue.record("refused without a line: \(bytes)")
        return
      }
    }
  }
  #expect(refused > 5_000)
}
