import Testing

@testable import BanditNumerics

struct SimplexSearchTests {
  /// Rosenbrock's valley.
  @Test func findsAMinimum() {
    let place = SimplexSearch.minimum(from: [-1.2, 1], step: 0.5, tolerance: 1e-8, evaluations: 1000) {
      100 * ($0[1] - $0[0] * $0[0]) * ($0[1] - $0[0] * $0[0]) + (1 - $0[0]) * (1 - $0[0])
    }
    #expect(abs(place[0] - 1) < 1e-5 && abs(place[1] - 1) < 1e-5)
  }

  @Test func staysWithinItsBudget() {
    var calls = 0
    _ = SimplexSearch.minimum(from: [5, 5, 5], step: 0.1, tolerance: 0, evaluations: 50) { place in
      calls += 1
      return place.reduce(0) { $0 + $1 * $1 }
    }
    #expect((50..<60).contains(calls))
  }

  /// A value that is not finite is very large.
  @Test func holes() {
    let place = SimplexSearch.minimum(from: [3], step: 0.5, tolerance: 1e-8, evaluations: 300) {
      $0[0] < 1 ? .nan : $0[0] > 4 ? .infinity : $0[0]
    }
    #expect(abs(place[0] - 1) < 1e-5)
    #expect(SimplexSearch.minimum(from: [2], step: 1, tolerance: 1e-3, evaluations: 20) { _ in .nan }[0].isFinite)
  }
}
