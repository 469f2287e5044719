import BanditGames
import Testing

struct LossFeedbackTests {
  @Test func onlyABudgetPricesOnesOwnLoss() {
    #expect(LossFeedback.bandit.ownLossIsFree && LossFeedback.full.ownLossIsFree && LossFeedback.extra(3).ownLossIsFree)
    #expect(!LossFeedback.budget(3).ownLossIsFree)
  }

  @Test func allowances() {
    #expect(LossFeedback.bandit.allowance == 0)
    #expect(LossFeedback.full.allowance == nil)
    #expect(LossFeedback.extra(3).allowance == 3)
    #expect(LossFeedback.budget(4).allowance == 4)
  }

  @Test func readsAsInScenarioFiles() {
    #expect(
      [LossFeedback.bandit, .full, .extra(3), .budget(4)].map(\.text)
        == ["\"bandit\"", "\"full\"", "{\"extra\": 3}", "{\"budget\": 4}"])
  }
}
