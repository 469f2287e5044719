import BanditComparators
import Foundation
import Testing

struct KnapsackProgrammeTests {
  private struct File: Decodable {
    struct Programme: Decodable {
      let rewards: [Double]
      let consumptions: [[Double]]
      let rate: Double
      let value: Double
      let lagrange: Double
    }
    struct Table: Decodable {
      let rewards: [[Double]]
      let consumptions: [[[Double]]]
      let budget: Double
      let values: [Double]
    }
    let programmes: [Programme]
    let tables: [Table]
  }

  private func reference() throws -> File {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = tests.appendingPathComponent("Reference/knapsack_programmes.json")
    return try JSONDecoder().decode(File.self, from: Data(contentsOf: file))
  }

  private func close(_ left: [Double], _ right: [Double]) -> Bool {
    left.count == right.count && zip(left, right).allSatisfy { abs($0 - $1) < 1e-12 }
  }

  /// r = (.8, .4), c = (1, .2), B/T = .5: D = (.375, .625), .55.
  @Test func workedExample() throws {
    let programme = try #require(KnapsackProgramme(rewards: [0.8, 0.4], consumptions: [[1, 0.2]], rates: [0.5]))
    #expect(abs(programme.value - 0.55) < 1e-12)
    #expect(close(programme.mixture, [0.375, 0.625]))
    // .1 more of the rate moves .125 of weight, which is worth .05.
    #expect(close(programme.prices, [0.5]))
  }

  /// The same with B/T = .1: D = (0, .5, .5 null), .2.
  @Test func workedExampleWithTheNullArm() throws {
    let programme = try #require(KnapsackProgramme(rewards: [0.8, 0.4], consumptions: [[1, 0.2]], rates: [0.1]))
    #expect(abs(programme.value - 0.2) < 1e-12)
    #expect(close(programme.mixture, [0, 0.5]))
  }

  /// 300 random instances against SciPy: the programme, and the Lagrange game over arms and resources, whose value is the same
  /// (here by the programme for zero-sum games). Complementary slackness (lemma 10.7): a resource with a price is used up.
  @Test func randomInstances() throws {
    let all = try reference().programmes
    #expect(all.count == 300)
    for (number, reference) in all.enumerated() {
      let programme = try #require(
        KnapsackProgramme(
          rewards: reference.rewards, consumptions: reference.consumptions,
          rates: reference.consumptions.map { _ in reference.rate }))
      #expect(abs(programme.value - reference.value) < 1e-9, "number \(number)")
      #expect(abs(reference.lagrange - reference.value) < 1e-9)
      for (consumption, price) in zip(reference.consumptions, programme.prices) {
        let used = zip(consumption, programme.mixture).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(used <= reference.rate + 1e-9)
        #expect(abs(price * (reference.rate - used)) < 1e-9)
      }
      let arms = reference.rewards + [0]
      let game =
        reference.consumptions.map { row in
          zip(arms, row + [0]).map { $0 + 1 - $1 / reference.rate }
        } + [arms]
      let value = try #require(ZeroSumEquilibrium(CostMatrices(row: game))).value
      #expect(abs(value - reference.value) < 1e-9, "number \(number)")
    }
  }

  /// The best fixed distribution of 40 random tables after every round, against SciPy.
  @Test func fixedDistributions() throws {
    let tables = try reference().tables
    #expect(tables.count == 40)
    for table in tables {
      let optimum = FixedDistributionOptimum(
        armCount: table.rewards[0].count, resourceCount: table.consumptions[0].count, horizon: table.rewards.count,
        budget: table.budget
      ) { (table.rewards[$0 - 1], table.consumptions[$0 - 1]) }
      var best = 0.0
      for round in 1...table.rewards.count {
        best = max(best, table.values[round - 1])
        #expect(abs(optimum.value(after: round) - best) < 1e-9)
      }
      #expect(optimum.value(after: 0) == 0)
    }
  }

  /// Fewer programmes than rounds: optima of the rounds that are solved, the horizon among them.
  @Test func sparseOptima() {
    let optimum = FixedDistributionOptimum(
      armCount: 1, resourceCount: 1, horizon: 10, budget: 100, limit: 4
    ) { _ in ([1], [[0]]) }
    #expect(optimum.rounds == [3, 6, 9, 10])
    #expect((0...10).map { optimum.value(after: $0) } == [0, 0, 0, 3, 3, 3, 6, 6, 6, 9, 10])
    #expect(optimum.mixture == [1])
  }

  /// Two phases: half the budget must wait for the better one. r = 0 then 1 with consumptions of 1 in both, B half of the
  /// second phase: D = 1/3 earns 1/3 of the second phase's rounds, all of the budget over both phases.
  @Test func adversaries() {
    let optimum = FixedDistributionOptimum(armCount: 1, resourceCount: 1, horizon: 60, budget: 20) { round in
      ([round <= 30 ? 0 : 1], [[1]])
    }
    #expect(abs(optimum.value(after: 60) - 10) < 1e-12)
    #expect(abs(optimum.mixture[0] - 1.0 / 3) < 1e-12)
    #expect(optimum.value(after: 30) == 0)
  }
}
