import BanditAlgorithms
import BanditCards
import BanditEnvironments
import BanditExperiments
import BanditGames
import BanditStreams
import Testing

/// Replications that are played together are those that are played one by one: bit for bit, in every round.
struct LockstepTests {
  private static let seed = StreamKey(seed: 20_260_301)

  /// Plays both ways and compares all numbers: what was lost, collected and changed tells the arms of every round.
  private func compare<E: BanditEnvironment, L: LockstepLearner>(
    _ learner: L, arms: Int, rounds: Int, replications: Range<Int>, coupling: Coupling = .pulls,
    generator: GSLGenerator? = nil, notions: [Notion] = [.pseudo], metrics: [Metric] = [.bound], instance: (Int) -> E
  ) throws -> BlockTrace {
    // Where arms are many, looking takes longer than playing.
    let looks = arms > 100 ? Array(stride(from: arms / 2, to: rounds, by: rounds / 10)) + [rounds] : Array(1...rounds)
    let layout = TraceLayout(
      checkpoints: looks, tracks: notions.map { .init(notion: $0) }, metrics: metrics)
    let streams = CellStreams(
      seed: 5, environmentLabel: "e", algorithmLabel: "a", coupling: coupling, generator: generator,
      slot: StreamSlot(instance: 0, environment: 1, learner: 2, count: 3))
    let context = CellContext(streams: streams, horizon: rounds, layout: layout)
    let problem = BanditProblem(armCount: arms, horizon: rounds)
    try #require(
      BanditLockstep<E, L.Lanes>.suits(learner, problem: problem, notions: layout.notions, metrics: layout.metrics))
    func played<B: BlockGame & ~Copyable>(_ block: B.Type) throws -> BlockTrace
    where B.Base == BanditGame<E, L> {
      try #require(
        BlockRunner.run(block, replications, context: context, problem: problem, stop: StopSignal()) { replication, _ in
          BanditGame(environment: instance(replication), learner: learner, problem: problem, coupling: coupling)
        })
    }
    let together = try played(BanditLockstep<E, L.Lanes>.self)
    let alone = try played(InTurn<BanditGame<E, L>>.self)
    #expect(together.values.count == alone.values.count && !alone.values.isEmpty)
    let difference = zip(together.values, alone.values).enumerated().first {
      $0.element.0.bitPattern != $0.element.1.bitPattern
    }
    #expect(difference == nil)
    return alone
  }

  /// Means from a grid of five, so that ties are common.
  private func means(_ arms: Int, _ replication: Int) -> [Double] {
    var stream = RandomStream(key: Self.seed.child(index: arms).child(index: replication))
    return (0..<arms).map { _ in 0.25 * Double(stream.integer(below: 5)) }
  }

  @Test(arguments: [
    (1, 30), (2, 50), (3, 100), (10, 200), (17, 150), (128, 300), (129, 300), (600, 900), (2000, 2100), (2500, 2800),
  ])
  func coins(arms: Int, rounds: Int) throws {
    let problem = BanditProblem(armCount: arms, horizon: rounds)
    for learner in try [
      UCB1(problem), UCB1(problem, exploration: 0), UCB1(problem, level: .horizon), UCB1(problem, bonus: .constant),
    ] {
      // A full group of lanes, and one that fills no vector; of many arms, what a test has time for.
      let end = arms > 1000 ? 6 : arms > 128 ? 14 : arms > 16 ? 38 : 70
      _ = try compare(learner, arms: arms, rounds: rounds, replications: 3..<end) {
        BernoulliBandit(means: means(arms, $0))
      }
    }
    _ = try compare(MOSS(problem), arms: arms, rounds: rounds, replications: 0..<(arms > 1000 ? 3 : 9)) {
      BernoulliBandit(means: means(arms, $0))
    }
  }

  /// More than 2000 small instances.
  @Test func manyInstances() throws {
    for arms in 1...12 {
      let problem = BanditProblem(armCount: arms, horizon: 90)
      _ = try compare(UCB1(problem), arms: arms, rounds: 90, replications: 0..<200) {
        BernoulliBandit(means: means(arms, $0))
      }
    }
  }

  @Test(arguments: [Coupling.pulls, .rounds, .independent])
  func otherRewards(coupling: Coupling) throws {
    let problem = BanditProblem(armCount: 4, horizon: 300)
    let learner = try UCB1(problem, exploration: 0.5)
    _ = try compare(learner, arms: 4, rounds: 150, replications: 0..<34, coupling: coupling) {
      GaussianBandit(laws: zip(means(4, $0), [0.5, 1, 0, 2]).map { try! Gaussian(mean: $0, sd: $1) })
    }
    _ = try compare(learner, arms: 4, rounds: 150, replications: 0..<34, coupling: coupling, notions: [.dynamic]) {
      PiecewiseBandit(segments: [
        .init(firstRound: 1, means: means(4, $0)), .init(firstRound: 100, means: means(4, $0 + 1000)),
      ])
    }
    _ = try compare(learner, arms: 4, rounds: 150, replications: 0..<34, coupling: coupling) {
      BernoulliBandit(means: means(4, $0))
    }
  }

  /// A leader, and arms that are explored; ties everywhere.
  @Test(arguments: [(1, 40), (2, 80), (7, 120), (33, 120), (129, 180)])
  func exploringGreedily(arms: Int, rounds: Int) throws {
    let problem = BanditProblem(armCount: arms, horizon: rounds)
    for learner in try [
      EpsilonGreedy(problem), EpsilonGreedy(problem, epsilon: 0), EpsilonGreedy(problem, epsilon: 1),
      EpsilonGreedy(problem, decay: .textbook),
    ] {
      for coupling in [Coupling.pulls, .rounds] {
        _ = try compare(learner, arms: arms, rounds: rounds, replications: 2..<21, coupling: coupling, metrics: []) {
          BernoulliBandit(means: means(arms, $0))
        }
      }
    }
    _ = try compare(EpsilonGreedy(problem), arms: arms, rounds: rounds, replications: 0..<9, metrics: []) {
      GaussianBandit(laws: means(arms, $0).map { try! Gaussian(mean: $0, sd: 0.5) })
    }
  }

  /// Rates so large that weights vanish, mixing, and more rounds than pass before all weights are computed again.
  @Test(arguments: [(1, 60), (5, 150), (10, 1100), (40, 120)])
  func exponentialWeights(arms: Int, rounds: Int) throws {
    let problem = BanditProblem(armCount: arms, horizon: rounds, rewardRange: 0...1)
    for learner in try [
      Exp3(problem), Exp3(problem, learningRate: 0.7), Exp3(problem, learningRate: 40),
      Exp3(problem, schedule: .mixing),
      Exp3(problem, schedule: .mixing, learningRate: 0.4), Exp3(problem, schedule: .anytime, learningRate: 0.1),
    ] {
      let trace = try compare(learner, arms: arms, rounds: rounds, replications: 0..<(rounds > 1000 ? 3 : 19)) {
        BernoulliBandit(means: means(arms, $0))
      }
      #expect(trace.failures.isEmpty)
    }
    _ = try compare(
      Exp3(problem), arms: arms, rounds: min(rounds, 200), replications: 0..<9, coupling: .independent,
      generator: GSLGenerator(named: "taus2"), notions: [.dynamic], metrics: []
    ) {
      PiecewiseBandit(segments: [
        .init(firstRound: 1, means: means(arms, $0)), .init(firstRound: 50, means: means(arms, $0 + 1000)),
      ])
    }
  }

  /// The streams of GSL's generators are drawn from in order.
  @Test func sequentialGenerators() throws {
    let problem = BanditProblem(armCount: 5, horizon: 200)
    _ = try compare(
      UCB1(problem), arms: 5, rounds: 200, replications: 0..<35, coupling: .independent,
      generator: GSLGenerator(named: "mt19937")
    ) { BernoulliBandit(means: means(5, $0)) }
  }

  /// Past the end of the table of weights: the best of two arms is pulled more than 2^16 times.
  @Test func moreRoundsThanWeightsAreKept() throws {
    let rounds = 70_000
    let layout = TraceLayout(checkpoints: [65_000, 66_000, rounds], tracks: [.init(notion: .pseudo)], metrics: [])
    let streams = CellStreams(
      seed: 5, environmentLabel: "e", algorithmLabel: "a", coupling: .pulls, generator: nil,
      slot: StreamSlot(instance: 0, environment: 1, learner: 2, count: 3))
    let context = CellContext(streams: streams, horizon: rounds, layout: layout)
    let problem = BanditProblem(armCount: 2, horizon: rounds)
    let learner = try UCB1(problem)
    func game(_ replication: Int) -> BanditGame<BernoulliBandit, UCB1> {
      BanditGame(environment: BernoulliBandit(means: [0.9, 0.1]), learner: learner, problem: problem, coupling: .pulls)
    }
    let together = BlockRunner.run(
      BanditLockstep<BernoulliBandit, UCB1.Lanes>.self, 0..<3, context: context, problem: problem, stop: StopSignal()
    ) { replication, _ in game(replication) }
    let alone = BlockRunner.run(
      InTurn<BanditGame<BernoulliBandit, UCB1>>.self, 0..<3, context: context, problem: problem, stop: StopSignal()
    ) { replication, _ in game(replication) }
    #expect(together?.values.map(\.bitPattern) == alone?.values.map(\.bitPattern))
  }

  /// What needs to be looked at round by round, and indices of another form, are played one by one.
  @Test func whatDoesNotSuit() throws {
    let problem = BanditProblem(armCount: 4, horizon: 100)
    typealias Lanes<L: LockstepLearner> = BanditLockstep<BernoulliBandit, L.Lanes>
    let ucb = try UCB1(problem)
    #expect(Lanes<UCB1>.suits(ucb, problem: problem, notions: [.pseudo], metrics: [.bound]))
    #expect(!Lanes<UCB1>.suits(ucb, problem: problem, notions: [.simple], metrics: []))
    #expect(!Lanes<UCB1>.suits(ucb, problem: problem, notions: [.pseudo], metrics: [.greedyFraction]))
    #expect(try !Lanes<UCB1>.suits(UCB1(problem, ties: .random), problem: problem, notions: [], metrics: []))
    #expect(try !Lanes<MOSS>.suits(MOSS(problem, horizon: .anytime), problem: problem, notions: [], metrics: []))
    let wide = BanditProblem(armCount: 70_000, horizon: 100)
    #expect(try !Lanes<UCB1>.suits(UCB1(wide), problem: wide, notions: [], metrics: []))
    let greedy = try EpsilonGreedy(problem, ties: .random)
    #expect(!Lanes<EpsilonGreedy>.suits(greedy, problem: problem, notions: [], metrics: []))
    let unit = BanditProblem(armCount: 4, horizon: 100, rewardRange: 0...1)
    #expect(try Lanes<Exp3>.suits(Exp3(unit), problem: unit, notions: [], metrics: []))
    #expect(try !Lanes<Exp3>.suits(Exp3(unit, schedule: .anytime), problem: unit, notions: [], metrics: []))
    #expect(try !Lanes<Exp3>.suits(Exp3(unit, range: 0...2), problem: unit, notions: [], metrics: []))
  }
}
