/// `final-<notion>`: the regrets of all replications after the last round, with their quantiles and their mean, the
/// smallest mean on top.
public enum FinalStrips {
  /// The most dots of an algorithm.
  static let dotLimit = 400
  /// The most dots of a panel, so that files stay small.
  private static let panelLimit = 2000

  /// The figures of all notions, and why some are left out.
  public static func figures(of data: ResultData) -> (figures: [Figure], omissions: [String]) {
    if let excess = FigurePages.excess(.final, data) { return ([], [excess]) }
    let figures = data.notions.flatMap { notion in
      let contests = data.contests.filter { $0.notion == notion && panel(of: $0, in: data) != nil }
      return FigurePages.pages("final-\(notion)", contests).map { page in
        Figure(
          page.name,
          Chart(
            title: "\(data.scenario): \(data.name(of: notion)) of every replication\(page.place(data))",
            description:
              "\(data.replications(page.contests)); boxes from the lower to the upper quartile, lines from 5 % "
              + "to 95 %, a diamond at the mean; " + data.words(on: page),
            panels: page.contests.compactMap { contest in
              var panel = panel(of: contest, in: data, panels: page.contests.count)
              panel?.title = page.title(of: contest, data)
              return panel
            }))
      }
    }
    return (figures, [])
  }

  /// The panel of a contest, without a title; `nil` where there is no regret.
  ///
  /// - Parameter panels: how many share a figure, and so its dots.
  public static func panel(of contest: ResultData.Contest, in data: ResultData, panels: Int = 1) -> Chart.Panel? {
    let curves = data.curves(of: contest).filter { $0.last.mean.isFinite }.enumerated()
      .sorted { ($0.element.last.mean, $0.offset) < ($1.element.last.mean, $1.offset) }.map(\.element)
    guard let round = curves.map(\.last.round).max() else { return nil }
    let values = curves.flatMap { $0.finals + $0.last.quantiles + [$0.last.mean] }.filter(\.isFinite)
    let isLogarithmic =
      values.allSatisfy { $0 > 0 }
      && ResultData.isWide(curves.flatMap { [$0.last.quantiles[0], $0.last.quantiles[4]] }.filter(\.isFinite))
    let x = Axis(
      ChartText("\(data.name(of: contest.notion)) after \(round) rounds"), isLogarithmic ? .logarithmic : .linear,
      covering: values, margin: 0.03, includesZero: !isLogarithmic, hasGrid: true)
    let y = Axis("", categories: curves.map { data.titles.algorithm($0.algorithm) })
    let limit = min(dotLimit, max(8, panelLimit / max(1, curves.count * panels)))
    var marks: [Mark] = []
    for (place, curve) in curves.enumerated() {
      let stroke = data.stroke(of: curve.algorithm)
      let dots = some(of: curve.finals, limit).map { number, regret in
        Point(regret, Double(place) + offset(number))
      }
      marks.append(.strip(Mark.Strip(dots, stroke, .faint)))
      if curve.last.count > 1 {
        marks.append(
          .box(Mark.Box(place: Double(place), quantiles: curve.last.quantiles, mean: curve.last.mean, stroke)))
      }
    }
    return Panel(x: x, y: y, marks: marks)
  }

  /// At most so many regrets with their numbers: the smallest, the largest, and of the others each n-th.
  static func some(of regrets: [Double], _ limit: Int) -> [(number: Int, regret: Double)] {
    let all = regrets.enumerated().map { (number: $0, regret: $1) }
    guard all.count > limit, let least = all.min(by: { $0.regret < $1.regret }),
      let most = all.max(by: { $0.regret < $1.regret })
    else { return all }
    let step = Double(all.count) / Double(limit - 2)
    var chosen = Set((0..<limit - 2).map { Int(Double($0) * step) })
    chosen.formUnion([least.number, most.number])
    return all.filter { chosen.contains($0.number) }
  }

  /// How far from the middle of its line a dot is: multiples of the golden ratio fill an interval evenly, in any order.
  private static func offset(_ number: Int) -> Double {
    let turn = Double(number) * 0.618_033_988_749_895
    return 0.62 * (turn - turn.rounded(.down) - 0.5)
  }
}
