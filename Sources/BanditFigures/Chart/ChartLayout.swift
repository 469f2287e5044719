/// Where the parts of a chart are, in pixels of 1/96 inch from the upper left corner: the same for all writers.
struct ChartLayout {
  /// The size of all text: what can be read in print.
  static let fontSize = 9.0
  static let lineHeight = 10.5
  /// From an axis to its labels.
  static let tick = 3.0
  private static let gap = 3.0
  /// From the right end to a label: a bend, and a piece of what it names.
  static let bend = 7.0
  static let sample = 15.0
  private static let leader = bend + sample + gap

  /// One line of text.
  struct Text {
    let text: String
    let x: Double
    /// The line that letters stand on.
    let y: Double
    let anchor: Anchor
    /// An exponent behind it.
    var exponent: String?
    /// What TeX shows instead.
    var latex: String?

    enum Anchor { case start, middle, end }
  }

  /// A label at the right end.
  struct EndLabel {
    let label: Mark.Label
    let lines: [String]
    /// Where what it names ends.
    let target: Double
    /// The middle of its lines.
    let middle: Double
  }

  /// A panel in its place.
  struct Frame {
    let panel: Panel
    let left: Double
    let top: Double
    let width: Double
    let height: Double
    let texts: [Text]
    let endLabels: [EndLabel]
    /// Whether the axis below says what it measures, which it does in the lowest panels.
    let namesX: Bool
    /// The places of ticks that have a label, by axis.
    let xTicks: [Axis.Tick]
    let yTicks: [Axis.Tick]

    var right: Double { left + width }
    var bottom: Double { top + height }

    func x(_ value: Double) -> Double { left + width * panel.x.place(value) }

    func y(_ value: Double) -> Double {
      let place = panel.y.place(value)
      return panel.y.scale == .categories ? top + height * place : bottom - height * place
    }
  }

  let width: Double
  let height: Double
  let frames: [Frame]
  /// What all panels measure on the left, and other texts of the whole.
  let texts: [Text]

  /// Lays out a chart.
  ///
  /// - Parameter width: in pixels.
  init(_ chart: Chart, width: Double) {
    let sizes = PanelSizes(chart, width: width)
    var frames: [Frame] = []
    let heading = chart.panels.first.map { ChartLayout.lines($0.y.title, to: width - 2) } ?? []
    var y = heading.isEmpty ? 4 : ChartLayout.lineHeight * Double(heading.count) + 6
    texts = heading.enumerated().map {
      Text(text: $1, x: 0.5, y: 8 + ChartLayout.lineHeight * Double($0), anchor: .start)
    }
    let panels = chart.panels
    for start in stride(from: 0, to: panels.count, by: sizes.columns) {
      let row = start..<min(start + sizes.columns, panels.count)
      if panels[row].contains(where: { !$0.title.isEmpty }) { y += ChartLayout.lineHeight + 6 }
      var x = 0.0
      for index in row {
        let isLast = index == row.upperBound - 1
        x += sizes.left
        frames.append(
          ChartLayout.frame(
            panels[index], left: x, top: y, sizes: sizes, isLabelled: isLast,
            namesX: index + sizes.columns >= panels.count
              || panels[index].x.title != panels[index + sizes.columns].x.title))
        x += sizes.plotWidth + ChartLayout.columnGap
      }
      let hasName = row.contains { frames[$0].namesX && !frames[$0].panel.x.title.isEmpty }
      y += sizes.plotHeight + 14.5 + (hasName ? ChartLayout.lineHeight : 0) + (row.upperBound < panels.count ? 5 : 1)
    }
    self.width = width
    self.height = y.rounded(.up)
    self.frames = frames
  }

  static let columnGap = 10.0

  private static func lines(_ text: ChartText, to width: Double) -> [String] {
    text.wrapped(to: width, lines: 2, size: fontSize)
  }

