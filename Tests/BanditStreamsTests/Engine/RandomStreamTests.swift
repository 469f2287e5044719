import BanditStreams
import BanditTesting
import Testing

struct RandomStreamTests {
  static let key = StreamKey(seed: 42)

  struct Address: Sendable {
    let item: Int
    let occurrence: Int
    let words: [UInt64]
  }

  /// From Tests/Reference/streams.py, which follows the documented layout of the counters.
  static let addresses = [
    Address(
      item: 0, occurrence: 0,
      words: [
        0xE91C_E355_8C1B_B6CD, 0x1E05_F692_351C_70A2, 0x4B42_E122_F4EE_368A, 0x9A35_E49C_2B65_E2F1,
        0xD5A1_BFCD_5D48_DD57, 0xE770_B0DF_0090_CAE0, 0xCD7A_2138_5BC3_0C51,
      ]),
    Address(
      item: 0, occurrence: 1,
      words: [
        0x42CD_C838_A553_FFA4, 0xAF40_3B79_ADE9_86B3, 0x20B0_EB57_95E2_EFB2, 0xF009_0BD1_AF3E_59F2,
        0x0085_6D6A_3021_9986, 0xE50A_6F4D_68A8_9770, 0x24CF_1B81_D3AE_4401,
      ]),
    Address(
      item: 0, occurrence: 3,
      words: [
        0xEA80_72C3_1E3E_E2E3, 0x3908_BCB5_BD2B_B1EC, 0xEF34_5D96_3107_8EA6, 0x89EA_A026_F3A9_4A0C,
        0x1C23_DF5D_6A46_E037, 0x66ED_EA71_3DDC_19D2, 0xFA2C_D918_87D9_70F6,
      ]),
    Address(
      item: 0, occurrence: 4,
      words: [
        0x62BE_C7D6_8609_74EE, 0xCD9A_D099_D33A_0FAE, 0x45C9_5B28_1602_3737, 0x6268_339A_1AA0_4F4C,
        0x1578_E12D_3EDC_1578, 0x5FEB_ECA9_B19A_0A60, 0xD2AD_B771_0E81_9B18,
      ]),
    Address(
      item: 2, occurrence: 5,
      words: [
        0x0BB7_8586_899B_29FE, 0x04DA_9C40_C9F1_6CB9, 0x9E5E_E189_DA1F_78B6, 0x7E69_E60B_3D12_520D,
        0x059C_6A31_2208_F976, 0xCCEB_7750_4933_F0DD, 0x938D_5581_C668_3356,
      ]),
    Address(
      item: 1, occurrence: 1_000_003,
      words: [
        0x2A0A_1481_3E03_35C4, 0x7238_A706_AEC4_6333, 0x0AFB_3D18_A397_2031, 0xE9E8_5B29_59E0_76EB,
        0x321F_42E2_C2D2_E697, 0x0753_275B_9A52_2B45, 0x64DC_D698_B4B1_4D38,
      ]),
  ]

  @Test func layoutOfTheCounters() {
    var stream = RandomStream(key: Self.key, itemCount: 3)
    for address in Self.addresses {
      stream.move(to: address.item, occurrence: address.occurrence)
      #expect(address.words.indices.map { _ in stream.word() } == address.words, "\(address)")
    }
  }

  /// Far more words than are computed together, after addresses with few and with many draws.
  @Test func longDrawsFollowTheLayout() {
    var stream = RandomStream(key: Self.key, itemCount: 3)
    for (place, draws) in [1, 300, 2, 44, 70, 1, 5, 6, 300, 129].enumerated() {
      stream.move(to: place % 3, occurrence: place)
      let (item, occurrence) = (UInt64(place % 3), UInt64(place))
      let first = Philox4x64.block(at: SIMD4(0, occurrence / 4, item, 0), key: Self.key.philox)[place % 4]
      let further = (0..<(draws - 1)).map {
        Philox4x64.block(at: SIMD4(UInt64($0 / 4), occurrence, item, 1), key: Self.key.philox)[$0 % 4]
      }
      #expect((0..<draws).map { _ in stream.word() } == [first] + further, "\(draws)")
    }
  }

