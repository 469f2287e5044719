import Testing

@testable import BanditExperiments

struct RankingTests {
  @Test func theSmallestIsFirstAndEqualsShare() {
    #expect(Ranking.ranks([3, 1, 2, 2, 5]) == [4, 1, 2, 2, 5])
    #expect(Ranking.ranks([0, 0]) == [1, 1])
  }

  @Test func missingScoresHaveNoRank() {
    #expect(Ranking.ranks([.nan, 2, -1]) == [nil, 2, 1])
    #expect(Ranking.ranks([]) == [])
  }
}
