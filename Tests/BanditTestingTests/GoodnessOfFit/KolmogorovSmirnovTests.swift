import BanditTesting
import Testing

struct KolmogorovSmirnovTests {
  /// The statistic by its definition, with sorting.
  private func statistic(_ sample: [Double]) -> Double {
    let n = Double(sample.count)
    return sample.sorted().enumerated().map { index, u in
      max(u - Double(index) / n, Double(index + 1) / n - u)
    }.max()!
  }

  @Test func statisticOfAHandfulOfNumbers() {
    // By hand: 0.61 is the third of five, 0.21 above 2/5. SciPy agrees (Tests/Reference/goodness_of_fit.py).
    let test = KolmogorovSmirnov([0.61, 0.17, 0.92, 0.35, 0.73]) { $0 }
    #expect(abs(test.statistic - 0.21) < 1e-15)
  }

  @Test(arguments: [1, 2, 3, 10, 1000])
  func statisticIsTheDefinition(count: Int) {
    // Squares of fractions crowd towards 0, so that some bins hold many numbers and most hold none.
    let sample = (0..<count).map { index in
      let u = Double(index * 379 % 1009) / 1009
      return u * u
    }
    let test = KolmogorovSmirnov(sample) { $0 }
    // The same differences of the same numbers, up to the rounding at the edges of bins.
    #expect(abs(test.statistic - statistic(sample)) < 1e-15)
  }

  @Test func endsOfTheUnitIntervalAreProbabilities() {
    #expect(KolmogorovSmirnov([0, 1]) { $0 }.statistic == 0.5)
    #expect(KolmogorovSmirnov([0, 0, 0]) { $0 }.statistic == 1)
    #expect(KolmogorovSmirnov([1, 1, 1]) { $0 }.statistic == 1)
  }

  struct Quantile: Sendable {
    let count: Int
    let pValue: Double
    let statistic: Double
    let tolerance: Double
  }

  /// Exact quantiles of the statistic from SciPy (Tests/Reference/goodness_of_fit.py), with the accuracy
  /// that `pValue` documents.
  @Test(arguments: [
    Quantile(count: 100, pValue: 0.5, statistic: 0.08114721899006636, tolerance: 0.05),
    Quantile(count: 100, pValue: 0.01, statistic: 0.16080868092855588, tolerance: 0.05),
    Quantile(count: 100, pValue: 1e-6, statistic: 0.26579884737853915, tolerance: 0.05),
    Quantile(count: 1000, pValue: 0.5, statistic: 0.026005301564520387, tolerance: 0.05),
    Quantile(count: 1000, pValue: 0.01, statistic: 0.05129418752666127, tolerance: 0.05),
    Quantile(count: 1000, pValue: 1e-6, statistic: 0.08494641956334534, tolerance: 0.05),
    Quantile(count: 1_000_000, pValue: 0.5, statistic: 0.000827406945417954, tolerance: 0.003),
    Quantile(count: 1_000_000, pValue: 0.01, statistic: 0.0016274566551782183, tolerance: 0.003),
    Quantile(count: 1_000_000, pValue: 1e-6, statistic: 0.002693217601371557, tolerance: 0.003),
  ])
  func pValues(_ quantile: Quantile) {
    // The sample at the middles of n equal intervals has the statistic 1/(2n); shrinking it towards 0
    // by the rest gives the statistic wanted, at the last number.
    let n = Double(quantile.count)
    let shift = quantile.statistic - 0.5 / n
    let sample = (0..<quantile.count).map { max((Double($0) + 0.5) / n - shift, 0) }
    let test = KolmogorovSmirnov(sample) { $0 }
    #expect(abs(test.statistic - quantile.statistic) < 1e-12)
    #expect(abs(test.pValue / quantile.pValue - 1) < quantile.tolerance)
  }

  @Test func aPerfectFitHasThePValueOne() {
    #expect(KolmogorovSmirnov((0..<1000).map { (Double($0) + 0.5) / 1000 }) { $0 }.pValue == 1)
  }

  @Test(arguments: [Double.nan, -0.1, 1.1, .infinity])
  func whatIsNoProbabilityDoesNotFit(value: Double) {
    let test = KolmogorovSmirnov([0.1, 0.5, 0.9]) { $0 == 0.5 ? value : $0 }
    #expect(test.statistic == 1)
    #expect(test.pValue == 0)
  }
}
