import BanditGames
import Testing

@testable import BanditExperiments

struct ComparisonTests {
  private func contest(_ regrets: [(algorithm: String, group: String, regrets: [Double])]) -> Comparison {
    var contest = Comparison()
    for entry in regrets {
      var sample = RegretSample(checkpoints: 1, replications: entry.regrets.count)
      for (replication, regret) in entry.regrets.enumerated() {
        sample.add(LedgerEntry(rounds: 1, benchmark: regret, value: 0), replication: replication, checkpoint: 0)
      }
      let summary = SummaryRow(
        key: CellKey(point: "", environment: "e", algorithm: entry.algorithm),
        track: .init(notion: .pseudo, group: entry.group), round: 1,
        regret: SampleSummary(entry.regrets, confidence: 0.95), confidence: 0.95, lowerBound: .nan)
      contest.enter(summary, sample: sample)
    }
    return contest
  }

  private func pairs(of contest: Comparison, threads: Int = 1) throws -> [String] {
    var text = ""
    try contest.forEachPair(scenario: "s", confidence: 0.95, threads: threads) {
      text += String(decoding: $0.bytes, as: UTF8.self)
    }
    return text.split(separator: "\n").map(String.init)
  }

  @Test func ranksAndPairsStayWithinTheirGroup() throws {
    let rows = contest([
      ("a", "x", [1, 3]), ("a", "y", [9, 9]), ("b", "x", [5, 5]), ("b", "y", [2, 2]),
    ])
    #expect(rows.finalRows.map(\.rank) == [1, 2, 2, 1])
    let pairs = try pairs(of: rows)
    #expect(pairs.map { $0.prefix(22) } == ["s,,e,pseudo,x,a,b,2,-3", "s,,e,pseudo,y,a,b,2,7."])
  }

  /// Three equal samples against a different one: p is 1 within, 0 across; Holm leaves both.
  @Test func pValuesAreAdjustedTogether() throws {
    let rows = contest([("a", "", [1, 2]), ("b", "", [1, 2]), ("c", "", [3, 4])])
    let pairs = try pairs(of: rows)
    #expect(
      pairs == [
        "s,,e,pseudo,,a,b,2,0.0,0.0,0.0,0.0,1.0,1.0", "s,,e,pseudo,,a,c,2,-2.0,0.0,-2.0,-2.0,0.0,0.0",
        "s,,e,pseudo,,b,c,2,-2.0,0.0,-2.0,-2.0,0.0,0.0",
      ])
    #expect(rows.finalRows.map(\.rank) == [1, 1, 3])
  }

  /// 40 algorithms of 1500 replications, so that threads share the tests: the rows do not show how many, and say what
  /// `PairedDifference` says.
  @Test func threadsShareThePairs() throws {
    let names = (0..<40).map { String(UnicodeScalar(UInt8(65 + $0))) }
    let regrets = names.indices.map { place in (0..<1500).map { Double(($0 * (place + 7)) % 101) / 4 } }
    let rows = contest(zip(names, regrets).map { ($0, "", $1) })
    let pairs = try pairs(of: rows, threads: 3)
    #expect(try pairs == self.pairs(of: rows))
    #expect(pairs.count == 40 * 39 / 2)
    let difference = PairedDifference(regrets[38], regrets[39], confidence: 0.95)
    #expect(pairs.last?.hasPrefix("s,,e,pseudo,,g,h,1500,\(difference.mean),\(difference.se),") == true)
    #expect(
      pairs[40].hasPrefix("s,,e,pseudo,,B,D,1500,\(PairedDifference(regrets[1], regrets[3], confidence: 0.95).mean),"))
  }
}
