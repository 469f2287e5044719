extension Chart {
  /// The chart as a picture in SVG 1.1, ending with a line feed.
  ///
  /// Texts are in the colour of the element (`color`), and the ground has the class `ground`: a page that embeds the
  /// picture may set both.
  ///
  /// - Parameters:
  ///   - inches: how wide it is printed; text is 9/96 inch high whatever it is.
  ///   - isEmbedded: whether it becomes part of a page in HTML, which needs no name space.
  /// - Precondition: at least 2 inches.
  /// - Complexity: mostly O(n log n) in the number of points. Curves of many points have fewer in the picture, off by at
  ///   most a tenth of a pixel; where it would have more than 40 kB, by up to four fifths.
  public func svg(width inches: Double = Chart.columnWidth, isEmbedded: Bool = false) -> String {
    precondition(inches >= 2, "a picture needs 2 inches")
    let layout = ChartLayout(self, width: 96 * inches)
    var text = ""
    for tolerance in [0.1, 0.2, 0.4, 0.8] {
      var writer = SVGWriter(tolerance: tolerance, isEmbedded: isEmbedded)
      writer.write(self, layout)
      text = writer.text
      if text.utf8.count <= 40_000 { break }
    }
    return text
  }

  /// The width of a column of a paper in inches.
  public static let columnWidth = 3.3
}

/// Writes a chart in its layout.
private struct SVGWriter {
  let tolerance: Double
  let isEmbedded: Bool
  var text = ""

  mutating func write(_ chart: Chart, _ layout: ChartLayout) {
    let (width, height) = (fixed(layout.width), fixed(layout.height))
    text = """
      <svg\(isEmbedded ? "" : " xmlns=\"http://www.w3.org/2000/svg\"") role="img" width="\(width)" height="\(height)" \
      viewBox="0 0 \(width) \(height)" color="#1A1A1A" fill="none" font-size="9" \
      font-family="Helvetica, Arial, 'Liberation Sans', 'Nimbus Sans', sans-serif">
      <title>\(SVGWriter.escaped(chart.title))</title>
      <desc>\(SVGWriter.escaped(chart.description))</desc>
      <rect class="ground" width="100%" height="100%" fill="#FFFFFF"/>

      """
    for frame in layout.frames { write(frame) }
    text += "<g fill=\"currentColor\">\n"
    for item in layout.texts + layout.frames.flatMap(\.texts) { write(item) }
    for frame in layout.frames {
      for label in frame.endLabels {
        let x = frame.right + ChartLayout.bend + ChartLayout.sample + 3
        for (place, line) in label.lines.enumerated() {
          let offset = ChartLayout.lineHeight * (Double(place) - Double(label.lines.count - 1) / 2)
          write(ChartLayout.Text(text: line, x: x, y: label.middle + offset + 3.2, anchor: .start))
        }
      }
    }
    text += "</g>\n</svg>\n"
  }

  private mutating func write(_ frame: ChartLayout.Frame) {
    grid(frame)
    for mark in frame.panel.marks { write(mark, frame) }
    axes(frame)
    for label in frame.endLabels { leader(label, frame) }
  }

  private mutating func grid(_ frame: ChartLayout.Frame) {
    var path = ""
    if frame.panel.y.hasGrid {
      for tick in frame.yTicks { path += "M\(fixed(frame.left)) \(fixed(frame.y(tick.value)))h\(fixed(frame.width))" }
    }
    if frame.panel.x.hasGrid {
      for tick in frame.xTicks { path += "M\(fixed(frame.x(tick.value))) \(fixed(frame.top))v\(fixed(frame.height))" }
    }
    if !path.isEmpty { text += "<path d=\"\(path)\" stroke=\"#808080\" stroke-opacity=\".25\" stroke-width=\"1\"/>\n" }
  }

  private mutating func axes(_ frame: ChartLayout.Frame) {
    var path = "M\(fixed(frame.left)) \(fixed(frame.top))V\(fixed(frame.bottom))H\(fixed(frame.right))"
    if frame.panel.y.scale != .categories {
      for tick in frame.panel.y.ticks { path += "M\(fixed(frame.left)) \(fixed(frame.y(tick.value)))h-3" }
    }
    for tick in frame.panel.x.ticks { path += "M\(fixed(frame.x(tick.value))) \(fixed(frame.bottom))v3" }
    text += "<path d=\"\(path)\" stroke=\"currentColor\" stroke-width=\".7\"/>\n"
  }

