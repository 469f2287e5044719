import BanditCards
import BanditComparators
import BanditStreams
import Testing

@testable import BanditGames

/// Scripted players: who sees what, in which order, and the accounts against brute force.
struct TwoPlayerGameTests {
  struct Fixed: TwoPlayerEnvironment {
    let truth: TwoPlayerTruth
  }

  /// Plays given strategies and notes what it is told.
  struct Puppet: Player {
    let strategies: [[Double]]
    var waits = false
    var told: [[Double]] = []
    var seen: [[Double]] = []
    var own: [[Double]] = []

    init(_ strategies: [[Double]], waits: Bool = false) {
      self.strategies = strategies
      self.waits = waits
    }

    mutating func choose(_ strategy: inout [Double], costs: [Double], at round: Int, noise: inout RoundNoise) {
      told.append(costs)
      strategy = strategies[(round - 1) % strategies.count]
    }

    mutating func observe(_ costs: [Double], of strategy: [Double], at round: Int) {
      seen.append(costs)
      own.append(strategy)
    }
  }

  struct Pair: TwoPlayerLearner {
    var row: Puppet
    var column: Puppet
  }

  private func play(
    _ costs: CostMatrices, _ row: Puppet, _ column: Puppet, rounds: Int, feedback: PlayFeedback = .expected,
    seed: UInt64 = 1, inspect: (TwoPlayerLedger, PlayedRound) -> Void = { _, _ in }
  ) -> (game: TwoPlayerGame<Fixed, Pair>, account: TwoPlayerLedger) {
    let problem = TwoPlayerProblem(costs, horizon: rounds, feedback: feedback)
    var game = TwoPlayerGame(
      environment: Fixed(truth: TwoPlayerTruth(costs)), learner: Pair(row: row, column: column), problem: problem)
    var account = game.openAccount(for: TwoPlayerLedger.notions, metrics: TwoPlayerLedger.metrics)
    var environment = RandomStream(key: StreamKey(seed: seed), itemCount: problem.addressCount)
    var own = RandomStream(key: StreamKey(seed: 2))
    for round in 1...rounds {
      game.play(round: round, environmentNoise: &environment, learnerNoise: &own, account: &account)
      inspect(account, game.latestRound(account))
    }
    return (game, account)
  }

  /// A = [[2, 6], [4, 3]] maps from [2, 6]: against (1/4, 3/4) rows cost (5, 3.25); against (1/2, 1/2) columns pay back
  /// (3, 4.5), which maps from [-6, -2].
  @Test func playersSeeCostsOfTheirActions() {
    let costs = CostMatrices(row: [[2, 6], [4, 3]])
    let (game, account) = play(costs, Puppet([[0.5, 0.5]]), Puppet([[0.25, 0.75]]), rounds: 1)
    #expect(game.learner.row.seen == [[0.75, 0.3125]] && game.learner.row.own == [[0.5, 0.5]])
    #expect(game.learner.column.seen == [[0.75, 0.375]] && game.learner.column.own == [[0.25, 0.75]])
    let row = account.entry(for: .external, group: "", after: 1)
    #expect(row.value == -4.125 && row.benchmark == -3.25 && row.reward == -4.125)
    let column = account.entry(for: .columnExternal, group: "", after: 1)
    #expect(column.value == 4.125 && column.benchmark == 4.5)
    #expect(account.measure(.exploitability, after: 1) == 1.25)
  }

  /// Who waits is told the mean costs against the other's strategy of the same round, in either seat.
  @Test func waitingPlayersMoveLast() {
    let costs = CostMatrices(row: [[1, 0], [0.5, 0.25]])
    let script = [[1.0, 0], [0, 1]]
    let column = play(costs, Puppet(script), Puppet([[1, 0]], waits: true), rounds: 2).game.learner.column
    // Costs of columns are minus the row's, plus 1.
    #expect(column.told == [[0, 1], [0.5, 0.75]])
    let row = play(costs, Puppet([[1, 0]], waits: true), Puppet(script), rounds: 2).game.learner.row
    #expect(row.told == [[1, 0.5], [0, 0.25]])
    #expect(row.told == row.seen)
  }

