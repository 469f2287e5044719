import BanditStreams
import Testing

struct Philox4x64Tests {
  struct Vector: Sendable {
    let counter: SIMD4<UInt64>
    let key: Philox4x64.Key
    let block: SIMD4<UInt64>
  }

  // The lines "philox4x64 10" of Random123's kat_vectors; Tests/Reference/streams.py has them from NumPy.
  static let vectors = [
    Vector(
      counter: SIMD4(repeating: 0), key: Philox4x64.Key(low: 0, high: 0),
      block: SIMD4(0x1655_4D9E_CA36_314C, 0xDB20_FE9D_672D_0FDC, 0xD7E7_72CE_E186_176B, 0x7E68_B68A_EC7B_A23B)),
    Vector(
      counter: SIMD4(repeating: .max), key: Philox4x64.Key(low: .max, high: .max),
      block: SIMD4(0x87B0_92C3_013F_E90B, 0x438C_3C67_BE8D_0224, 0x9CC7_D7C6_9CD7_77B6, 0xA09C_AEBF_594F_0BA0)),
    Vector(
      counter: SIMD4(0x243F_6A88_85A3_08D3, 0x1319_8A2E_0370_7344, 0xA409_3822_299F_31D0, 0x082E_FA98_EC4E_6C89),
      key: Philox4x64.Key(low: 0x4528_21E6_38D0_1377, high: 0xBE54_66CF_34E9_0C6C),
      block: SIMD4(0xA528_F454_03E6_1D95, 0x38C7_2DBD_566E_9788, 0xA5A1_610E_72FD_18B5, 0x57BD_43B5_E52B_7FE6)),
  ]

  @Test(arguments: vectors)
  func knownAnswers(_ vector: Vector) {
    #expect(Philox4x64.block(at: vector.counter, key: vector.key) == vector.block)
  }
}
