import BanditStreams
import Foundation
import BanditTesting
import Testing

@testable import BanditComparators

struct OptimalGainTests {
  private func solve(_ process: MarkovDecisionProcess) throws -> OptimalGain {
    try #require(OptimalGain(of: process))
  }

  /// By hand; plain value iteration would go round forever.
  @Test func twoCycle() throws {
    let optimum = try solve(SmallProcesses.twoCycle)
    #expect(abs(optimum.gain - 0.5) < 1e-12 && abs(optimum.span - 0.5) < 1e-12)
  }

  /// By hand: h(1) = 1/(.3 + .6).
  @Test func twoStates() throws {
    let optimum = try solve(SmallProcesses.twoState)
    #expect(abs(optimum.gain - 1.0 / 3) < 1e-12)
    #expect(abs(optimum.span - 1 / 0.9) < 1e-12)
    #expect(optimum.policy == [0, 0])
  }

  /// Worked out in fractions (3 states) and by another implementation (4 and 6).
  @Test(arguments: [false, true])
  func riverSwim(leftSlip: Bool) throws {
    let three = try solve(SmallProcesses.riverSwim(3, leftSlip: leftSlip))
    #expect(abs(three.gain - 21.0 / 47) < 1e-12)
    for (found, expected) in zip(three.bias, [0, 35.0 / 47, 100.0 / 47]) { #expect(abs(found - expected) < 1e-11) }
    let four = try solve(SmallProcesses.riverSwim(4, leftSlip: leftSlip))
    #expect(abs(four.gain - 0.43108504399) < 1e-11 && abs(four.span - 3.47507331) < 1e-8)
    let six = try solve(SmallProcesses.riverSwim(6, leftSlip: leftSlip))
    #expect(abs(six.gain - 0.42862243380) < 1e-11 && abs(six.span - 6.31032431) < 1e-8)
    #expect(six.policy == [1, 1, 1, 1, 1, 1])
    #expect(six.residual <= 1e-12)
  }

  /// M. S. Talebi and O.-A. Maillard, ALT 2018, table 1.
  @Test func publishedVariancesOfRiverSwim() throws {
    let river = SmallProcesses.riverSwim(6, leftSlip: true)
    let bias = try solve(river).bias
    let variances = (0..<river.pairCount).map { pair in
      let mean = zip(river.row(pair), bias).reduce(0) { $0 + $1.0 * $1.1 }
      return zip(river.row(pair), bias).reduce(0) { $0 + $1.0 * ($1.1 - mean) * ($1.1 - mean) }
    }
    let span = bias.max()! - bias.min()!
    #expect(abs(span - 6.3) < 0.05)
    #expect(abs(variances.max()! - 0.6322) < 5e-5)
    #expect(abs(variances.reduce(0, +).squareRoot() - 1.8) < 0.05)
  }

  /// The best of all policies, each by its stationary law (powers of the lazy chain).
  @Test(arguments: 0..<12)
  func agreesWithTheBestOfAllPolicies(seed: Int) throws {
    let process = SmallProcesses.random(states: 3, actions: 2, seed: seed, sparse: seed.isMultiple(of: 2))
    var best = -Double.infinity
    for code in 0..<8 {
      var law = [1.0, 0, 0]
      for _ in 0..<4000 {
        var next = law.map { $0 / 2 }
        for state in 0..<3 {
          let pair = state * 2 + (code >> state & 1)
          for (other, probability) in process.row(pair).enumerated() { next[other] += law[state] * probability / 2 }
        }
        law = next
      }
      best = max(best, (0..<3).reduce(0) { $0 + law[$1] * process.rewards[$1 * 2 + (code >> $1 & 1)] })
    }
    #expect(abs(try solve(process).gain - best) < 1e-9)
  }

  @Test(arguments: [(8, 10), (16, 20)])
  func largeRandomProcesses(size: (Int, Int)) throws {
    let optimum = try solve(SmallProcesses.random(states: size.0, actions: size.1, seed: 1))
    #expect(optimum.residual <= 1e-9)
  }

  /// A long river is slow to cross; exact equations find the gain nevertheless.
  @Test func longRiver() throws {
    let optimum = try solve(SmallProcesses.riverSwim(40))
    #expect(optimum.residual <= 1e-9 * optimum.span)
    #expect(abs(optimum.gain - 0.4286) < 1e-3)
  }

  /// A ring of 150 states takes a lazy walker 150^2 steps and more to forget where it began.
  @Test func longCycle() throws {
    let count = 150
    let process = MarkovDecisionProcess(
      stateCount: count, actionCount: 1,
      transitions: (0..<count * count).map { $0 % count == ($0 / count + 1) % count ? 1 : 0 },
      rewards: (0..<count).map { $0 == count - 1 ? 1 : 0 })
    let optimum = try solve(process)
    #expect(abs(optimum.gain - 1.0 / 150) < 1e-12)
    // From the state that pays one has, up to the next payment, 1 more than from the state after it.
    #expect(abs(optimum.span - 149.0 / 150) < 1e-9)
  }

  /// Two states that hold and are worth the same: a greedy policy may fall into parts.
  @Test func tiesOfAllPolicies() throws {
    let process = MarkovDecisionProcess(
      stateCount: 2, actionCount: 2, transitions: [1, 0, 0, 1, 0, 1, 1, 0], rewards: [0.5, 0.5, 0.5, 0.5])
    let optimum = try solve(process)
    #expect(abs(optimum.gain - 0.5) < 1e-9 && optimum.span < 1e-9)
  }

  /// By hand: half of the steps are in the state that pays, however rarely it changes, and three quarters where it is
  /// left a third as often.
  @Test(arguments: [0.1, 1e-6, 1e-12, 1e-100, 1e-300]) func rareTransitions(rare: Double) throws {
    let even = MarkovDecisionProcess(
      stateCount: 2, actionCount: 1, transitions: [1 - rare, rare, rare, 1 - rare], rewards: [0, 1])
    #expect(abs(try solve(even).gain - 0.5) < 1e-15)
    let uneven = MarkovDecisionProcess(
      stateCount: 2, actionCount: 1, transitions: [1 - 3 * rare, 3 * rare, rare, 1 - rare], rewards: [0, 1])
    let optimum = try solve(uneven)
    #expect(abs(optimum.gain - 0.75) < 1e-15)
    #expect(abs(optimum.bias[1] * rare / 0.25 - 1) < 1e-14)
    // A ring of three: the law is that of the inverse probabilities to leave, 1 : 1/2 : 1/4.
    let ring = MarkovDecisionProcess(
      stateCount: 3, actionCount: 1,
      transitions: [1 - rare, rare, 0, 0, 1 - 2 * rare, 2 * rare, 4 * rare, 0, 1 - 4 * rare], rewards: [0, 0.7, 1])
    #expect(abs(try solve(ring).gain - (0.7 * 2 + 1) / 7) < 1e-15)
  }

  /// By hand: the state that pays 1 is left once in 10^12 steps. Waiting in the other for .3 a step is worth .65, going
  /// back at once in a million steps for .2 a step is worth (.2 1e-12 + 1e-6) / (1e-12 + 1e-6).
  @Test func rareTransitionsToChooseFrom() throws {
    let process = MarkovDecisionProcess(
      stateCount: 2, actionCount: 2,
      transitions: [1 - 1e-6, 1e-6, 1 - 1e-12, 1e-12, 1e-12, 1 - 1e-12, 1e-12, 1 - 1e-12],
      rewards: [0.2, 0.3, 1, 0.9])
    let optimum = try solve(process)
    #expect(optimum.policy == [0, 0])
    #expect(abs(optimum.gain - (0.2e-12 + 1e-6) / (1e-12 + 1e-6)) < 1e-15)
  }

  /// By hand: staying is what looks best in both states; the better one is worth the way.
  @Test func policiesThatFallIntoParts() throws {
    let process = MarkovDecisionProcess(
      stateCount: 3, actionCount: 2,
      transitions: [1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 1, 0, 0], rewards: [0.5, 0, 0.9, 0, 0.8, 0])
    let optimum = try solve(process)
    #expect(optimum.gain == 0.9 && optimum.policy == [1, 0, 1])
    for (found, expected) in zip(optimum.bias, [0, 0.9, -0.9]) { #expect(abs(found - expected) < 1e-15) }
  }

  @Test func oneState() throws {
    let process = MarkovDecisionProcess(stateCount: 1, actionCount: 2, transitions: [1, 1], rewards: [0.25, 0.75])
    let optimum = try solve(process)
    #expect(optimum.gain == 0.75 && optimum.policy == [1] && optimum.bias == [0])
  }

  @Test func withoutAWayBackThereIsNoGain() {
    let process = MarkovDecisionProcess(stateCount: 2, actionCount: 1, transitions: [0, 1, 0, 1], rewards: [0, 1])
    #expect(OptimalGain(of: process) == nil)
  }
}
