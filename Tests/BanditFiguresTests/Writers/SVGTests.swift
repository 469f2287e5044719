import Foundation
import Testing

@testable import BanditFigures

struct SVGTests {
  private static let axis = Axis("t", .linear, covering: [0, 10])

  private static func chart(_ marks: [Mark], title: String = "a title", panel: ChartText = "") -> Chart {
    Chart(
      title: title, description: "words", panels: [Panel(title: panel, x: axis, y: axis, marks: marks)])
  }

  @Test func textsAreEscaped() {
    let text = "<script>\"&'</script>\u{1}"
    let chart = SVGTests.chart(
      [.label(Mark.Label(ChartText(text), y: 3, .series(0)))], title: text, panel: ChartText("a & b"))
    let svg = chart.svg()
    let picture = SVGDocument(svg)
    #expect(picture.all("title").first?.text == "<script>\"&'</script>\u{FFFD}")
    #expect(picture.all("text").contains { $0.text == "a & b" })
    #expect(!svg.contains("<script"))
    #expect(SVGDocument.mistakes(svg) == [])
  }

  @Test func titleAndDescriptionComeFirst() {
    let picture = SVGDocument(SVGTests.chart([]).svg())
    #expect(picture.elements.prefix(3).map(\.name) == ["svg", "title", "desc"])
    #expect(picture.width == 316.8)
    #expect(SVGDocument(SVGTests.chart([]).svg(width: 7)).width == 672)
  }

  /// A place is where the axis says: 0 on the left, 10 on the right, and 10 on top.
  @Test func curvesAreWhereTheAxesSay() throws {
    let line = Mark.line(Mark.Line("a", [Point(0, 0), Point(5, 5), Point(10, 10)], .series(1)))
    let chart = SVGTests.chart([line])
    let frame = ChartLayout(chart, width: 316.8).frames[0]
    let picture = SVGDocument(chart.svg())
    let path = try #require(picture.all("path").first { $0.attributes["stroke"] == "#D55E00" })
    // The middle of a straight line is no corner.
    func rounded(_ number: Double) -> Double { (number * 100).rounded() / 100 }
    let right = rounded(frame.right) - rounded(frame.left)
    let up = rounded(frame.top) - rounded(frame.bottom)
    let steps = [frame.left, frame.bottom, right, up].map(Digits.fixed)
    #expect(path.attributes["d"] == "M\(steps[0]) \(steps[1])l\(steps[2])\(steps[3])")
    #expect(path.attributes["stroke-dasharray"] == "5 2")
  }

  /// Each dropped point is within a tenth of a pixel of what is drawn.
  @Test func thinnedCurvesLookTheSame() {
    let points = (0...5000).map { Point(Double($0) / 20, 100 * sin(Double($0) / 300) + 20 * sin(Double($0) / 17)) }
    let thinned = Thinned.points(points)
    #expect(thinned.count < 1500)
    #expect(thinned.first == points.first && thinned.last == points.last)
    var place = 0
    for point in points {
      while thinned[place + 1].x < point.x { place += 1 }
      let (start, end) = (thinned[place], thinned[place + 1])
      let share = (point.x - start.x) / (end.x - start.x)
      let slope = (end.y - start.y) / (end.x - start.x)
      let gap = abs(point.y - start.y - share * (end.y - start.y)) / (1 + slope * slope).squareRoot()
      #expect(gap <= 0.1 + 1e-9)
    }
    #expect(Thinned.points([Point(0, 0), Point(.nan, 1), Point(1, .infinity)]).count == 1)
  }

  @Test func numbersHaveTwoDecimals() {
    #expect(
      [0.125, -0.004, 3, 2.5, -7.256, 1e20, .nan].map(Digits.fixed) == ["0.13", "0", "3", "2.5", "-7.26", "0", "0"])
    #expect(Digits.fixed(1.05) == "1.05" && Digits.fixed(0.999) == "1")
    #expect(Digits.significant(123_456.789) == 123_457 && Digits.significant(0.000_123_456_78) == 0.000_123_457)
  }

  @Test func hollowDotsAreCircles() {
    let svg = SVGTests.chart([.strip(Mark.Strip([Point(1, 1), Point(2, 2)], .series(0), .hollow))]).svg()
    #expect(SVGDocument(svg).all("circle").count == 2)
  }
}
