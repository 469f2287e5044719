import Testing

@testable import BanditAlgorithms

struct InverseDistributionTests {
  @Test func stretchesLieInOrder() {
    let weights = [0.25, 0, 0.5, 0.25]
    let indices = [0, 0.2499, 0.25, 0.7499, 0.75, 0.9999].map {
      InverseDistribution.index(at: $0, weights: weights)
    }
    #expect(indices == [0, 0, 2, 2, 3, 3])
  }

  @Test func neverNamesAWeightOfZero() {
    #expect(InverseDistribution.index(at: 0, weights: [0, 0, 1]) == 2)
    // The weights sum up to less than they should.
    #expect(InverseDistribution.index(at: 0.999999, weights: [0.3, 0.6, 0]) == 1)
  }

  @Test func totalsOtherThanOne() {
    #expect(InverseDistribution.index(at: 0.4, weights: [1, 3], total: 4) == 1)
    #expect(InverseDistribution.index(at: 0.2, weights: [1, 3], total: 4) == 0)
  }
}
