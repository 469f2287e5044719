import BanditCards
import BanditGames
import Foundation
import Testing

@testable import BanditExperiments

struct FinalTableTests {
  /// The rows of a contest, by the algorithms' regrets.
  private func rows(
    _ regrets: [(algorithm: String, regrets: [Double])], rewards: [Double] = [], lowerBound: Double = .nan,
    gap: Double? = nil, point: String = "", group: String = "", notion: Notion = .pseudo, environment: String = "coins"
  ) -> [FinalRow] {
    var contest = Comparison()
    for (place, entry) in regrets.enumerated() {
      let summary = SummaryRow(
        key: CellKey(point: point, environment: environment, algorithm: entry.algorithm),
        track: .init(notion: notion, group: group), round: 1000,
        regret: SampleSummary(entry.regrets, confidence: 0.95), confidence: 0.95, lowerBound: lowerBound)
      contest.enter(
        summary, reward: place < rewards.count ? rewards[place] : .nan, regrets: entry.regrets, largestGap: gap)
    }
    return contest.finalRows
  }

  private let failure = ResultSummary.Failure(
    key: CellKey(point: "", environment: "coins", algorithm: "b"),
    failure: BlockTrace.Failure(replication: 2, reason: "over the budget"))

  private func summary(_ rows: [FinalRow], replications: Int = 3, failures: [ResultSummary.Failure] = [])
    -> ResultSummary
  {
    ResultSummary(scenario: "tiny", replications: replications, confidence: 0.95, rows: rows, failures: failures)
  }

  private func text(
    _ format: TableFormat, _ rows: [FinalRow], replications: Int = 3, options: TableOptions = TableOptions()
  ) -> String {
    let failures = rows.contains { $0.summary.key == failure.key && $0.summary.regret.count < 3 } ? [failure] : []
    return FinalTable(summary(rows, replications: replications, failures: failures), options: options).text(as: format)
  }

  /// `b` has the mean 1.75 and the half-width 12.706 / 4, `a_greedy` 22 and 4.303 x 2 / sqrt(3); their difference over
  /// the two replications that both have is 20.25, with the standard error 1.75 and the half-width 12.706 times that.
  private var rows: [FinalRow] {
    rows(
      [("a_greedy", [20, 24, 22]), ("b", [1.5, 2, .nan]), ("missing", [.nan, .nan, .nan])],
      rewards: [1234.56, 978, .nan],
      lowerBound: 1.5, gap: 1)
  }

  private static let legend = """
    rank: 1 + the number of algorithms that are significantly better (paired t tests, 5 % level, adjusted by Holm)
    vs best: the regret less that of the smallest mean in the same replication, where both met the same luck

    """

