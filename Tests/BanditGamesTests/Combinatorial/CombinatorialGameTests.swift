import BanditComparators
import BanditStreams
import BanditTesting
import Testing

@testable import BanditGames

/// Scripted costs and learners: who sees what, and the accounts against brute force.
struct CombinatorialGameTests {
  /// Chooses given sets and notes what it is told.
  struct Puppet: CombinatorialLearner {
    let sets: [[Int]]
    var asked: [Int] = []
    var seen: [[Double]] = []

    mutating func selectSet(into set: inout [Int], at round: Int, noise: inout RoundNoise) {
      asked.append(round)
      set = sets[(round - 1) % sets.count]
    }

    mutating func observe(costs: [Double], of set: [Int], at round: Int) { seen.append(costs) }
  }

  /// Costs of a script with means.
  struct WithMeans: CombinatorialEnvironment {
    let truth: CombinatorialTruth
    var script: ScriptedElementCosts

    mutating func writeCosts(into costs: inout [Double], at round: Int, noise: inout RoundNoise) {
      script.writeCosts(into: &costs, at: round, noise: &noise)
    }
  }

  private func play<World: CombinatorialEnvironment>(
    _ world: World, sets: [[Int]], inspect: (CombinatorialLedger, PlayedRound, Int) -> Void = { _, _, _ in }
  ) -> (game: CombinatorialGame<World, Puppet>, account: CombinatorialLedger) {
    let problem = world.truth.problem
    var game = CombinatorialGame(environment: world, learner: Puppet(sets: sets), problem: problem)
    var account = game.openAccount(for: CombinatorialLedger.notions, metrics: CombinatorialLedger.metrics)
    var environment = RandomStream(key: StreamKey(seed: 1), itemCount: problem.addressCount)
    var own = RandomStream(key: StreamKey(seed: 2))
    for round in 1...problem.horizon {
      game.play(round: round, environmentNoise: &environment, learnerNoise: &own, account: &account)
      inspect(account, game.latestRound(account), round)
    }
    return (game, account)
  }

  private func triangle(_ rounds: Int, _ feedback: CostFeedback) throws -> CombinatorialProblem {
    let edges = [GraphEdge(0, 1), GraphEdge(0, 2), GraphEdge(1, 2)]
    return CombinatorialProblem(
      sets: FeasibleSets(try PathOracle(edges: edges, source: 0, sink: 2)), costLimit: 3, horizon: rounds,
      feedback: feedback)
  }

  /// A learner sees all costs, or those of its own elements; the others are NaN, also when it saw them before.
  @Test func feedback() throws {
    let rows = [[0.5, 0.25, 1], [0, 0.75, 0.5], [1, 0, 0.25]]
    let full = play(ScriptedElementCosts(rows, try triangle(3, .full)), sets: [[1], [0, 2], [1]])
    #expect(full.game.learner.seen == rows && full.game.failure == nil)
    let own = play(ScriptedElementCosts(rows, try triangle(3, .semiBandit)), sets: [[1], [0, 2], [1]])
    let seen = own.game.learner.seen.map { $0.map { $0.isNaN ? -1 : $0 } }
    #expect(seen == [[-1, 0.25, -1], [0, -1, 0.5], [-1, 0, -1]])
    // By hand: costs .25 + .5 + 0; sums (1.5, 1, 1.75), the direct edge is the best path.
    for account in [full.account, own.account] {
      let entry = account.entry(for: .external, group: "", after: 3)
      #expect(entry.value == -0.75 && entry.benchmark == -1 && entry.regret == -0.25 && entry.reward == -0.75)
      #expect(entry.switches == 2 && entry.rounds == 3)
      let rounds: [Double] = (0..<3).map { 3 * (account.measure(.pulls.at($0), after: 3) ?? .nan) }
      #expect(rounds == [1, 2, 1])
      #expect(account.entry(for: .pseudo, group: "", after: 3).benchmark.isNaN)
    }
  }

  @Test func latestRounds() throws {
    var rounds: [PlayedRound] = []
    _ = play(ScriptedElementCosts([[0.5, 0.25, 1]], try triangle(2, .full)), sets: [[0, 2], [1]]) { _, round, _ in
      rounds.append(round)
    }
    #expect(rounds == [PlayedRound(action: "0 2", reward: -1.5), PlayedRound(action: "1", reward: -0.25)])
  }

