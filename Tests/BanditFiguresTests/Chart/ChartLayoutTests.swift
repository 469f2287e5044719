import BanditStreams
import Testing

@testable import BanditFigures

struct ChartLayoutTests {
  /// The textbook conditions of a minimum: no run of neighbours can be moved to lessen the sum of squares.
  @Test func labelsArePushedApartByLeastSquares() {
    var stream = RandomStream(key: StreamKey(seed: 5))
    let range = 0.0...100.0
    for _ in 0..<300 {
      let count = 1 + Int(stream.uniform() * 7)
      let wanted = (0..<count).map { _ in (place: stream.uniform() * 130 - 15, extent: 4 + stream.uniform() * 9) }
        .sorted { $0.place < $1.place }
      let places = ChartLayout.pushedApart(wanted, within: range)
      func isAllowed(_ places: [Double]) -> Bool {
        for index in 0..<count {
          let half = wanted[index].extent / 2
          if places[index] - half < -1e-9 || places[index] + half > 100 + 1e-9 { return false }
          if index > 0, places[index] - places[index - 1] < half + wanted[index - 1].extent / 2 - 1e-9 { return false }
        }
        return true
      }
      func cost(_ places: [Double]) -> Double {
        zip(places, wanted).reduce(0) { sum, pair in
          let gap: Double = pair.0 - pair.1.place
          return sum + gap * gap
        }
      }
      #expect(isAllowed(places))
      for first in 0..<count {
        for last in first..<count {
          for step in [0.01, -0.01] {
            var moved = places
            for place in first...last { moved[place] += step }
            #expect(!isAllowed(moved) || cost(moved) >= cost(places) - 1e-9)
          }
        }
      }
    }
  }

  @Test func farLabelsStayWhereTheyAre() {
    #expect(ChartLayout.pushedApart([(10, 8), (50, 8)], within: 0...100) == [10, 50])
    // Two that want the same place share the distance.
    #expect(ChartLayout.pushedApart([(50, 8), (50, 8)], within: 0...100) == [46, 54])
    #expect(ChartLayout.pushedApart([(0, 8)], within: 0...100) == [4])
  }

  @Test func panelsOfSixAreBalanced() {
    let panel = Panel(
      title: "p", x: Axis("t", .linear, covering: [0, 1]), y: Axis("y", .linear, covering: [0, 1]), marks: [])
    func columns(_ count: Int, width: Double) -> Int {
      Set(
        ChartLayout(Chart(title: "", panels: Array(repeating: panel, count: count)), width: width).frames.map(\.left)
      ).count
    }
    #expect(columns(1, width: 316) == 1)
    #expect(columns(6, width: 316) == 2)
    // Four columns have room, and two of them would be half empty.
    #expect(columns(5, width: 660) == 3)
    #expect(columns(4, width: 660) == 4)
  }
}
