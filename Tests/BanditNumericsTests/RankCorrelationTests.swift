import BanditNumerics
import Testing

struct RankCorrelationTests {
  /// By SciPy: Tests/Reference/slates_and_rollouts.py.
  @Test func agreesWithAnotherImplementation() {
    var correlation = RankCorrelation(capacity: 8)
    let cases: [([Double], [Double], Double)] = [
      ([0.4, 0.52, 0.45, 0.6], [0.25, 0.5, 0.5, 1], 0.9486832980505139),
      ([1, 2, 2, 2, 5, 0], [3, 3, 1, 7, 2, 2], -0.06253053994807224), ([0.1, 0.2, 0.3], [3, 2, 1], -1),
    ]
    for (first, second, expected) in cases {
      let value = correlation.of(first, second)
      #expect(value.map { abs($0 - expected) < 1e-14 } == true)
    }
    let increasing = correlation.of([1, 2, 3], [4, 5, 60])
    #expect(increasing == 1)
  }

  @Test func constantsHaveNone() {
    var correlation = RankCorrelation(capacity: 3)
    for (first, second) in [([1, 1, 1], [1, 2, 3]), ([1, 2, 3], [0, 0, 0]), ([1], [2]), ([], [])]
      as [([Double], [Double])]
    {
      let value = correlation.of(first, second)
      #expect(value == nil)
    }
  }
}
