/// `pairs-<notion>`: by how much the others' regret exceeds that of the best, replication by replication; filled where
/// the difference is told from 0 after Holm's adjustment, hollow where it is not.
public enum PairsForest {
  /// The figures of all notions, and why some are left out.
  public static func figures(of data: ResultData) -> (figures: [Figure], omissions: [String]) {
    if let excess = FigurePages.excess(.pairs, data) { return ([], [excess]) }
    let figures = data.notions.flatMap { notion in
      let contests = data.contests.filter { $0.notion == notion && panel(of: $0, in: data) != nil }
      return FigurePages.pages("pairs-\(notion)", contests).map { page in
        Figure(
          page.name,
          Chart(
            title: "\(data.scenario): differences of \(data.name(of: notion)) to the best\(page.place(data))",
            description:
              "Means of paired differences with \(data.level) intervals; filled where Holm-adjusted p is below "
              + "\(Digits.short(1 - data.confidence)). " + words(page, data),
            panels: page.contests.compactMap { contest in
              var panel = panel(of: contest, in: data)
              panel?.title = page.title(of: contest, data)
              return panel
            }))
      }
    }
    return (figures, [])
  }

  /// The panel of a contest, without a title; `nil` where there is nothing to compare.
  public static func panel(of contest: ResultData.Contest, in data: ResultData) -> Chart.Panel? {
    let differences = sorted(contest, data)
    guard let best = data.best(of: contest), !differences.isEmpty else { return nil }
    let ends = differences.flatMap { [$0.mean, $0.low, $0.high] }.filter(\.isFinite)
    let isLogarithmic = ends.allSatisfy { $0 > 0 } && ResultData.isWide(differences.map(\.mean))
    let name = data.titles.algorithm(best.algorithm)
    let x = Axis(
      ChartText("above that of \(name.plain)", latex: name.latex.map { "above that of \($0)" }),
      isLogarithmic ? .logarithmic : .linear, covering: ends, margin: 0.05, includesZero: !isLogarithmic, hasGrid: true)
    let y = Axis(
      ChartText(
        "\(data.name(of: contest.notion)): mean difference, \(data.level) interval; hollow: not told apart"),
      categories: differences.map { data.titles.algorithm($0.algorithm) })
    var marks: [Mark] = []
    if x.range.contains(0) && !isLogarithmic {
      marks.append(
        .rule(Mark.Rule(from: Point(0, y.range.lowerBound), to: Point(0, y.range.upperBound), .zero)))
    }
    for (place, difference) in differences.enumerated() {
      let color = Stroke(color: data.stroke(of: difference.algorithm).color, width: 1.2)
      if difference.low.isFinite {
        marks.append(
          .rule(
            Mark.Rule(from: Point(difference.low, Double(place)), to: Point(difference.high, Double(place)), color)))
      }
      let isTold = data.isTold(difference)
      marks.append(.strip(Mark.Strip([Point(difference.mean, Double(place))], color, isTold ? .filled : .hollow)))
    }
    return Panel(x: x, y: y, marks: marks)
  }

  private static func sorted(_ contest: ResultData.Contest, _ data: ResultData) -> [ResultData.Difference] {
    data.differences(of: contest).filter { $0.mean.isFinite }.enumerated()
      .sorted { ($0.element.mean, $0.offset) < ($1.element.mean, $1.offset) }.map(\.element)
  }

  private static func words(_ page: FigurePages.Page, _ data: ResultData) -> String {
    page.contests.map { contest in
      let title = page.title(of: contest, data).plain
      let best = data.best(of: contest).map { data.titles.algorithm($0.algorithm).plain } ?? ""
      let others = sorted(contest, data).map { difference in
        let isTold = data.isTold(difference)
        return "\(data.titles.algorithm(difference.algorithm).plain) \(Digits.short(difference.mean))"
          + (isTold ? "" : " (not told apart)")
      }
      return "\(title.isEmpty ? "" : "\(title): ")above \(best): \(others.joined(separator: ", "))."
    }.joined(separator: " ")
  }
}

extension ResultData {
  /// Whether a difference is told from 0 at the level of the intervals.
  fileprivate func isTold(_ difference: Difference) -> Bool {
    // 1 - 0.95 is above 0.05; this sum is exact where it matters.
    difference.adjustedP + confidence < 1
  }
}
