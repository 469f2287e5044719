import BanditAlgorithms
import BanditGames
import BanditTesting
import Testing

struct DuelsUniformTests {
  @Test func allPairsAreAlike() {
    let counts = choices(of: DuelsUniform(DuelsProblem(armCount: 3, horizon: 10)), at: 4, keys: 3600)
    #expect(counts.count == 9 && counts.values.allSatisfy { isLikely($0, of: 3600, 1.0 / 9) })
  }

  @Test func conforms() {
    #expect(DuelsConformance.violations(of: DuelsUniform.self, isRandomized: true) == [])
  }
}
