import BanditStreams
import BanditTesting
import Testing

struct GSLGeneratorTests {
  private func stream(_ name: String, seed: UInt32) throws -> RandomStream {
    RandomStream(generator: try #require(GSLGenerator(named: name)), seed: seed)
  }

  /// NumPy's MT19937; see Tests/Reference/streams.py.
  @Test(
    arguments: [
      (1 as UInt32, [1_791_095_845, 4_282_876_139, 3_093_770_124, 4_005_303_368, 491_263]),
      (4357, [4_293_858_116, 699_692_587, 1_213_834_231, 4_068_197_670, 994_957_275]),
      (5489, [3_499_211_612, 581_869_302, 3_890_346_734, 3_586_334_585, 545_404_204]),
    ] as [(UInt32, [Double])])
  func mersenneTwister(seed: UInt32, words: [Double]) throws {
    var stream = try stream("mt19937", seed: seed)
    for word in words { #expect(stream.uniform() == word / 0x1p32) }
  }

  /// The values that GSL's own tests check, which NumPy (MT19937) and Park and Miller (1988, minstd) confirm.
  @Test(
    arguments: [
      ("mt19937", 4357, 1000, 1_186_927_261, 4_294_967_296),
      ("minstd", 1, 10_000, 1_043_618_065, 2_147_483_647),
    ] as [(String, UInt32, Int, Double, Double)])
  func laterWords(name: String, seed: UInt32, count: Int, word: Double, range: Double) throws {
    var stream = try stream(name, seed: seed)
    for _ in 1..<count { _ = stream.uniform() }
    #expect(stream.uniform() == word / range)
  }

  @Test func namesAreThoseOfGSL() {
    let names = GSLGenerator.names
    #expect(Set(names).count == names.count)
    #expect(Set(["mt19937", "ranlxd2", "taus2", "gfsr4", "ranlux389"]).isSubset(of: names))
  }

  @Test(arguments: ["", "philox", "MT19937", "mt19937 ", "slatec", "uni", "zuf"])
  func otherNamesAreRefused(name: String) {
    #expect(GSLGenerator(named: name) == nil)
  }

  @Test(arguments: GSLGenerator.names, [0, 1, 0x1234_5679] as [UInt32])
  func everyGeneratorDrivesEverySampler(name: String, seed: UInt32) throws {
    #expect(GSLGenerator(named: name)?.name == name)
    var stream = try stream(name, seed: seed)
    #expect((0..<1000).allSatisfy { _ in (0..<1).contains(stream.uniform()) })
    #expect((0..<100).allSatisfy { _ in (0..<1000).contains(stream.integer(below: 1000)) })
    #expect(stream.permutation(of: 20).sorted() == Array(0..<20))
    let gaussian = try Gaussian()
    let gamma = try Gamma(shape: 0.3)
    let beta = try Beta(a: 2, b: 3)
    let categorical = try Categorical(weights: [0, 1, 2])
    for _ in 0..<100 {
      #expect(abs(gaussian.sample(from: &stream)) < 10)
      #expect(gamma.sample(from: &stream) >= 0)
      #expect((0...1).contains(beta.sample(from: &stream)))
      #expect((1...2).contains(categorical.index(from: &stream)))
    }
  }

  @Test func integersHaveNoBias() throws {
    var stream = try stream("taus2", seed: 1)
    var counts = Array(repeating: 0, count: 6)
    for _ in 0..<300_000 { counts[stream.integer(below: 6)] += 1 }
    #expect(ChiSquareTest(counts: counts, probabilities: Array(repeating: 1, count: 6)).pValue > level)
  }

  @Test func movingHasNoEffect() throws {
    var still = try stream("mt19937", seed: 9)
    var moved = try stream("mt19937", seed: 9)
    for occurrence in 0..<10 {
      moved.move(to: 3, occurrence: occurrence % 2)
      #expect(moved.uniform() == still.uniform())
    }
  }

  /// From Tests/Reference/streams.py; the first image of the last three is not sound.
  @Test(
    arguments: [
      (0, 0, 1364076727),
      (1, 0, 821347078),
      (0, 7, 1558924552),
      (2147483648, 7, 884452283),
      (4261412609, 0, 1199439242),
      (5, 4294967298, 3423425485),
      (2, 3, 2247144487),
      (25, 3, 1608795531),
      (134, 3, 3755128138),
    ] as [(UInt64, UInt64, UInt32)])
  func seeds(ordinal: UInt64, experiment: UInt64, seed: UInt32) {
    #expect(GSLGenerator.seed(ordinal: ordinal, experiment: experiment) == seed)
  }

  @Test(arguments: [0, 7, .max, 0xFFFF_FFFF] as [UInt64])
  func differentOrdinalsHaveDifferentSeeds(experiment: UInt64) {
    let limit = GSLGenerator.streamLimit
    let ordinals = Array(0..<20_000) + Array(limit - 20_000..<limit)
    let seeds = Set(ordinals.map { GSLGenerator.seed(ordinal: $0, experiment: experiment) })
    #expect(seeds.count == ordinals.count)
    #expect(seeds.allSatisfy { $0 % (1 << 24) != 0 && ![0x7F, 0xFF].contains($0 >> 24) })
  }
}
