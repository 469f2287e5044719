import BanditGames
import Testing

struct ForecastTests {
  @Test func expectedSquaredError() {
    var forecast = Forecast()
    forecast.add(0.5, probability: 0.25)
    forecast.add(-1, probability: 0.75)
    #expect(forecast.loss(of: 1) == 0.25 * 0.25 + 0.75 * 4)
    forecast.clear()
    forecast.add(3)
    #expect(forecast.loss(of: 1) == 4)
    #expect(forecast.predictions == [3] && forecast.probabilities == [1])
  }

  @Test func whatIsImpossibleCostsNothing() {
    var forecast = Forecast()
    forecast.add(.infinity, probability: 0)
    forecast.add(2)
    #expect(forecast.loss(of: 0) == 4)
  }
}
