import BanditCards
import BanditEnvironments
import BanditGames
import BanditStreams
import BanditTesting
import Foundation
import Testing

struct BestArmTests {
  private func instance(_ model: BestArmModel, _ replication: Int) -> ArmsBandit {
    var stream = RandomStream(key: StreamKey(seed: 1).child(index: replication))
    return model.instance(of: replication, from: &stream)
  }

  /// Every instance has the complexity that was asked for, whatever the law and the gaps; coins stay in [0, 1].
  @Test(arguments: BestArmModel.Law.allCases, BestArmModel.Gaps.allCases)
  func complexityIsTheOneAskedFor(law: BestArmModel.Law, gaps: BestArmModel.Gaps) throws {
    for (arms, complexity) in [(2, 5.0), (5, 80), (10, 2000)] {
      let model = try BestArmModel(
        arms: arms, law: law, gaps: gaps, complexity: complexity...complexity, horizon: 100)
      var best: Set<Int> = []
      for replication in 0..<40 {
        let arms = instance(model, replication)
        let found = try #require(arms.truth.complexity)
        #expect(abs(found / complexity - 1) < 1e-9)
        best.insert(arms.truth.bestArm)
        if law == .bernoulli { #expect(arms.means.allSatisfy { $0 >= 0 && $0 <= 1 }) }
      }
      #expect(best.count == arms)
    }
  }

  /// Equal gaps have a closed form: rho* = (1 + sqrt(K - 1))^2 / gap^2.
  @Test func equalGaps() throws {
    let model = try BestArmModel(arms: 5, gaps: .equal, complexity: 900...900, horizon: 100)
    let means = instance(model, 0).means.sorted()
    #expect(abs(means[4] - means[3] - 0.1) < 1e-12 && abs(means[3] - means[0]) < 1e-12)
  }

  /// A range is drawn from uniformly on the scale of logarithms; level 1e-6.
  @Test func complexityFromARange() throws {
    let model = try BestArmModel(arms: 3, complexity: 10...1000, horizon: 100)
    let found = try (0..<2000).map { try #require(instance(model, $0).truth.complexity) }
    #expect(found.allSatisfy { $0 > 9.999 && $0 < 1000.001 })
    let below = found.count { $0 < 100 }
    #expect(BinomialTest(successes: below, trials: 2000, probability: 0.5).pValue > 1e-6)
  }

  @Test func coinsCannotBeTooEasy() {
    // (1 + sqrt 4)^2 = 9.
    #expect(throws: InvalidSettings.self) {
      try BestArmModel(arms: 5, law: .bernoulli, complexity: 8.9...100, horizon: 10)
    }
    #expect(throws: Never.self) { try BestArmModel(arms: 5, law: .bernoulli, complexity: 9...100, horizon: 10) }
    #expect(throws: InvalidSettings.self) {
      try BestArmModel(settings: ["complexity": .list([.number(5), .number(2)])], horizon: 10)
    }
  }

  @Test func settingsAndTypedCallsAgree() throws {
    let typed = try BestArmModel(arms: 4, law: .bernoulli, gaps: .linear, complexity: 200...300, horizon: 10)
    let read = try BestArmModel(
      settings: [
        "arms": .whole(4), "law": .text("bernoulli"), "gaps": .text("linear"),
        "complexity": .list([.number(200), .number(300)]),
      ], horizon: 10)
    #expect(instance(typed, 3).means == instance(read, 3).means)
  }
}