  private static func frame(
    _ panel: Panel, left: Double, top: Double, sizes: PanelSizes, isLabelled: Bool, namesX: Bool
  ) -> Frame {
    let (width, height) = (sizes.plotWidth, sizes.plotHeight)
    let bare = Frame(
      panel: panel, left: left, top: top, width: width, height: height, texts: [], endLabels: [], namesX: namesX,
      xTicks: [], yTicks: [])
    let xTicks = labelled(panel.x.ticks) { tick in
      let half = (panel.x.scale == .categories ? 0 : tick.label.width(size: fontSize)) / 2 + 2
      return (bare.x(tick.value) - half, bare.x(tick.value) + half)
    }
    let yTicks =
      panel.y.scale == .categories
      ? panel.y.ticks
      : labelled(panel.y.ticks) { (bare.y($0.value) - lineHeight / 2, bare.y($0.value) + lineHeight / 2) }
    var texts: [Text] = []
    if !panel.title.isEmpty {
      let title = panel.title.wrapped(to: width + sizes.left - 4, lines: 1, size: fontSize)
      let x = left - (sizes.columns == 1 ? 0 : sizes.left - 4)
      texts += title.map { Text(text: $0, x: x, y: top - 9, anchor: .start, latex: panel.title.latex) }
    }
    for tick in xTicks where !tick.label.isEmpty {
      let slot = panel.x.scale == .categories ? width / Double(max(1, panel.x.ticks.count)) - 3 : .infinity
      texts += tickTexts(tick.label, to: slot, x: bare.x(tick.value), y: bare.bottom + 13, anchor: .middle, lines: 1)
    }
    for tick in yTicks where !tick.label.isEmpty {
      texts += tickTexts(
        tick.label, to: sizes.left - leftGap, x: left - leftGap, y: bare.y(tick.value) + 3.2, anchor: .end, lines: 2)
    }
    if namesX && !panel.x.title.isEmpty {
      let lines = panel.x.title.wrapped(to: width + sizes.left - 2, lines: 1, size: fontSize)
      texts += lines.map {
        Text(text: $0, x: bare.right, y: bare.bottom + 13 + lineHeight, anchor: .end, latex: panel.x.title.latex)
      }
    }
    return Frame(
      panel: panel, left: left, top: top, width: width, height: height, texts: texts,
      endLabels: isLabelled ? endLabels(of: bare, width: sizes.labelWidth) : [], namesX: namesX, xTicks: xTicks,
      yTicks: yTicks)
  }

  /// From an axis on the left to its labels.
  private static let leftGap = tick + gap

  private static func tickTexts(
    _ label: ChartText, to width: Double, x: Double, y: Double, anchor: Text.Anchor, lines: Int
  ) -> [Text] {
    if label.parts.count == 2 {
      return [Text(text: label.parts[0].text, x: x, y: y, anchor: anchor, exponent: label.parts[1].text)]
    }
    let lines = label.wrapped(to: width, lines: lines, size: fontSize)
    return lines.enumerated().map { place, line in
      Text(
        text: line, x: x, y: y + lineHeight * (Double(place) - Double(lines.count - 1) / 2), anchor: anchor)
    }
  }

  /// The ticks of every n-th, with the smallest n for which their labels do not touch.
  private static func labelled(_ ticks: [Axis.Tick], extent: (Axis.Tick) -> (Double, Double)) -> [Axis.Tick] {
    guard ticks.count > 1 else { return ticks }
    for step in 1..<ticks.count {
      let some = stride(from: 0, to: ticks.count, by: step).map { ticks[$0] }
      let extents = some.map(extent).sorted { $0.0 < $1.0 }
      if zip(extents, extents.dropFirst()).allSatisfy({ $0.1 <= $1.0 }) { return some }
    }
    return [ticks[0]]
  }

  // MARK: Labels at the right end

  private static func endLabels(of frame: Frame, width: Double) -> [EndLabel] {
    let labels = frame.panel.labels.enumerated().map { place, label in
      (
        place: place, label: label, lines: label.text.wrapped(to: width, lines: 3, size: fontSize),
        target: frame.y(label.y)
      )
    }.sorted { $0.target != $1.target ? $0.target < $1.target : $0.place < $1.place }
    let middles = pushedApart(
      labels.map { ($0.target, lineHeight * Double($0.lines.count) + 1) }, within: frame.top - 2...frame.bottom + 2)
    return zip(labels, middles).map { EndLabel(label: $0.label, lines: $0.lines, target: $0.target, middle: $1) }
  }

