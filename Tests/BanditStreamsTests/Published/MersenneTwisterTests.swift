import BanditStreams
import Testing

/// Expected words: NumPy's and Python's, by Tests/Reference/groupwise.py.
struct MersenneTwisterTests {
  @Test(
    arguments: [
      (0, [2_357_136_044, 2_546_248_239, 3_071_714_933, 3_626_093_760, 2_588_848_963]),
      (473, [200_865_510, 276_694_584, 2_403_175_513]),
      (5489, [3_499_211_612, 581_869_302, 3_890_346_734, 3_586_334_585, 545_404_204]),
      (4_294_967_295, [419_326_371, 479_346_978, 3_918_654_476]),
    ] as [(UInt32, [UInt32])])
  func wordsOfASeed(seed: UInt32, words: [UInt32]) {
    var twister = MersenneTwister(seed: seed)
    #expect(words.indices.map { _ in twister.word() } == words)
  }

  /// The C++ standard demands it of `std::mt19937`, too.
  @Test func theTenThousandthWord() {
    var twister = MersenneTwister(seed: 5489)
    for _ in 1..<10_000 { _ = twister.word() }
    #expect(twister.word() == 4_123_659_995)
  }

  @Test(
    arguments: [
      (0, [3_626_764_237, 1_654_615_998, 3_255_389_356]), (4_294_967_295, [2_728_839_433, 2_661_025_012, 872_737_089]),
    ] as [(UInt32, [UInt32])])
  func wordsOfAKeyOfOneWord(seed: UInt32, words: [UInt32]) {
    var twister = MersenneTwister(key: [seed])
    #expect(words.indices.map { _ in twister.word() } == words)
  }

  /// The first line of `mt19937ar.out`, which its authors publish with the generator.
  @Test func wordsOfALongerKey() {
    var twister = MersenneTwister(key: [0x123, 0x234, 0x345, 0x456])
    let words: [UInt32] = [1_067_595_299, 955_945_823, 477_289_528, 4_107_218_783, 4_228_976_476]
    #expect(words.indices.map { _ in twister.word() } == words)
  }

  @Test func uniformsTakeTwoWords() {
    var twister = MersenneTwister(seed: 473)
    let high = Double(200_865_510 >> 5)
    let low = Double(276_694_584 >> 6)
    #expect(twister.uniform() == (high * 67_108_864 + low) / 9_007_199_254_740_992)
    #expect(twister.word() == 2_403_175_513)
  }
}
