import BanditExperiments
import BanditScenarios
import Foundation
import Testing

@testable import BanditFigures

/// The figures of every family: pictures whose texts do not overlap, and files that say the same.
struct SmokeFiguresTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Scenarios/smoke").path

  private static var scenarios: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { $0.hasSuffix(".json") || $0.hasSuffix(".yaml") }.sorted()
  }

  @Test(arguments: scenarios) func picturesAreReadable(_ name: String) throws {
    let scenario = try Scenario(source: .path("\(SmokeFiguresTests.folder)/\(name)"), catalogue: .standard)
    let results = scenario.plan.run()
    let figures = Figures(ResultData(results))
    // The replay of a log has no regret to draw.
    let hasRegret = results.outcomes.contains { outcome in
      outcome.tracks.contains { outcome.regret($0.notion, group: $0.group).count > 0 }
    }
    #expect(figures.all.isEmpty == !hasRegret)
    #expect(Set(figures.all.map(\.name)).count == figures.all.count)
    for figure in figures.all {
      #expect(figure.chart.panels.count <= 12)
      for width in [3.3, 6.9] {
        #expect(SVGDocument.mistakes(figure.chart.svg(width: width)) == [], "\(figure.name), \(width) inches")
      }
      #expect(throws: Never.self) {
        try JSONSerialization.jsonObject(with: Data(figure.chart.vegaLite().utf8))
      }
      #expect(figure.chart.pgfplots(name: "x").figure.contains("\\begin{axis}"))
    }
  }

  @Test func thereAreScenarios() { #expect(SmokeFiguresTests.scenarios.count > 10) }
}
