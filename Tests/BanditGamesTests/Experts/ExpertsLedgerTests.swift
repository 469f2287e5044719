import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct ExpertsLedgerTests {
  private func ledger(_ actions: [Int], _ rows: [[Double]], cost: Double = 1) -> ExpertsLedger {
    var ledger = ExpertsLedger(actionCount: rows[0].count, switchingCost: cost, notions: [.policy])
    for (action, row) in zip(actions, rows) { ledger.record(action, row) }
    return ledger
  }

  /// 1, 1, 2, 2, 1 switches twice; the first action is no switch.
  @Test func countsSwitches() {
    let five = ledger([0, 0, 1, 1, 0], Array(repeating: [0, 0], count: 5), cost: 1.5)
    #expect(five.entry(for: .external, group: "", after: 5).switches == 2)
    #expect(five.entry(for: .external, group: "", after: 5).cost == 3)
    #expect(ledger([1], [[0, 0]]).entry(for: .switching, group: "", after: 1).switches == 0)
  }

  /// Losses (0,1), (1,0), (1,0), (0,1) and the actions 2, 1, 1, 1: loss 3, one switch, either action loses 2.
  @Test func workedExample() {
    let ledger = ledger([1, 0, 0, 0], [[0, 1], [1, 0], [1, 0], [0, 1]])
    let external = ledger.entry(for: .external, group: "", after: 4)
    #expect(external.benchmark == -2 && external.value == -3 && external.regret == 1 && external.reward == -3)
    #expect(external.switches == 1 && external.cost == 1 && external.rounds == 4)
    let switching = ledger.entry(for: .switching, group: "", after: 4)
    #expect(switching.benchmark == -2 && switching.value == -4 && switching.regret == 2 && switching.reward == -3)
  }

  /// Of (0,1), (0,1), (1,0), (1,0), (0,1), (0,1) the best sequence loses 2 at c = 1 and 1 at c = 1/2, the best constant
  /// 2; of (0,1) three times and (1,0) three times it loses 1 at c = 1, the constant 3.
  @Test(arguments: [(2, 1.0, 2.0, 2.0), (2, 0.5, 1, 2), (3, 1, 1, 3)])
  func bestSequences(run: Int, cost: Double, sequence: Double, constant: Double) {
    let rows = (0..<6).map { $0 / run % 2 == 0 ? [0.0, 1] : [1, 0] }
    let ledger = ledger([0, 0, 0, 0, 0, 0], rows, cost: cost)
    #expect(ledger.entry(for: .policy, group: "", after: 6).benchmark == -sequence)
    #expect(ledger.entry(for: .external, group: "", after: 6).benchmark == -constant)
  }

  /// Against all 3^6 sequences.
  @Test func bestSequencesAgreeWithBruteForce() {
    var noise = RandomStream(key: StreamKey(seed: 6))
    for _ in 0..<20 {
      let cost = noise.uniform()
      let rows = (0..<6).map { _ in (0..<3).map { _ in noise.uniform() } }
      let actions = (0..<6).map { _ in noise.integer(below: 3) }
      func total(_ actions: [Int]) -> Double {
        zip(actions, rows).reduce(0) { $0 + $1.1[$1.0] }
          + cost * Double(zip(actions, actions.dropFirst()).count { $0 != $1 })
      }
      let best = (0..<729).map { code in
        total((0..<6).map { place in (0..<place).reduce(code) { code, _ in code / 3 } % 3 })
      }.min()!
      let entry = ledger(actions, rows, cost: cost).entry(for: .policy, group: "", after: 6)
      #expect(abs(entry.regret - (total(actions) - best)) < 1e-12)
    }
  }

  /// Against the definition, on random tables.
  @Test func agreesWithTheDefinition() {
    var noise = RandomStream(key: StreamKey(seed: 4))
    for _ in 0..<50 {
      let count = 1 + noise.integer(below: 5)
      let rounds = 1 + noise.integer(below: 40)
      let rows = (0..<rounds).map { _ in (0..<count).map { _ in noise.uniform() } }
      let actions = (0..<rounds).map { _ in noise.integer(below: count) }
      let loss = zip(actions, rows).reduce(0) { $0 + $1.1[$1.0] }
      let best = (0..<count).map { action in rows.reduce(0) { $0 + $1[action] } }.min()!
      let switches = Double((1..<rounds).count { actions[$0] != actions[$0 - 1] })
      let ledger = ledger(actions, rows, cost: 0.7)
      #expect(abs(ledger.entry(for: .external, group: "", after: rounds).regret - (loss - best)) < 1e-12)
      #expect(
        abs(ledger.entry(for: .switching, group: "", after: rounds).regret - (loss + 0.7 * switches - best)) < 1e-12)
    }
  }

  /// A million tenths: plain sums would be off by 1e-6.
  @Test func sumsAreCompensated() {
    var ledger = ExpertsLedger(actionCount: 1, switchingCost: 1, notions: [])
    for _ in 0..<1_000_000 { ledger.record(0, [0.1]) }
    let entry = ledger.entry(for: .external, group: "", after: 1_000_000)
    #expect(abs(entry.value + 100_000) < 1e-10 && entry.regret == 0)
  }

  /// The best sequence changes every thousand rounds, for .25 each time; plain sums would be off by 1e-8.
  @Test func sumsOfSequencesAreCompensated() {
    let rounds = 200_000
    var ledger = ExpertsLedger(actionCount: 2, switchingCost: 0.25, notions: [.policy])
    for round in 0..<rounds {
      let best = round / 1000 % 2
      ledger.record(best, best == 0 ? [0.1, 0.3] : [0.3, 0.1])
    }
    let entry = ledger.entry(for: .policy, group: "", after: rounds)
    #expect(abs(entry.benchmark + 20_000 + 199 * 0.25) < 1e-11 && abs(entry.regret) < 1e-11)
  }

  @Test func nothingLostIsNoMinusZero() {
    let entry = ledger([0], [[0, 0]]).entry(for: .switching, group: "", after: 1)
    #expect(entry.benchmark.sign == .plus && entry.value.sign == .plus && entry.reward.sign == .plus)
  }
}
