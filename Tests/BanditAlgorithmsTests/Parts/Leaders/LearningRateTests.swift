import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct LearningRateTests {
  private func rates(
    _ schedule: RateSchedule, _ regularizer: Regularizer, _ estimator: LossEstimator.Kind = .iw,
    given: Double? = nil, rounds: [Int], norm: Double = 0
  ) -> [Double] {
    var rate = LearningRate(
      schedule, given: given, regularizer: regularizer, estimator: estimator, items: 5, horizon: 10_000)
    return rounds.map { round in
      rate.move(to: round)
      rate.record(squaredNorm: norm)
      return rate.value
    }
  }

  /// The rates of the theorems, for K = 5 and T = 10^4.
  @Test func fixed() {
    #expect(distance(rates(.fixed, .entropy, rounds: [1, 7]), [0.00802356009, 0.00802356009]) < 5e-10)
    #expect(distance(rates(.fixed, .logBarrier, rounds: [3]), [0.06786140]) < 5e-9)
    #expect(distance(rates(.fixed, .tsallisHalf, rounds: [3]), [0.02828427]) < 5e-9)
    #expect(rates(.fixed, .tsallis(power: 0.5), rounds: [3]) == rates(.fixed, .tsallisHalf, rounds: [3]))
    #expect(rates(.fixed, .entropy, given: 0.3, rounds: [1, 9]) == [0.3, 0.3])
  }

  @Test func anytime() {
    #expect(distance(rates(.anytime, .tsallisHalf, rounds: [1, 4, 100]), [2, 1, 0.2]) < 1e-14)
    #expect(distance(rates(.anytime, .tsallisHalf, .rv, rounds: [1, 4, 100]), [4, 2, 0.4]) < 1e-14)
    // sqrt(ln 5 / 5) and that over 3.
    #expect(distance(rates(.anytime, .entropy, rounds: [1, 9]), [0.5673514, 0.1891171]) < 5e-7)
    // sqrt(5 ln 3 / 2) and sqrt(5 ln 100 / 200).
    #expect(distance(rates(.anytime, .logBarrier, rounds: [1, 100]), [1.6572660, 0.3393070]) < 5e-7)
    #expect(rates(.anytime, .entropy, given: 6, rounds: [1, 9]) == [6, 2])
  }

  @Test func doubling() {
    let rates = rates(.doubling, .entropy, given: 1, rounds: Array(1...9))
    let expected = [1, 2, 2, 4, 4, 4, 4, 8, 8].map { 1 / Double($0).squareRoot() }
    #expect(distance(rates, expected) < 1e-15)
    let rate = LearningRate(
      .doubling, given: nil, regularizer: .entropy, estimator: .iw, items: 2, horizon: 9)
    #expect((1...9).filter(rate.restarts) == [1, 2, 4, 8])
  }

  @Test func selfConfident() {
    #expect(rates(.selfConfident, .entropy, given: 2, rounds: [1, 2], norm: 3) == [2, 1])
    // sqrt(ln 5).
    #expect(distance(rates(.selfConfident, .entropy, rounds: [1]), [1.268636]) < 5e-7)
  }
}