  /// Sets that do not exist end the replication with a sentence, and nothing more is asked.
  @Test func setsThatDoNotExist() throws {
    for (set, text) in [([0], "[0]"), ([2, 0], "[2, 0]"), ([7], "[7]"), ([], "[]")] as [([Int], String)] {
      let (game, account) = play(ScriptedElementCosts([[0, 0, 0]], try triangle(4, .full)), sets: [[1], set])
      #expect(game.failure == "round 2: the learner chose the elements \(text), which are no feasible set")
      #expect(game.learner.asked == [1, 2] && game.learner.seen.count == 1)
      #expect(account.entry(for: .external, group: "", after: 4).switches == 0)
    }
  }

  /// Random costs and sets on a grid, a family of subsets and trees: benchmarks against the minimum over all sets.
  @Test func benchmarks() throws {
    var noise = RandomStream(key: StreamKey(seed: 81))
    let trees = try SpanningTreeOracle(edges: GraphEdge.grid(width: 3, height: 2))
    for sets in [
      FeasibleSets(PathOracle(gridWidth: 3, height: 3)), FeasibleSets(SubsetOracle(elementCount: 6, size: 3)),
      FeasibleSets(trees),
    ] {
      let all = try #require(sets.allSets(atMost: 100))
      let problem = CombinatorialProblem(sets: sets, costLimit: Double(sets.elementCount), horizon: 40)
      let rows = (0..<40).map { _ in (0..<sets.elementCount).map { _ in noise.uniform() } }
      let means = (0..<sets.elementCount).map { _ in noise.uniform() }
      let chosen = (0..<40).map { _ in all[noise.integer(below: all.count)] }
      let world = WithMeans(
        truth: CombinatorialTruth(problem: problem, means: means), script: ScriptedElementCosts(rows, problem))
      func cost(_ set: [Int], _ costs: [Double]) -> Double { set.reduce(0) { $0 + costs[$1] } }
      _ = play(world, sets: chosen) { account, _, round in
        let external = account.entry(for: .external, group: "", after: round)
        let paid = (0..<round).reduce(0.0) { $0 + cost(chosen[$1], rows[$1]) }
        let best = all.map { set in (0..<round).reduce(0.0) { $0 + cost(set, rows[$1]) } }.min()!
        #expect(abs(external.value + paid) < 1e-12 && abs(external.benchmark + best) < 1e-12)
        let pseudo = account.entry(for: .pseudo, group: "", after: round)
        let mean = (0..<round).reduce(0.0) { $0 + cost(chosen[$1], means) }
        let least = all.map { cost($0, means) }.min()! * Double(round)
        #expect(abs(pseudo.value + mean) < 1e-12 && abs(pseudo.benchmark + least) < 1e-12)
      }
    }
  }

  @Test func problems() throws {
    let problem = try triangle(10, .semiBandit)
    #expect(problem.elementCount == 3 && problem.addressCount == 3 && problem.items == [0, 1, 2])
    #expect(problem.largestCost == 1 && problem.largestSetCost == 2)
    #expect(throws: (any Error).self) { try problem.requireFullInformation(for: "ftpl") }
    try triangle(10, .full).requireFullInformation(for: "ftpl")
  }

  /// Through existentials everything is the same.
  @Test func erased() throws {
    let world = ScriptedElementCosts([[0.5, 0.25, 1], [1, 0, 0]], try triangle(6, .semiBandit))
    let puppet = Puppet(sets: [[1], [0, 2]])
    let problem = world.truth.problem
    #expect(AnyCombinatorial(erasing: 1) == nil && AnyCombinatorialLearner(erasing: 1) == nil)
    #expect(AnyCombinatorial.erases(ScriptedElementCosts.self) && !AnyCombinatorial.erases(Int.self))
    var game = CombinatorialGame(
      environment: try #require(AnyCombinatorial(erasing: world)),
      learner: try #require(AnyCombinatorialLearner(erasing: puppet)), problem: problem)
    var account = game.openAccount(for: [.external], metrics: [])
    var environment = RandomStream(key: StreamKey(seed: 1), itemCount: 3)
    var own = RandomStream(key: StreamKey(seed: 2))
    for round in 1...6 {
      game.play(round: round, environmentNoise: &environment, learnerNoise: &own, account: &account)
    }
    let direct = play(world, sets: puppet.sets).account
    #expect(
      account.entry(for: .external, group: "", after: 6).regret
        == direct.entry(for: .external, group: "", after: 6).regret)
    #expect((game.learnerItself as? Puppet)?.seen.count == 6)
  }
}
