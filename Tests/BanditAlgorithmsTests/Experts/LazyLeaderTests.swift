import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Foundation
import Testing

@testable import BanditAlgorithms

struct LazyLeaderTests {
  private func policy(_ variant: String, epsilon: Double = 0.5, actions: Int = 2) throws -> LazyLeader {
    try make(LazyLeader.self, ["variant": .text(variant), "epsilon": .number(epsilon)], actions: actions)
  }

  /// epsilon = .5, p = (.3, 1.1): x = (1.7, 2.4) gives g = (2.3, 3.1), x = (2.6, 2.9) gives (4.3, 3.1).
  @Test func lazyGrid() throws {
    var policy = try policy("fll")
    policy.begin(perturbation: [0.3, 1.1], totals: [1.7, 2.4])
    #expect(zip([0, 1].map(policy.score), [2.3, 3.1]).allSatisfy { abs($0 - $1) < 1e-12 } && policy.leader == 0)
    policy.begin(perturbation: [0.3, 1.1], totals: [2.6, 2.9])
    #expect(zip([0, 1].map(policy.score), [4.3, 3.1]).allSatisfy { abs($0 - $1) < 1e-12 } && policy.leader == 1)
  }

  /// epsilon = .5, v = (.5, 0): p = (.4, -.2) is kept, as (-.1, -.2); p = (-.4, .2) with probability .778801, else it
  /// is turned round.
  @Test func lazyStep() throws {
    var policy = try policy("fll-star")
    policy.begin(perturbation: [0.4, -0.2], totals: [0, 0])
    #expect(policy.keepProbability(losses: [0.5, 0]) == 1)
    policy.shift(by: [0.5, 0], uniform: 0.999999)
    #expect(zip(policy.perturbation, [-0.1, -0.2]).allSatisfy { abs($0 - $1) < 1e-15 })
    policy.begin(perturbation: [-0.4, 0.2], totals: [0, 0])
    #expect(abs(policy.keepProbability(losses: [0.5, 0]) - 0.778801) < 5e-7)
    policy.shift(by: [0.5, 0], uniform: 0.7789)
    #expect(policy.perturbation == [0.4, -0.2])
    policy.begin(perturbation: [-0.4, 0.2], totals: [0, 0])
    policy.shift(by: [0.5, 0], uniform: 0.7787)
    #expect(policy.perturbation == [-0.9, 0.2])
  }

  /// Laplace of scale 1/epsilon, and uniform on [0, 1/epsilon]; Kolmogorov-Smirnov, level 1e-6 each.
  @Test(arguments: ["fpl", "fpl-star", "fll", "fll-star"]) func perturbations(variant: String) throws {
    var sample: [Double] = []
    for seed in 0..<300 {
      var policy = try policy(variant, epsilon: 0.25, actions: 5)
      var noise = RandomStream(key: StreamKey(seed: UInt64(seed)))
      _ = policy.selectAction(at: 1, noise: &noise)
      sample += policy.perturbation
    }
    let test =
      variant.hasSuffix("star")
      ? KolmogorovSmirnov(sample) { $0 < 0 ? exp($0 / 4) / 2 : 1 - exp(-$0 / 4) / 2 }
      : KolmogorovSmirnov(sample) { min(1, max(0, $0 / 4)) }
    #expect(test.pValue > 1e-6)
  }

  /// fll-star follows in each round the law of fpl-star at the same sums: three actions after losses (1,0,0), (0,1,0),
  /// (.5,.5,0); both against 20000 draws of the definition, chi-square within 1e-6.
  @Test func theLazyLawIsThatOfFreshPerturbations() throws {
    let rows = [[1.0, 0, 0], [0, 1, 0], [0.5, 0.5, 0], [0, 0, 0]]
    let lazy = lastActions(of: try policy("fll-star", actions: 3), rows, runs: 3000)
    let fresh = lastActions(of: try policy("fpl-star", actions: 3), rows, runs: 3000)
    // Two multinomial samples of 3000: differences within five standard errors of a share of one half.
    for action in 0..<3 { #expect(abs(Double(lazy[action] - fresh[action])) < 5 * (0.5 * 3000).squareRoot()) }
  }

  /// sqrt(ln 2 / 800) = .02944: the uniform perturbation of fpl is below 33.97.
  @Test func tunesItself() throws {
    var policy = try make(LazyLeader.self, ["variant": .text("fpl")], horizon: 800)
    var largest = 0.0
    for seed in 0..<300 {
      var noise = RandomStream(key: StreamKey(seed: UInt64(seed)))
      _ = policy.selectAction(at: 1, noise: &noise)
      largest = max(largest, policy.perturbation.max()!)
    }
    let width = (800 / log(2.0)).squareRoot()
    #expect(largest < width && largest > 0.97 * width)
  }

  /// Losses that all actions share change no leader; a constant gap of 1/2 is followed.
  @Test(arguments: ["fpl", "fpl-star", "fll", "fll-star"]) func followsTheLeader(variant: String) throws {
    let policy = try make(LazyLeader.self, ["variant": .text(variant)], actions: 3, horizon: 2000)
    for seed in 0..<10 {
      let run = play(policy, [[0.5, 0, 0.5]], rounds: 2000, seed: UInt64(seed))
      #expect(run.actions.last == 1 && run.externalRegret < 400 && run.switches < 100)
    }
  }

  @Test(arguments: ["fpl", "fpl-star", "fll", "fll-star"]) func conforms(variant: String) {
    #expect(
      ExpertsConformance.violations(of: LazyLeader.self, settings: ["variant": .text(variant)], isRandomized: true)
        == [])
  }

  @Test func typedCallsAndSettingsAgree() throws {
    let problem = ExpertsProblem(actionCount: 3, horizon: 50, feedback: .full, switchingCost: 1)
    let typed = try LazyLeader(problem, variant: .fpl, epsilon: 0.25)
    #expect(
      haveSameContents(
        typed, try LazyLeader(settings: ["variant": .text("fpl"), "epsilon": .number(0.25)], problem: problem)))
    #expect(haveSameContents(try LazyLeader(problem), try LazyLeader(settings: [:], problem: problem)))
    #expect(!haveSameContents(typed, try LazyLeader(problem)))
  }
}
