import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Foundation
import Testing

@testable import BanditEnvironments

struct DriftingTests {
  private func model(_ settings: Settings, horizon: Int = 100) throws -> DriftingModel {
    try DriftingModel(settings: settings, horizon: horizon)
  }

  /// The means of all rounds.
  private func path(_ model: DriftingModel, replication: Int = 0) -> [[Double]] {
    var stream = RandomStream(key: StreamKey(seed: 5).child(index: replication))
    let segments = model.instance(of: replication, from: &stream).truth.segments
    #expect(segments.map(\.firstRound) == Array(1...segments.count))
    return segments.map(\.means)
  }

  /// Steps of a random walk are independent and normal, those of each arm with its deviation: Kolmogorov-Smirnov, level
  /// 1e-6, and the correlation of neighbouring steps and of arms within five standard errors of 0.
  @Test func stepsAreNormal() throws {
    let model = try model(
      [
        "means": [0, 3],
        "drift": [["law": "random-walk", "sd": 0.5], ["law": "random-walk", "sd": 2]],
      ], horizon: 20_001)
    let path = path(model)
    #expect(path[0] == [0, 3] && path.count == 20_001)
    let steps = (0..<2).map { arm in zip(path, path.dropFirst()).map { $1[arm] - $0[arm] } }
    for (arm, sd) in [0.5, 2].enumerated() {
      let test = KolmogorovSmirnov(steps[arm]) { x in 0.5 * erfc(-x / (sd * 2.0.squareRoot())) }
      #expect(test.pValue > 1e-6)
      let products = zip(steps[arm], steps[arm].dropFirst()).map { $0 * $1 / (sd * sd) }
      #expect(abs(products.reduce(0, +)) < 5 * 20_000.0.squareRoot())
    }
    var covariance = 0.0
    for (one, other) in zip(steps[0], steps[1]) { covariance += one * other }
    #expect(abs(covariance) < 5 * 20_000.0.squareRoot())
  }

  /// mu' = mu + r (m - mu) + Z has the stationary law N(m, sd^2 / (1 - (1 - r)^2)), 4 / 0.75 with sd 2 and r 1/2: after 40
  /// rounds that of 4000 arms. Kolmogorov-Smirnov, level 1e-6.
  @Test func revertsToItsLevel() throws {
    let drift: Setting = ["law": "mean-reverting", "sd": 2, "rate": 0.5, "level": 7]
    let model = try model(
      ["arms": 4000, "prior": ["law": "gaussian", "mean": -50], "drift": drift], horizon: 40)
    let sd = (4 / 0.75).squareRoot()
    let last = try #require(path(model).last)
    #expect(KolmogorovSmirnov(last) { x in 0.5 * erfc((7 - x) / (sd * 2.0.squareRoot())) }.pValue > 1e-6)
    // Without noise: half of the way each round; without a level, to where it began.
    let quiet = try self.model(
      [
        "means": [8, 8],
        "drift": [
          ["law": "mean-reverting", "sd": 0, "rate": 0.5, "level": 0], ["law": "mean-reverting", "sd": 0, "rate": 1],
        ],
      ], horizon: 4)
    #expect(path(quiet) == [[8, 8], [4, 8], [2, 8], [1, 8]])
  }

  /// Worked out by hand.
  @Test(arguments: [
    (0.5, 0.5), (1.25, 0.75), (-0.25, 0.25), (2.25, 0.25), (-1.25, 0.75), (3.5, 0.5), (1, 1), (0, 0), (-1, 1), (2, 0),
  ])
  func foldsBackAndForth(number: Double, folded: Double) {
    #expect(MeanDrift.randomWalk(lower: 0, upper: 1).folded(number) == folded)
    #expect(MeanDrift.randomWalk(lower: 10, upper: 12).folded(10 + 2 * number) == 10 + 2 * folded)
    #expect(MeanDrift.randomWalk().folded(number) == number)
    #expect(MeanDrift.randomWalk(lower: 0).folded(number) == abs(number))
    #expect(MeanDrift.randomWalk(upper: 0).folded(number) == -abs(number))
    #expect(MeanDrift.randomWalk(lower: 3, upper: 3).folded(number) == 3)
  }

  /// A reflected walk forgets where it began, and is uniform between its ends in the long run. Kolmogorov-Smirnov, level
  /// 1e-6.
  @Test func reflectedWalksStayBetweenTheirEnds() throws {
    let drift: Setting = ["law": "random-walk", "sd": 0.3, "lower": 0, "upper": 1]
    let model = try model(
      ["arms": 3000, "prior": ["law": "gaussian", "sd": 5], "drift": drift, "rewards": "bernoulli"], horizon: 100)
    let path = path(model)
    #expect(path.allSatisfy { $0.allSatisfy { $0 >= 0 && $0 <= 1 } })
    #expect(KolmogorovSmirnov(path[99]) { $0 }.pValue > 1e-6)
    #expect(model.problem == BanditProblem(armCount: 3000, horizon: 100, rewardRange: 0...1))
  }