  @Test func anAddressDoesNotDependOnWhatWasDrawnBefore() {
    var stream = RandomStream(key: Self.key, itemCount: 3)
    // Backwards, with a different number of words drawn elsewhere before each address.
    for (detour, address) in Self.addresses.reversed().enumerated() {
      stream.move(to: (address.item + 1) % 3, occurrence: address.occurrence)
      for _ in 0..<(3 * detour) { _ = stream.word() }
      stream.move(to: address.item, occurrence: address.occurrence)
      #expect(address.words.indices.map { _ in stream.word() } == address.words, "\(address)")
    }
  }

  @Test func aStreamThatIsNeverMovedStandsAtTheFirstAddress() {
    var stream = RandomStream(key: Self.key)
    let words = Self.addresses[0].words
    #expect(words.indices.map { _ in stream.word() } == words)
  }

  @Test func uniformNumbersAreTheTop53Bits() {
    var stream = RandomStream(key: Self.key)
    // From Tests/Reference/streams.py.
    #expect(stream.uniform() == 0x1.d239c6ab18376p-1)
    #expect(stream.uniform() == 0x1.e05f692351c70p-4)
    #expect(stream.uniform() == 0x1.2d0b848bd3b8cp-2)
  }

  @Test func integersHaveNoBias() {
    var stream = RandomStream(key: Self.key)
    var counts = Array(repeating: 0, count: 6)
    for _ in 0..<300_000 { counts[stream.integer(below: 6)] += 1 }
    #expect(ChiSquareTest(counts: counts, probabilities: Array(repeating: 1, count: 6)).pValue > level)
  }

  @Test func integersHaveNoBiasWhereAProductAloneWould() {
    // 2^64 words for 3 * 2^61 values: without rejection, the residues modulo 3 would come 3 : 3 : 2.
    var stream = RandomStream(key: Self.key)
    var counts = [0, 0, 0]
    for _ in 0..<100_000 { counts[stream.integer(below: 3 << 61) % 3] += 1 }
    #expect(ChiSquareTest(counts: counts, probabilities: [1, 1, 1]).pValue > level)
  }

  @Test func integersBelowOneAndBelowTheLargestBound() {
    var stream = RandomStream(key: Self.key)
    #expect((0..<100).allSatisfy { _ in stream.integer(below: 1) == 0 })
    #expect((0..<100).allSatisfy { _ in (0..<Int.max).contains(stream.integer(below: .max)) })
  }

  @Test func permutationsAreUniform() {
    var stream = RandomStream(key: Self.key)
    var counts: [[Int]: Int] = [:]
    for _ in 0..<48_000 { counts[stream.permutation(of: 4), default: 0] += 1 }
    #expect(counts.keys.allSatisfy { $0.sorted() == [0, 1, 2, 3] })
    #expect(counts.count == 24)
    #expect(
      ChiSquareTest(counts: Array(counts.values), probabilities: Array(repeating: 1, count: 24)).pValue > level)
  }

  @Test func permutationsOfNothingAndOfOne() {
    var stream = RandomStream(key: Self.key)
    #expect(stream.permutation(of: 0) == [])
    #expect(stream.permutation(of: 1) == [0])
  }

  @Test func samplersOfGSLDrawTheWordsOfTheStream() throws {
    // An alias table of four equal weights gives floor(4 u), the two top bits of each word.
    let quarters = try Categorical(weights: [1, 1, 1, 1])
    var stream = RandomStream(key: Self.key, itemCount: 3)
    for address in Self.addresses {
      stream.move(to: address.item, occurrence: address.occurrence)
      #expect(address.words.map { _ in quarters.index(from: &stream) } == address.words.map { Int($0 >> 62) })
    }
  }

  @Test func samplersOfGSLAreAddressed() throws {
    let gamma = try Gamma(shape: 0.3)
    var stream = RandomStream(key: Self.key, itemCount: 2)
    let forwards = (0..<50).map { occurrence in
      stream.move(to: 1, occurrence: occurrence)
      return gamma.sample(from: &stream)
    }
    let backwards = (0..<50).reversed().map { occurrence in
      stream.move(to: 1, occurrence: occurrence)
      return gamma.sample(from: &stream)
    }
    #expect(forwards == backwards.reversed())
    #expect(Set(forwards).count == 50)
  }
}
