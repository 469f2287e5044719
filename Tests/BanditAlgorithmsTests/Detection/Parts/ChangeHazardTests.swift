import BanditCards
import BanditGames
import Testing

@testable import BanditAlgorithms

struct ChangeHazardTests {
  /// Equation (6) evaluated with 30 digits (Tests/Reference/change_detection.py), delta = .05, alpha = 1.1.
  @Test(arguments: [
    (m: 1, k: 1, symbols: 2, value: -9.51308252936), (m: 10, k: 10, symbols: 2, value: -13.6980742549),
    (m: 50, k: 50, symbols: 2, value: -15.9230812857),
    (m: 90, k: 10, symbols: 4, value: -19.9669684875),
  ])
  func theoremOfThePaper(m: Int, k: Int, symbols: Int, value: Double) {
    let hazard = ChangeHazard.theorem(delta: 0.05, alpha: 1.1)
    let found = hazard.logWeight(earlier: m, later: k, symbolCount: symbols, IntegerLogarithms())
    #expect(found.map { abs($0 - value) < 1e-9 } == true)
  }

  /// c min(B_m, B_k), c = e^(2 b1) (m k)^(-(O - 1)/2) with b1 of equation (6), by lgamma in Python: 0.912, 1.244,
  /// 0.622, 1.383, 0.338 and 2.2e7.
  @Test(arguments: [
    (m: 1, k: 1, symbols: 2, mayAlarm: true), (m: 1, k: 1, symbols: 3, mayAlarm: false),
    (m: 1, k: 2, symbols: 3, mayAlarm: true), (m: 3, k: 3, symbols: 10, mayAlarm: false),
    (m: 4, k: 4, symbols: 10, mayAlarm: true), (m: 1, k: 1, symbols: 16, mayAlarm: false),
  ])
  func fewObservationsOfManySymbolsRaiseNoAlarm(m: Int, k: Int, symbols: Int, mayAlarm: Bool) {
    let hazard = ChangeHazard.theorem(delta: 0.05, alpha: 1.1)
    for (m, k) in [(m, k), (k, m)] {
      let weight = hazard.logWeight(earlier: m, later: k, symbolCount: symbols, IntegerLogarithms())
      #expect((weight != nil) == mayAlarm)
      #expect(weight ?? -1 < 0)
    }
  }

  @Test func simpleWeights() {
    let logarithms = IntegerLogarithms()
    let weights = [ChangeHazard.constant(0.01), .inverseRunLength, .inverseSquare].map {
      $0.logWeight(earlier: 7, later: 3, symbolCount: 5, logarithms)
    }
    // -ln 100, -ln 10, -ln 100
    for (weight, expected) in zip(weights, [-4.605170186, -2.302585093, -4.605170186]) {
      #expect(abs(weight! - expected) < 1e-9)
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