  @Test func plainText() {
    #expect(
      text(.text, rows) == """
        tiny: pseudo regret in coins after 1000 rounds
        3 replications; mean ± half-width of the 95 % confidence interval

          rank  algorithm      regret   vs best  median   q95  reward
          ───────────────────────────────────────────────────────────
             1  b           1.8 ± 3.2      best     1.8   2.0     978
             1  a_greedy   22.0 ± 5.0  +20 ± 22    22.0  23.8    1235
                missing           n/a       n/a     n/a   n/a     n/a

          b: over 2 of 3 replications; 1 failed, the first of them number 2: over the budget
          missing: over 0 of 3 replications
          no significant difference to b: a_greedy (p = 0.0549)
          intervals and tests are rough: 3 replications, fewer than 10
          asymptotic lower bound C ln t = 1.5: about the slope at large t, so regret may lie below it

        \(Self.legend)
        """)
  }

  @Test func pointsAndGroupsAreSections() {
    let rows =
      rows([("b", [1, 2, 3])]) + rows([("b", [2, 2, 2])], group: "rural") + rows([("a", [3, 4, 5])], point: "gap=1")
    #expect(
      text(.text, rows) == """
        tiny: pseudo regret in coins after 1000 rounds
        3 replications; mean ± half-width of the 95 % confidence interval

          rank  algorithm     regret  median  q95
          ───────────────────────────────────────
             1  b          2.0 ± 2.5     2.0  2.9

          intervals and tests are rough: 3 replications, fewer than 10

        tiny: pseudo regret of rural in coins after 1000 rounds
        3 replications; mean ± half-width of the 95 % confidence interval

          rank  algorithm         regret  median    q95
          ─────────────────────────────────────────────
             1  b          2.000 ± 0.000   2.000  2.000

          intervals and tests are rough: 3 replications, fewer than 10
          the regret is the same in all replications, so that the interval has no width: b

        tiny: pseudo regret in coins at gap=1 after 1000 rounds
        3 replications; mean ± half-width of the 95 % confidence interval

          rank  algorithm     regret  median  q95
          ───────────────────────────────────────
             1  a          4.0 ± 2.5     4.0  4.9

          intervals and tests are rough: 3 replications, fewer than 10

        """)
  }

  @Test func oneReplicationHasNoInterval() {
    #expect(
      text(.text, rows([("a", [1234.5]), ("b", [1235])]), replications: 1) == """
        tiny: pseudo regret in coins after 1000 rounds
        1 replication

          rank  algorithm  regret  vs best  median   q95
          ──────────────────────────────────────────────
             1  a            1235     best    1235  1235
             1  b            1235  +0.5000    1235  1235

          with one replication there is no interval, and no difference can be tested

        """)
  }

  /// Twenty differences of 1 and 2 are told apart; those around 0 are not. The tests of the ranks are those of
  /// `pairs.csv`, so that B, which is worse than A, and C, which nobody knows to be worse, have the ranks 2 and 1.
  @Test func ranksAreThoseOfTheTests() {
    let noise = (0..<20).map { Double($0 % 5) - 2 }
    let far = (0..<20).map { $0 % 2 == 0 ? 100.0 : -90.0 }
    let rows = rows([
      ("a", noise), ("b", noise.map { $0 + 1 }), ("c", zip(noise, far).map { $0 + $1 }), ("d", noise.map { $0 + 9 }),
    ])
    #expect(rows.map(\.rank) == [1, 2, 3, 4])
    #expect(rows.map(\.place) == [1, 2, 1, 3])
    let table = text(.text, rows, replications: 20)
    #expect(table.contains("     1  c"))
    #expect(table.contains("no significant difference to a: c (p = 1)"))
    // The level is that of the intervals: at 60 % C's p-value of .82, Holm's of 1, is no difference either.
    #expect(rows[1].versusBest?.adjusted == 0 && rows[1].versusBest?.difference.mean == 1)
    #expect(rows[0].versusBest == nil)
  }

  /// What the two coins of the scenario can lose is 20; a bound of 172 says nothing.
  @Test func aBoundBeyondWhatCanBeLostIsLeftOut() {
    #expect(!text(.text, rows([("a", [1, 2, 3])], lowerBound: 172, gap: 0.02)).contains("172"))
    #expect(!text(.text, rows([("a", [1, 2, 3])], lowerBound: 20)).contains("bound"))
    #expect(text(.text, rows([("a", [1, 2, 3])], lowerBound: 20, gap: 0.02)).contains("lower bound C ln t = 20.0"))
  }

  /// Of twelve replications, two with 5 of 20 each carry half of the sum.
  @Test func replicationsThatCarryAMeanAreNoted() {
    let heavy = rows([("a", [5, 5] + Array(repeating: 1, count: 10)), ("b", Array(repeating: 1, count: 12))])
    #expect(text(.text, heavy, replications: 12).contains("may change it much: a (50 %)\n"))
    #expect(Comparison.shareOfTwo([1, -3, .nan, 4]) == 7.0 / 8)
    #expect(Comparison.shareOfTwo([0, 0]).isNaN)
  }

  /// Without the same luck no paired difference is shown; the tests stay, which are valid all the same.
  @Test func withoutSharedLuckThereAreNoPairedDifferences() {
    var summary = summary(rows([("a", [1, 2, 3]), ("b", [7, 9, 8])]))
    summary.sharesLuck = false
    let text = FinalTable(summary).text(as: .text)
    #expect(!text.contains("vs best") && text.contains("     2  b"))
  }

  @Test func titlesTakeThePlaceOfLabels() {
    var summary = summary(rows([("a", [1, 2, 3]), ("b", [7, 9, 8]), ("c", [9, 9, 9])]))
    summary.titles = Titles(
      scenario: "Tiny coins", environments: [.init(label: "coins", title: "Three coins")],
      algorithms: [
        .init(label: "a", title: Title("A_1", latex: "$A_1$")), .init(label: "b", title: "B & B"),
        .init(label: "c", title: "B & B"),
      ])
    let text = FinalTable(summary).text(as: .text)
    #expect(text.hasPrefix("Tiny coins: pseudo regret in Three coins after 1000 rounds\n"))
    // Two of one title are told apart by their labels.
    #expect(text.contains("  A_1 ") && text.contains("  B & B (b) ") && text.contains("  B & B (c) "))
    let latex = FinalTable(summary).text(as: .latex)
    #expect(latex.contains("    $A_1$ & ") && latex.contains(#"    B \& B (b) & "#))
    #expect(latex.contains("in Three coins: "))
    #expect(FinalTable(summary).text(as: .csv).contains("tiny,,coins,a,"))
  }

  @Test func markdown() {
    #expect(
      text(.markdown, rows) == #"""
        **tiny: pseudo regret in coins after 1000 rounds**

        3 replications; mean ± half-width of the 95 % confidence interval

        | rank | algorithm | regret | vs best | median | q95 | reward |
        | ---: | :--- | ---: | ---: | ---: | ---: | ---: |
        | 1 | b | 1.8 ± 3.2 | best | 1.8 | 2.0 | 978 |
        | 1 | a\_greedy | 22.0 ± 5.0 | +20 ± 22 | 22.0 | 23.8 | 1235 |
        |  | missing | n/a | n/a | n/a | n/a | n/a |

        b: over 2 of 3 replications; 1 failed, the first of them number 2: over the budget

        missing: over 0 of 3 replications

        no significant difference to b: a\_greedy (p = 0.0549)

        intervals and tests are rough: 3 replications, fewer than 10

        asymptotic lower bound C ln t = 1.5: about the slope at large t, so regret may lie below it

        rank: 1 + the number of algorithms that are significantly better (paired t tests, 5 % level, adjusted by Holm) vs best: the regret less that of the smallest mean in the same replication, where both met the same luck

        """#)
  }

  /// `far` is worse than both others, of which the tests know no order; of one row, or after one replication, nothing is.
  @Test func theBestAndWhatIsNotToldFromItIsBold() {
    let contest = rows([("best", [1, 2, 3]), ("far", [91, 92, 94]), ("near", [1, 3, 3])], lowerBound: 1, gap: 1)
    let latex = text(.latex, contest)
    #expect(latex.contains("    best & \\textbf{2.0 $\\pm$ 2.5} & best "))
    #expect(latex.contains("near & \\textbf{2.3 $\\pm$ 2.9} &") && latex.contains("far & 92.3 $\\pm$ 3.8 &"))
    #expect(!latex.contains("rank") && !latex.contains("bound") && latex.contains("\\label{tab:tiny-pseudo}"))
    #expect(
      latex.hasPrefix(
        "\\begin{table}[t]\n  \\centering\\small\n  \\caption{Pseudo regret after $T = 1000$ rounds in coins: "))
    #expect(!text(.latex, rows([("a", [1, 2, 3])])).contains("textbf"))
    #expect(!text(.latex, rows([("a", [1]), ("b", [2])]), replications: 1).contains("textbf"))
  }

  @Test func namesCannotBreakATable() {
    let rows = rows([("a", [1, 1, 2])], group: "x|_{^~\\}&#")
    #expect(text(.markdown, rows).contains(#"of x\|\_{^~\\}&# in"#))
    #expect(
      text(.latex, rows).contains(
        ##"of x\textbar{}\_\allowbreak{}\{\textasciicircum{}\textasciitilde{}\textbackslash{}\}\&\# after"##))
  }

  @Test func columnsAreThoseAskedFor() {
    var summary = summary(rows)
    summary.timings = [
      CellTiming(
        key: rows[1].summary.key, replications: 2, rounds: 2000, time: BlockTime(seconds: 0.5, processorSeconds: nil))
    ]
    let table = FinalTable(summary, options: TableOptions(columns: [.time, .q95])).text(as: .text)
    #expect(table.contains("  rank  algorithm  s per run   q95\n"))
    #expect(table.contains("     1  b               0.25   2.0\n") && table.contains("a_greedy         n/a  23.8\n"))
  }

  @Test func extrasAreShownByTheirMeans() {
    var summary = summary(rows([("a", [1, 2, 3]), ("b", [7, 9, 8])]))
    let names = [("delay.20", [4.0, 6]), ("restarts", [1, 2, 3]), ("delay.30", [8])]
    summary.extras = names.map { name, values in
      ExtrasRow(
        key: CellKey(point: "", environment: "coins", algorithm: "a"), round: 1000, name: name,
        statistics: SampleSummary(values, confidence: 0.95))
    }
    func table(_ extras: [String]?) -> String {
      FinalTable(summary, options: TableOptions(columns: [.median], extras: extras)).text(as: .text)
    }
    #expect(table([]).contains("  rank  algorithm  median  delay.20  restarts  delay.30\n"))
    #expect(table([]).contains("     1  a             2.0     5.000     2.000     8.000\n"))
    #expect(table([]).contains("     2  b             8.0       n/a       n/a       n/a\n"))
    #expect(table(["delay"]).contains("  rank  algorithm  median  delay.20  delay.30\n"))
    #expect(table(nil).contains("  rank  algorithm  median\n"))
  }

  // MARK: Sweeps

  /// Twelve points, whose order is that of the scenario.
  private var sweep: ResultSummary {
    let horizons = [10, 2, 300].map { Setting.whole($0) }
    let gaps = [0.1, 0.123456, 0.5, 1].map { Setting.number($0) }
    var all: [FinalRow] = []
    for horizon in [10, 2, 300] {
      for gap in ["0.1", "0.123456", "0.5", "1.0"] {
        let shift = Double(horizon)
        all += rows(
          [
            ("zeta", [1, 2, 3].map { $0 + shift }), ("a", [1, 2, 4].map { $0 + shift }),
            ("far", [90, 91, 93].map { $0 + shift }),
          ],
          point: "horizon=\(horizon);gap=\(gap)")
      }
    }
    var summary = summary(all.sorted { $0.summary.key < $1.summary.key })
    summary.resolvedScenario = [
      // As it is read from a manifest, whose keys have lost their order.
      "sweep": .object(["gap": .list(gaps), "horizon": .list(horizons)])
    ]
    summary.titles = Titles(algorithms: [.init(label: "zeta", title: nil), .init(label: "a", title: "A")])
    return summary
  }

  @Test func manyTablesAreOneForEachNotion() {
    let text = FinalTable(sweep).text(as: .text)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines[0] == "tiny: pseudo regret after 1000 rounds")
    #expect(lines[3].split(separator: " ") == ["horizon", "gap", "zeta", "A", "far"])
    #expect(
      lines[5].split(separator: "  ").map { String($0).trimmed } == [
        "10", "0.1", "12.0 ± 2.5 *", "12.3 ± 3.8 *", "101.3 ± 3.8",
      ])
    #expect(lines[6].hasPrefix("  10       0.123  ") && lines[9].hasPrefix("  2        0.1  "))
    #expect(text.contains("each of the 12 tables by itself: --tables all"))
    #expect(text.contains("\n  intervals and tests are rough: 3 replications, fewer than 10\n  each of"))
    #expect(FinalTable(sweep, options: TableOptions(tables: .all)).text(as: .text).contains("at horizon=300;gap=0.5 "))
    let few = FinalTable(summary(sweep.rows.filter { $0.summary.key.point.hasPrefix("horizon=2") }))
    #expect(few.text(as: .text).contains("at horizon=2;gap=0.5 after"))
  }

  @Test func pathsAreCalledByTheirShortestEnds() {
    #expect(CrossTable.names(["a.b", "c.b", "d.e.f"]) == ["a.b", "c.b", "f"])
  }

  @Test func csvIsTheFile() {
    #expect(
      text(.csv, rows([("a", [2, 2]), ("b", [.nan, .nan])])) == """
        scenario,point,environment,algorithm,notion,group,t,replications,mean,sd,se,ci_low,ci_high,ci_level,min,q05,q25,median,q75,q95,max,lower_bound,rank
        tiny,,coins,a,pseudo,,1000,2,2.0,0.0,0.0,2.0,2.0,0.95,2.0,2.0,2.0,2.0,2.0,2.0,2.0,,1
        tiny,,coins,b,pseudo,,1000,0,,,,,,0.95,,,,,,,,,

        """)
  }

  @Test func json() {
    #expect(
      FinalTable(summary(rows([("a", [2, 2])]), failures: [failure])).text(as: .json) == """
        {
          "scenario": "tiny",
          "replications": 3,
          "confidence": 0.95,
          "rows": [
            {
              "scenario": "tiny",
              "point": "",
              "environment": "coins",
              "algorithm": "a",
              "notion": "pseudo",
              "group": "",
              "t": 1000,
              "replications": 2,
              "mean": 2.0,
              "sd": 0.0,
              "se": 0.0,
              "ci_low": 2.0,
              "ci_high": 2.0,
              "ci_level": 0.95,
              "min": 2.0,
              "q05": 2.0,
              "q25": 2.0,
              "median": 2.0,
              "q75": 2.0,
              "q95": 2.0,
              "max": 2.0,
              "lower_bound": null,
              "rank": 1
            }
          ],
          "failures": [
            {
              "point": "",
              "environment": "coins",
              "algorithm": "b",
              "replicate": 2,
              "reason": "over the budget"
            }
          ]
        }

        """)
  }

  @Test func severalResultsAreOneDocument() throws {
    let tables = [FinalTable(summary(rows([("a", [2, 2])]))), FinalTable(summary(rows([("b", [3, 3])])))]
    #expect(FinalTable.text(tables, as: .csv).split(separator: "\n").count == 3)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(FinalTable.text(tables, as: .json).utf8)) as? [[String: Any]])
    #expect(json.map { $0["scenario"] as? String } == ["tiny", "tiny"])
  }

  /// By hand: 1, 1, 1, 5 have the mean 2, the moments 3 and 6, the skewness 6 / 3^1.5 and 25 times its square 33.3...;
  /// two numbers have none.
  @Test func skewedRegretsAreNoted() {
    let skewed = rows([("stuck", [1, 1, 1, 5]), ("even", [1, 3, .nan, .nan])])
    #expect(abs(skewed[0].summary.regret.skewness - 6 / (3 * 3.0.squareRoot())) < 1e-15)
    #expect(
      text(.text, skewed).contains(
        "the interval may be too short where regret is skewed: stuck; about 34 replications would do"))
    #expect(!text(.text, rows).contains("skewed"))
    #expect(SampleSummary([7, 7, 7], confidence: 0.95).skewness == 0)
    #expect(SampleSummary([], confidence: 0.95).skewness == 0)
  }

  @Test func missingNotionsSayWhy() {
    var summary = summary(rows([("a", [.nan, .nan])]))
    summary.missing = [MissingNotion(point: "", environment: "coins", notion: .pseudo, reason: "there are no means")]
    let text = FinalTable(summary).text(as: .text)
    #expect(text.contains("pseudo is missing: there are no means") && !text.contains("over 0 of 3"))
  }

  /// The replay of a log has rewards and nothing to compare them with: no columns of n/a, and no word of regret.
  @Test func rewardsAlone() {
    let regrets: [(algorithm: String, regrets: [Double])] = [("a", [.nan, .nan]), ("b", [.nan, .nan])]
    var summary = summary(rows(regrets, rewards: [7, 12.5], notion: .realized))
    summary.missing = [MissingNotion(point: "", environment: "coins", notion: .realized, reason: "a log")]
    let text = FinalTable(summary).text(as: .text)
    #expect(text.contains("tiny: realized reward in coins after 1000 rounds") && text.contains("no regret: a log"))
    #expect(text.contains("12.5") && !text.contains("n/a") && !text.contains("median"))
    // Another notion may be missing although there are rewards.
    let pseudo = FinalTable(self.summary(rows(regrets, rewards: [7, 12.5]))).text(as: .text)
    #expect(pseudo.contains("pseudo regret in coins") && pseudo.contains("n/a"))
  }
}
