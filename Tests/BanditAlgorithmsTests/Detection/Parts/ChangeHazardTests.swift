import BanditCards
import BanditGames
import Testing

@testable import BanditAlgorithms

struct ChangeHazardTests {
  /// Equation (6) evaluated with 30 digits (Tests/Reference/change_detection.py), delta = .05, alpha = 1.1.
  @Test(arguments: [
    (m: 1, k: 1, symbols: 2, value: -9.51308252936), (m: 1, k: 1, symbols: 3, value: -9.4903007219),
    (m: 10, k: 10, symbols: 2, value: -13.6980742549), (m: 50, k: 50, symbols: 2, value: -15.9230812857),
    (m: 90, k: 10, symbols: 4, value: -19.9669684875), (m: 1, k: 1, symbols: 8, value: -6.00342488305),
  ])
  func theoremOfThePaper(m: Int, k: Int, symbols: Int, value: Double) {
    let hazard = ChangeHazard.theorem(delta: 0.05, alpha: 1.1)
    let found = hazard.logWeight(earlier: m, later: k, symbolCount: symbols, IntegerLogarithms())
    #expect(abs(found - value) < 1e-9)
  }

  /// The formula gives e^5.74 for 16 symbols and n = 2, which is no weight.
  @Test func noWeightExceedsOne() {
    let hazard = ChangeHazard.theorem(delta: 0.05, alpha: 1.1)
    #expect(hazard.logWeight(earlier: 1, later: 1, symbolCount: 16, IntegerLogarithms()) == 0)
  }

  @Test func simpleWeights() {
    let logarithms = IntegerLogarithms()
    let weights = [ChangeHazard.constant(0.01), .inverseRunLength, .inverseSquare].map {
      $0.logWeight(earlier: 7, later: 3, symbolCount: 5, logarithms)
    }
    // -ln 100, -ln 10, -ln 100
    for (weight, expected) in zip(weights, [-4.605170186, -2.302585093, -4.605170186]) {
      #expect(abs(weight - expected) < 1e-9)
    }
  }

  @Test(arguments: [
    ("constant", ChangeHazard.constant(1.0 / 250)), ("inverse-run-length", .inverseRunLength),
    ("inverse-square", .inverseSquare), ("theorem", .theorem(delta: 0.05, alpha: 1.1)),
  ])
  func readsSettings(word: String, hazard: ChangeHazard) throws {
    #expect(try ChangeHazard(settings: ["hazard": .text(word)], horizon: 250) == hazard)
  }

  @Test func readsAGivenWeight() throws {
    #expect(try ChangeHazard(settings: ["eta": .number(0.2)], horizon: 250) == .constant(0.2))
    #expect(throws: InvalidSettings.self) { try ChangeHazard(settings: ["eta": .number(0)], horizon: 250) }
  }
}
