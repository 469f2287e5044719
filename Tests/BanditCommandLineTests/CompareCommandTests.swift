import Foundation
import Testing

struct CompareCommandTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  private func run(_ options: String..., to out: String) throws {
    let scenario = try scratch.write(
      """
      {"name": "coins", "seed": 3, "horizon": 200, "replications": 6,
       "environment": {"id": "bernoulli", "means": [0.4, 0.6]},
       "algorithms": [{"id": "ucb1"}, {"id": "thompson-beta"}], "checkpoints": {"linear": 2}}
      """, to: "coins.json")
    let process = try SimulateProcess(["run", scenario, "--quiet", "--out", scratch.path(out)] + options)
    #expect(process.exitCode == 0, "\(process.errors)")
  }

  private func compare(_ first: String, _ second: String) throws -> SimulateProcess {
    try SimulateProcess(["compare", scratch.path(first), scratch.path(second)])
  }

  /// The last regrets of an algorithm, by replication.
  private func regrets(_ out: String, _ algorithm: String) throws -> [Double] {
    let rows = try String(contentsOfFile: scratch.path("\(out)/regret.csv"), encoding: .utf8).split(separator: "\n")
      .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    return rows.filter { $0[3] == algorithm && $0[4] == "pseudo" && $0[7] == "200" }.compactMap { Double($0[9]) }
  }

  private func mean(_ numbers: [Double]) -> Double { numbers.reduce(0, +) / Double(numbers.count) }

  @Test func equalResultsAreTheSame() throws {
    try run(to: "a")
    try run("--threads", "1", "--block-size", "2", to: "b")
    let same = try compare("a", "b")
    #expect(same.exitCode == 0)
    #expect(same.output == "\(scratch.path("a")) and \(scratch.path("b")): the same results, byte for byte\n")
  }

  /// Only ucb1 has another parameter: its pairs are compared, and thompson-beta differs in nothing.
  @Test func anotherParameterIsComparedByPairs() throws {
    try run(to: "a")
    try run("--set", "algorithms.ucb1.exploration=0.25", to: "b")
    let other = try compare("a", "b")
    #expect(other.exitCode == 1)
    #expect(other.output.contains("  algorithms.ucb1.exploration: "), "\(other.output)")
    #expect(
      other.output.contains(
        #/regret.csv: line 1[0-9]+, environment bernoulli, algorithm ucb1, notion pseudo, replicate 0, t [12]00: regret /#
      ),
      "\(other.output)")
    #expect(other.output.contains("second - first over pairs of replications, which met the same luck, with its 95 %"))
    let (one, two) = (try regrets("a", "ucb1"), try regrets("b", "ucb1"))
    #expect(one.count == 6 && two.count == 6)
    let differences = zip(two, one).map { $0 - $1 }
    let variance = differences.map { ($0 - mean(differences)) * ($0 - mean(differences)) }.reduce(0, +) / 5
    // The 97.5 % point of Student's t with 5 degrees of freedom.
    let half = 2.5705818356363146 * (variance / 6).squareRoot()
    let line = try #require(other.output.split(separator: "\n").last { $0.contains("ucb1") })
    let cells = line.split(separator: " ")
    #expect(cells.count == 9 && cells[8] == "6", "\(line)")
    let expected = [mean(one), mean(two), mean(differences), mean(differences) - half, mean(differences) + half]
    for (cell, number) in zip(cells[3...7], expected) { #expect(abs(Double(cell)! - number) < 0.006, "\(line)") }
    let thompson = try #require(other.output.split(separator: "\n").last { $0.contains("thompson-beta") })
    #expect(thompson.split(separator: " ")[5...7].allSatisfy { Double($0) == 0 }, "\(thompson)")
  }

  /// Another seed is other luck; what only one has is named.
  @Test func otherLuckIsNotPaired() throws {
    try run(to: "a")
    try run("--seed", "4", "--set", #"algorithms=[{"id":"ucb1"},{"id":"moss"}]"#, to: "b")
    let other = try compare("a", "b")
    #expect(other.exitCode == 1 && other.output.contains("  seed: 3 there, 4 here\n"), "\(other.output)")
    #expect(other.output.contains("second - first, with its 95 % interval:"))
    #expect(other.output.contains("  only in \(scratch.path("a")): bernoulli, thompson-beta, pseudo\n"))
    #expect(other.output.contains("  only in \(scratch.path("b")): bernoulli, moss, pseudo\n"))
    let line = try #require(other.output.split(separator: "\n").last { $0.contains("ucb1") })
    let (one, two) = (mean(try regrets("a", "ucb1")), mean(try regrets("b", "ucb1")))
    #expect(abs(Double(line.split(separator: " ")[5])! - (two - one)) < 0.06, "\(line)")
  }

  @Test func foldersWithoutTablesAreRefused() throws {
    try run(to: "a")
    let refused = try compare("a", "nothing")
    #expect(refused.exitCode == 66 && refused.errors.contains("nothing holds no results"))
  }
}
