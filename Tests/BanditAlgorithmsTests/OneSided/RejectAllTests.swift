import BanditAlgorithms
import BanditCards
import BanditGames
import BanditTesting
import Testing

struct RejectAllTests {
  @Test func needsTheRule() throws {
    let problem = OneSidedProblem(individualCount: 2, horizon: 3)
    #expect(try RejectAll(problem).acceptance == [0, 0])
    let without = OneSidedProblem(individualCount: 2, horizon: 3, rules: RuleClass(tables: [[true, false]]))
    #expect(throws: InvalidSettings.self) { try RejectAll(without) }
  }

  @Test func conforms() {
    #expect(OneSidedConformance.violations(of: RejectAll.self, isRandomized: false, mayRefuse: true) == [])
  }
}
