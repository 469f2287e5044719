import BanditCards
import BanditGames
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct SlateRandomTests {
  /// Each of the six sets of two of four items as often as the others, to a level of 1e-6.
  @Test func everySlateIsEquallyLikely() {
    let problem = SlateProblem(itemCount: 4, slateSize: 2, horizon: 3000)
    let (_, slates) = playSlates(SlateRandom(problem), problem, clicks: Array(repeating: nil, count: 3000))
    var counts: [Set<Int>: Int] = [:]
    for slate in slates { counts[Set(slate), default: 0] += 1 }
    #expect(counts.count == 6)
    let test = ChiSquareTest(counts: Array(counts.values), probabilities: Array(repeating: 1, count: 6))
    #expect(test.pValue > 1e-6)
  }

  @Test func conforms() {
    #expect(SlateConformance.violations(of: SlateRandom.self, isRandomized: true) == [])
  }
}
