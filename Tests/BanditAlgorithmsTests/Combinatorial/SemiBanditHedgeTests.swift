import BanditCards
import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct SemiBanditHedgeTests {
  @Test func conforms() {
    #expect(CombinatorialConformance.violations(of: SemiBanditHedge.self, isRandomized: true) == [])
    #expect(
      CombinatorialConformance.violations(of: SemiBanditHedge.self, settings: ["gamma": 1], isRandomized: true) == [])
  }

  /// A grid of 3 by 3 with costs in [0, 1] over 5000 rounds, by hand: gamma = (12 ln 6 / 40000)^(1/3) = .08131, eta =
  /// sqrt(2 gamma ln 6 / 240000) = .0011019, the bound 3 gamma 4 5000 = 4878.6.
  @Test func defaults() throws {
    let sets = FeasibleSets(PathOracle(gridWidth: 3, height: 3))
    let problem = CombinatorialProblem(sets: sets, costLimit: 12, horizon: 5000, feedback: .semiBandit)
    var learner = try SemiBanditHedge(problem)
    #expect(abs(learner.gamma - 0.081310) < 1e-5 && abs(learner.rate - 0.00110186) < 1e-7)
    learner.observe(costs: Array(repeating: .nan, count: 12), of: [0, 1], at: 5000)
    #expect(abs((learner.regretBound?.value ?? 0) - 4878.6) < 0.5)
    learner.observe(costs: Array(repeating: .nan, count: 12), of: [0, 1], at: 100)
    #expect(learner.regretBound?.value == 400)
    // One set: no regret.
    let one = CombinatorialProblem(
      sets: FeasibleSets(SubsetOracle(elementCount: 2, size: 2)), costLimit: 2, horizon: 10)
    var settled = try SemiBanditHedge(one)
    settled.observe(costs: [1, 1], of: [0, 1], at: 10)
    #expect(settled.regretBound?.value == 0)
    #expect(learner.historyBytes(problem: problem) == 16 * 24 + 48 * 6)
  }

  /// The same draws by hand: exploration, or a set by weights that are computed anew over all sets.
  @Test func followsItsRule() throws {
    for (kind, sets) in try feasibleFamilies().enumerated() {
      let all = try #require(sets.allSets(atMost: 100))
      let limit = Double(sets.elementCount)
      let problem = CombinatorialProblem(sets: sets, costLimit: limit, horizon: 150, feedback: .semiBandit)
      let rows = adversarialCosts(sets, limit: limit, rounds: 150, seed: 9)[1]
      var noise = RandomStream(key: StreamKey(seed: UInt64(1000 + kind)))
      var fake = Array(repeating: 0.0, count: sets.elementCount)
      var explored = 0
      playCosts(rows, problem, try SemiBanditHedge(problem, gamma: 0.3, learningRate: 0.05), seed: UInt64(kind)) {
        game, account, round in
        noise.move(to: 0, occurrence: round)
        if noise.uniform() < 0.3 {
          explored += 1
          let element = noise.integer(below: fake.count)
          #expect(account.latestSet == sets.set(containing: element) && account.latestSet.contains(element))
          fake[element] += Double(fake.count) / 0.3 * rows[round - 1][element]
        } else {
          let weights = all.map { set in Double.exp(-0.05 * set.reduce(0) { $0 + fake[$1] }) }
          var rest = noise.uniform() * weights.reduce(0, +)
          let drawn = weights.firstIndex { weight in
            rest -= weight
            return rest < 0
          }
          #expect(account.latestSet == drawn.map { all[$0] }, "round \(round)")
        }
        #expect(game.learner.measure(.exploredRounds) == Double(explored))
      }
      #expect((25...70).contains(explored))
    }
  }

  /// Mean regrets below the bound on costs of adversaries (few runs: the bound is far).
  @Test func bounds() throws {
    for sets in try feasibleFamilies() {
      let limit = Double(sets.elementCount)
      let problem = CombinatorialProblem(sets: sets, costLimit: limit, horizon: 100, feedback: .semiBandit)
      for rows in adversarialCosts(sets, limit: limit, rounds: 100, seed: 8) {
        for (gamma, rate) in [(nil, nil), (0.05, nil), (0.5, 0.01)] as [(Double?, Double?)] {
          var sum = 0.0
          for seed in 0..<4 {
            let learner = try SemiBanditHedge(problem, gamma: gamma, learningRate: rate)
            let (game, account) = playCosts(rows, problem, learner, seed: UInt64(seed))
            sum += account.entry(for: .external, group: "", after: 100).regret - (game.regretBound?.value ?? .nan)
          }
          #expect(sum < 0)
        }
      }
    }
  }

  @Test func refusals() throws {
    let many = CombinatorialProblem(
      sets: FeasibleSets(PathOracle(gridWidth: 12, height: 12)), costLimit: 1, horizon: 10, feedback: .semiBandit)
    do throws(InvalidSettings) {
      _ = try SemiBanditHedge(many)
      Issue.record("accepted")
    } catch {
      #expect(
        error.description
          == "semi-bandit-hedge lists all sets, but these are more than 100000; accepted: fewer, or semi-bandit-ftpl")
    }
    let problem = try twoPaths(10)
    for settings in [["gamma": 0] as Settings, ["gamma": 1.5], ["learningRate": 0]] {
      #expect(throws: InvalidSettings.self) { try SemiBanditHedge(settings: settings, problem: problem) }
    }
  }
}
