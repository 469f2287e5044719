import Testing

@testable import BanditFigures

struct AxisTests {
  private func labels(_ axis: Axis) -> [String] { axis.ticks.map(\.label.plain) }

  @Test func linearAxesHaveRoundTicks() {
    #expect(labels(Axis("", .linear, covering: [0, 10_000])) == ["0", "2000", "4000", "6000", "8000", "10000"])
    #expect(labels(Axis("", .linear, covering: [0, 1])) == ["0", "0.2", "0.4", "0.6", "0.8", "1"])
    #expect(labels(Axis("", .linear, covering: [-3, 3])) == ["\u{2212}2", "0", "2"])
    #expect(labels(Axis("", .linear, covering: [0, 400_000])) == ["0", "10⁵", "2·10⁵", "3·10⁵", "4·10⁵"])
    #expect(labels(Axis("", .linear, covering: [0, 150_000])) == ["0", "5·10⁴", "10⁵", "1.5·10⁵"])
    #expect(labels(Axis("", .linear, covering: [0, 0.0004])) == ["0", "10⁻⁴", "2·10⁻⁴", "3·10⁻⁴", "4·10⁻⁴"])
  }

  @Test func logarithmicAxesHavePowersOfTen() {
    #expect(labels(Axis("", .logarithmic, covering: [1, 10_000])) == ["10⁰", "10¹", "10²", "10³", "10⁴"])
    #expect(labels(Axis("", .logarithmic, covering: [3, 60])) == ["5", "10", "20", "50"])
    #expect(labels(Axis("", .logarithmic, covering: [8, 600])) == ["10", "20", "50", "100", "200", "500"])
    #expect(labels(Axis("", .logarithmic, covering: [0.02, 0.6])) == ["0.02", "0.05", "0.1", "0.2", "0.5"])
    // 1000 is there although ln(1000) / ln(10) is below 3.
    #expect(labels(Axis("", .logarithmic, covering: [10, 1000])) == ["10¹", "10²", "10³"])
  }

  /// What no axis can show must not trap.
  @Test func strangeNumbersHaveAnAxis() {
    let samples: [[Double]] = [
      [], [.nan], [5], [0], [-1e308, 1e308], [1e300], [.leastNonzeroMagnitude], [1, 1.000_000_000_000_1],
      [1e15, 1e15 + 1],
    ]
    for numbers in samples {
      for scale in [Axis.Scale.linear, .logarithmic] {
        let axis = Axis("", scale, covering: numbers, margin: 0.1, includesZero: true)
        #expect(axis.range.lowerBound < axis.range.upperBound)
        #expect(axis.ticks.count < 100)
      }
    }
  }

  @Test func placesAreBetweenTheEnds() {
    let axis = Axis("", .logarithmic, covering: [1, 100])
    #expect(abs(axis.place(10) - 0.5) < 1e-12)
    #expect(axis.place(0) == 0 && axis.place(-5) == 0 && axis.place(1000) == 1)
    let linear = Axis("", .linear, covering: [0, 8])
    #expect(linear.place(2) == 0.25)
  }

  @Test func powersInTeX() {
    let axis = Axis("", .logarithmic, covering: [0.01, 100_000])
    #expect(axis.ticks.first?.label.latex == "$10^{-2}$")
    #expect(AxisTicks.text(-25, 4).latex == "$-2.5\\cdot10^{5}$")
  }
}
