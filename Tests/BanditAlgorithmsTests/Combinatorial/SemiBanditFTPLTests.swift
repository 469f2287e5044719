import BanditCards
import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct SemiBanditFTPLTests {
  @Test func conforms() {
    #expect(CombinatorialConformance.violations(of: SemiBanditFTPL.self, isRandomized: true) == [])
    #expect(
      CombinatorialConformance.violations(of: SemiBanditFTPL.self, settings: ["gamma": 1], isRandomized: true) == [])
  }

  /// A grid of 3 by 3 with costs in [0, 1] over 5000 rounds, by hand: gamma = 12 / (2 16 5000)^(1/3) = .2210, epsilon =
  /// sqrt(24 gamma / 5000) / 12 = .002715, the bound 3 gamma 4 5000 = 13261.6.
  @Test func defaults() throws {
    let sets = FeasibleSets(PathOracle(gridWidth: 3, height: 3))
    let problem = CombinatorialProblem(sets: sets, costLimit: 12, horizon: 5000, feedback: .semiBandit)
    var learner = try SemiBanditFTPL(problem)
    #expect(abs(learner.gamma - 0.221042) < 1e-5 && abs(learner.epsilon - 0.0027145) < 1e-6)
    learner.observe(costs: Array(repeating: .nan, count: 12), of: [0, 1], at: 5000)
    #expect(abs((learner.regretBound?.value ?? 0) - 13262.5) < 1)
    // After 100 rounds no bound is better than 4 a round.
    learner.observe(costs: Array(repeating: .nan, count: 12), of: [0, 1], at: 100)
    #expect(learner.regretBound?.value == 400)
    // Of short runs all rounds explore.
    let short = CombinatorialProblem(sets: sets, costLimit: 12, horizon: 10, feedback: .semiBandit)
    #expect(try SemiBanditFTPL(short).gamma == 1)
  }

  /// The same draws by hand: the uniform of each round, the element, the fake cost; and the leader by brute force.
  @Test func followsItsRule() throws {
    for (kind, sets) in try feasibleFamilies().enumerated() {
      let all = try #require(sets.allSets(atMost: 100))
      let limit = Double(sets.elementCount)
      let problem = CombinatorialProblem(sets: sets, costLimit: limit, horizon: 150, feedback: .semiBandit)
      let rows = adversarialCosts(sets, limit: limit, rounds: 150, seed: 9)[1]
      var noise = RandomStream(key: StreamKey(seed: UInt64(1000 + kind)))
      var fake = Array(repeating: 0.0, count: sets.elementCount)
      var explored = 0
      noise.move(to: 0, occurrence: 1)
      let perturbation = fake.map { _ in 1 / 0.2 * (2 * noise.uniform() - 1) }
      playCosts(rows, problem, try SemiBanditFTPL(problem, gamma: 0.3, epsilon: 0.2), seed: UInt64(kind)) {
        game, account, round in
        if round > 1 { noise.move(to: 0, occurrence: round) }
        if noise.uniform() < 0.3 {
          explored += 1
          let element = noise.integer(below: fake.count)
          #expect(account.latestSet == sets.set(containing: element) && account.latestSet.contains(element))
          fake[element] += Double(fake.count) / 0.3 * rows[round - 1][element]
        } else {
          func cost(_ set: [Int]) -> Double { set.reduce(0) { $0 + fake[$1] + perturbation[$1] } }
          let leader = all.min { cost($0) < cost($1) }!
          #expect(account.latestSet == leader, "round \(round)")
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
        for gamma in [nil, 0.05, 0.5] {
          var sum = 0.0
          for seed in 0..<4 {
            let (game, account) = playCosts(
              rows, problem, try SemiBanditFTPL(problem, gamma: gamma), seed: UInt64(seed))
            sum += account.entry(for: .external, group: "", after: 100).regret - (game.regretBound?.value ?? .nan)
          }
          #expect(sum < 0)
        }
      }
    }
  }

  /// It learns: of six elements two are free and four cost 1, so that a random pair costs 1333 in 1000 rounds.
  @Test func learns() throws {
    let sets = FeasibleSets(SubsetOracle(elementCount: 6, size: 2))
    let problem = CombinatorialProblem(sets: sets, costLimit: 6, horizon: 2000, feedback: .semiBandit)
    var early = 0.0
    let learner = try SemiBanditFTPL(problem, gamma: 0.1, epsilon: 0.05)
    let account = playCosts([[0, 0, 1, 1, 1, 1]], problem, learner) { _, account, round in
      if round == 1000 { early = account.entry(for: .external, group: "", after: round).value }
    }.account
    let late: Double = early - account.entry(for: .external, group: "", after: 2000).value
    // In the end only exploration costs anything: through one of the four dear elements, with a free one. 67 of these
    // rounds are expected; five standard deviations are 40.
    #expect(late < 107)
  }

  @Test func refusals() throws {
    let problem = try twoPaths(10, feedback: .semiBandit)
    for settings in [["gamma": 0] as Settings, ["gamma": 1.5], ["epsilon": -1]] {
      #expect(throws: InvalidSettings.self) { try SemiBanditFTPL(settings: settings, problem: problem) }
    }
  }
}