  /// Sampled: both see the costs against the action drawn, what counts is the actions, and these have the law of the
  /// strategies. 4000 draws of a coin with 1/4: five standard deviations (level 6e-7) are 137.
  @Test func sampledPlay() throws {
    let costs = CostMatrices(row: [[1, 0], [0.5, 0.25]])
    var actions: [String: Int] = [:]
    var numbers: [[Int]] = []
    let (game, account) = play(
      costs, Puppet([[0.25, 0.75]]), Puppet([[0.5, 0.5]]), rounds: 4000, feedback: .sampled
    ) { _, played in
      actions[played.action, default: 0] += 1
      numbers.append(played.action.split(separator: " ").compactMap { Int($0) })
    }
    #expect(abs(Double(actions["0 0", default: 0] + actions["0 1", default: 0]) - 1000) < 137)
    #expect(abs(Double(actions["0 0", default: 0] + actions["1 0", default: 0]) - 2000) < 158)
    // Drawn independently.
    #expect(abs(Double(actions["0 0", default: 0]) - 500) < 105)
    let matrix = [[1, 0], [0.5, 0.25]]
    for (round, pair) in numbers.enumerated() {
      #expect(game.learner.row.seen[round] == [matrix[0][pair[1]], matrix[1][pair[1]]])
      #expect(game.learner.column.seen[round] == matrix[pair[0]].map { 1 - $0 })
    }
    let paid = numbers.reduce(0) { $0 + matrix[$1[0]][$1[1]] }
    #expect(account.entry(for: .external, group: "", after: 4000).value == -paid)
    let rows = numbers.map { Double($0[0]) }.reduce(0, +) / 4000
    #expect(abs((account.measure(.rowPlay.at(1), after: 4000) ?? 0) - rows) < 1e-12)
    #expect((account.measure(.exploitabilityError, after: 4000) ?? 1) < 1e-12)
  }

  /// Both players' draws are independent of what the other is: the same noise for all.
  @Test func drawsAreCoupled() {
    let costs = CostMatrices(row: [[1, 0], [0.5, 0.25]])
    func columns(_ row: [Double]) -> [Substring?] {
      var columns: [Substring?] = []
      _ = play(costs, Puppet([row]), Puppet([[0.5, 0.5]]), rounds: 50, feedback: .sampled) {
        columns.append($1.action.split(separator: " ").last)
      }
      return columns
    }
    #expect(columns([1, 0]) == columns([0.3, 0.7]))
    #expect(Set(columns([1, 0])).count == 2)
  }

  /// Strategies whose rounding leaves a rest, and actions of probability 0, which are never drawn.
  @Test func drawsOfOddStrategies() {
    typealias Side = TwoPlayerGame<Fixed, Pair>.Side
    var side = Side(4)
    side.strategy = [0, 0.3, 0.2, 0]
    for (uniform, action) in [(0.0, 1), (0.29, 1), (0.3, 2), (0.9999, 2)] {
      side.draw(at: uniform)
      #expect(side.action == action)
    }
  }

