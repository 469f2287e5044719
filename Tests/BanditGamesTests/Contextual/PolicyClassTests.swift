import BanditCards
import BanditGames
import Testing

struct PolicyClassTests {
  private let problem = ContextualProblem(armCount: 3, dimension: 2, isShared: true, horizon: 4, contextCount: 2)

  private func arms(_ policies: PolicyClass, context: Int) -> [Int] {
    var view = ContextualView(of: problem)
    view.context = context
    view.features = context == 0 ? [1, 0] : [0, 1]
    var arms = Array(repeating: 0, count: policies.count(in: problem))
    policies.writeArms(into: &arms, of: view, in: problem)
    return arms
  }

  /// In lexicographic order, context 0 slowest.
  @Test func allMaps() {
    #expect(arms(.all, context: 0) == [0, 0, 0, 1, 1, 1, 2, 2, 2])
    #expect(arms(.all, context: 1) == [0, 1, 2, 0, 1, 2, 0, 1, 2])
  }

  @Test func others() {
    #expect(arms(.constants, context: 1) == [0, 1, 2])
    #expect(arms(.tables([[2, 0], [1, 1]]), context: 0) == [2, 1])
    #expect(arms(.tables([[2, 0], [1, 1]]), context: 1) == [0, 1])
    #expect(arms(.linear([[[0, 2], [1, 0], [1, 1]]]), context: 0) == [1])
    #expect(arms(.linear([[[0, 2], [1, 0], [1, 1]]]), context: 1) == [0])
  }

  @Test func refusals() {
    let many = ContextualProblem(armCount: 10, dimension: 6, isShared: true, horizon: 4, contextCount: 6)
    #expect(throws: InvalidSettings.self) { try PolicyClass.all.check(in: many, at: "policies") }
    let endless = ContextualProblem(armCount: 3, dimension: 2, isShared: true, horizon: 4)
    #expect(throws: InvalidSettings.self) { try PolicyClass.all.check(in: endless, at: "policies") }
    #expect(throws: InvalidSettings.self) { try PolicyClass.tables([[0, 1]]).check(in: endless, at: "policies") }
    #expect(
      throws: InvalidSettings("policies.tables[1]", "found arm 3; accepted: an arm in 0...2")
    ) { try PolicyClass.tables([[0, 1], [3, 0]]).check(in: problem, at: "policies") }
    #expect(throws: InvalidSettings.self) { try PolicyClass.tables([[0]]).check(in: problem, at: "policies") }
    #expect(throws: InvalidSettings.self) { try PolicyClass.linear([[[1, 1]]]).check(in: problem, at: "policies") }
  }

  @Test(arguments: [
    PolicyClass.constants, .all, .tables([[0, 1], [2, 2]]), .linear([[[1, 0.5], [0, 1], [2, 3]]]),
  ])
  func settingsRoundTrip(policies: PolicyClass) throws {
    #expect(PolicyClass.kind.accepts(policies.setting))
    #expect(PolicyClass(try PolicyClass.kind.checked(policies.setting, at: "policies")) == policies)
  }
}
