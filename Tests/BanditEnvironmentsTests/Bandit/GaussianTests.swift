import BanditCards
import BanditEnvironments
import BanditGames
import BanditNumerics
import BanditStreams
import BanditTesting
import Foundation
import Testing

struct GaussianBanditTests {
  private func model(_ settings: Settings) throws -> GaussianModel {
    try GaussianModel(
      settings: Settings(defaultsOf: GaussianModel.card.parameters, given: settings), horizon: 100)
  }

  @Test func laiRobbinsConstant() throws {
    // 2 * .25 / .5 + 2 * 1 / 2 = 2
    let bandit = GaussianBandit(laws: [
      try Gaussian(mean: 0, sd: 3), try Gaussian(mean: -0.5, sd: 0.5), try Gaussian(mean: -2, sd: 1),
    ])
    #expect(abs(bandit.truth.laiRobbins! - 2) < 1e-12)
  }

  /// Kolmogorov-Smirnov at level 1e-6.
  @Test func rewardsAreNormal() throws {
    var bandit = GaussianBandit(laws: [try Gaussian(mean: 3, sd: 2)])
    var noise = RandomStream(key: StreamKey(seed: 8))
    var rewards: [Double] = []
    for pull in 0..<100_000 {
      noise.move(to: 0, occurrence: pull)
      rewards.append(bandit.pull(0, at: pull + 1, noise: &noise).reward)
    }
    #expect(KolmogorovSmirnov(rewards) { x in 0.5 * erfc((3 - x) / (2 * 2.0.squareRoot())) }.pValue > 1e-6)
  }

  @Test func armsKeepTheirDeviationWhenShuffled() throws {
    let settings: Settings = [
      "means": .list([.number(1), .number(2), .number(3)]), "sd": .list([.number(10), .number(20), .number(30)]),
      "bestArm": .text("random"),
    ]
    var orders: Set<[Double]> = []
    for replication in 0..<50 {
      var stream = RandomStream(key: StreamKey(seed: 9).child(index: replication))
      let bandit = try model(settings).instance(of: 0, from: &stream)
      #expect(bandit.sds == bandit.means.map { 10 * $0 })
      orders.insert(bandit.means)
    }
    #expect(orders.count == 6)
  }

  @Test func aListOfDeviationsHasOneForEachArm() {
    let settings: Settings = ["means": .list([.number(1), .number(2)]), "sd": .list([.number(1)])]
    #expect(throws: InvalidSettings.self) { try model(settings) }
  }

  @Test func typedArmsAreThoseOfSettings() throws {
    let typed = try GaussianModel(means: .list([1, 2]), sd: .each([3, 4]), horizon: 100)
    let read = try model(["means": .list([.number(1), .number(2)]), "sd": .list([.number(3), .number(4)])])
    var stream = RandomStream(key: StreamKey(seed: 9))
    let (one, other) = (typed.instance(of: 0, from: &stream), read.instance(of: 0, from: &stream))
    #expect(one.means == other.means && one.sds == other.sds && typed.problem == read.problem)
    #expect(typed.problem.noiseScale == one.sds.max() && one.noiseScale == one.sds.max())
    #expect(throws: InvalidSettings.self) { try GaussianModel(means: .list([1, 2]), sd: .all(-1), horizon: 1) }
    #expect(throws: InvalidSettings.self) { try GaussianModel(means: .list([1, 2]), sd: .each([1]), horizon: 1) }
  }
}
