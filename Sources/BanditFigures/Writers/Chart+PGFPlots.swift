/// A chart for TeX: what is read by `\input`, and the numbers of its curves.
public struct PGFPlots: Hashable, Sendable {
  /// A table of numbers.
  public struct DataFile: Hashable, Sendable {
    /// Its name, beside the figure.
    public let name: String
    /// Its text: one column for each curve, two for each band (`-lo`, `-hi`), and `nan` where something is missing.
    public let text: String
  }

  /// The figure, a `tikzpicture` as wide as a line; needs `pgfplots` and its library `fillbetween`.
  public let figure: String
  /// The tables that it reads.
  public let data: [DataFile]
}

extension Chart {
  /// The chart for TeX with pgfplots.
  ///
  /// - Parameters:
  ///   - name: of the tables: `regret` gives `regret.dat`, and where there are several panels `regret-1.dat` and so on.
  ///   - inches: the width of a line that proportions are made for; the picture is as wide as a line whatever it is.
  /// - Precondition: at least 2 inches.
  public func pgfplots(name: String, width inches: Double = Chart.columnWidth) -> PGFPlots {
    precondition(inches >= 2, "a picture needs 2 inches")
    // TeX's letters are wider than those of the width table: there is room for fewer.
    var writer = PGFPlotsWriter(name: name, layout: ChartLayout(self, width: 0.86 * 96 * inches))
    writer.write(self)
    return PGFPlots(figure: writer.text, data: writer.data)
  }
}

private struct PGFPlotsWriter {
  let name: String
  let layout: ChartLayout
  var text = ""
  var data: [PGFPlots.DataFile] = []

  mutating func write(_ chart: Chart) {
    let colors = Set(layout.frames.flatMap { $0.panel.marks.compactMap(\.color) }).sorted()
    text = """
      % \(chart.title.split(whereSeparator: \.isNewline).joined(separator: " "))
      % Needs in the preamble: \\usepackage{pgfplots} \\pgfplotsset{compat=1.16} \\usepgfplotslibrary{fillbetween}
      \\begingroup
      \(colors.map { "\\definecolor{figure\($0)}{HTML}{\($0)}\n" }.joined())\
      \\begin{tikzpicture}[x=\\linewidth, y=\\linewidth, font=\\scriptsize, line join=round]

      """
    for (index, frame) in layout.frames.enumerated() { write(frame, number: index) }
    for item in layout.texts { node(item) }
    // Last, because areas between curves need the extent of these.
    text += """
      \\pgfresetboundingbox
      \\path[use as bounding box] (0,0) rectangle (1,\(part(layout.height)));
      \\end{tikzpicture}%
      \\endgroup

      """
  }

  private mutating func write(_ frame: ChartLayout.Frame, number: Int) {
    let panel = frame.panel
    let file = layout.frames.count == 1 ? "\(name).dat" : "\(name)-\(number + 1).dat"
    let table = CurveTable(panel)
    if !table.isEmpty { data.append(PGFPlots.DataFile(name: file, text: table.text)) }
    text += """
      \\begin{axis}[
        at={(\(part(frame.left))\\linewidth,\(part(layout.height - frame.bottom))\\linewidth)}, anchor=south west,
        scale only axis, width=\(part(frame.width))\\linewidth, height=\(part(frame.height))\\linewidth,
        \(mode("x", panel.x))\(mode("y", panel.y))axis lines*=left,
        tick align=outside, tick pos=left, xminorticks=false, yminorticks=false, scaled ticks=false,
        major tick length=2pt, every tick/.style={black, thin}, enlargelimits=false, clip=true,
        \(ticks("x", panel.x, frame.xTicks)),
        \(ticks("y", panel.y, frame.yTicks))\(panel.y.hasGrid ? ",\n  ymajorgrids, grid style={black!15, line width=.3pt}" : "")]

      """
    for (place, mark) in panel.marks.enumerated() {
      write(mark, panel, table: table, file: file, path: "figure\(number)-\(place)")
    }
    text += "\\end{axis}\n"
    for item in frame.texts where isOutsideTicks(item, frame) { node(item) }
    for label in frame.endLabels { write(label, frame) }
  }

  /// Labels of ticks are the axis's.
  private func isOutsideTicks(_ item: ChartLayout.Text, _ frame: ChartLayout.Frame) -> Bool {
    item.y < frame.top || item.y > frame.bottom + 20
  }

