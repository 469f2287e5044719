import BanditNumerics
import BanditTesting
import CBanditKernels
import Testing

@testable import BanditStreams

struct NativeBetasTests {
  /// Draws from the middle one of three distributions, each at an address of its own.
  private func sample(_ a: Double, _ b: Double, _ count: Int, seed: UInt64) -> [Double] {
    var stream = RandomStream(key: StreamKey(seed: seed))
    var betas = NativeBetas(count: 3, a: 2, b: 3)
    betas.set(1, a: a, b: b)
    return (0..<count).map { round in
      stream.move(to: 0, occurrence: round)
      var draw = 0.0
      betas.draw(from: &stream) { if $0 == 1 { draw = $1 } }
      return draw
    }
  }

  /// The law against GSL's distribution function: Kolmogorov and Smirnov, level 1e-6 for each pair of shapes.
  @Test(arguments: BetaSamplerTests.shapes, BetaSamplerTests.shapes)
  func fits(a: Double, b: Double) {
    let sample = sample(a, b, 20_000, seed: 13).sorted()
    #expect(sample.first! >= 0 && sample.last! <= 1)
    #expect(distance(sample, a, b) * Double(sample.count).squareRoot() < 2.69)
  }

  /// The largest distance, up to rounding of the draws to their neighbours: for small shapes many are next to 0 or 1.
  /// At the level 1e-6 it is below 2.69 / sqrt(n).
  private func distance(_ sorted: [Double], _ a: Double, _ b: Double) -> Double {
    func cdf(_ x: Double) -> Double { x <= 0 ? 0 : x >= 1 ? 1 : CumulativeDistribution.beta(x, a: a, b: b) }
    var worst = 0.0
    var place = 0
    while place < sorted.count {
      let number = sorted[place]
      var next = place
      while next < sorted.count && sorted[next] == number { next += 1 }
      let (before, after) = (Double(place) / Double(sorted.count), Double(next) / Double(sorted.count))
      worst = max(worst, after - cdf(number.nextUp), cdf(number.nextDown) - before)
      place = next
    }
    return worst
  }

  /// Fits with as many draws as the other laws have.
  @Test(arguments: [(2.5, 7.3), (200, 3), (1, 1), (5000, 300)] as [(Double, Double)])
  func fitsClosely(a: Double, b: Double) {
    let sample = sample(a, b, continuousDraws, seed: 14)
    #expect(KolmogorovSmirnov(sample) { CumulativeDistribution.beta($0, a: a, b: b) }.pValue > level)
  }

  /// Draws of one round are independent: of two uniform ones, the sum has the distribution function of a triangle, and
  /// each is above the other as often.
  @Test func drawsOfARoundAreIndependent() {
    var stream = RandomStream(key: StreamKey(seed: 15))
    var betas = NativeBetas(count: 2, a: 1, b: 1)
    var (sums, above) = ([Double](), 0)
    for round in 0..<continuousDraws {
      stream.move(to: 0, occurrence: round)
      var draws = [0.0, 0.0]
      betas.draw(from: &stream) { draws[$0] = $1 }
      sums.append(draws[0] + draws[1])
      if draws[0] > draws[1] { above += 1 }
    }
    #expect(KolmogorovSmirnov(sums) { $0 < 1 ? $0 * $0 / 2 : 1 - (2 - $0) * (2 - $0) / 2 }.pValue > level)
    #expect(BinomialTest(successes: above, trials: continuousDraws, probability: 0.5).pValue > level)
  }

  /// One try each, as the kernel makes it, is the first try of the whole draw: what it decides is the same, to the bit.
  @Test func theKernelAgreesWithTheDraw() {
    var stream = RandomStream(key: StreamKey(seed: 16))
    var shapes: [Double] = []
    for shape in [1, 1.5, 3, 20, 1e4, 1e9] { shapes += Array(repeating: shape, count: 5000) }
    let constants = shapes.map { GammaShape($0) }
    let words = shapes.map { _ in stream.word() }
    let cells = shapes.map { _ in UInt8(truncatingIfNeeded: stream.word()) }
    var tries = shapes
    bandit_gammas(
      Int64(shapes.count), words, cells, constants.map(\.d), constants.map(\.c), NormalZiggurat.ends, &tries)
    var undecided = 0
    for place in shapes.indices {
      if tries[place] < 0 {
        undecided += 1
      } else if tries[place] != constants[place].drawNatively(words[place], cell: cells[place], from: &stream) {
        Issue.record("\(shapes[place]) \(words[place])")
      }
    }
    // 1 % by the words alone, and .03 / d by the bound: most of all at the shape 1.
    #expect(undecided > 300 && undecided < 1500)
  }

  @Test func generatorsOfGSLAreUsed() {
    let generator = GSLGenerator(named: "mt19937")!
    var native = RandomStream(generator: generator, seed: 3)
    var plain = RandomStream(generator: generator, seed: 3)
    var betas = NativeBetas(count: 4, a: 3, b: 2)
    let normal = try! Gaussian(mean: 1, sd: 2)
    for _ in 0..<100 {
      betas.draw(from: &native) { #expect($1 == Beta.draw(a: 3, b: 2, from: &plain), "\($0)") }
      #expect(normal.sampleNatively(from: &native) == normal.sample(from: &plain))
    }
  }
}