  /// A longer run begins as a shorter one, and every replication has a path of its own.
  @Test func pathsArePrefixes() throws {
    let settings: Settings = ["arms": 3, "prior": ["law": "uniform"], "drift": ["law": "random-walk", "sd": 0.1]]
    let (short, long) = (try model(settings, horizon: 50), try model(settings, horizon: 80))
    #expect(path(short) == Array(path(long).prefix(50)))
    #expect(path(short) != path(short, replication: 1))
    #expect(path(try model(settings, horizon: 1)).count == 1)
  }

  /// Rewards scatter around the mean of their round: those of `GaussianBandit`, to the bit; coins are `u < mean`.
  @Test(arguments: [false, true]) func rewardsFollowTheMeans(areCoins: Bool) throws {
    let drift: Setting = ["law": "random-walk", "sd": 0.2, "lower": 0, "upper": 1]
    var settings: Settings = ["means": [0.5, 0.5], "drift": drift]
    settings = Settings(
      settings.entries + [areCoins ? .init("rewards", "bernoulli") : .init("sd", [0.5, 2])])
    let model = try model(settings)
    #expect(model.problem.noiseScale == (areCoins ? nil : 2))
    var stream = RandomStream(key: StreamKey(seed: 5))
    var bandit = model.instance(of: 0, from: &stream)
    let segments = bandit.truth.segments
    var noise = RandomStream(key: StreamKey(seed: 6), itemCount: 2)
    for round in 1...100 {
      let arm = round % 2
      noise.move(to: arm, occurrence: round)
      let outcome = bandit.pull(arm, at: round, noise: &noise)
      let mean = segments[round - 1].means[arm]
      noise.move(to: arm, occurrence: round)
      if areCoins {
        #expect(outcome.reward == (noise.uniform() < mean ? 1 : 0))
      } else {
        #expect(outcome.reward == (try Gaussian(mean: mean, sd: [0.5, 2][arm]).sample(from: &noise)))
      }
      #expect(outcome.mean == mean && outcome.bestMean == segments[round - 1].means.max())
    }
  }

  /// An arm keeps its drift and its deviation when arms are shuffled.
  @Test func shuffledArmsKeepTheirDrift() throws {
    let drifts: Setting = [
      ["law": "random-walk", "sd": 0], ["law": "mean-reverting", "sd": 0, "rate": 1, "level": 20],
      ["law": "mean-reverting", "sd": 0, "rate": 1, "level": 30],
    ]
    let model = try model(["means": [1, 2, 3], "drift": drifts, "bestArm": "random"], horizon: 2)
    var orders: Set<[Double]> = []
    for replication in 0..<40 {
      let path = path(model, replication: replication)
      #expect(path[1] == path[0].map { $0 == 1 ? 1 : 10 * $0 })
      orders.insert(path[0])
    }
    #expect(orders.count == 6)
  }

  @Test func whatDoesNotGoTogetherIsRefused() {
    func refusal(_ settings: Settings, horizon: Int = 100) -> String? {
      #expect(throws: InvalidSettings.self) { try model(settings, horizon: horizon) }?.path
    }
    func walk(_ more: Settings) -> Setting { .object(Settings([.init("law", "random-walk")] + more.entries)) }
    #expect(refusal([:]) == "")
    #expect(refusal(["means": [1, 2], "drift": [walk([:])]]) == "drift")
    #expect(refusal(["means": [1, 2], "drift": walk(["lower": 1, "upper": 0])]) == "drift.upper")
    #expect(refusal(["means": [1, 2], "drift": [walk([:]), walk(["upper": 1])]]) == "means")
    #expect(
      refusal(["means": [0, 0], "drift": [walk([:]), walk(["lower": 1, "upper": 0])]]) == "drift[1].upper")
    let level: Setting = ["law": "mean-reverting", "rate": 0.5, "level": 3, "upper": 2]
    #expect(refusal(["means": [0], "drift": level]) == "drift.level")
    #expect(refusal(["means": [0.5], "rewards": "bernoulli"]) == "drift")
    #expect(refusal(["means": [0.5], "rewards": "bernoulli", "drift": walk(["lower": 0])]) == "drift")
    #expect(
      refusal(["means": [0.5], "rewards": "bernoulli", "drift": walk(["lower": 0, "upper": 1]), "sd": 1]) == "sd")
    #expect(refusal(["means": [1, 2], "sd": [1, 2, 3]]) == "sd")
    #expect(refusal(["means": [1, 2]], horizon: 10_000_000) == "")
    #expect(refusal(["means": [1, 2]], horizon: .max) == "")
  }

  @Test func typedArgumentsAreThoseOfSettings() throws {
    let typed = try DriftingModel(
      means: .list([0.5, 0.25]), drift: .each([.randomWalk(sd: 0.1, lower: 0, upper: 1), .meanReverting(rate: 0.25)]),
      sd: [1, 2], horizon: 100)
    let named = try model([
      "means": [0.5, 0.25], "sd": [1, 2],
      "drift": [
        ["law": "random-walk", "sd": 0.1, "lower": 0, "upper": 1], ["law": "mean-reverting", "rate": 0.25],
      ],
    ])
    #expect(path(typed) == path(named))
    #expect(throws: InvalidSettings.self) {
      try DriftingModel(means: .list([0]), drift: .all(.randomWalk(sd: -1)), horizon: 9)
    }
    #expect(throws: InvalidSettings.self) {
      try DriftingModel(means: .list([0]), drift: .all(.meanReverting(rate: 2)), horizon: 9)
    }
  }
}
