import BanditAlgorithms
import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct UCBZTests {
  /// An independent program in Python, without noise (Tests/Reference/recovering.py).
  @Test func agreesWithThePlainProgram() throws {
    let run = play(try make(UCBZ.self, ["noiseSd": .number(0.1)], for: .rec5, horizon: 400), .rec5, rounds: 400)
    #expect(abs(run.totals[399] - 243.784) < 1e-9 && checksum(run.sets) == 177931)
  }

  /// T = 1000, Z = 30, N = 10, s^2 = 0.01: the bonus after four rewards is 0.623174, after one twice that.
  @Test func bonusOfThePublishedExample() throws {
    for (rival, chosen) in [(0.623174 - 1e-6, 0), (0.623174 + 1e-6, 1)] {
      var policy = try UCBZ(
        settings: ["noiseSd": .number(0.1)],
        problem: SemiBanditProblem(horizon: 1000, capacity: 1, depths: [30] + Array(repeating: 1, count: 9)))
      // Arm 0 pays 0 four times after an idle time of 1; arm 1 once, so that its index is the rival's.
      for round in 1...4 { policy.observe(rewards: [0], of: [0], at: round) }
      policy.observe(rewards: [rival - 2 * 0.6231742393658054], of: [1], at: 4)
      for arm in 2..<10 { policy.observe(rewards: [-9], of: [arm], at: 4) }
      var selection = ArmSelection(armCount: 10, capacity: 1)
      var noise = RandomStream(key: StreamKey(seed: 1))
      policy.selectArms(into: &selection, at: 5, noise: &noise)
      #expect(selection.arms == [chosen])
    }
  }

  /// Unseen cells come before all others, the lowest arm first.
  @Test func everyCellIsTried() throws {
    let world = NoiselessCurves([[1], [0], [0.5]])
    #expect(play(try make(UCBZ.self, for: world, horizon: 9), world, rounds: 3).sets == [[0], [1], [2]])
  }

  @Test func conforms() {
    #expect(SemiBanditConformance.violations(of: UCBZ.self, isRandomized: false) == [])
  }

  @Test func typedCallsAndSettingsAgree() throws {
    let problem = NoiselessCurves.three.problem(horizon: 40)
    let typed = try UCBZ(problem, noiseSd: 0.1)
    #expect(haveSameContents(typed, try UCBZ(settings: ["noiseSd": .number(0.1)], problem: problem)))
    #expect(haveSameContents(try UCBZ(problem), try UCBZ(settings: [:], problem: problem)))
    #expect(!haveSameContents(typed, try UCBZ(problem)))
  }
}
