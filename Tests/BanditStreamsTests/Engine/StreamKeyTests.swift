import BanditStreams
import Testing

struct StreamKeyTests {
  static let root = StreamKey(seed: 42)

  /// The derivation is frozen: a change of this table is a change of every result ever published.
  /// From Tests/Reference/streams.py.
  static let frozen: [(key: StreamKey, low: UInt64, high: UInt64)] = [
    (StreamKey(seed: 0), 0xA9EE_9AD2_7B0E_8240, 0xA185_75F4_69BE_34AD),
    (root, 0x9CCD_6945_7E99_5C82, 0x6C0A_A1A1_CC4E_DD14),
    (StreamKey(seed: .max), 0xD4B6_15ED_F700_1D62, 0x6183_33DF_DC7D_610E),
    (root.child(label: ""), 0x75CE_9340_896F_DCDE, 0xF0D5_C5DE_4B95_81AE),
    (root.child(label: "bernoulli"), 0xFB18_587E_F480_51B7, 0xC206_625E_3BEC_3AD8),
    (root.child(label: "7"), 0x19F7_118D_203C_F379, 0xC584_F278_AC8D_9EFF),
    (root.child(label: "abcdefghijklmnopqrstuvwx"), 0x40E3_A2D6_3DF1_DDFD, 0xCB6E_D7C0_0EA6_C009),
    (root.child(label: "abcdefghijklmnopqrstuvwxy"), 0xA6E7_9970_9316_0C32, 0xE9D5_6B1E_F3AC_069C),
    (
      root.child(label: String(repeating: "0123456789", count: 5)), 0x18DE_AE68_00F1_E1FE,
      0x8376_6FED_5821_4366
    ),
    (root.child(label: "bandit-\u{e9}\u{3bb}"), 0xCE45_77EB_D6A6_729C, 0x3DBF_E65C_5689_136F),
    (root.child(index: 0), 0xAB7D_F912_D55E_DA0D, 0x6870_EAB9_131F_7FFB),
    (root.child(index: 7), 0xDA48_C9C9_E65D_06B9, 0x1685_C9C8_EAB3_8B39),
    (root.child(index: -1), 0x6519_844E_2E79_9DA6, 0xCE1A_79FC_EA1C_D68C),
    (root.child(purpose: .instance), 0x1C47_E1AC_42C6_CA54, 0xF616_3D87_6A52_13A7),
    (root.child(purpose: .rewards), 0x5A4C_DD30_0798_1260, 0xDDCA_1052_DB4D_8030),
    (root.child(purpose: .learner), 0x4752_C50C_BFBE_AE13, 0xD9EF_CBD9_6C97_0590),
    (
      root.child(label: "bernoulli").child(index: 7).child(purpose: .rewards), 0x7ABD_A4E2_175D_9A28,
      0x4039_F14A_7C0C_6EA2
    ),
  ]

  @Test func derivationIsFrozen() {
    for (position, entry) in Self.frozen.enumerated() {
      #expect(
        entry.key.philox == Philox4x64.Key(low: entry.low, high: entry.high), "entry \(position)")
    }
  }

  @Test func labelsIndicesAndPurposesAreDifferentDomains() {
    let keys =
      Self.frozen.map(\.key) + [
        Self.root.child(index: 1), Self.root.child(index: 2), Self.root.child(index: 3),
        Self.root.child(label: "\u{1}"), Self.root.child(label: "\u{2}"), Self.root.child(label: "\u{3}"),
        Self.root.child(label: "0"), Self.root.child(label: "\u{7}"), StreamKey(seed: 7),
      ]
    #expect(Set(keys).count == keys.count)
  }

  @Test func paddingAndSplittingOfLabelsNeverCollide() {
    let block = String(repeating: "a", count: 24)
    let keys = [
      Self.root.child(label: ""), Self.root.child(label: "\0"), Self.root.child(label: "\0\0"),
      Self.root.child(label: "a"), Self.root.child(label: "a\0"), Self.root.child(label: "aa"),
      Self.root.child(label: block), Self.root.child(label: block + "\0"), Self.root.child(label: block + block),
      Self.root.child(label: block).child(label: ""), Self.root.child(label: block).child(label: block),
      Self.root.child(label: "a").child(label: "a"), Self.root.child(label: "").child(label: "a"),
      Self.root.child(label: "a").child(label: ""),
    ]
    #expect(Set(keys).count == keys.count)
  }

  @Test func orderOfStepsMatters() {
    #expect(
      Self.root.child(label: "a").child(index: 1) != Self.root.child(index: 1).child(label: "a"))
  }

  @Test func aHundredThousandKeysAreDistinct() {
    var keys: Set<StreamKey> = []
    for index in 0..<25_000 {
      let child = Self.root.child(index: index)
      keys.insert(child)
      keys.insert(child.child(purpose: .learner))
      keys.insert(Self.root.child(label: "\(index)"))
      keys.insert(StreamKey(seed: UInt64(index)))
    }
    #expect(keys.count == 100_000)
  }
}
