import BanditComparators
import BanditGames
import BanditTesting
import Testing

struct MatchingTruthTests {
  @Test func benchmarksOfPrefixes() {
    let truth = MatchingTruth(WorkedMatchings.a)
    #expect(abs((truth.benchmark(of: .matchingLP, through: 6) ?? 0) - 3) < 1e-12)
    #expect(truth.benchmark(of: .clairvoyant, through: 6) == 2.40625)
    #expect(truth.benchmark(of: .matchingLP, through: 1) == 0.5 && truth.benchmark(of: .clairvoyant, through: 1) == 0.5)
    #expect(truth.benchmark(of: .pseudo, through: 6) == nil)
  }

  @Test func saysWhatIsOutOfReach() {
    let large = MatchingTruth(WorkedMatchings.upperTriangular(13, copies: 20))
    #expect(large.absence(of: .matchingLP) == nil)
    #expect(large.absence(of: .clairvoyant) == "the dynamic programme over the sets of 13 vertices is too large")
    #expect(
      large.absence(of: .configuration) == "a vertex has too many neighbours: there is a variable for each set of them")
    #expect(
      large.benchmark(of: .clairvoyant, through: 3) == nil && large.benchmark(of: .configuration, through: 260) == nil)
    let small = MatchingTruth(WorkedMatchings.a)
    #expect(small.absence(of: .clairvoyant) == nil && small.absence(of: .configuration) == nil)
  }
}
