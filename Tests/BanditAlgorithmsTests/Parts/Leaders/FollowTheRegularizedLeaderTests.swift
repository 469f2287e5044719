import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct FollowTheRegularizedLeaderTests {
  /// Loss vectors of full information; the figures were worked out independently.
  @Test(
    arguments: [
      (.entropy, [0, 1, 2], 0.5, [0.50648039, 0.30719589, 0.18632372]),
      (.tsallisHalf, [0, 2, 5], 0.5, [0.55602570, 0.29502428, 0.14895001]),
      (.tsallis(power: 0.75), [0, 1], 1, [0.69473140, 0.30526860]),
      (.logBarrier, [0, 2, 2, 2], 0.25, [0.27491722, 0.24169426, 0.24169426, 0.24169426]),
      (.hybrid(barrier: 0.5, floor: 0), [0, 1], 1, [0.63708359, 0.36291641]),
      (.hybrid(barrier: 0.5, floor: 0.4), [0, 1], 1, [0.6, 0.4]),
    ] as [(Regularizer, [Double], Double, [Double])])
  func fullInformation(regularizer: Regularizer, losses: [Double], rate: Double, expected: [Double]) {
    var leader = FollowTheRegularizedLeader(regularizer, items: losses.count)
    leader.add(losses.map { 0.25 * $0 + 3 })
    leader.add(losses.map { 0.75 * $0 - 8 })
    leader.follow(rate: rate)
    #expect(distance(leader.weights, expected) < 6e-9)
    leader.restart()
    leader.follow(rate: rate, hints: losses)
    #expect(distance(leader.weights, expected) < 6e-9)
    leader.restart()
    leader.follow(rate: rate)
    leader.descend(losses, rate: rate)
    #expect(distance(leader.weights, expected) < 6e-9)
  }

  /// Thousands of rounds of a loss that all items share, and a difference of 1: what all share is taken off.
  @Test func commonLossesAreTakenOff() {
    var leader = FollowTheRegularizedLeader(.tsallisHalf, items: 2)
    leader.add([0, 1])
    for _ in 0..<20_000 {
      leader.add([1e6, 1e6])
      leader.follow(rate: 2)
    }
    #expect(leader.losses.max()! < 1e11)
    #expect(distance(leader.weights, [0.78004843, 0.21995157]) < 6e-9)
  }

  @Test func drawsByTheWeights() {
    var leader = FollowTheRegularizedLeader(.entropy, items: 3)
    #expect([0.3, 0.4, 0.7].map { leader.item(at: $0) } == [0, 1, 2])
    leader.add([1e9, 0, 1e9])
    leader.follow(rate: 1)
    #expect([0, 0.4, 0.999].map { leader.item(at: $0) } == [1, 1, 1])
  }
}
