import BanditCards

extension Chart {
  /// The chart as a specification of Vega-Lite 5 with its data, in JSON on one line, ending with a line feed.
  ///
  /// Numbers have six digits. The places of labels at the right end are those of the picture of this width.
  ///
  /// - Parameter inches: the width, for screens of 96 pixels an inch.
  /// - Precondition: at least 2 inches.
  public func vegaLite(width inches: Double = Chart.columnWidth) -> String {
    precondition(inches >= 2, "a picture needs 2 inches")
    let layout = ChartLayout(self, width: 96 * inches)
    let views = layout.frames.map { VegaLite.view($0) }
    var entries: [Settings.Entry] = [
      .init("$schema", .text("https://vega.github.io/schema/vega-lite/v5.json")),
      .init(
        "title",
        .object([
          "text": .text(title), "subtitle": .text(panels.first?.y.title.plain ?? ""), "anchor": .text("start"),
        ])),
      .init("description", .text(description)),
      .init(
        "config",
        .object([
          "font": .text("Helvetica, Arial, sans-serif"), "view": .object(["stroke": .text("transparent")]),
          "axis": .object([
            "labelFontSize": .number(ChartLayout.fontSize), "titleFontSize": .number(ChartLayout.fontSize),
            "titleFontWeight": .text("normal"),
          ]),
          "title": .object([
            "fontSize": .number(ChartLayout.fontSize), "fontWeight": .text("normal"),
            "subtitleFontSize": .number(ChartLayout.fontSize),
          ]),
        ])),
    ]
    if views.count == 1 {
      entries += views[0].entries.filter { $0.name != "title" }
    } else {
      let columns = Set(layout.frames.map(\.left)).count
      entries += [.init("columns", .whole(columns)), .init("concat", .list(views.map { .object($0) }))]
    }
    return JSONText.compact(.object(Settings(entries))) + "\n"
  }
}

private enum VegaLite {
  static func view(_ frame: ChartLayout.Frame) -> Settings {
    let all = frame.panel.marks.flatMap { layers($0, frame) } + frame.endLabels.flatMap { labels($0, frame) }
    var entries: [Settings.Entry] = []
    if !frame.panel.title.isEmpty { entries.append(.init("title", .text(frame.panel.title.plain))) }
    entries += [
      .init("width", number(frame.width.rounded())), .init("height", number(frame.height.rounded())),
      .init("layer", .list(all.map { .object($0) })),
    ]
    return Settings(entries)
  }

  private static func layers(_ mark: Mark, _ frame: ChartLayout.Frame) -> [Settings] {
    switch mark {
    case .line(let line):
      let points = line.points.filter { $0.y.isFinite && (frame.panel.y.scale != .logarithmic || $0.y > 0) }
      return [layer(points.map { ["x": number($0.x), "y": number($0.y)] }, stroke("line", line.stroke), frame)]
    case .band(let band):
      let rows: [Settings] = band.spans.filter { $0.low.isFinite && $0.high.isFinite }.map {
        ["x": number($0.x), "y": number(inside($0.low, frame)), "y2": number(inside($0.high, frame))]
      }
      let look: Settings = [
        "type": .text("area"), "color": color(band.stroke), "opacity": .number(band.isSolid ? 1 : 0.16),
      ]
      return [layer(rows, look, frame, second: "y2")]
    case .strip(let strip):
      let look: Settings = [
        "type": .text("point"), "filled": .flag(strip.shape != .hollow), "color": color(strip.stroke),
        "size": .whole(strip.shape == .faint ? 4 : 22), "opacity": .number(strip.shape == .faint ? 0.4 : 1),
      ]
      return [layer(strip.points.map { ["x": number($0.x), "y": number($0.y)] }, look, frame)]
    case .box(let box):
      func rule(_ from: Double, _ to: Double, _ width: Double) -> Settings {
        layer(
          [["x": number(from), "y": number(box.place), "x2": number(to)]],
          ["type": .text("rule"), "color": .text("#1A1A1A"), "strokeWidth": .number(width)], frame, second: "x2")
      }
      let (q, y) = (box.quantiles, number(box.place))
      return [
        rule(q[0], q[4], 0.9),
        layer(
          [["x": number(q[1]), "y": y, "x2": number(q[3])]],
          [
            "type": .text("bar"), "height": .whole(9), "color": .text("#FFFFFF"), "stroke": .text("#1A1A1A"),
            "strokeWidth": .number(0.9), "fillOpacity": .number(0.5),
          ], frame, second: "x2"),
        layer(
          [["x": number(q[2]), "y": y]],
          ["type": .text("tick"), "orient": .text("vertical"), "size": .whole(9), "color": .text("#1A1A1A")], frame),
        layer(
          [["x": number(box.mean), "y": y]],
          [
            "type": .text("point"), "shape": .text("diamond"), "filled": .flag(true), "size": .whole(24),
            "color": color(box.stroke), "opacity": .number(1),
          ], frame),
      ]
    case .rule(let rule):
      return [
        layer(
          [rule.start, rule.end].map { ["x": number($0.x), "y": number(inside($0.y, frame))] },
          stroke("line", rule.stroke), frame)
      ]
    case .label: return []
    }
  }