  private mutating func write(_ mark: Mark, _ frame: ChartLayout.Frame) {
    switch mark {
    case .line(let line):
      let points = Thinned.points(line.points.map { Point(frame.x($0.x), frame.y($0.y)) }, within: tolerance)
      guard let path = path(points) else { return }
      text += "<path d=\"\(path)\" stroke-linejoin=\"round\"\(attributes(line.stroke))/>\n"
    case .band(let band):
      let upper = Thinned.points(band.spans.map { Point(frame.x($0.x), frame.y($0.high)) }, within: tolerance)
      let lower = Thinned.points(band.spans.map { Point(frame.x($0.x), frame.y($0.low)) }, within: tolerance)
      guard let path = path(upper + lower.reversed()) else { return }
      let opacity = band.isSolid ? "" : " fill-opacity=\".16\""
      text += "<path d=\"\(path)Z\" fill=\"\(color(band.stroke))\"\(opacity)/>\n"
    case .strip(let strip): write(strip, frame)
    case .box(let box): write(box, frame)
    case .rule(let rule):
      let (start, end) = (
        Point(frame.x(rule.start.x), frame.y(rule.start.y)), Point(frame.x(rule.end.x), frame.y(rule.end.y))
      )
      text += "<path d=\"\(path([start, end]) ?? "")\"\(attributes(rule.stroke))/>\n"
    case .label: break
    }
  }

  /// Dots are strokes of no length with round ends, which takes fewer characters than circles.
  private mutating func write(_ strip: Mark.Strip, _ frame: ChartLayout.Frame) {
    let points = strip.points.map { Point(frame.x($0.x), frame.y($0.y)) }
    let color = color(strip.stroke)
    switch strip.shape {
    case .faint, .filled:
      guard !points.isEmpty else { return }
      var path = RelativePath()
      for point in points { path.dot(at: point) }
      let looks = strip.shape == .faint ? "stroke-width=\"1.8\" stroke-opacity=\".4\"" : "stroke-width=\"5\""
      text += "<path d=\"\(path.text)\" stroke=\"\(color)\" stroke-linecap=\"round\" \(looks)/>\n"
    case .hollow:
      for point in points {
        text +=
          "<circle class=\"ground\" cx=\"\(fixed(point.x))\" cy=\"\(fixed(point.y))\" r=\"2.3\" fill=\"#FFFFFF\" stroke=\"\(color)\" stroke-width=\"1.1\"/>\n"
      }
    }
  }

  private mutating func write(_ box: Mark.Box, _ frame: ChartLayout.Frame) {
    let (y, half) = (frame.y(box.place), 4.5)
    let x = box.quantiles.map { fixed(frame.x($0)) }
    text +=
      "<path d=\"M\(x[0]) \(fixed(y))H\(x[1])V\(fixed(y - half))H\(x[3])V\(fixed(y + half))H\(x[1])V\(fixed(y))M\(x[3]) \(fixed(y))H\(x[4])M\(x[2]) \(fixed(y - half))V\(fixed(y + half))\" stroke=\"currentColor\" stroke-width=\".9\"/>\n"
    let mean = frame.x(box.mean)
    text +=
      "<path d=\"M\(fixed(mean - 3)) \(fixed(y))L\(fixed(mean)) \(fixed(y - 3))L\(fixed(mean + 3)) \(fixed(y))L\(fixed(mean)) \(fixed(y + 3))Z\" fill=\"\(color(box.stroke))\" stroke=\"currentColor\" stroke-width=\".7\"/>\n"
  }

  private mutating func leader(_ label: ChartLayout.EndLabel, _ frame: ChartLayout.Frame) {
    let (bend, end) = (frame.right + ChartLayout.bend, frame.right + ChartLayout.bend + ChartLayout.sample)
    let color = color(label.label.stroke)
    text +=
      "<path d=\"M\(fixed(frame.right + 1)) \(fixed(label.target))L\(fixed(bend)) \(fixed(label.middle))\" stroke=\"\(color)\" stroke-width=\".6\"/>\n"
    if label.label.isArea {
      text +=
        "<rect x=\"\(fixed(bend))\" y=\"\(fixed(label.middle - 3.5))\" width=\"\(fixed(ChartLayout.sample))\" height=\"7\" fill=\"\(color)\"/>\n"
    } else {
      text +=
        "<path d=\"M\(fixed(bend)) \(fixed(label.middle))H\(fixed(end))\"\(attributes(label.label.stroke))/>\n"
    }
  }

