import BanditStreams
import Testing

@testable import BanditExperiments

struct DecimalDigitsTests {
  private func text(_ number: Double) -> String {
    var bytes: [UInt8] = []
    bytes.append(shortest: number)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func wholeNumbers() {
    for number in [0, 7, 10, -1, 99, 100, 1_234_567_890, .max, .min] {
      var bytes = Array("x".utf8)
      bytes.append(whole: number)
      #expect(String(decoding: bytes, as: UTF8.self) == "x\(number)")
    }
  }

  /// The text is that of `description`, at the borders of the short way and at each side of them.
  @Test func borders() {
    let numbers: [Double] = [
      0, -0.0, 1, 10, 100, 0.1, 0.01, 0.001, 0.0001, 1e-5, 0.5, 1.25, 1.0625, 100.1, 20.05, 3.0001, 0.9999, 99.99,
      1e10, 1e11, 1e12, 1e15, 1e16, 1e17, 99_999_999_999.9999, 99_999_999_999, 0x1p53, 0x1p-20, 0.1 + 0.2, 1e300,
      .leastNonzeroMagnitude, .greatestFiniteMagnitude, .pi,
    ]
    for number in numbers.flatMap({ [$0, -$0, $0.nextUp, $0.nextDown] }) where number.isFinite {
      #expect(text(number) == number.description)
    }
  }

  /// 300000 random numbers: decimals of 0 to 6 places, their neighbours, and any bits.
  @Test func randomNumbers() {
    var noise = RandomStream(key: StreamKey(seed: 71))
    let scales = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6]
    var wrong: [Double] = []
    for _ in 0..<100_000 {
      let whole = Double(noise.word() >> (11 + noise.word() % 53))
      let decimal = whole / scales[noise.integer(below: scales.count)] * (noise.uniform() < 0.2 ? -1 : 1)
      for number in [decimal, decimal.nextUp, Double(bitPattern: noise.word())]
      where number.isFinite && text(number) != number.description {
        wrong.append(number)
      }
    }
    #expect(wrong.isEmpty)
  }
}