  /// A label is at its place in pixels.
  private static func labels(_ label: ChartLayout.EndLabel, _ frame: ChartLayout.Frame) -> [Settings] {
    let (y, start) = (label.middle - frame.top, frame.width + ChartLayout.bend)
    let lines = Setting.list(label.lines.map { .text($0) })
    func place(_ number: Double) -> Setting { .object(["value": VegaLite.number(number)]) }
    return [
      [
        "data": .object(["values": .list([.object([:])])]), "mark": .object(stroke("rule", label.label.stroke)),
        "encoding": .object(["x": place(start), "x2": place(start + ChartLayout.sample), "y": place(y)]),
      ],
      [
        "data": .object(["values": .list([.object([:])])]),
        "mark": .object([
          "type": .text("text"), "text": lines, "align": .text("left"), "baseline": .text("middle"),
          "fontSize": .number(ChartLayout.fontSize), "lineHeight": .number(ChartLayout.lineHeight),
          "x": number(start + ChartLayout.sample + 3),
          "y": number(y - ChartLayout.lineHeight * Double(label.lines.count - 1) / 2),
        ]), "encoding": .object([:]),
      ],
    ]
  }

  private static func layer(
    _ rows: [Settings], _ mark: Settings, _ frame: ChartLayout.Frame, second: String? = nil
  ) -> Settings {
    var encoding: [Settings.Entry] = [
      .init("x", .object(channel("x", frame.panel.x, ticks: frame.xTicks, isDown: false))),
      .init(
        "y", .object(channel("y", frame.panel.y, ticks: frame.yTicks, isDown: frame.panel.y.scale == .categories))),
    ]
    if let second { encoding.append(.init(second, .object(["field": .text(second)]))) }
    return [
      "data": .object(["values": .list(rows.map { .object($0) })]), "mark": .object(mark),
      "encoding": .object(Settings(encoding)),
    ]
  }

  private static func channel(_ field: String, _ axis: Axis, ticks: [Axis.Tick], isDown: Bool) -> Settings {
    let labels = JSONText.compact(.list(ticks.map { .text($0.label.plain) }))
    let scale: Settings = [
      "type": .text(axis.scale == .logarithmic ? "log" : "linear"),
      "domain": .list([number(axis.range.lowerBound), number(axis.range.upperBound)]), "nice": .flag(false),
      "zero": .flag(false), "reverse": .flag(isDown),
    ]
    return [
      "field": .text(field), "type": .text("quantitative"), "title": .text(field == "x" ? axis.title.plain : ""),
      "scale": .object(scale),
      "axis": .object([
        "values": .list(ticks.map { number($0.value) }), "grid": .flag(axis.hasGrid),
        "labelExpr": .text("\(labels)[round(datum.index * \(max(1, ticks.count - 1)))]"), "labelOverlap": .flag(false),
      ]),
    ]
  }

  private static func stroke(_ type: String, _ stroke: Stroke) -> Settings {
    var entries: [Settings.Entry] = [
      .init("type", .text(type)), .init("color", color(stroke)), .init("strokeWidth", number(stroke.width)),
    ]
    if !stroke.dash.isEmpty { entries.append(.init("strokeDash", .list(stroke.dash.map(number)))) }
    return Settings(entries)
  }

  private static func color(_ stroke: Stroke) -> Setting { .text("#\(stroke.color ?? "1A1A1A")") }

  /// A place along the axis on the left, or its nearest end.
  private static func inside(_ y: Double, _ frame: ChartLayout.Frame) -> Double {
    min(max(y, frame.panel.y.range.lowerBound), frame.panel.y.range.upperBound)
  }

  private static func number(_ number: Double) -> Setting {
    let rounded = Digits.significant(number)
    return Int(exactly: rounded).map { .whole($0) } ?? .number(rounded)
  }
}
