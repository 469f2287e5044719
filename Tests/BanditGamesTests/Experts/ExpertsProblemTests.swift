import BanditCards
import BanditGames
import Testing

struct ExpertsProblemTests {
  private func problem(_ feedback: Setting, actions: Int = 3, horizon: Int = 10) throws -> ExpertsProblem {
    try ExpertsProblem(
      settings: ["switchingCost": .number(2), "feedback": feedback], actionCount: actions, horizon: horizon)
  }

  @Test func readsTheSharedParameters() throws {
    #expect(try problem(.text("full")).feedback == .full)
    #expect(try problem(.text("bandit")).feedback == .bandit)
    #expect(try problem(.object(["extra": .whole(0)])).feedback == .extra(0))
    #expect(try problem(.object(["budget": .whole(30)])).feedback == .budget(30))
    #expect(try problem(.text("full")).switchingCost == 2)
  }

  /// (K - 1) T extra losses and K T in all is what there is.
  @Test func refusesBudgetsBeyondTheTable() throws {
    #expect(try problem(.object(["extra": .whole(20)])).feedback == .extra(20))
    #expect(
      throws: InvalidSettings(
        "feedback.extra", "found 21, but 3 actions and 10 rounds have 20 such losses; accepted: at most 20")
    ) { try problem(.object(["extra": .whole(21)])) }
    #expect(
      throws: InvalidSettings(
        "feedback.budget", "found 31, but 3 actions and 10 rounds have 30 such losses; accepted: at most 30")
    ) { try problem(.object(["budget": .whole(31)])) }
    #expect(try problem(.object(["budget": .whole(.max)]), horizon: .max).feedback == .budget(.max))
  }

  @Test func knowsWhatCanBeSeenInEveryRound() {
    func grants(_ feedback: LossFeedback, _ entries: Int, includingOwn: Bool) -> Bool {
      ExpertsProblem(actionCount: 3, horizon: 10, feedback: feedback, switchingCost: 1)
        .grants(entries, includingOwn: includingOwn)
    }
    #expect(grants(.full, 3, includingOwn: true) && grants(.bandit, 1, includingOwn: true))
    #expect(!grants(.bandit, 1, includingOwn: false) && !grants(.bandit, 2, includingOwn: true))
    #expect(grants(.extra(20), 3, includingOwn: true) && !grants(.extra(19), 3, includingOwn: true))
    #expect(grants(.extra(20), 2, includingOwn: false) && !grants(.extra(19), 2, includingOwn: false))
    #expect(grants(.budget(30), 3, includingOwn: true) && !grants(.budget(29), 3, includingOwn: true))
    #expect(grants(.budget(10), 1, includingOwn: true) && !grants(.budget(9), 1, includingOwn: true))
  }

  @Test func whatABanditKnows() {
    let bandit = ExpertsProblem(actionCount: 3, horizon: 10, feedback: .bandit, switchingCost: 2).asBandit
    #expect(bandit == BanditProblem(armCount: 3, horizon: 10, rewardRange: 0...1, switchingCost: 2))
  }
}
