import BanditGames
import Testing

@testable import BanditExperiments

struct TraceLayoutTests {
  private let layout = TraceLayout(
    checkpoints: [1, 10, 50], lines: [.init(notion: .simple), .init(notion: .pseudo)],
    metrics: [
      Metric("late", "At the horizon.", unit: "rounds", isCumulative: false),
      Metric("early", "At every checkpoint.", unit: "rounds", isCumulative: true),
    ])

  @Test func linesAndMetricsAreSorted() {
    #expect(layout.lines.map(\.notion.id) == ["pseudo", "simple"])
    #expect(layout.metrics.map(\.id) == ["early", "late"])
  }

  /// Every number has a place of its own.
  @Test func placesDoNotOverlap() {
    var places: [Int] = []
    for checkpoint in 0..<3 {
      for line in 0..<2 {
        let start = layout.entryOffset(checkpoint: checkpoint, line: line)
        places += start..<start + TraceLayout.fieldsPerEntry
      }
    }
    places += layout.metricOffset(0)..<layout.metricOffset(0) + 3
    places.append(layout.metricOffset(1))
    #expect(places.sorted() == Array(0..<layout.valuesPerReplication))
  }
}