  private func mode(_ name: String, _ axis: Axis) -> String {
    let isDown = name == "y" && axis.scale == .categories
    return (axis.scale == .logarithmic ? "\(name)mode=log, " : "") + (isDown ? "\(name) dir=reverse, " : "")
      + "\(name)min=\(number(axis.range.lowerBound)), \(name)max=\(number(axis.range.upperBound)), "
  }

  private func ticks(_ name: String, _ axis: Axis, _ ticks: [Axis.Tick]) -> String {
    let labels = ticks.map { tick -> String in
      if axis.scale != .categories || name == "x" { return "{\(tex(tick.label))}" }
      let lines =
        tick.label.latex.map { [$0] }
        ?? tick.label.wrapped(to: max(70, 0.24 * layout.width), lines: 2, size: ChartLayout.fontSize).map(escaped)
      return "{\(lines.joined(separator: "\\\\"))}"
    }
    let style = axis.scale == .categories ? ", \(name)ticklabel style={align=right}" : ""
    return "\(name)tick={\(ticks.map { number($0.value) }.joined(separator: ","))}, minor \(name)tick={}, "
      + "\(name)ticklabels={\(labels.joined(separator: ","))}\(style)"
  }

  private mutating func write(_ mark: Mark, _ panel: Panel, table: CurveTable, file: String, path: String) {
    func column(_ name: String) -> String { "table[x=\(table.x), y={\(name)}] {\(file)};\n" }
    switch mark {
    case .line(let line): text += "\\addplot[\(look(line.stroke))] \(column(line.name))"
    case .band(let band):
      let fill = band.isSolid ? "" : ", fill opacity=.16"
      text += "\\addplot[draw=none, name path=\(path)-lo] \(column("\(band.name)-lo"))"
      text += "\\addplot[draw=none, name path=\(path)-hi] \(column("\(band.name)-hi"))"
      text += "\\addplot[draw=none, fill=\(color(band.stroke))\(fill)] fill between[of=\(path)-lo and \(path)-hi];\n"
    case .strip(let strip):
      guard !strip.points.isEmpty else { return }
      let look =
        switch strip.shape {
        case .faint: "mark size=.6pt, opacity=.4, mark options={draw=none}"
        case .filled: "mark size=1.7pt, mark options={draw=none}"
        case .hollow: "mark size=1.6pt, mark options={fill=white}"
        }
      text +=
        "\\addplot[only marks, mark=*, color=\(color(strip.stroke)), \(look)] coordinates {"
        + strip.points.map { "(\(number($0.x)),\(number($0.y)))" }.joined(separator: " ") + "};\n"
    case .box(let box):
      let half = 0.2
      let q = box.quantiles.map(number)
      let (y, low, high) = (number(box.place), number(box.place - half), number(box.place + half))
      // One curve with gaps: what is drawn otherwise is below all curves.
      let pieces = [
        [(q[0], y), (q[1], y)], [(q[1], low), (q[3], low), (q[3], high), (q[1], high), (q[1], low)],
        [(q[3], y), (q[4], y)],
        [(q[2], low), (q[2], high)],
      ]
      let path = pieces.map { $0.map { "(\($0.0),\($0.1))" }.joined(separator: " ") }.joined(separator: " (nan,nan) ")
      text += "\\addplot[black, line width=.5pt, unbounded coords=jump] coordinates {\(path)};\n"
      text +=
        "\\addplot[only marks, mark=diamond*, mark size=2.2pt, color=\(color(box.stroke)), "
        + "mark options={draw=black, line width=.4pt}] coordinates {(\(number(box.mean)),\(y))};\n"
    case .rule(let rule):
      let ends = [rule.start, rule.end].map { "(axis cs:\(number($0.x)),\(number($0.y)))" }
      text += "\\draw[\(look(rule.stroke))] \(ends[0]) -- \(ends[1]);\n"
    case .label: break
    }
  }

  private mutating func write(_ label: ChartLayout.EndLabel, _ frame: ChartLayout.Frame) {
    let (bend, end) = (frame.right + ChartLayout.bend, frame.right + ChartLayout.bend + ChartLayout.sample)
    let stroke = label.label.stroke
    text +=
      "\\draw[\(color(stroke)), line width=.4pt] \(at(frame.right + 1, label.target)) -- \(at(bend, label.middle));\n"
    text +=
      label.label.isArea
      ? "\\fill[\(color(stroke))] \(at(bend, label.middle - 3.5)) rectangle \(at(end, label.middle + 3.5));\n"
      : "\\draw[\(look(stroke))] \(at(bend, label.middle)) -- \(at(end, label.middle));\n"
    let lines = label.label.text.latex.map { [$0] } ?? label.lines.map(escaped)
    text +=
      "\\node[anchor=west, align=left, inner sep=0pt] at \(at(end + 3, label.middle)) "
      + "{\(lines.joined(separator: "\\\\[-1pt]"))};\n"
  }

