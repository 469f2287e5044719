import BanditStreams
import BanditTesting

/// A chi-square test of 10^6 draws of a law on whole numbers, with a bin for each of some values and one
/// for all below and above them; choose the values so that every bin expects 5 draws or more.
func discreteFit(
  _ law: some Distribution, _ values: ClosedRange<Int>, cdf: (Int) -> Double
) -> ChiSquareTest {
  var counts = Array(repeating: 0, count: values.count + 2)
  for draw in draws(law) {
    counts[min(max(Int(draw), values.lowerBound - 1), values.upperBound + 1) - values.lowerBound + 1] += 1
  }
  let below = [0] + (values.lowerBound - 1...values.upperBound).map(cdf) + [1]
  return ChiSquareTest(counts: counts, probabilities: zip(below, below.dropFirst()).map { $1 - $0 })
}
