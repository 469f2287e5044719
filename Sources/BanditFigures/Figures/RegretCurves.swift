import BanditNumerics

/// `regret-<notion>`: the mean of regret against rounds with the band of its interval, a panel for each environment,
/// group and point.
public enum RegretCurves {
  /// The figures of all notions, and why some are left out.
  public static func figures(of data: ResultData) -> (figures: [Figure], omissions: [String]) {
    if let excess = FigurePages.excess(.regret, data) { return ([], [excess]) }
    var figures: [Figure] = []
    var omissions: [String] = []
    for notion in data.notions {
      let contests = data.contests.filter { $0.notion == notion }
      let drawn = contests.filter { panel(of: $0, in: data) != nil }
      if drawn.isEmpty {
        omissions.append("regret-\(notion): left out, because there is no regret at two checkpoints or more")
      }
      for page in FigurePages.pages("regret-\(notion)", drawn) {
        figures.append(Figure(page.name, chart(of: page, in: data)))
      }
    }
    return (figures, omissions)
  }

  private static func chart(of page: FigurePages.Page, in data: ResultData) -> Chart {
    let notion = page.contests[0].notion
    return Chart(
      title: "\(data.scenario): \(data.name(of: notion))\(page.place(data))",
      description: "Means of \(data.replications(page.contests)) with \(data.level) intervals against rounds; "
        + data.words(on: page) + words(page, data),
      panels: page.contests.compactMap { contest in
        var panel = panel(of: contest, in: data)
        panel?.title = page.title(of: contest, data)
        return panel
      })
  }

  /// The slopes of the lower bounds that are drawn, each once.
  private static func words(_ page: FigurePages.Page, _ data: ResultData) -> String {
    let slopes = page.contests.compactMap { LowerBound(data.curves(of: $0))?.slope }.eachOnce.map(Digits.short)
    return slopes.isEmpty ? "" : " The lower bound is C ln t with C = \(slopes.joined(separator: ", "))."
  }

  /// The panel of a contest, without a title; `nil` where there is no curve.
  public static func panel(of contest: ResultData.Contest, in data: ResultData) -> Chart.Panel? {
    let curves = data.curves(of: contest).filter { $0.moments.count { $0.mean.isFinite } > 1 }
    guard !curves.isEmpty else { return nil }
    let rounds = Set(curves.flatMap { $0.moments.map { Double($0.round) } }).sorted()
    let changes = changes(contest, data, rounds)
    let x = Axis(
      ChartText("t", latex: "$t$"), changes.isEmpty && ResultData.isLogarithmic(rounds) ? .logarithmic : .linear,
      covering: rounds)
    let isLogarithmic = isLogarithmic(curves)
    let bound = LowerBound(curves)
    let heights = curves.flatMap { curve in
      curve.moments.flatMap { isLogarithmic && $0.low <= 0 ? [$0.mean, $0.high] : [$0.mean, $0.low, $0.high] }
    }
    let title = ChartText("\(data.name(of: contest.notion)): mean and \(data.level) band")
    let y = Axis(
      title, isLogarithmic ? .logarithmic : .linear, covering: heights + (bound?.points.map(\.y) ?? []), margin: 0.04,
      includesZero: !isLogarithmic, hasGrid: true)
    var marks = rules(changes, y)
    for curve in curves {
      let spans = curve.moments.filter { $0.low.isFinite && $0.high.isFinite && (!isLogarithmic || $0.mean > 0) }
      guard spans.count > 1 else { continue }
      marks.append(
        .band(
          Mark.Band(
            curve.algorithm, spans.map { .init(Double($0.round), $0.low, $0.high) },
            data.stroke(of: curve.algorithm))))
    }
    if let bound { marks.append(.line(Mark.Line("asymptotic-slope", bound.points, .bound))) }
    for curve in curves {
      let points = curve.moments.filter { $0.mean.isFinite && (!isLogarithmic || $0.mean > 0) }
        .map { Point(Double($0.round), $0.mean) }
      let stroke = data.stroke(of: curve.algorithm)
      marks.append(.line(Mark.Line(curve.algorithm, points, stroke)))
      if let end = points.last {
        marks.append(.label(Mark.Label(data.titles.algorithm(curve.algorithm), y: end.y, stroke)))
      }
    }
    if let bound, let end = bound.points.last {
      marks.append(.label(Mark.Label(LowerBound.words, y: end.y, .bound)))
    }
    return Panel(x: x, y: y, marks: marks)
  }

  /// If the final means spread over a factor of more than 50, all of them are positive, and none was negative before.
  private static func isLogarithmic(_ curves: [ResultData.Curve]) -> Bool {
    let finals = curves.map(\.last.mean).filter(\.isFinite)
    return ResultData.isWide(finals) && curves.allSatisfy { $0.moments.allSatisfy { !($0.mean < 0) } }
  }

  /// The most changes that are drawn.
  static let changeLimit = 30

  /// The changes of the environment between the first and the last round, if they are not too many.
  static func changes(_ contest: ResultData.Contest, _ data: ResultData, _ rounds: [Double]) -> [Double] {
    guard contest.group.isEmpty, let first = rounds.first, let last = rounds.last else { return [] }
    let changes = data.changePoints(of: contest.environment, at: contest.point).map(Double.init)
      .filter { first <= $0 && $0 <= last }
    return changes.count <= changeLimit ? changes : []
  }

  /// A dotted line at each change.
  static func rules(_ changes: [Double], _ y: Chart.Axis) -> [Chart.Mark] {
    changes.map { .rule(Mark.Rule(from: Point($0, y.range.lowerBound), to: Point($0, y.range.upperBound), .change)) }
  }
}

/// The asymptotic lower bound, where it can be below what a learner loses at worst.
///
/// The regret of t rounds is at most t times the largest gap, and a bound above that is no bound there. Results do not
/// say the gap; they say the largest regret per round that any replication has had at a checkpoint, which is at most the
/// gap. Where the bound exceeds t times that, it is left out: more often than it must be, and never too seldom.
struct LowerBound {
  /// C ln t at the checkpoints from which on it is low enough.
  let points: [Point]
  /// C.
  let slope: Double
  /// What it is.
  static let words = ChartText("asymptotic slope C ln t", latex: "asymptotic\\\\[-1pt] slope $C\\ln t$")

  init?(_ curves: [ResultData.Curve]) {
    let losses = curves.flatMap { $0.moments.map { $0.maximum / Double($0.round) } }.filter(\.isFinite)
    guard let loss = losses.max(), let curve = curves.first(where: { $0.last.lowerBound.isFinite }) else { return nil }
    let from = curve.moments.lastIndex { !($0.lowerBound <= loss * Double($0.round)) }.map { $0 + 1 } ?? 0
    points = curve.moments[from...].map { Point(Double($0.round), $0.lowerBound) }.filter { $0.y > 0 }
    guard points.count > 1, let end = points.last else { return nil }
    slope = Digits.significant(end.y / Double.log(end.x), count: 3)
  }
}
