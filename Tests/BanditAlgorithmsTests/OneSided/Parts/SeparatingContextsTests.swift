import BanditGames
import Testing

@testable import BanditAlgorithms

struct SeparatingContextsTests {
  /// No two of the 74 rules agree on all of them, and they are few: 14 of the 400 points, as a program in NumPy chooses
  /// by the same rule; 7 would be the least.
  @Test func halfPlanesAreToldApart() {
    let problem = OneSidedProblem(individualCount: 4, horizon: 10)
    let individuals = SeparatingContexts.individuals(for: problem)
    let decisions = (0..<74).map { rule in individuals.map { problem.rules.accepts($0, by: rule) } }
    #expect(Set(decisions).count == 74)
    #expect(individuals.count == 14)
  }

  /// Rules 1 and 2 are alike; contexts 0 and 2 tell the others apart, and context 1 nobody.
  @Test func tables() {
    let rules = RuleClass(tables: [
      [true, true, false], [false, true, false], [false, true, false], [true, true, true],
    ])
    let contexts = (0..<3).map { Individual(context: $0) }
    let problem = OneSidedProblem(individualCount: 2, horizon: 10, rules: rules, contexts: contexts)
    #expect(SeparatingContexts.individuals(for: problem).map(\.context) == [0, 2])
    let one = OneSidedProblem(
      individualCount: 1, horizon: 1, rules: RuleClass(tables: [[true]]), contexts: [Individual(context: 0)])
    #expect(SeparatingContexts.individuals(for: one).count == 1)
  }
}
