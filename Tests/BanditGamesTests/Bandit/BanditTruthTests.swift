import BanditComparators
import BanditGames
import BanditNumerics
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

  /// Many segments: the sums are those of adding all of them up anew, to the bit, whatever round is asked for.
  @Test(arguments: [63, 64, 65, 128, 200]) func manySegmentsAddUpAlike(count: Int) {
    let segments = (0..<count).map { index in
      BanditTruth.Segment(
        firstRound: 1 + 2 * index, means: (0..<3).map { arm in 1 / Double(3 + (index * 7 + arm * 5) % 13) - 0.1 })
    }
    let comparator = PiecewiseMeans(segments: segments)
    for round in 1...(2 * count + 5) {
      var totals = Array(repeating: CompensatedSum(), count: 3)
      for (index, segment) in segments.enumerated() where segment.firstRound <= round {
        let end = index + 1 < count ? min(segments[index + 1].firstRound, round + 1) : round + 1
        for arm in 0..<3 { totals[arm].add(Double(end - segment.firstRound) * segment.means[arm]) }
      }
      #expect(comparator.bestFixedTotal(through: round) == totals.map(\.value).max(), "\(round)")
    }
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
