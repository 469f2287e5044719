/// `sweep-<path>-<notion>`: the mean regret after the last round with its interval against the swept value, a line for
/// each algorithm; of two swept paths a panel for each value of one of them.
public enum SweepCurves {
  /// The figures of all notions, and why some are left out.
  public static func figures(of data: ResultData) -> (figures: [Figure], omissions: [String]) {
    let points = data.points
    guard points.count > 1, let axes = points.first?.values.map(\.path) else { return ([], []) }
    guard axes.count <= 2 else {
      return ([], ["sweep: left out, because \(axes.count) paths are swept; figures are of at most two"])
    }
    guard points.allSatisfy({ $0.values.map(\.path) == axes }) else {
      return ([], ["sweep: left out, because the points of the sweep have different paths"])
    }
    let counts = axes.indices.map { axis in points.map { $0.values[axis].value }.eachOnce.count }
    let main = main(counts, numeric: axes.indices.map { SweepCurves.isNumeric(points, $0) })
    var figures: [Figure] = []
    var omissions: [String] = []
    for notion in data.notions {
      let stem = "sweep-\(FigurePages.fileName(axes[main]))-\(notion)"
      let contests = data.contests.filter { $0.notion == notion }
      // A panel is called by any one of its contests: they differ in the main value only.
      let groups = contests.map { Group($0, without: main) }
      let members = Dictionary(grouping: zip(groups, contests)) { $0.0 }.mapValues { $0.map(\.1) }
      let panels = members.compactMapValues { panel(of: $0, main, axes[main], data) }
      let drawn = groups.eachOnce.filter { panels[$0] != nil }
      let pages = FigurePages.pages(stem, drawn.map(\.place))
      guard pages.allSatisfy({ $0.contests.count <= FigurePages.limit }) else {
        omissions.append("\(stem): left out, because both paths have more than \(FigurePages.limit) values")
        continue
      }
      for page in pages {
        let titled = page.contests.compactMap { place in
          var panel = panels[Group(place: place)]
          panel?.title = page.title(of: place, data)
          return panel
        }
        figures.append(
          Figure(
            page.name,
            Chart(
              title:
                "\(data.scenario): \(data.name(of: notion)) after the last round against \(axes[main])\(page.place(data))",
              description:
                "Means of \(data.replications(contests)) with \(data.level) intervals; \(counts[main]) values of \(axes[main]).",
              panels: titled)))
      }
    }
    return (figures, omissions)
  }

  /// What the contests of a panel have in common; the point is that of the other path.
  private struct Group: Hashable {
    let place: ResultData.Contest

    init(place: ResultData.Contest) { self.place = place }

    init(_ contest: ResultData.Contest, without axis: Int) {
      let others = SweepPoint(contest.point).values.enumerated().filter { $0.offset != axis }
        .map { "\($0.element.path)=\($0.element.value)" }
      place = ResultData.Contest(
        point: others.joined(separator: ";"), environment: contest.environment, notion: contest.notion,
        group: contest.group)
    }
  }

  /// Which of one or two paths is along the axis: numbers before other values, then the one with more values, then the
  /// first.
  private static func main(_ counts: [Int], numeric: [Bool]) -> Int {
    guard counts.count == 2 else { return 0 }
    if numeric[0] != numeric[1] { return numeric[0] ? 0 : 1 }
    return counts[1] > counts[0] ? 1 : 0
  }

  /// Whether values can be put on an axis of numbers.
  private static func isNumeric(_ points: [SweepPoint], _ axis: Int) -> Bool {
    points.allSatisfy { $0.number(axis) != nil && $0.numberPath(axis) == points[0].numberPath(axis) }
  }

  private static func panel(
    of members: [ResultData.Contest], _ axis: Int, _ path: String, _ data: ResultData
  ) -> Panel? {
    let points = members.map { SweepPoint($0.point) }
    let numbers = points.compactMap { $0.number(axis) }
    let isNumeric = SweepCurves.isNumeric(points, axis)
    let places = isNumeric ? numbers : points.indices.map(Double.init)
    let name = ChartText(isNumeric ? points[0].numberPath(axis) : path)
    let x =
      isNumeric
      ? Axis(name, isEvenInRatios(numbers) ? .logarithmic : .linear, covering: numbers, margin: 0.02)
      : Axis(name, categories: points.map { ChartText($0.values[axis].value) })
    var series: [(algorithm: String, values: [(x: Double, moment: ResultData.Moment)])] = []
    for algorithm in data.algorithms {
      let values = zip(places, members).compactMap { place, contest in
        data.curves(of: contest).first { $0.algorithm == algorithm && $0.last.mean.isFinite }.map {
          (x: place, moment: $0.last)
        }
      }
      if !values.isEmpty { series.append((algorithm, values)) }
    }
    guard !series.isEmpty, points.count > 1 else { return nil }
    let moments = series.flatMap { $0.values.map(\.moment) }
    let isLogarithmic = ResultData.isWide(moments.map(\.mean))
    let y = Axis(
      ChartText("\(data.name(of: members[0].notion)) after the last round: mean and \(data.level) interval"),
      isLogarithmic ? .logarithmic : .linear,
      covering: moments.flatMap { isLogarithmic && $0.low <= 0 ? [$0.mean, $0.high] : [$0.mean, $0.low, $0.high] },
      margin: 0.04, includesZero: !isLogarithmic, hasGrid: true)
    var marks: [Mark] = []
    for (algorithm, values) in series {
      let stroke = data.stroke(of: algorithm)
      let spans = values.filter { $0.moment.low.isFinite }
        .map { Mark.Band.Span($0.x, $0.moment.low, $0.moment.high) }
      marks += spans.map {
        .rule(Mark.Rule(from: Point($0.x, $0.low), to: Point($0.x, $0.high), Stroke(color: stroke.color, width: 1)))
      }
    }
    for (algorithm, values) in series {
      let stroke = data.stroke(of: algorithm)
      let points = values.map { Point($0.x, $0.moment.mean) }
      if isNumeric { marks.append(.line(Mark.Line(algorithm, points, stroke))) }
      marks.append(.strip(Mark.Strip(points, stroke, .filled)))
      if let end = points.last { marks.append(.label(Mark.Label(data.titles.algorithm(algorithm), y: end.y, stroke))) }
    }
    return Panel(x: x, y: y, marks: marks)
  }

  /// Whether swept numbers are more evenly spaced in their ratios than in their differences.
  static func isEvenInRatios(_ numbers: [Double]) -> Bool {
    let sorted = Set(numbers).sorted()
    guard sorted.count > 2, let least = sorted.first, least > 0 else { return false }
    let gaps = zip(sorted, sorted.dropFirst())
    func unevenness(_ gaps: [Double]) -> Double { gaps.max()! / gaps.min()! }
    // The ratios of close numbers say the same as their logarithms, and here only the order counts.
    return unevenness(gaps.map { $1 / $0 - 1 }) < unevenness(gaps.map { $1 - $0 })
  }
}