  /// All accounts of random games, zero-sum or not, against sums over the whole history.
  @Test func bruteForce() throws {
    var noise = RandomStream(key: StreamKey(seed: 12))
    for number in 0..<60 {
      let (rows, columns, rounds) = (1 + noise.integer(below: 4), 1 + noise.integer(below: 4), 7)
      func matrix() -> [[Double]] {
        (0..<rows).map { _ in (0..<columns).map { _ in 4 * noise.uniform() - 2 } }
      }
      func strategies(_ count: Int) -> [[Double]] {
        (0..<rounds).map { _ in
          let weights = (0..<count).map { _ in noise.uniform() }
          let total = weights.reduce(0, +)
          return weights.map { $0 / total }
        }
      }
      let isZeroSum = number.isMultiple(of: 2)
      let a = matrix()
      let b = isZeroSum ? a.map { $0.map { -$0 } } : matrix()
      let (xs, ys) = (strategies(rows), strategies(columns))
      let account = play(
        CostMatrices(row: a, column: isZeroSum ? nil : b), Puppet(xs), Puppet(ys), rounds: rounds
      ).account
      func cost(_ m: [[Double]], _ x: [Double], _ y: [Double]) -> Double {
        var sum = 0.0
        for i in 0..<rows { for j in 0..<columns { sum += x[i] * m[i][j] * y[j] } }
        return sum
      }
      func unit(_ count: Int, _ place: Int) -> [Double] { (0..<count).map { $0 == place ? 1 : 0 } }
      func mean(_ list: [[Double]]) -> [Double] {
        list[0].indices.map { place in list.reduce(0) { $0 + $1[place] } / Double(rounds) }
      }
      let pairs = Array(zip(xs, ys))
      let rowPaid = pairs.reduce(0) { $0 + cost(a, $1.0, $1.1) }
      let columnPaid = pairs.reduce(0) { $0 + cost(b, $1.0, $1.1) }
      let rowBest = (0..<rows).map { i in ys.reduce(0) { $0 + cost(a, unit(rows, i), $1) } }.min()!
      let columnBest = (0..<columns).map { j in xs.reduce(0) { $0 + cost(b, $1, unit(columns, j)) } }.min()!
      let regrets = (rowPaid - rowBest, columnPaid - columnBest)
      #expect(abs(account.entry(for: .external, group: "", after: rounds).regret - regrets.0) < 1e-12)
      #expect(abs(account.entry(for: .columnExternal, group: "", after: rounds).regret - regrets.1) < 1e-12)
      let (x, y) = (mean(xs), mean(ys))
      let gains =
        (cost(a, x, y) - (0..<rows).map { cost(a, unit(rows, $0), y) }.min()!)
        + (cost(b, x, y) - (0..<columns).map { cost(b, x, unit(columns, $0)) }.min()!)
      #expect(abs((account.measure(.exploitability, after: rounds) ?? 9) - gains) < 1e-12)
      let gap = max(0, regrets.0, regrets.1) / Double(rounds)
      #expect(abs((account.measure(.correlatedGap, after: rounds) ?? 9) - gap) < 1e-12)
      #expect(abs((account.measure(.columnPlay.at(columns - 1), after: rounds) ?? 9) - y[columns - 1]) < 1e-12)
      guard isZeroSum else {
        for metric in [Metric.exploitabilityError, .valueGap, .rowGap, .columnGap] {
          #expect(account.measure(metric, after: rounds) == nil)
        }
        continue
      }
      let value = try #require(TwoPlayerTruth(CostMatrices(row: a)).equilibrium).value
      let worst = (0..<columns).map { cost(a, x, unit(columns, $0)) }.max()!
      let best = (0..<rows).map { cost(a, unit(rows, $0), y) }.min()!
      #expect(abs((account.measure(.rowGap, after: rounds) ?? 9) - (worst - value)) < 1e-9)
      #expect(abs((account.measure(.columnGap, after: rounds) ?? 9) - (value - best)) < 1e-9)
      let paid = rowPaid / Double(rounds) - value
      #expect(abs((account.measure(.valueGap, after: rounds) ?? 9) - paid) < 1e-9)
      // Theorem 9.5.
      #expect(-regrets.1 / Double(rounds) - 1e-9 <= paid && paid <= regrets.0 / Double(rounds) + 1e-9)
      #expect((account.measure(.exploitabilityError, after: rounds) ?? 9) < 1e-12)
    }
  }

  /// Accounts that contradict each other report no exploitability: here, costs that are not those of the play.
  @Test func contradictionsAreNotReported() {
    var account = TwoPlayerLedger(TwoPlayerTruth(CostMatrices(row: [[1, 0], [0, 1]])))
    account.record([1, 0], rowCosts: [1, 0], [1, 0], columnCosts: [-1, 0])
    #expect(account.measure(.exploitability, after: 1) == 1)
    account.record([1, 0], rowCosts: [0.5, 0], [1, 0], columnCosts: [-1, 0])
    #expect(account.measure(.exploitability, after: 2) == nil)
    #expect((account.measure(.exploitabilityError, after: 2) ?? 0) > 0.2)
  }
}
