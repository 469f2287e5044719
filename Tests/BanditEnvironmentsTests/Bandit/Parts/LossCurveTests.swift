import BanditCards
import BanditGames
import Foundation
import Testing

@testable import BanditEnvironments

struct LossCurveTests {
  private func losses(_ curve: LossCurve, _ tallies: [Double], full: Double = 4) -> [Double] {
    tallies.map { curve.loss(at: $0, full: full) }
  }

  @Test func lines() {
    #expect(losses(.affine(zero: 1, full: 0.5), [1, 2, 4]) == [0.875, 0.75, 0.5])
    // The end is hit exactly, whatever the full tally.
    #expect(LossCurve.affine(zero: 0.9, full: 0.2).loss(at: 0.7, full: 0.7) == 0.2)
  }

  /// A tally that is a sum of rounded weights counts for the step that it was meant to reach.
  @Test func tables() {
    let table = LossCurve.table([0.5, 0.25, 0])
    #expect(losses(table, [0.3, 1, 1.99, 2, 2.5, 3, 9, 1e300]) == [0.5, 0.5, 0.5, 0.25, 0.25, 0, 0, 0])
    #expect(losses(table, [0.7 + 0.7 + 0.6 - 1e-12]) == [0.25])
  }

  @Test func straightLinesBetweenPoints() {
    let curve = LossCurve.points([.init(1, 0.5), .init(2, 1), .init(4, 0)])
    #expect(losses(curve, [0.5, 1, 1.5, 2, 3, 4, 5]) == [0.5, 0.5, 0.75, 1, 0.5, 0, 0])
  }

  @Test func steps() {
    let step = LossCurve.step(threshold: 3, below: 1, above: 0.25)
    #expect(losses(step, [2.999, 3 - 1e-12, 3, 4]) == [1, 0.25, 0.25, 0.25])
  }

  @Test func logisticCurves() {
    let curve = LossCurve.logistic(low: 0.9, high: 0.2, midpoint: 1.5, slope: 3)
    // 0.9 - 0.7 / (1 + e^-3), from Python.
    #expect(abs(curve.loss(at: 2.5, full: 4) - 0.2331981112242968) < 1e-15)
    #expect(abs(curve.loss(at: 1.5, full: 4) - 0.55) < 1e-15)
    let cliff = LossCurve.logistic(low: 0, high: 1, midpoint: 1e12, slope: 1e12)
    #expect(losses(cliff, [1]) == [0])
  }

  @Test func monotony() {
    #expect(LossCurve.table([0.1, 0.1, 0.3]).isMonotone && LossCurve.table([0.3, 0.1]).isMonotone)
    #expect(!LossCurve.table([0.1, 0.3, 0.2]).isMonotone)
    #expect(!LossCurve.points([.init(1, 0.5), .init(2, 0), .init(3, 0.1)]).isMonotone)
    #expect(LossCurve.affine(zero: 0, full: 1).isMonotone)
  }

  @Test func settingsAreRead() throws {
    func list(_ numbers: Double...) -> Setting { .list(numbers.map { .number($0) }) }
    func read(_ settings: Settings) throws -> LossCurve {
      let curve = LossCurve(settings)
      #expect(curve.settings == settings)
      try curve.check(at: "l")
      return curve
    }
    #expect(try read(["affine": list(0.9, 0.2)]) == .affine(zero: 0.9, full: 0.2))
    #expect(try read(["table": list(0.9, 0.2)]) == .table([0.9, 0.2]))
    #expect(try read(["points": .list([list(1, 0.5), list(2, 0)])]) == .points([.init(1, 0.5), .init(2, 0)]))
    #expect(try read(["step": list(3, 1, 0)]) == .step(threshold: 3, below: 1, above: 0))
    #expect(
      try read(["logistic": list(0.9, 0.2, 5, -1)]) == .logistic(low: 0.9, high: 0.2, midpoint: 5, slope: -1))
    func path(_ settings: Settings) -> String? { #expect(throws: InvalidSettings.self) { try read(settings) }?.path }
    #expect(path(["step": list(3, 1, 2)]) == "l.step")
    #expect(path(["logistic": list(-0.1, 1, 2, 3)]) == "l.logistic")
    #expect(path(["points": .list([list(1, 0.5), list(1, 0)])]) == "l.points")
    #expect(path(["points": .list([list(1, 1.5)])]) == "l.points")
  }
}
