import Testing

@testable import BanditExperiments

struct NumericFingerprintTests {
  @Test func itIsTheSameWheneverItIsComputed() {
    #expect(NumericFingerprint.compute() == NumericFingerprint.current)
    #expect(NumericFingerprint.current != Checksum(of: ""))
  }
}
