import BanditAlgorithms
import BanditCards
import BanditGames
import BanditTesting
import Testing

struct AcceptAllTests {
  @Test func needsTheRule() throws {
    let problem = OneSidedProblem(individualCount: 2, horizon: 3)
    #expect(try AcceptAll(problem).acceptance == [1, 1])
    let without = OneSidedProblem(individualCount: 2, horizon: 3, rules: RuleClass(tables: [[true, false]]))
    #expect(throws: InvalidSettings.self) { try AcceptAll(without) }
  }

  @Test func conforms() {
    #expect(OneSidedConformance.violations(of: AcceptAll.self, isRandomized: false, mayRefuse: true) == [])
  }
}
