import BanditComparators
import BanditEnvironments
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct TabularMDPTests {
  private let process = MarkovDecisionProcess(
    stateCount: 3, actionCount: 2,
    transitions: [0.2, 0.5, 0.3, 0, 0.25, 0.75, 1, 0, 0, 0.1, 0.1, 0.8, 0, 1, 0, 0.5, 0, 0.5],
    rewards: [0.3, 0.9, 0, 1, 0.5, 0.7])

  private func truth(_ processes: [(Int, MarkovDecisionProcess)]) -> AverageRewardTruth {
    AverageRewardTruth(segments: processes.map { .init(firstRound: $0.0, process: $0.1) })
  }

  /// Next states and rewards of every pair against their laws, 5000 draws each.
  @Test func laws() throws {
    var noise = RandomStream(key: StreamKey(seed: 61), itemCount: 6)
    for pair in 0..<6 {
      var counts = [0, 0, 0]
      var ones = 0
      let start = TabularMDP(truth: truth([(1, process)]), initialState: pair / 2)
      for visit in 0..<5000 {
        var path = start
        noise.move(to: pair, occurrence: visit)
        let outcome = path.step(pair % 2, at: 1, noise: &noise)
        counts[outcome.nextState] += 1
        ones += Int(outcome.reward)
        #expect(path.state == outcome.nextState && outcome.mean == process.rewards[pair])
      }
      let row = Array(process.row(pair))
      for state in 0..<3 where row[state] == 0 { #expect(counts[state] == 0) }
      for state in 0..<3 where row[state] == 1 { #expect(counts[state] == 5000) }
      for state in 0..<3 where row[state] > 0 && row[state] < 1 {
        #expect(BinomialTest(successes: counts[state], trials: 5000, probability: row[state]).pValue > 1e-6)
      }
      let mean = process.rewards[pair]
      if mean == 0 || mean == 1 {
        #expect(ones == Int(mean) * 5000)
      } else {
        #expect(BinomialTest(successes: ones, trials: 5000, probability: mean).pValue > 1e-6)
      }
    }
  }

  /// The law changes in steps 3 and 4; the state stays.
  @Test func changesCarryTheStateOver() {
    let chain = MarkovDecisionProcess.chain(stateCount: 3)
    var path = TabularMDP(
      truth: truth([(1, chain), (3, chain.mirrored), (4, chain)]), rewardNoise: .deterministic)
    var noise = RandomStream(key: StreamKey(seed: 62), itemCount: 6)
    let outcomes = [1, 2, 3, 4, 9].map { path.step(1, at: $0, noise: &noise) }
    #expect(outcomes.map(\.nextState) == [1, 2, 1, 2, 2])
    #expect(outcomes.map(\.reward) == [0, 0, 0, 0, 1])
    #expect(outcomes.map(\.mean) == outcomes.map(\.reward))
    for outcome in outcomes { #expect(abs(outcome.optimalGain - 1) < 1e-9) }
  }

  @Test func theGainIsThatOfTheSegment() {
    var path = TabularMDP(
      truth: truth([
        (1, .twoState),
        (
          2,
          MarkovDecisionProcess(
            stateCount: 2, actionCount: 2, transitions: [1, 0, 0, 1, 0, 1, 1, 0], rewards: [0, 0, 0, 0.25])
        ),
      ]))
    var noise = RandomStream(key: StreamKey(seed: 63), itemCount: 4)
    let gains = [1, 2].map { path.step(0, at: $0, noise: &noise).optimalGain }
    #expect(abs(gains[0] - 1.0 / 3) < 1e-9 && abs(gains[1] - 0.125) < 1e-9)
  }

  /// A uniform close to 1 falls within the last state that has a probability, even if rounding leaves a gap.
  @Test func rowsThatSumToLessThanOneAreClosed() {
    let row = Array(repeating: 0.1, count: 10) + [0]
    #expect(row.reduce(0, +) < 1)
    let process = MarkovDecisionProcess(
      stateCount: 11, actionCount: 1,
      transitions: (0..<11).flatMap { $0 == 9 ? Array(repeating: 0, count: 10) + [1] : row },
      rewards: Array(repeating: 0, count: 11))
    var path = TabularMDP(truth: truth([(1, process)]))
    var noise = RandomStream(key: StreamKey(seed: 64), itemCount: 11)
    var seen: Set<Int> = []
    for round in 1...2000 {
      noise.move(to: path.state, occurrence: round)
      seen.insert(path.step(0, at: round, noise: &noise).nextState)
    }
    #expect(seen == Set(0...10))
  }
}
