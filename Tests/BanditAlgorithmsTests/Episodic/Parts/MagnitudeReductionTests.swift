import Testing

@testable import BanditAlgorithms

struct MagnitudeReductionTests {
  /// Z uniform on -3, 0, 3: reduced to -1, -1, 2, of mean 0 and second moment 2 instead of 6.
  @Test func threePoints() {
    let reduced = [-3.0, 0, 3].map { MagnitudeReduction.reduced($0, meanOfNegativePart: -1) }
    #expect(reduced == [-1, -1, 2])
  }

  @Test func whatIsNeverNegativeStays() {
    for estimate in [0, 0.5, 17.25] { #expect(MagnitudeReduction.reduced(estimate, meanOfNegativePart: 0) == estimate) }
  }
}
