import BanditCards
import BanditEnvironments
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct ArmsBanditTests {
  private func model(_ arms: [Settings], bestArm: String = "given") throws -> ArmsModel {
    try ArmsModel(settings: ["arms": .list(arms.map { .object($0) }), "bestArm": .text(bestArm)], horizon: 100)
  }

  private func constant(_ value: Double) -> Settings { ["law": .text("constant"), "value": .number(value)] }

  private let coin: Settings = ["law": .text("bernoulli"), "p": .number(0.25)]
  private let cubes: Settings = ["law": .text("gamma"), "shape": .number(3), "scale": .number(0.5)]

  @Test func armsPayByTheirLaws() throws {
    var stream = RandomStream(key: StreamKey(seed: 1))
    var bandit = try model([coin, cubes, constant(-2)]).instance(of: 0, from: &stream)
    #expect(bandit.truth.means == [0.25, 1.5, -2])
    var noise = RandomStream(key: StreamKey(seed: 2), itemCount: 3)
    var reference = RandomStream(key: StreamKey(seed: 2), itemCount: 3)
    let gamma = try Gamma(shape: 3, scale: 0.5)
    for pull in 0..<50 {
      noise.move(to: 1, occurrence: pull)
      reference.move(to: 1, occurrence: pull)
      let outcome = bandit.pull(1, at: pull + 1, noise: &noise)
      #expect(outcome.reward == gamma.sample(from: &reference))
      #expect(outcome.mean == 1.5 && outcome.bestMean == 1.5)
      noise.move(to: 0, occurrence: pull)
      reference.move(to: 0, occurrence: pull)
      #expect(bandit.pull(0, at: pull + 1, noise: &noise).reward == (reference.uniform() < 0.25 ? 1 : 0))
    }
    #expect(bandit.pull(2, at: 51, noise: &noise).reward == -2)
  }

  @Test func rangeIsKnownIfAllArmsAreBounded() throws {
    #expect(try model([coin, constant(-2)]).problem.rewardRange == -2...1)
    #expect(try model([coin, constant(0.5)]).problem.rewardRange == 0...1)
    #expect(try model([coin, cubes]).problem.rewardRange == nil)
  }

  @Test func scaleIsKnownIfAllArmsAreBoundedOrNormal() throws {
    let normal: Settings = ["law": "gaussian", "mean": 7, "sd": 0.25]
    #expect(try model([coin, normal]).problem.noiseScale == 0.5)
    #expect(try model([normal, constant(3)]).problem.noiseScale == 0.25)
    #expect(try model([normal, cubes]).problem.noiseScale == nil)
    var stream = RandomStream(key: StreamKey(seed: 1))
    #expect(try model([coin, normal]).instance(of: 0, from: &stream).noiseScale == 0.5)
  }

  @Test func armsKeepTheirLawsWhenShuffled() throws {
    let model = try model([coin, cubes, constant(-2)], bestArm: "random")
    var orders: Set<[Double]> = []
    for replication in 0..<60 {
      var stream = RandomStream(key: StreamKey(seed: 4).child(index: replication))
      let bandit = model.instance(of: 0, from: &stream)
      #expect(bandit.laws.map(\.mean) == bandit.means)
      orders.insert(bandit.means)
    }
    #expect(orders.count == 6)
  }

  @Test func lawsWithoutAMeanAreRefused() {
    let cauchy: Settings = [
      "law": .text("student-t"), "degreesOfFreedom": .number(1), "location": .number(0), "scale": .number(1),
    ]
    let problem = #expect(throws: InvalidSettings.self) { try model([coin, cauchy]) }
    #expect(problem?.path == "arms[1]")
    #expect(problem?.message.contains("no finite mean") == true)
    let pareto: Settings = ["law": .text("pareto"), "exponent": .number(0.9), "scale": .number(1)]
    #expect(throws: InvalidSettings.self) { try model([pareto]) }
  }

  @Test func typedArmsAreThoseOfSettings() throws {
    let laws: [ScalarLaw] = [
      .bernoulli(try Bernoulli(p: 0.25)), .gamma(try Gamma(shape: 3, scale: 0.5)), .constant(-2),
    ]
    let typed = try ArmsModel(arms: laws, bestArm: .random, horizon: 100)
    let read = try model([coin, cubes, constant(-2)], bestArm: "random")
    var one = RandomStream(key: StreamKey(seed: 4))
    var other = RandomStream(key: StreamKey(seed: 4))
    #expect(typed.problem == read.problem)
    #expect(typed.instance(of: 0, from: &one).truth.means == read.instance(of: 0, from: &other).truth.means)
  }

  @Test func typedArmsAreChecked() {
    let uneven = { ScalarLaw.categorical(try Categorical(weights: [1, 1]), values: [1]) }
    #expect(throws: InvalidSettings("arms[0].weights", "2 weights for 1 values; give one for each")) {
      try ArmsModel(arms: [uneven()], horizon: 1)
    }
    #expect(throws: InvalidSettings.self) { try ArmsModel(arms: [.constant(.nan)], horizon: 1) }
    #expect(throws: InvalidSettings.self) { try ArmsModel(arms: [], horizon: 1) }
    #expect(throws: InvalidSettings.self) { try ArmsModel(arms: [.pareto(Pareto(exponent: 1))], horizon: 1) }
  }
}
