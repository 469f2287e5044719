import BanditNumerics
import BanditTesting
import Testing

@testable import BanditStreams

struct NormalZigguratTests {
  /// The layers close at the density's peak: their common area fits their number.
  @Test func layersEndAtThePeak() {
    let ends = NormalZiggurat.ends
    let count = NormalZiggurat.layerCount
    for layer in 0..<count { #expect(ends[layer] > ends[layer + 1]) }
    let densities = ends + (count + 1)
    for layer in 1..<count {
      let area = ends[layer] * (densities[layer + 1] - densities[layer])
      #expect(abs(area - NormalZiggurat.area) < 1e-14, "\(layer)")
    }
  }

  @Test func fits() {
    var stream = RandomStream(key: StreamKey(seed: 6))
    let sample = (0..<continuousDraws).map { _ in stream.nativeNormal(NormalZiggurat.ends) }
    #expect(KolmogorovSmirnov(sample) { CumulativeDistribution.normal($0) }.pValue > level)
  }

  /// Beyond the start of the tail, and in its mirror image: two-sided binomial, 10^6 numbers.
  @Test func tailsHaveTheirWeight() {
    var stream = RandomStream(key: StreamKey(seed: 7))
    var (upper, lower, tail) = (0, 0, [Double]())
    for _ in 0..<1_000_000 {
      let number = stream.nativeNormal(NormalZiggurat.ends)
      if number > NormalZiggurat.tail { upper += 1 }
      if number < -NormalZiggurat.tail { lower += 1 }
      if abs(number) > NormalZiggurat.tail { tail.append(abs(number)) }
    }
    let mass = CumulativeDistribution.normal(-NormalZiggurat.tail)
    for count in [upper, lower] {
      #expect(BinomialTest(successes: count, trials: 1_000_000, probability: mass).pValue > level)
    }
    #expect(KolmogorovSmirnov(tail) { 1 - CumulativeDistribution.normal(-$0) / mass }.pValue > level)
  }

  /// The place in the layer has 53 bits: the low bits of numbers in one binade are not all alike.
  @Test func numbersHaveFullResolution() {
    var stream = RandomStream(key: StreamKey(seed: 9))
    var lowest: Set<UInt64> = []
    for _ in 0..<2000 { lowest.insert(stream.nativeNormal(NormalZiggurat.ends).bitPattern & 0xFFFF) }
    #expect(lowest.count > 1900)
  }
}
