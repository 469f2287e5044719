import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct ArmDetectorsTests {
  private func problem(arms: Int = 2, horizon: Int = 1000) -> BanditProblem {
    BanditProblem(armCount: arms, horizon: horizon, rewardRange: 0...1)
  }

  /// sqrt(5 * 6 / 20000) = .0387, the paper's rate for five arms, six segments and 20000 rounds, seen as the share
  /// of rounds that explore: 200000 of them, within 5 standard deviations (level 6e-7).
  @Test func explorationRate() throws {
    var detectors = try ArmDetectors(problem(arms: 5, horizon: 20_000), changes: 5)
    var noise = RandomStream(key: StreamKey(seed: 4))
    var counts = [0, 0, 0, 0, 0]
    for round in 1...200_000 {
      noise.move(to: 0, occurrence: round)
      if let arm = detectors.exploration(noise: &noise) { counts[arm] += 1 }
    }
    let total = Double(counts.reduce(0, +))
    #expect(abs(total - 200_000 * 0.0387298) < 5 * (200_000 * 0.0387298 * 0.96127).squareRoot())
    for count in counts { #expect(abs(Double(count) - total / 5) < 5 * (total * 0.16).squareRoot()) }
  }

  @Test func anAlarmClearsTheArmOrAll() throws {
    for reset in ArmDetectors.Reset.allCases {
      var detectors = try ArmDetectors(problem(), hazard: .inverseRunLength, reset: reset)
      for round in 1...10 { _ = detectors.observe(reward: 1, of: 0, at: round) }
      for round in 11...20 { _ = detectors.observe(reward: 1, of: 1, at: round) }
      // Two zeros after ten ones: the exact table of the detector.
      #expect(detectors.observe(reward: 0, of: 0, at: 21) == .quiet)
      #expect(detectors.observe(reward: 0, of: 0, at: 22) == (reset == .all ? .all : .arm))
      #expect(detectors.restarts == [Restart(round: 22, item: reset == .all ? nil : 0)])
      // The other arm's detector still remembers its ones exactly if it was not cleared.
      #expect(detectors.observe(reward: 0, of: 1, at: 23) == .quiet)
      #expect(detectors.observe(reward: 0, of: 1, at: 24) == (reset == .all ? .quiet : .arm))
    }
  }

  /// A reward of .3 is shown as a one in about 3 of 10 rounds: the predicted probability after 20000 of them, where
  /// five standard deviations are .0162.
  @Test func fractionsAreTossed() throws {
    var detectors = try ArmDetectors(problem(arms: 1), mixing: 0, hazard: .constant(1e-12), search: .dyadic)
    var noise = RandomStream(key: StreamKey(seed: 5))
    var ones = 0
    for round in 1...20_000 {
      noise.move(to: 0, occurrence: round)
      #expect(detectors.exploration(noise: &noise) == nil)
      if detectors.symbol(of: 0.3) == 1 { ones += 1 }
      #expect(detectors.symbol(of: 0) == 0 && detectors.symbol(of: 1) == 1)
    }
    #expect(abs(Double(ones) / 20_000 - 0.3) < 0.0162)
  }
}
