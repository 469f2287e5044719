import BanditCards
import BanditGames
import BanditTesting
import Testing

@testable import BanditEnvironments

struct KnapsackPricingTests {
  /// A sale brings the price and takes an item, a refusal neither; as many sales as the probability says (level 1e-6).
  @Test func sales() throws {
    let model = try KnapsackPricingModel(prices: [0.25, 0.7], budget: 100, horizon: 20_000)
    let drawn = outcomes(model.knapsack, arm: 1, rounds: 1...20_000)
    for outcome in drawn {
      let isSale = abs(outcome.reward - 0.7) < 1e-12 && outcome.consumption == [1]
      #expect(isSale || outcome == KnapsackOutcome(reward: 0, consumption: [0]))
    }
    let count = drawn.count { $0.consumption[0] > 0 }
    #expect(ChiSquareTest(counts: [count, 20_000 - count], probabilities: [0.3, 0.7]).pValue > 1e-6)
    #expect(model.itemNames == ["items"])
  }

  /// With values uniform on [0, 1] and items for everybody the price is 1/2, with half of the items for a quarter it is 3/4:
  /// p (1 - p) and p B / T.
  @Test func monopolyPrices() throws {
    let prices = [0.25, 0.5, 0.75]
    let rich = try KnapsackPricingModel(prices: prices, budget: 1000, horizon: 1000).knapsack.truth.programme
    #expect(abs((rich?.value ?? 0) - 0.25) < 1e-12 && rich?.mixture == [0, 1, 0])
    let poor = try KnapsackPricingModel(prices: prices, budget: 125, horizon: 1000).knapsack.truth.programme
    // .125 items a round, all at .75: half of the buyers are asked.
    #expect(abs((poor?.value ?? 0) - 0.09375) < 1e-12)
    #expect(abs((poor?.mixture[2] ?? 0) - 0.5) < 1e-12)
  }

  @Test func mistakesAreNamed() {
    func refusal(_ settings: Settings) -> String {
      do throws(InvalidSettings) {
        _ = try KnapsackPricingModel(settings: settings, horizon: 100)
        return "accepted"
      } catch { return "\(error.path): \(error.message)" }
    }
    #expect(refusal(["prices": [0.5, 0.2], "sales": [0.3, 0.9], "budget": 5]) == "accepted")
    #expect(refusal(["prices": [0.2, 0.5], "sales": [0.3, 0.9], "budget": 5]).hasPrefix("sales[1]: "))
    #expect(refusal(["prices": [0.2, 0.5], "sales": [0.3], "budget": 5]).hasPrefix("sales: found 1 probability"))
    #expect(refusal(["prices": [0.2], "budget": 0]).hasPrefix("budget"))
    // A price that nobody pays.
    #expect(refusal(["prices": [1], "budget": 5]) == "accepted")
  }
}
