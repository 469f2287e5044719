import BanditCards
import BanditExperiments
import BanditGames
import BanditStreams
import Testing

struct BlockRunnerTests {
  /// A game whose ledger says which round it is and what was drawn.
  private struct Counting: Game {
    struct Account: Ledger {
      static let definitions = [Notion.Definition(.pseudo, benchmark: "", value: "", formula: "", unit: "")]
      var rounds = 0
      var drawn = 0.0
      var kept: [String: [Int]] = [:]
      mutating func keep(_ notion: Notion, group: String, at rounds: [Int]) { kept[group] = rounds }
      func entry(for notion: Notion, group: String, after round: Int) -> LedgerEntry {
        LedgerEntry(
          rounds: Double(rounds), benchmark: Double(round), value: drawn,
          reward: kept[group].map { Double($0.count) } ?? .nan)
      }
    }
    struct Problem: ProblemStatement {
      let horizon = 70_000
      let addressCount = 1
    }

    static let family = Family("counting", "For tests.", noise: .round, mainNotion: .pseudo)
    var environment: Double
    var learner = 0
    var failure: String?

    init(environment: Double, learner: Int = 0, problem: Problem = Problem(), coupling: Coupling = .rounds) {
      self.environment = environment
    }

    func openAccount(for notions: [Notion], metrics: [Metric]) -> Account { Account() }

    mutating func play(
      round: Int, environmentNoise: inout RoundNoise, learnerNoise: inout RoundNoise, account: inout Account
    ) {
      account.rounds += 1
      if account.rounds != round { failure = "rounds out of order" }
      environmentNoise.move(to: 0, occurrence: round)
      account.drawn += environmentNoise.uniform()
    }

    func latestRound(_ account: Account) -> PlayedRound {
      PlayedRound(action: account.rounds, reward: account.drawn)
    }

    func measureTogether(_ metric: Metric, after round: Int, account: Account) -> Double? {
      metric.id == "known" ? Double(round) : metric.id == "late" ? environment : nil
    }
  }

  private let layout = TraceLayout(
    checkpoints: [1, 70_000], tracks: [.init(notion: .pseudo)],
    metrics: [
      Metric("known", "", unit: "", isCumulative: true), Metric("late", "", unit: "", isCumulative: false),
      Metric("unknown", "", unit: "", isCumulative: true),
    ])

  private func run(
    _ replications: Range<Int>, stop: StopSignal = StopSignal(), failing: Int? = nil, layout: TraceLayout? = nil
  ) -> BlockTrace? {
    let layout = layout ?? self.layout
    let streams = CellStreams(
      seed: 4, environmentLabel: "e", algorithmLabel: "a", coupling: .pulls, generator: nil,
      slot: StreamSlot(instance: 0, environment: 0, learner: 0, count: 0))
    return BlockRunner.run(
      InTurn<Counting>.self, replications,
      context: CellContext(streams: streams, horizon: 70_000, layout: layout), problem: Counting.Problem(), stop: stop
    ) { replication, instance in
      var game = Counting(environment: instance.uniform())
      game.failure = replication == failing ? "on purpose" : nil
      return game
    }
  }

  /// A line in a group's own time is announced before the run and read after its last round.
  @Test func linesInTheTimeOfTheirGroups() throws {
    let layout = TraceLayout(
      checkpoints: [1, 70_000],
      tracks: [
        .init(notion: .group, group: "a", ownCheckpoints: [2, 30, 400]), .init(notion: .group, group: "b"),
        .init(notion: .group, group: "c", ownCheckpoints: [7]),
      ], metrics: [])
    let trace = try #require(run(0..<2, layout: layout))
    for replication in 0..<2 {
      for (checkpoint, round) in [2.0, 30, 400].enumerated() {
        let entry = trace.entry(replication: replication, checkpoint: checkpoint, track: 0)
        #expect(entry.rounds == 70_000 && entry.benchmark == round && entry.reward == 3)
      }
      let others = [0, 1].map { trace.entry(replication: replication, checkpoint: $0, track: 1) }
      #expect(others.map(\.rounds) == [1, 70_000] && others.map(\.benchmark) == [1, 70_000] && others[0].reward.isNaN)
      let last = trace.entry(replication: replication, checkpoint: 0, track: 2)
      #expect(last.benchmark == 7 && last.reward == 1)
      #expect(trace.entry(replication: replication, checkpoint: 1, track: 2).rounds.isNaN)
    }
  }

  /// Minus the sum of no losses, and what a learner computes as such: results have no -0.0, in any family.
  @Test func minusZeroIsZero() {
    var values = Array(repeating: Double.nan, count: LedgerEntry.fieldCount)
    LedgerEntry(rounds: 1, benchmark: -0.0, value: -0.0, reward: -0.0, switches: 0, cost: -0.0, lowerBound: -0.0)
      .write(into: &values, at: 0)
    #expect(values.dropFirst().allSatisfy { $0 == 0 && $0.sign == .plus })
    let streams = CellStreams(
      seed: 4, environmentLabel: "e", algorithmLabel: "a", coupling: .pulls, generator: nil,
      slot: StreamSlot(instance: 0, environment: 0, learner: 0, count: 0))
    let trace = BlockRunner.run(
      InTurn<Counting>.self, 0..<1, context: CellContext(streams: streams, horizon: 70_000, layout: layout),
      problem: Counting.Problem(), stop: StopSignal()
    ) { _, _ in Counting(environment: -0.0) }
    #expect(trace?.metric(1, replication: 0, checkpoint: 0).sign == .plus)
  }

  @Test func everythingIsRecordedInItsPlace() throws {
    let trace = try #require(run(3..<5))
    for place in 0..<2 {
      for (checkpoint, round) in [1.0, 70_000].enumerated() {
        let entry = trace.entry(replication: place, checkpoint: checkpoint, track: 0)
        #expect(entry.rounds == round && entry.benchmark == round)
        #expect(entry.reward.isNaN && entry.cost.isNaN)
        #expect(trace.metric(0, replication: place, checkpoint: checkpoint) == round)
        #expect(trace.metric(2, replication: place, checkpoint: checkpoint).isNaN)
      }
      #expect((0..<1).contains(trace.metric(1, replication: place, checkpoint: 0)))
    }
    #expect(trace.failures.isEmpty)
    #expect(trace.metric(1, replication: 0, checkpoint: 0) != trace.metric(1, replication: 1, checkpoint: 0))
  }

  /// How replications are cut into ranges cannot be seen.
  @Test func rangesDoNotMatter() throws {
    let whole = try #require(run(0..<3))
    let parts = try [0..<1, 1..<3].map { try #require(run($0)) }
    let bits = { (values: [Double]) in values.map(\.bitPattern) }
    #expect(bits(whole.values) == bits(parts.flatMap(\.values)))
  }

  @Test func failuresNameTheirReplication() {
    #expect(run(5..<8, failing: 6)?.failures == [.init(replication: 6, reason: "on purpose")])
  }

  @Test func aRaisedSignalLeavesNothing() {
    let stop = StopSignal()
    stop.raise()
    #expect(run(0..<1, stop: stop) == nil)
  }
}
