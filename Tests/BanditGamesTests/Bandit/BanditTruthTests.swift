import BanditComparators
import BanditGames
import BanditTesting
import Testing

struct BanditTruthTests {
  @Test func stationaryTruthsHaveOneSegment() {
    let truth = BanditTruth(means: [0.25, 0.75, 0.75], laiRobbins: 2)
    #expect(truth.isStationary)
    #expect(truth.changePoints == [])
    #expect(truth.armCount == 3)
    #expect(truth.means == [0.25, 0.75, 0.75])
    #expect(truth.bestMean == 0.75)
    #expect(truth.bestArm == 1)
    #expect(truth.laiRobbins == 2)
    // The ledger adds up the means of the best arm.
    #expect(truth.comparator.benchmark(of: .pseudo, through: 4, bestMeans: 3) == 3)
  }

  @Test func theBestFixedArmDependsOnHowFarOneLooks() {
    let truth = BanditTruth(segments: [
      .init(firstRound: 1, means: [0.5, 0.25]), .init(firstRound: 3, means: [0.25, 0.75]),
      .init(firstRound: 4, means: [1, 0]),
    ])
    #expect(!truth.isStationary)
    #expect(truth.changePoints == [3, 4])
    #expect(truth.laiRobbins == nil)
    #expect(truth.segments.map(\.bestArm) == [0, 1, 0])
    // Sums: arm 0 .5, 1, 1.25, 2.25, 3.25; arm 1 .25, .5, 1.25, 1.25, 1.25.
    let comparator = PiecewiseMeans(segments: truth.segments)
    #expect((1...5).map(comparator.bestFixedTotal) == [0.5, 1, 1.25, 2.25, 3.25])
  }

  /// Against adding up round by round.
  @Test func bestFixedTotalIsTheBruteForceOne() {
    var segments: [BanditTruth.Segment] = []
    for index in 0..<20 {
      segments.append(
        .init(firstRound: 1 + index * (index + 1) / 2, means: (0..<4).map { Double(($0 * 7 + index * 5) % 11) / 16 }))
    }
    var sums = [0.0, 0, 0, 0]
    for round in 1...250 {
      let segment = segments.last { $0.firstRound <= round }!
      for arm in sums.indices { sums[arm] += segment.means[arm] }
      // Sixteenths add up without rounding.
      #expect(PiecewiseMeans(segments: segments).bestFixedTotal(through: round) == sums.max()!)
    }
  }

  @Test func truthsThatRememberAreNotStationary() {
    let sequences = SequenceComparator(optimum: nil, ceiling: 1, repeated: [ConstantPath(means: [1])])
    let truth = BanditTruth(means: [1], sequences: sequences, dependsOnHistory: true, rewardOffset: 1)
    #expect(!truth.isStationary && truth.changePoints == [] && truth.rewardOffset == 1)
    let memoryOne = BanditTruth(
      means: [1], sequences: sequences, dependsOnHistory: false, laiRobbins: 3, rewardOffset: 1)
    #expect(memoryOne.isStationary && memoryOne.laiRobbins == 3)
    #expect(BanditTruth(means: [1]).sequences == nil && BanditTruth(means: [1]).rewardOffset == 0)
  }
}
