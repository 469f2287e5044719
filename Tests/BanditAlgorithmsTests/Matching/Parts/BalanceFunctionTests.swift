import Testing

@testable import BanditAlgorithms

struct BalanceFunctionTests {
  /// f and f2 by their published formulas, g of the three ratios.
  @Test func values() {
    let f = { (x: Double) in 1 - BalanceFunction.f.value(x) }
    #expect(abs(f(0) - 0.4238984) < 1e-7 && abs(f(0.5) - 0.5767010) < 1e-7 && abs(f(1) - 0.6321206) < 1e-7)
    #expect(f(3) == f(1) && abs(BalanceFunction.f.value(0) - 0.5761016) < 1e-7)
    #expect(abs(BalanceFunction.f2.value(0) - 0.5676676) < 1e-7)
    #expect(
      abs(BalanceFunction.f2.value(1) - 1 / Double.exp(1)) < 1e-15
        && BalanceFunction.f2.value(2) == BalanceFunction.floor)
    #expect(
      abs(BalanceFunction.g596.value(0) - 0.5963474) < 1e-7 && abs(BalanceFunction.g596.value(1) - 0.3613287) < 1e-7)
    #expect(BalanceFunction.g588.value(0) == 0.588 && abs(BalanceFunction.g588.value(2) - 0.588 / 2.15) < 1e-15)
    #expect(
      BalanceFunction.g581.value(0) == 0.581 && abs(BalanceFunction.g581.value(1) - 0.581 * Double.exp(-0.535)) < 1e-15)
    #expect(BalanceFunction.exp.value(1) == Double.exp(-1))
  }

  /// The table against the integrals of the paper, f(x) = (1/h(x)) (1 - 1/e + int_x^1 (1 - e^-y) g(y) h(y) dy) with
  /// h(x) = exp(int_x^1 g) and g(x) = 1 / (2 - x - e^-x), by Simpson's rule.
  @Test func tableAgreesWithTheIntegrals() {
    func simpson(_ low: Double, _ high: Double, _ count: Int, _ f: (Double) -> Double) -> Double {
      let width = (high - low) / Double(2 * count)
      var sum = f(low) + f(high)
      for place in 1..<2 * count { sum += (place % 2 == 1 ? 4 : 2) * f(low + Double(place) * width) }
      return sum * width / 3
    }
    let g = { (x: Double) in 1 / (2 - x - Double.exp(-x)) }
    let h = { (x: Double) in Double.exp(simpson(x, 1, 60, g)) }
    for x in [0, 0.1, 0.3333, 0.6, 0.8765, 0.999] {
      let f = (1 - 1 / Double.exp(1) + simpson(x, 1, 60) { (1 - Double.exp(-$0)) * g($0) * h($0) }) / h(x)
      #expect(abs(1 - BalanceFunction.f.value(x) - f) < 1e-9)
    }
  }

  @Test(arguments: [BalanceFunction.f, .f2]) func inverses(curve: BalanceFunction) {
    for place in 0...1000 {
      let x = Double(place) / 1000
      // Near a load of 1 the curve is flat: there the value is exact, not the load.
      let back = curve.load(atValue: curve.value(x))
      #expect(abs(curve.value(back) - curve.value(x)) < 1e-14 && abs(back - x) < (x < 0.99 ? 1e-12 : 1e-6))
    }
    #expect(curve.load(atValue: 0.9) == 0 && curve.load(atValue: 0.1) == 1)
  }

  @Test(arguments: BalanceFunction.allCases) func fallsFromTheStart(curve: BalanceFunction) {
    let values = (0...40).map { curve.value(Double($0) / 40) }
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 > $1 })
  }
}
