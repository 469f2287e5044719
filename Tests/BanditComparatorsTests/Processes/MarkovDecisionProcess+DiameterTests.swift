import BanditComparators
import BanditTesting
import Testing

struct DiameterTests {
  @Test func byHand() throws {
    #expect(SmallProcesses.twoCycle.diameter == 1)
    let twoState = try #require(SmallProcesses.twoState.diameter)
    #expect(abs(twoState - 10.0 / 3) < 1e-12)
    #expect(MarkovDecisionProcess(stateCount: 1, actionCount: 1, transitions: [1], rewards: [0]).diameter == 0)
  }

  /// By hand: 1 over the probability of the step that is taken rarely; of two ways the one that is taken more often.
  @Test(arguments: [1e-6, 1e-12, 1e-300]) func rareTransitions(rare: Double) throws {
    let process = MarkovDecisionProcess(
      stateCount: 2, actionCount: 2,
      transitions: [1 - rare, rare, 1 - 2 * rare, 2 * rare, 0.5, 0.5, 1 - rare, rare], rewards: [0, 0, 0, 0])
    let diameter = try #require(process.diameter)
    #expect(abs(diameter * 2 * rare - 1) < 1e-14)
  }

  @Test(arguments: [(3, 4.76190476), (4, 8.06122449), (6, 14.72233791)])
  func riverSwim(states: Int, expected: Double) throws {
    for leftSlip in [false, true] {
      let diameter = try #require(SmallProcesses.riverSwim(states, leftSlip: leftSlip).diameter)
      #expect(abs(diameter - expected) < 1e-8)
    }
  }

  /// Value iteration on expected times, for random processes with many zeros.
  @Test(arguments: 0..<8)
  func agreesWithValueIteration(seed: Int) throws {
    let process = SmallProcesses.random(states: 4, actions: 3, seed: seed, sparse: true)
    var largest = 0.0
    for target in 0..<4 {
      var times = [0.0, 0, 0, 0]
      for _ in 0..<3000 {
        times = (0..<4).map { state in
          state == target
            ? 0
            : (0..<3).map { action in
              1 + zip(process.row(state * 3 + action), times).reduce(0) { $0 + $1.0 * $1.1 }
            }.min()!
        }
      }
      largest = max(largest, times.max()!)
    }
    #expect(abs(try #require(process.diameter) - largest) < 1e-9 * largest)
  }

  @Test func withoutAWayBackThereIsNone() {
    let process = MarkovDecisionProcess(stateCount: 2, actionCount: 1, transitions: [0, 1, 0, 1], rewards: [0, 1])
    #expect(process.diameter == nil)
    #expect(!process.isCommunicating && process.unreachable! == (1, 0))
    #expect(SmallProcesses.twoCycle.isCommunicating)
    // The way there exists, and none back, whichever state one begins with.
    let other = MarkovDecisionProcess(stateCount: 2, actionCount: 1, transitions: [1, 0, 1, 0], rewards: [0, 1])
    #expect(!other.isCommunicating && other.unreachable! == (0, 1))
  }
}
