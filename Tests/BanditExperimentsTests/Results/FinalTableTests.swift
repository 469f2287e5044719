import BanditGames
import Testing

@testable import BanditExperiments

struct FinalTableTests {
  private func row(
    _ algorithm: String, _ regrets: [Double], rank: Int?, reward: Double = .nan, lowerBound: Double = .nan,
    point: String = "", group: String = ""
  ) -> FinalRow {
    FinalRow(
      summary: SummaryRow(
        key: CellKey(point: point, environment: "coins", algorithm: algorithm),
        track: .init(notion: .pseudo, group: group), round: 1000, regret: SampleSummary(regrets, confidence: 0.95),
        confidence: 0.95, lowerBound: lowerBound), reward: reward, rank: rank)
  }

  private let failure = ResultSummary.Failure(
    key: CellKey(point: "", environment: "coins", algorithm: "b"),
    failure: BlockTrace.Failure(replication: 2, reason: "over the budget"))

  private func text(_ format: TableFormat, _ rows: [FinalRow]) -> String {
    let summary = ResultSummary(
      scenario: "tiny", replications: 3, confidence: 0.95, rows: rows, failures: [failure])
    return FinalTable(summary).text(as: format)
  }

  /// `b` has the mean 1.75 and the half-width 12.706 / 4, `a_greedy` 22 and 4.303 x 2 / sqrt(3).
  private var rows: [FinalRow] {
    [
      row("a_greedy", [20, 22, 24], rank: 2, reward: 1234.56, lowerBound: 1.5),
      row("b", [1.5, 2], rank: 1, reward: 978), row("missing", [], rank: nil),
    ]
  }

