import BanditCards
import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct FTPLTests {
  @Test func conforms() {
    #expect(CombinatorialConformance.violations(of: FTPL.self, isRandomized: true) == [])
    #expect(CombinatorialConformance.violations(of: FTPL.self, settings: ["noise": "fresh"], isRandomized: true) == [])
  }

  /// Two parallel edges, v_0 = (0, .5), costs (1, 0), (0, 1), (1, 0): the first edge, the second (1 > .5), the first
  /// (1 <= 1.5); a cost of 3, and the second edge would have cost 1.
  @Test func injectedNoise() throws {
    let problem = try twoPaths(3)
    var sets: [[Int]] = []
    let (_, account) = playCosts(
      [[1, 0], [0, 1], [1, 0]], problem, try FTPL(problem, perturbation: [0, 0.5])
    ) { game, account, _ in sets.append(account.latestSet) }
    #expect(sets == [[0], [1], [0]])
    let entry = account.entry(for: .external, group: "", after: 3)
    #expect(entry.value == -3 && entry.benchmark == -1)
    for bad in [[0.0], [0, .infinity]] {
      #expect(throws: InvalidSettings.self) { try FTPL(problem, perturbation: bad) }
    }
    #expect(throws: InvalidSettings.self) { try FTPL(problem, noise: .fresh, perturbation: [0, 0]) }
  }

  /// The costs (.5, 0), (0, 1), (1, 0), ... over 500 rounds: the regret depends on D = v_0(0) - v_0(1) alone and is
  /// constant below -.5, to 0, to .5 and above. D has a triangular density on [-2a, 2a], a = 1 / epsilon, so that the
  /// expected regret is an exact sum of four runs: 4.1793, for a bound of 126.5.
  @Test func exactRegret() throws {
    let problem = try twoPaths(500)
    let rows = [[0.5, 0]] + (2...500).map { $0.isMultiple(of: 2) ? [0.0, 1] : [1, 0] }
    func run(_ difference: Double) throws -> (regret: Double, bound: Double) {
      let (game, account) = playCosts(
        rows, problem, try FTPL(problem, perturbation: [difference / 2, -difference / 2]))
      return (account.entry(for: .external, group: "", after: 500).regret, try #require(game.regretBound).value)
    }
    let a = 2 * 500.0.squareRoot() / 2.0.squareRoot()
    /// P(0 < D <= x).
    func mass(_ x: Double) -> Double { x / (2 * a) - x * x / (8 * a * a) }
    let (low, left, right, high) = (try run(-1), try run(-0.25), try run(0.25), try run(1))
    let expected: Double =
      (0.5 - mass(0.5)) * (low.regret + high.regret) + mass(0.5) * (left.regret + right.regret)
    #expect(abs(expected - 4.1793) < 5e-5)
    #expect(abs(low.bound - 126.5) < 0.05 && low.bound == high.bound)
    // The closed form.
    let share: Double = (2 * a - 0.25) / (4 * a * a)
    let closed: Double = 0.25 + 249.5 * share
    #expect(abs(expected - closed) < 1e-12)
    // By a draw of the learner's own noise: 400 runs, five standard errors.
    var regrets: [Double] = []
    for seed in 0..<400 {
      let account = playCosts(rows, problem, try FTPL(problem), seed: UInt64(seed)).account
      regrets.append(account.entry(for: .external, group: "", after: 500).regret)
    }
    let mean: Double = regrets.reduce(0, +) / 400
    let deviation: Double = (regrets.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 399).squareRoot()
    let limit: Double = 5 * deviation / 20
    #expect(abs(mean - expected) < limit)
  }

  /// d = 4, U = 2, T = 10^4: epsilon .01, noise in [-100, 100], bound 800.
  @Test func epsilonAndBound() throws {
    let sets = FeasibleSets(SubsetOracle(elementCount: 4, size: 1))
    let problem = CombinatorialProblem(sets: sets, costLimit: 2, horizon: 10_000)
    let learner = try FTPL(problem)
    #expect(abs(learner.epsilon - 0.01) < 1e-12)
    var last = learner
    var set: [Int] = []
    var noise = RandomStream(key: StreamKey(seed: 2))
    var extremes = (0.0, 0.0)
    for seed in 0..<200 {
      var one = learner
      noise.move(to: 0, occurrence: seed)
      one.selectSet(into: &set, at: 1, noise: &noise)
      extremes = (min(extremes.0, one.perturbation.min()!), max(extremes.1, one.perturbation.max()!))
    }
    // 800 uniform numbers: the largest is below 98 with a probability of 1e-7 / 3.
    #expect((-100 ... -98).contains(extremes.0) && (98...100).contains(extremes.1))
    last.observe(costs: [0, 0, 0, 0], of: [0], at: 10_000)
    #expect(abs((last.regretBound?.value ?? 0) - 800) < 1e-9 && last.regretBound?.notion == .external)
    last.observe(costs: [0, 0, 0, 0], of: [0], at: 2500)
    #expect(abs((last.regretBound?.value ?? 0) - 500) < 1e-9)
  }

  /// In every run, whatever the noise: be-the-perturbed-leader costs at most the best set plus d / epsilon. The
  /// learner's number is that of a brute force over all sets.
  @Test func beThePerturbedLeader() throws {
    var closest = 0.0
    for (kind, sets) in try feasibleFamilies().enumerated() {
      let all = try #require(sets.allSets(atMost: 100))
      let limit = Double(sets.elementCount) / 2
      let problem = CombinatorialProblem(sets: sets, costLimit: limit, horizon: 60)
      func cost(_ set: [Int], _ costs: [Double]) -> Double { set.reduce(0) { $0 + costs[$1] } }
      for (number, rows) in adversarialCosts(sets, limit: limit, rounds: 60, seed: 7).enumerated() {
        for epsilon in [0.05, 0.5, 5, nil] {
          let learner = try FTPL(problem, epsilon: epsilon)
          var totals = Array(repeating: 0.0, count: sets.elementCount)
          var leaderCost = 0.0
          playCosts(rows, problem, learner, seed: UInt64(10 * kind + number)) { game, _, round in
            let noise = game.learner.perturbation
            for element in totals.indices { totals[element] += rows[round - 1][element] }
            let perturbed = totals.indices.map { totals[$0] + noise[$0] }
            let leader = all.min { cost($0, perturbed) < cost($1, perturbed) }!
            leaderCost += cost(leader, rows[round - 1])
            let best = all.map { cost($0, totals) }.min()!
            let excess = game.learner.measure(.leaderExcess) ?? .nan
            #expect(abs(excess - (leaderCost - best)) < 1e-9)
            let limit = Double(sets.elementCount) / game.learner.epsilon
            #expect(excess <= limit + 1e-9)
            closest = max(closest, excess / limit)
          }
        }
      }
    }
    // The costs are not so tame that anything would keep the promise.
    #expect(closest > 0.1)
    let problem = try twoPaths(3)
    #expect(try FTPL(problem, noise: .fresh).measure(.leaderExcess) == nil)
    #expect(try FTPL(problem).measure(.bound) == nil)
  }

  /// Mean regrets below the bound on costs of adversaries, at several epsilons, with noise once and fresh (eight runs
  /// each; the bound is far).
  @Test func bounds() throws {
    for sets in try feasibleFamilies() {
      let limit = Double(sets.elementCount)
      let problem = CombinatorialProblem(sets: sets, costLimit: limit, horizon: 100)
      for rows in adversarialCosts(sets, limit: limit, rounds: 100, seed: 8) {
        for noise in FTPL.Noise.allCases {
          for epsilon in [nil, 0.3, 0.003] {
            var sum = 0.0
            for seed in 0..<4 {
              let (game, account) = playCosts(
                rows, problem, try FTPL(problem, epsilon: epsilon, noise: noise), seed: UInt64(seed))
              sum += account.entry(for: .external, group: "", after: 100).regret - (game.regretBound?.value ?? .nan)
            }
            #expect(sum < 0)
          }
        }
      }
    }
  }

  /// Follow-the-leader is led by the nose: with next to no noise every round costs 1, and fresh noise of the same width
  /// as once has the same mean.
  @Test func noiseMatters() throws {
    let problem = try twoPaths(200)
    let rows = [[0.5, 0]] + (2...200).map { $0.isMultiple(of: 2) ? [0.0, 1] : [1, 0] }
    let leader = playCosts(rows, problem, try FTPL(problem, epsilon: 1e9)).account
    #expect(leader.entry(for: .external, group: "", after: 200).regret > 98)
    var sums = [0.0, 0.0]
    for (place, noise) in FTPL.Noise.allCases.enumerated() {
      for seed in 0..<100 {
        let learner = try FTPL(problem, epsilon: 0.1, noise: noise)
        let account = playCosts(rows, problem, learner, seed: UInt64(seed)).account
        sums[place] += account.entry(for: .external, group: "", after: 200).regret
      }
    }
    // Once: 99.75 with a probability of .049, else 0 or .5: a standard deviation of 21.4 in a run.
    let difference: Double = abs(sums[0] - sums[1]) / 100
    #expect(difference < 10.7)
  }

  @Test func refusals() throws {
    let problem = try twoPaths(10, feedback: .semiBandit)
    for (settings, expected) in [
      ([:] as Settings, "ftpl sees the costs of all elements in every round"),
      (["epsilon": 0], "epsilon: found 0; accepted: "), (["noise": "twice"], "noise: found"),
    ] {
      do throws(InvalidSettings) {
        _ = try FTPL(settings: settings, problem: problem)
        Issue.record("accepted")
      } catch { #expect(error.description.hasPrefix(expected)) }
    }
  }
}
