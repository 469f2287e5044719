import Testing

@testable import BanditFigures

struct SweepCurvesTests {
  private func data(_ points: [String]) -> ResultData {
    Examples.data(
      Dictionary(
        uniqueKeysWithValues: points.enumerated().map { place, point in
          (
            ResultData.Contest(point: point, environment: "coins", notion: "pseudo"),
            [Examples.curve("a", [1, Double(place + 2)], rounds: [1, 9])]
          )
        }))
  }

  @Test func aLineForEachAlgorithm() throws {
    let chart = try #require(
      Figures(data(["environment.preset.gap=0.1", "environment.preset.gap=0.02"]), kinds: [.sweep])[
        "sweep-environment.preset.gap-pseudo"])
    #expect(chart.panels.count == 1)
    #expect(chart.panels[0].lines.map(\.points) == [[Point(0.02, 3), Point(0.1, 2)]])
    #expect(chart.panels[0].rules.map { [$0.start.y, $0.end.y] } == [[2.5, 3.5], [1.5, 2.5]])
  }

  @Test func ofTwoPathsOneHasPanels() throws {
    let points = [2, 5, 10].flatMap { arms in [1, 2].map { "environment.arms=\(arms);algorithms.a.c=\($0)" } }
    let chart = try #require(Figures(data(points), kinds: [.sweep])["sweep-environment.arms-pseudo"])
    #expect(chart.panels.map(\.title.plain) == ["c = 1", "c = 2"])
    #expect(chart.panels[1].lines[0].points.map(\.x) == [2, 5, 10])
    #expect(chart.panels[1].lines[0].points.map(\.y) == [3, 5, 7])
  }

  @Test func threePathsAreLeftToTables() {
    let figures = Figures(data(["a=1;b=1;c=1", "a=2;b=1;c=1"]), kinds: [.sweep])
    #expect(figures.all.isEmpty)
    #expect(figures.omissions == ["sweep: left out, because 3 paths are swept; figures are of at most two"])
  }

  @Test func otherValuesAreCategories() throws {
    let chart = try #require(
      Figures(data([#"environment.means=[0.1,0.2]"#, #"environment.means=[0.3,0.4]"#]), kinds: [.sweep]).all.first?
        .chart)
    #expect(chart.panels[0].x.scale == .categories)
    #expect(chart.panels[0].x.ticks.map(\.label.plain) == ["[0.1,0.2]", "[0.3,0.4]"])
  }

  /// Budgets of observations, which a scenario states as `{"budget": 184}`.
  @Test func theOnlyNumberOfAnObjectIsSwept() throws {
    let points = [736, 80000, 184].map { #"environment.feedback={"budget":\#($0)}"# }
    let chart = try #require(Figures(data(points), kinds: [.sweep])["sweep-environment.feedback-pseudo"])
    #expect(chart.panels[0].x.scale == .logarithmic)
    #expect(chart.panels[0].x.title.plain == "environment.feedback.budget")
    #expect(chart.panels[0].lines[0].points == [Point(184, 4), Point(736, 2), Point(80000, 3)])
    // Different things are no numbers of one axis.
    let mixed = [#"environment.feedback={"budget":184}"#, #"environment.feedback={"extra":20}"#]
    #expect(Figures(data(mixed), kinds: [.sweep]).all.first?.chart.panels[0].x.scale == .categories)
  }

  @Test func whatIsZeroButForRoundingHasNoLogarithm() {
    #expect(ResultData.isWide([0.3, 226]))
    #expect(!ResultData.isWide([5.7e-14, 226]))
    #expect(!ResultData.isWide([0, 226]))
  }

  @Test func evenRatiosMakeTheAxisLogarithmic() {
    #expect(SweepCurves.isEvenInRatios([0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4]))
    #expect(SweepCurves.isEvenInRatios([2, 5, 10, 20, 50, 100]))
    #expect(!SweepCurves.isEvenInRatios([1, 2, 3, 4, 5]))
    #expect(!SweepCurves.isEvenInRatios([0, 1, 10, 100]))
    #expect(!SweepCurves.isEvenInRatios([1, 100]))
  }

  @Test func pointsAreReadAsTheyAreWritten() {
    let point = SweepPoint(#"environment.name="a;b=\"c";environment.means=[1,{"x":2}];horizon=10"#)
    #expect(point.values.map(\.path) == ["environment.name", "environment.means", "horizon"])
    #expect(point.values.map(\.value) == [#""a;b=\"c""#, #"[1,{"x":2}]"#, "10"])
    #expect(SweepPoint("").values.isEmpty)
    #expect(["h=10", "h=9", "h=x"].map { SweepPoint($0) }.sorted().map(\.text) == ["h=9", "h=10", "h=x"])
  }
}