  /// The places nearest to those wanted, in the sense of least squares, at which extents do not overlap.
  ///
  /// - Parameter wanted: places in increasing order, and extents.
  static func pushedApart(_ wanted: [(place: Double, extent: Double)], within range: ClosedRange<Double>) -> [Double] {
    // Each cluster is a run of extents without gaps; its place is where their first one would best begin.
    var clusters: [(count: Int, extent: Double, sum: Double)] = []
    func start(_ cluster: (count: Int, extent: Double, sum: Double)) -> Double {
      let best = cluster.sum / Double(cluster.count)
      return max(range.lowerBound, min(best, range.upperBound - cluster.extent))
    }
    for (place, extent) in wanted {
      clusters.append((1, extent, place - extent / 2))
      while clusters.count > 1 {
        let (upper, lower) = (clusters[clusters.count - 2], clusters[clusters.count - 1])
        guard start(upper) + upper.extent > start(lower) else { break }
        clusters.removeLast()
        clusters[clusters.count - 1] = (
          upper.count + lower.count, upper.extent + lower.extent,
          upper.sum + lower.sum - Double(lower.count) * upper.extent
        )
      }
    }
    var places: [Double] = []
    for cluster in clusters {
      var top = start(cluster)
      for _ in 0..<cluster.count {
        let extent = wanted[places.count].extent
        places.append(top + extent / 2)
        top += extent
      }
    }
    return places
  }
}

extension Panel {
  /// Its labels at the right end.
  var labels: [Mark.Label] {
    marks.compactMap { if case .label(let label) = $0 { label } else { nil } }
  }
}

/// The sizes that all panels of a chart share.
private struct PanelSizes {
  let columns: Int
  /// What labels of ticks take on the left of each panel.
  let left: Double
  let plotWidth: Double
  let plotHeight: Double
  /// The longest line of a label at the right end.
  let labelWidth: Double

  init(_ chart: Chart, width: Double) {
    let panels = chart.panels
    let most = max(64, 0.21 * width)
    labelWidth = most
    let size = ChartLayout.fontSize
    let labelLines = panels.map { $0.labels.map { $0.text.wrapped(to: most, lines: 3, size: size) } }
    let widest = labelLines.joined().joined().map { FontWidths.width($0, size: size) }.max() ?? 0
    let right =
      widest > 0
      ? ChartLayout.bend + ChartLayout.sample + 3 + widest + 1
      : (panels.compactMap { $0.x.ticks.last?.label.width(size: size) }.max() ?? 0) / 2 + 2
    left = panels.map { PanelSizes.left(of: $0, width: width) }.max() ?? 0
    // Labels of the last panel of a row stand for those of the whole row.
    let texts = panels.map { Set($0.labels.map(\.text)) }
    let areAlike = texts.allSatisfy { $0 == texts.first }
    // Two narrow columns are better than one that is longer than a page.
    let besides = left + ChartLayout.columnGap
    let room = max(Int((width - right) / (besides + 78)), min(2, Int((width - right) / (besides + 46))))
    let limit = areAlike ? max(1, min(4, room, panels.count)) : 1
    let rows = (panels.count + limit - 1) / limit
    columns = rows > 0 ? (panels.count + rows - 1) / rows : 1
    plotWidth = max(
      40, (width - right - ChartLayout.columnGap * Double(columns - 1)) / Double(columns) - left)
    let stack = labelLines.map { $0.reduce(0) { $0 + ChartLayout.lineHeight * Double($1.count) + 1 } }.max() ?? 0
    let categories = panels.filter { $0.y.scale == .categories }.map(\.y.ticks.count).max()
    let usual = panels.count == 1 ? 0.5 * min(width, 480) : max(70, min(0.66 * plotWidth, 160))
    plotHeight = max(categories.map { 23 * Double($0) + 4 } ?? usual, stack)
  }

  private static func left(of panel: Panel, width: Double) -> Double {
    let size = ChartLayout.fontSize
    let widths =
      panel.y.scale == .categories
      ? panel.y.ticks.flatMap { $0.label.wrapped(to: max(70, 0.24 * width), lines: 2, size: size) }
        .map { FontWidths.width($0, size: size) }
      : panel.y.ticks.map { $0.label.width(size: size) }
    return (widths.max() ?? 0) + ChartLayout.tick + 4
  }
}
