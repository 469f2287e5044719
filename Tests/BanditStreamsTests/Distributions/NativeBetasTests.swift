import BanditNumerics
import BanditTesting
import Testing

@testable import BanditStreams

struct NativeBetasTests {
  /// Whole draws, each at an address of its own.
  private func sample(_ a: Double, _ b: Double, _ count: Int, seed: UInt64) -> [Double] {
    var stream = RandomStream(key: StreamKey(seed: seed))
    let beta = NativeBetas(count: 1, a: a, b: b)
    return (0..<count).map { round in
      stream.move(to: 0, occurrence: round)
      return beta.largest(from: &stream).value
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

  /// Pairs of shapes, of which the largest draw is wanted: alike, far apart, next to 0 and 1, falling from the start, and
  /// with shapes below 1 among them.
  static let rivals: [[(Double, Double)]] = [
    [(1, 1), (1, 1), (1, 1)],
    [(2, 3), (1, 1), (1.5, 7), (7, 1.5)],
    [(900, 60), (40, 6), (12, 3), (3, 8), (1, 5), (2, 1)],
    [(30, 300), (1, 8), (2, 9), (1, 40)],
    [(9500, 500), (93, 7), (940, 60), (18, 3)],
    [(50, 50), (0.5, 0.5), (0.3, 4), (3, 3), (8, 0.9)],
    [(5, 1), (1, 1), (4, 1)],
  ]

  /// Who has the largest of independent draws, and how large it is: the density of i being largest at x is f_i(x) times
  /// the product of the others' F(x). Level 1e-6 for each frequency, and for each law of the winner's draw.
  @Test(arguments: rivals.indices)
  func theLargestHasTheLawOfWholeDraws(of place: Int) {
    let shapes = Self.rivals[place]
    var betas = NativeBetas(count: shapes.count, a: 1, b: 1)
    for (item, (a, b)) in shapes.enumerated() { betas.set(item, a: a, b: b) }
    var stream = RandomStream(key: StreamKey(seed: 17))
    var values: [[Double]] = Array(repeating: [], count: shapes.count)
    for round in 0..<continuousDraws {
      stream.move(to: 0, occurrence: round)
      let (item, value) = betas.largest(from: &stream)
      values[item].append(value)
    }
    for item in shapes.indices {
      let law = LargestLaw(of: item, among: shapes)
      #expect(
        BinomialTest(successes: values[item].count, trials: continuousDraws, probability: law.probability).pValue
          > level,
        "\(shapes[item]): \(values[item].count) of \(law.probability * Double(continuousDraws))")
      if values[item].count > 100 {
        #expect(KolmogorovSmirnov(values[item], cdf: law.cdf).pValue > level, "\(shapes[item])")
      }
    }
  }

  /// The law of a draw that is the largest of several, by sums over a table of its distribution function.
  private struct LargestLaw {
    /// That it is the largest.
    let probability: Double
    private let sums: [Double]
    private static let steps = 20_000

    /// Places that are dense at both ends, where densities may have no bound.
    private static func place(_ step: Int) -> Double {
      let x = Double(step) / Double(steps)
      return x * x * (3 - 2 * x)
    }

    init(of item: Int, among shapes: [(Double, Double)]) {
      func cdf(_ item: Int, _ x: Double) -> Double {
        x <= 0 ? 0 : x >= 1 ? 1 : CumulativeDistribution.beta(x, a: shapes[item].0, b: shapes[item].1)
      }
      var sums = [0.0]
      var (before, below) = (0.0, 1.0)
      for step in 0...Self.steps {
        let x = Self.place(step)
        let others = shapes.indices.reduce(1.0) { $1 == item ? $0 : $0 * cdf($1, x) }
        let own = cdf(item, x)
        if step > 0 { sums.append(sums.last! + (own - before) * (others + below) / 2) }
        (before, below) = (own, others)
      }
      self.sums = sums
      probability = sums.last!
    }

    /// Given that it is the largest, by linear interpolation.
    func cdf(_ x: Double) -> Double {
      var (low, high) = (0, Self.steps)
      while high - low > 1 {
        let middle = (low + high) / 2
        if Self.place(middle) <= x { low = middle } else { high = middle }
      }
      let part = (x - Self.place(low)) / (Self.place(high) - Self.place(low))
      return (sums[low] + part * (sums[high] - sums[low])) / probability
    }
  }

  /// Most of those that are far behind take no word of their own.
  @Test func thoseFarBehindTakeAnEighthOfAWord() {
    var stream = RandomStream(key: StreamKey(seed: 18))
    var betas = NativeBetas(count: 17, a: 20, b: 80)
    betas.set(5, a: 900, b: 100)
    var words = 0
    for round in 0..<1000 {
      stream.move(to: 0, occurrence: round)
      #expect(betas.largest(from: &stream).item == 5)
      words += stream.drawn
    }
    // Three of the leader, two of the others; in about one of 16 rounds a cell is 0 and one word more decides.
    #expect(words > 5000 && words < 5300, "\(words)")
  }

  /// Shapes set and shapes grown one by one are the same.
  @Test func shapesGrowAsTheyAreSet() {
    var grown = NativeBetas(count: 4, a: 1, b: 1)
    var set = NativeBetas(count: 4, a: 1, b: 1)
    for _ in 0..<30 { grown.add(successes: 1, failures: 0, to: 2) }
    for _ in 0..<12 { grown.add(successes: 0, failures: 1, to: 3) }
    grown.add(successes: 0.25, failures: 0.75, to: 0)
    set.set(2, a: 31, b: 1)
    set.set(3, a: 1, b: 13)
    set.set(0, a: 1.25, b: 1.75)
    var one = RandomStream(key: StreamKey(seed: 19))
    var two = RandomStream(key: StreamKey(seed: 19))
    for round in 0..<200 {
      one.move(to: 0, occurrence: round)
      two.move(to: 0, occurrence: round)
      #expect(grown.largest(from: &one) == set.largest(from: &two))
    }
  }

  @Test func generatorsOfGSLAreUsed() {
    let generator = GSLGenerator(named: "mt19937")!
    var native = RandomStream(generator: generator, seed: 3)
    var plain = RandomStream(generator: generator, seed: 3)
    let betas = NativeBetas(count: 4, a: 3, b: 2)
    let normal = try! Gaussian(mean: 1, sd: 2)
    for _ in 0..<100 {
      let draws = (0..<4).map { _ in Beta.draw(a: 3, b: 2, from: &plain) }
      let (item, value) = betas.largest(from: &native)
      #expect(value == draws.max() && draws[item] == value)
      #expect(normal.sampleNatively(from: &native) == normal.sample(from: &plain))
    }
  }
}
