import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct BanditLeaderTests {
  private func play(_ leader: BanditLeader, rounds: Int) -> BanditLeader {
    var leader = leader
    var noise = RandomStream(key: StreamKey(seed: 23))
    for round in 1...rounds {
      let arm = leader.selectArm(at: round, noise: &noise)
      leader.observe(loss: arm == 1 ? 0.1 : 0.8, of: arm)
    }
    return leader
  }

  private func leader(_ schedule: RateSchedule, _ update: LeaderUpdate = .ftrl) -> BanditLeader {
    BanditLeader(
      items: 3, regularizer: .logBarrier, estimator: .iw,
      rate: LearningRate(
        schedule, given: 0.5, regularizer: .logBarrier, estimator: .iw, items: 3, horizon: 100), update: update)
  }

  @Test func countsRounds() {
    #expect(play(leader(.fixed), rounds: 17).rounds == 17)
  }

  /// After 31 rounds the next one starts anew.
  @Test(arguments: LeaderUpdate.allCases) func doublingStartsAnew(update: LeaderUpdate) {
    var played = play(leader(.doubling, update), rounds: 31)
    #expect(played.leader.weights[1] > 0.34)
    var noise = RandomStream(key: StreamKey(seed: 24))
    _ = played.selectArm(at: 32, noise: &noise)
    #expect(distance(played.leader.weights, [1.0 / 3, 1.0 / 3, 1.0 / 3]) < 1e-15)
  }

  /// With one rate, steps lead where the leader is, in the same draws.
  @Test func descentIsTheLeaderAtAFixedRate() {
    var noise = RandomStream(key: StreamKey(seed: 25))
    var played = [play(leader(.fixed), rounds: 200), play(leader(.fixed, .omd), rounds: 200)]
    for index in played.indices { _ = played[index].selectArm(at: 201, noise: &noise) }
    #expect(distance(played[0].leader.weights, played[1].leader.weights) < 1e-9)
  }
}