  private mutating func write(_ item: ChartLayout.Text) {
    let anchor =
      switch item.anchor {
      case .start: ""
      case .middle: " text-anchor=\"middle\""
      case .end: " text-anchor=\"end\""
      }
    let exponent = item.exponent.map { "<tspan dy=\"-3.5\">\(SVGWriter.escaped($0))</tspan>" } ?? ""
    text +=
      "<text x=\"\(fixed(item.x))\" y=\"\(fixed(item.y))\"\(anchor)>\(SVGWriter.escaped(item.text))\(exponent)</text>\n"
  }

  // MARK: Parts

  private func path(_ points: [Point]) -> String? {
    guard points.count > 1 else { return nil }
    var path = RelativePath()
    for point in points { path.move(to: point) }
    return path.text
  }

  private func attributes(_ stroke: Stroke) -> String {
    let dash =
      stroke.dash.isEmpty ? "" : " stroke-dasharray=\"\(stroke.dash.map(fixed).joined(separator: " "))\""
    return " stroke=\"\(color(stroke))\" stroke-width=\"\(fixed(stroke.width))\"\(dash)"
  }

  private func color(_ stroke: Stroke) -> String { stroke.color.map { "#\($0)" } ?? "currentColor" }

  private func fixed(_ number: Double) -> String { Digits.fixed(number) }

  /// A text between tags: what would be a tag is escaped, and characters that XML does not have are left out.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\t", "\n", "\r": escaped += " "
      case _ where scalar.value < 0x20 || (0xFFFE...0xFFFF).contains(scalar.value): escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}

/// The data of a path, in steps from point to point: shorter than places, and as exact, because the steps are those
/// between rounded places.
private struct RelativePath {
  private(set) var text = ""
  private var latest: (x: Int, y: Int)?
  private var count = 0

  /// Draws a line to a point; the first one begins the path.
  mutating func move(to point: Point) {
    step(to: point, latest == nil ? "M" : count == 1 ? "l" : "")
    count += 1
  }

  /// Draws a dot.
  mutating func dot(at point: Point) {
    step(to: point, latest == nil ? "M" : "m")
    text += "h0"
  }

  private mutating func step(to point: Point, _ command: String) {
    let place = (x: Int((point.x * 100).rounded()), y: Int((point.y * 100).rounded()))
    let numbers = [place.x - (latest?.x ?? 0), place.y - (latest?.y ?? 0)].map(RelativePath.text)
    text += command
    for (index, number) in numbers.enumerated() {
      // A sign parts numbers as well as a space does.
      let needsSpace = (index > 0 || command.isEmpty) && !number.hasPrefix("-")
      text += (needsSpace ? " " : "") + number
    }
    latest = place
  }

  /// Hundredths as a number, without a zero before the point.
  private static func text(_ hundredths: Int) -> String {
    let text = Digits.fixed(Double(hundredths) / 100)
    if text.hasPrefix("0.") { return String(text.dropFirst()) }
    return text.hasPrefix("-0.") ? "-" + text.dropFirst(2) : text
  }
}

/// A curve with fewer points.
enum Thinned {
  /// The points of a curve, in pixels, without those that are within some pixels of the line between others (D. Douglas
  /// and T. Peucker, Algorithms for the reduction of the number of points, 1973). Points that are not finite are left out.
  static func points(_ points: [Point], within tolerance: Double = 0.1) -> [Point] {
    let points = points.filter { $0.x.isFinite && $0.y.isFinite }
    guard points.count > 2 else { return points }
    var isKept = [Bool](repeating: false, count: points.count)
    (isKept[0], isKept[points.count - 1]) = (true, true)
    // A stack of our own: curves may have a million points.
    var rest = [(0, points.count - 1)]
    while let (first, last) = rest.popLast() {
      guard last - first > 1 else { continue }
      var (farthest, place) = (tolerance, -1)
      for index in first + 1..<last {
        let distance = distance(of: points[index], from: points[first], points[last])
        if distance > farthest { (farthest, place) = (distance, index) }
      }
      guard place >= 0 else { continue }
      isKept[place] = true
      rest += [(first, place), (place, last)]
    }
    return zip(points, isKept).filter(\.1).map(\.0)
  }

  private static func distance(of point: Point, from start: Point, _ end: Point) -> Double {
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let (px, py) = (point.x - start.x, point.y - start.y)
    let length = (dx * dx + dy * dy).squareRoot()
    return length > 0 ? abs(px * dy - py * dx) / length : (px * px + py * py).squareRoot()
  }
}
