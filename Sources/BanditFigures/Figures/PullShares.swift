import BanditExperiments

/// `pulls`: the share of each action in the rounds so far, stacked, a panel for each algorithm; from the extra `pulls`.
public enum PullShares {
  /// The most actions with an area of their own.
  private static let actionLimit = 8

  /// The figures, and why some are left out.
  public static func figures(of data: ResultData) -> (figures: [Figure], omissions: [String]) {
    let cells = data.cells.filter { !data.shares(of: $0).isEmpty }
    guard !cells.isEmpty else { return ([], []) }
    if let excess = FigurePages.excess(.pulls, data) { return ([], [excess]) }
    guard cells.contains(where: { panel(of: $0, in: data) != nil }) else {
      return ([], ["pulls: left out, because there is one checkpoint only"])
    }
    // Panels are called by algorithms, which stand in the place of groups.
    let places = cells.map {
      ResultData.Contest(point: $0.point, environment: $0.environment, notion: "pulls", group: $0.algorithm)
    }
    let environments = places.map { EnvironmentPoint(environment: $0.environment, point: $0.point) }.eachOnce
    let pages =
      places.count <= FigurePages.limit || environments.count == 1
      ? FigurePages.pages("pulls", places)
      : environments.flatMap { environment in
        let some = places.filter { $0.environment == environment.environment && $0.point == environment.point }
        let parts = [environment.environment, SweepPoint(environment.point).title].filter { !$0.isEmpty }
        return FigurePages.pages((["pulls"] + parts.map(FigurePages.fileName)).joined(separator: "-"), some)
      }
    let figures = pages.map { page in
      let environments = page.contests.map(\.environment).eachOnce
      let place =
        environments.count > 1
        ? "in \(environments.count) environments" : "in \(data.titles.environment(environments[0]).plain)"
      return Figure(
        page.name,
        Chart(
          title: "\(data.scenario): shares of actions \(place)",
          description: "The share of each action in the rounds so far, stacked, as a mean over replications; "
            + words(page, data),
          panels: page.contests.compactMap { contest in
            var panel = panel(of: CellKey(contest), in: data)
            panel?.title = title(of: contest, on: page, data)
            return panel
          }))
    }
    return (figures, [])
  }

  /// The panel of an algorithm, without a title; `nil` where there are not two checkpoints.
  public static func panel(of key: CellKey, in data: ResultData) -> Chart.Panel? {
    let shares = summarized(data.shares(of: key), data)
    guard let rounds = shares.first?.points.map(\.x), rounds.count > 1 else { return nil }
    let changes = RegretCurves.changes(
      ResultData.Contest(point: key.point, environment: key.environment, notion: ""), data, rounds)
    let x = Axis(
      ChartText("t", latex: "$t$"), changes.isEmpty && ResultData.isLogarithmic(rounds) ? .logarithmic : .linear,
      covering: rounds)
    let totals = rounds.indices.map { place in shares.reduce(0) { $0 + $1.points[place].y } }
    // One action a round, or up to K.
    let top = max(1, (totals.max() ?? 1) - 1e-9)
    let y = Axis("share of each action in the rounds so far", .linear, covering: [0, top], includesZero: true)
    var marks: [Mark] = []
    var base = [Double](repeating: 0, count: rounds.count)
    for (place, share) in shares.enumerated() {
      let stroke = stroke(place, isRest: share.action == rest)
      let spans = rounds.indices.map { Mark.Band.Span(rounds[$0], base[$0], base[$0] + share.points[$0].y) }
      base = spans.map(\.high)
      marks.append(.band(Mark.Band(share.action, spans, stroke, isSolid: true)))
      if let end = spans.last {
        marks.append(.label(Mark.Label(ChartText(share.action), y: (end.low + end.high) / 2, stroke, isArea: true)))
      }
    }
    let edges = shares.indices.dropLast().map { place -> Mark in
      guard case .band(let band) = marks[2 * place] else { return marks[2 * place] }
      return .line(
        Mark.Line("edge-\(band.name)", band.spans.map { Point($0.x, $0.high) }, Stroke(color: "FFFFFF", width: 0.6)))
    }
    let bands = marks.filter { if case .band = $0 { true } else { false } }
    let labels = marks.filter { if case .label = $0 { true } else { false } }
    return Panel(x: x, y: y, marks: bands + edges + RegretCurves.rules(changes, y) + labels)
  }

  private static let rest = "others"

  private static func stroke(_ place: Int, isRest: Bool) -> Stroke {
    isRest ? Stroke(color: "BBBBBB") : Stroke(color: colors[place % colors.count])
  }

  /// Light and dark in turns, so that neighbours differ in grey.
  private static let colors = ["0072B2", "E69F00", "009E73", "CC79A7", "004166", "56B4E9", "D55E00", "F0E442"]

  /// The shares with the least of them together, if there are many: the same actions in all panels.
  private static func summarized(_ shares: [ResultData.Share], _ data: ResultData) -> [ResultData.Share] {
    guard shares.count > actionLimit else { return shares }
    var totals: [String: Double] = [:]
    for share in data.shares.values.joined() { totals[share.action, default: 0] += share.points.last?.y ?? 0 }
    let order = shares.indices.sorted {
      let (left, right) = (totals[shares[$0].action] ?? 0, totals[shares[$1].action] ?? 0)
      return left != right ? left > right : $0 < $1
    }
    let kept = Set(order.prefix(actionLimit - 1))
    let dropped = shares.indices.filter { !kept.contains($0) }
    let others = shares[0].points.indices.map { place in
      Point(shares[0].points[place].x, dropped.reduce(0) { $0 + shares[$1].points[place].y })
    }
    return kept.sorted().map { shares[$0] } + [ResultData.Share(action: rest, points: others)]
  }

  private static func title(
    of contest: ResultData.Contest, on page: FigurePages.Page, _ data: ResultData
  ) -> ChartText {
    let algorithm = data.titles.algorithm(contest.group)
    var parts = [algorithm.plain]
    if page.contests.map(\.environment).eachOnce.count > 1 {
      parts.append(data.titles.environment(contest.environment).plain)
    }
    if page.contests.map(\.point).eachOnce.count > 1 { parts.append(SweepPoint(contest.point).title) }
    return ChartText(parts.joined(separator: ", "), latex: parts.count == 1 ? algorithm.latex : nil)
  }

  private static func words(_ page: FigurePages.Page, _ data: ResultData) -> String {
    page.contests.map { contest in
      let shares = data.shares(of: CellKey(contest)).map { share in
        "\(share.action) \(Digits.short(Digits.significant(share.points.last?.y ?? 0, count: 2)))"
      }
      let most = shares.prefix(actionLimit).joined(separator: ", ")
      return "\(title(of: contest, on: page, data).plain): \(most)\(shares.count > actionLimit ? ", ..." : "")."
    }.joined(separator: " ")
  }
}

extension CellKey {
  /// The cell of a panel that an algorithm names.
  fileprivate init(_ place: ResultData.Contest) {
    self.init(point: place.point, environment: place.environment, algorithm: place.group)
  }
}

extension ResultData {
  /// The cells, in the order of figures.
  fileprivate var cells: [CellKey] {
    contests.map { EnvironmentPoint(environment: $0.environment, point: $0.point) }.eachOnce.flatMap { place in
      algorithms.map { CellKey(point: place.point, environment: place.environment, algorithm: $0) }
    }
  }
}
