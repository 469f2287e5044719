import BanditCards
import BanditGames
import Testing

@testable import BanditExperiments

struct TraceLayoutTests {
  private let layout = TraceLayout(
    checkpoints: [1, 10, 50], tracks: [.init(notion: .simple), .init(notion: .pseudo)],
    metrics: [
      Metric("late", "At the horizon.", unit: "rounds", isCumulative: false),
      Metric("early", "At every checkpoint.", unit: "rounds", isCumulative: true),
    ])

  @Test func linesAndMetricsAreSorted() {
    #expect(layout.tracks.map(\.notion.id) == ["pseudo", "simple"])
    #expect(layout.metrics.map(\.id) == ["early", "late"])
  }

  /// Lines in the time of their groups, with more and with fewer checkpoints than the run.
  @Test func linesWithTheirOwnCheckpoints() {
    let layout = TraceLayout(
      checkpoints: [5, 9],
      tracks: [
        .init(notion: .group, group: "b", ownCheckpoints: [1, 2, 4, 7]),
        .init(notion: .group, group: "a", ownCheckpoints: [3]), .init(notion: .pseudo),
      ],
      metrics: [
        Metric("late", "At the horizon.", unit: "rounds", isCumulative: false),
        Metric("early", "At every checkpoint.", unit: "rounds", isCumulative: true),
      ])
    #expect(layout.tracks.indices.map { layout.checkpoints(ofTrack: $0) } == [[3], [1, 2, 4, 7], [5, 9]])
    #expect(layout.rowsPerReplication == 1 + 4 + 2 + 2 + 1)
    var places: [Int] = []
    for line in 0..<3 {
      for checkpoint in layout.checkpoints(ofTrack: line).indices {
        let start = layout.entryOffset(checkpoint: checkpoint, track: line)
        places += start..<start + LedgerEntry.fieldCount
      }
    }
    places += layout.metricOffset(0)..<layout.metricOffset(0) + 2
    places.append(layout.metricOffset(1))
    #expect(Set(places).count == places.count && places.max() == layout.valuesPerReplication - 1)
  }

  /// Every number has a place of its own.
  @Test func placesDoNotOverlap() {
    var places: [Int] = []
    for checkpoint in 0..<3 {
      for line in 0..<2 {
        let start = layout.entryOffset(checkpoint: checkpoint, track: line)
        places += start..<start + LedgerEntry.fieldCount
      }
    }
    places += layout.metricOffset(0)..<layout.metricOffset(0) + 3
    places.append(layout.metricOffset(1))
    #expect(places.sorted() == Array(0..<layout.valuesPerReplication))
  }
}