  @Test func plainText() {
    #expect(
      text(.text, rows) == """
        tiny: pseudo regret in coins after 1000 rounds
        3 replications; mean ± half-width of the 95 % confidence interval

          rank  algorithm          regret  median   q95  reward
          ─────────────────────────────────────────────────────
             1  b               1.8 ± 3.2     1.8   2.0     978
             2  a_greedy       22.0 ± 5.0    22.0  23.8    1235
                missing               n/a     n/a   n/a     n/a
                (lower bound)         1.5

          b: over 2 of 3 replications; 1 failed, the first of them number 2: over the budget
          missing: over 0 of 3 replications

        """)
  }

  @Test func pointsAndGroupsAreSections() {
    let rows = [
      row("b", [1, 1, 1], rank: 1), row("b", [2, 2, 2], rank: 1, group: "rural"),
      row("a", [3, 3, 3], rank: 1, point: "gap=1"),
    ]
    #expect(
      text(.text, rows) == """
        tiny: pseudo regret in coins after 1000 rounds
        3 replications; mean ± half-width of the 95 % confidence interval

          rank  algorithm         regret  median    q95
          ─────────────────────────────────────────────
             1  b          1.000 ± 0.000   1.000  1.000

        tiny: pseudo regret of rural in coins after 1000 rounds
        3 replications; mean ± half-width of the 95 % confidence interval

          rank  algorithm         regret  median    q95
          ─────────────────────────────────────────────
             1  b          2.000 ± 0.000   2.000  2.000

        tiny: pseudo regret in coins at gap=1 after 1000 rounds
        3 replications; mean ± half-width of the 95 % confidence interval

          rank  algorithm         regret  median    q95
          ─────────────────────────────────────────────
             1  a          3.000 ± 0.000   3.000  3.000

        """)
  }

  @Test func oneReplicationHasNoInterval() {
    #expect(text(.text, [row("a", [1234.5], rank: 1)]).contains("\n     1  a            1235    1235  1235\n"))
  }

  @Test func markdown() {
    #expect(
      text(.markdown, rows) == #"""
        **tiny: pseudo regret in coins after 1000 rounds**

        3 replications; mean ± half-width of the 95 % confidence interval

        | rank | algorithm | regret | median | q95 | reward |
        | ---: | :--- | ---: | ---: | ---: | ---: |
        | 1 | b | 1.8 ± 3.2 | 1.8 | 2.0 | 978 |
        | 2 | a\_greedy | 22.0 ± 5.0 | 22.0 | 23.8 | 1235 |
        |  | missing | n/a | n/a | n/a | n/a |
        |  | (lower bound) | 1.5 |  |  |  |

        b: over 2 of 3 replications; 1 failed, the first of them number 2: over the budget

        missing: over 0 of 3 replications

        """#)
  }

  @Test func latex() {
    #expect(
      text(.latex, rows)
        == #"""
        \begin{table}
          \caption{tiny: pseudo regret in coins after 1000 rounds. CAPTION. NOTES.}
          \begin{tabular}{rlrrrr}
            \toprule
            rank & algorithm & regret & median & q95 & reward \\
            \midrule
            1 & b & 1.8 $\pm$ 3.2 & 1.8 & 2.0 & 978 \\
            2 & a\_greedy & 22.0 $\pm$ 5.0 & 22.0 & 23.8 & 1235 \\
             & missing & n/a & n/a & n/a & n/a \\
             & (lower bound) & 1.5 &  &  &  \\
            \bottomrule
          \end{tabular}
        \end{table}

        """#
        .replacing("CAPTION", with: #"3 replications; mean $\pm$ half-width of the 95 \% confidence interval"#)
        .replacing(
          "NOTES",
          with: "b: over 2 of 3 replications; 1 failed, the first of them number 2: over the budget. "
            + "missing: over 0 of 3 replications"))
  }

  @Test func namesCannotBreakATable() {
    let rows = [row("a", [1, 1], rank: 1, group: "x|_{^~\\}&#")]
    #expect(text(.markdown, rows).contains(#"of x\|\_{^~\\}&# in"#))
    #expect(
      text(.latex, rows).contains(
        ##"of x|\_\{\textasciicircum{}\textasciitilde{}\textbackslash{}\}\&\# in"##))
  }

  @Test func csvIsTheFile() {
    #expect(
      text(.csv, [row("a", [2, 2], rank: 1), row("b", [], rank: nil)]) == """
        scenario,point,environment,algorithm,notion,group,t,replications,mean,sd,se,ci_low,ci_high,ci_level,min,q05,q25,median,q75,q95,max,lower_bound,rank
        tiny,,coins,a,pseudo,,1000,2,2.0,0.0,0.0,2.0,2.0,0.95,2.0,2.0,2.0,2.0,2.0,2.0,2.0,,1
        tiny,,coins,b,pseudo,,1000,0,,,,,,0.95,,,,,,,,,

        """)
  }

  @Test func json() {
    #expect(
      text(.json, [row("a", [2, 2], rank: 1)]) == """
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

  /// By hand: 1, 1, 1, 5 have the mean 2, the moments 3 and 6, the skewness 6 / 3^1.5 and 25 times its square 33.3...;
  /// two numbers have none.
  @Test func skewedRegretsAreNoted() {
    let skewed = row("stuck", [1, 1, 1, 5], rank: 1)
    #expect(abs(skewed.summary.regret.skewness - 6 / (3 * 3.0.squareRoot())) < 1e-15)
    #expect(
      text(.text, [skewed, row("even", [1, 3], rank: 1)]).contains(
        "the interval may be too short where regret is skewed: stuck; about 34 replications would do"))
    #expect(!text(.text, rows).contains("skewed"))
    #expect(SampleSummary([7, 7, 7], confidence: 0.95).skewness == 0)
    #expect(SampleSummary([], confidence: 0.95).skewness == 0)
  }

  @Test func missingNotionsSayWhy() {
    let summary = ResultSummary(
      scenario: "tiny", replications: 3, confidence: 0.95, rows: [row("a", [], rank: nil)], failures: [],
      missing: [MissingNotion(point: "", environment: "coins", notion: .pseudo, reason: "there are no means")])
    let text = FinalTable(summary).text(as: .text)
    #expect(text.contains("pseudo is missing: there are no means") && !text.contains("over 0 of 3"))
  }
}