  private mutating func node(_ item: ChartLayout.Text) {
    let anchor =
      switch item.anchor {
      case .start: "base west"
      case .middle: "base"
      case .end: "base east"
      }
    text += "\\node[anchor=\(anchor), inner sep=0pt] at \(at(item.x, item.y)) {\(item.latex ?? escaped(item.text))};\n"
  }

  // MARK: Parts

  private func at(_ x: Double, _ y: Double) -> String { "(\(part(x)),\(part(layout.height - y)))" }

  /// A length as a share of a line.
  private func part(_ pixels: Double) -> String { "\((pixels / layout.width * 10_000).rounded() / 10_000)" }

  private func number(_ number: Double) -> String { "\(Digits.significant(number))" }

  private func look(_ stroke: Stroke) -> String {
    // A pixel is 3/4 of a point of PostScript.
    let width = "line width=\(Digits.fixed(0.75 * stroke.width))bp"
    guard !stroke.dash.isEmpty else { return "\(color(stroke)), \(width)" }
    let dash = stroke.dash.enumerated().map { "\($0 % 2 == 0 ? "on" : "off") \(Digits.fixed(0.75 * $1))bp" }
    return "\(color(stroke)), \(width), dash pattern=\(dash.joined(separator: " "))"
  }

  private func color(_ stroke: Stroke) -> String { stroke.color.map { "figure\($0)" } ?? "black" }

  private func tex(_ text: ChartText) -> String { text.latex ?? escaped(text.plain) }

  private func escaped(_ text: String) -> String {
    text.map { character in
      switch character {
      case "\\": "\\textbackslash{}"
      case "~": "\\textasciitilde{}"
      case "^": "\\textasciicircum{}"
      case "\u{2026}": "\\ldots{}"
      case "\u{2212}": "$-$"
      case "<", ">", "|": "$\(character)$"
      case "&", "%", "$", "#", "_", "{", "}": "\\\(character)"
      default: String(character)
      }
    }.joined()
  }
}

extension Mark {
  /// Its colour, if it has one of its own.
  fileprivate var color: String? {
    switch self {
    case .line(let line): line.stroke.color
    case .band(let band): band.stroke.color
    case .strip(let strip): strip.stroke.color
    case .box(let box): box.stroke.color
    case .rule(let rule): rule.stroke.color
    case .label(let label): label.stroke.color
    }
  }
}

/// The curves and bands of a panel, side by side.
private struct CurveTable {
  /// The name of the first column.
  let x: String
  private var columns: [(name: String, values: [Double: Double])] = []

  init(_ panel: Panel) {
    let title = panel.x.title.plain
    x = title.count == 1 ? title : "x"
    for mark in panel.marks {
      if case .line(let line) = mark { add(line.name, line.points.map { ($0.x, $0.y) }) }
    }
    for mark in panel.marks {
      guard case .band(let band) = mark else { continue }
      // Beside its curve.
      let place = columns.firstIndex { $0.name == band.name }.map { $0 + 1 } ?? columns.count
      columns.insert(("\(band.name)-lo", Dictionary(band.spans.map { ($0.x, $0.low) }) { $1 }), at: place)
      columns.insert(("\(band.name)-hi", Dictionary(band.spans.map { ($0.x, $0.high) }) { $1 }), at: place + 1)
    }
  }

  var isEmpty: Bool { columns.isEmpty }

  var text: String {
    let rows = Set(columns.flatMap(\.values.keys)).sorted()
    let header = ([x] + columns.map(\.name)).joined(separator: " ")
    return
      ([header]
      + rows.map { row in
        ([row] + columns.map { $0.values[row] ?? .nan }).map(CurveTable.number).joined(separator: " ")
      }).map { "\($0)\n" }.joined()
  }

  private mutating func add(_ name: String, _ points: [(Double, Double)]) {
    columns.append((name, Dictionary(points) { $1 }))
  }

  /// With the fewest digits that read back exactly.
  private static func number(_ number: Double) -> String {
    guard number.isFinite else { return "nan" }
    return Int(exactly: number).map(String.init) ?? number.description
  }
}
