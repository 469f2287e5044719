import BanditGames
import Testing

@testable import BanditAlgorithms

struct DuelCountsTests {
  @Test func bounds() {
    var counts = DuelCounts(armCount: 3)
    for won in [true, false, true, true] { counts.add(DuelPair(2, 0), firstWon: won) }
    counts.add(DuelPair(0, 2), firstWon: false)
    // A duel with itself says nothing.
    counts.add(DuelPair(1, 1), firstWon: true)
    #expect(counts.wins(of: 2, over: 0) == 4 && counts.wins(of: 0, over: 2) == 1 && counts.duels(0, 2) == 5)
    #expect(counts.duels(1, 1) == 0 && counts.duels(0, 1) == 0)
    // .8 +- sqrt(.45 / 5) = .3.
    #expect(abs(counts.upper(2, 0, spread: 0.45) - 1.1) < 1e-12 && abs(counts.lower(2, 0, spread: 0.45) - 0.5) < 1e-12)
    #expect(abs(counts.upper(0, 2, spread: 0.45) - 0.5) < 1e-12)
    #expect(counts.upper(0, 1, spread: 9) == 1 && counts.lower(0, 1, spread: 9) == 0)
    #expect(counts.upper(1, 1, spread: 9) == 0.5 && counts.lower(1, 1, spread: 9) == 0.5)
  }
}
