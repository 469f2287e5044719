import BanditAlgorithms
import BanditCards
import BanditGames
import BanditTesting
import Testing

struct RandomArmsTests {
  /// All ten pairs of five arms alike; chi-square at level 1e-6.
  @Test func everySetIsAsLikely() throws {
    let run = play(try make(RandomArms.self, for: .rec5, horizon: 20_000), .rec5, rounds: 20_000)
    var counts: [[Int]: Int] = [:]
    for set in run.sets { counts[set, default: 0] += 1 }
    #expect(counts.count == 10 && counts.keys.allSatisfy { $0.count == 2 })
    let test = ChiSquareTest(counts: Array(counts.values), probabilities: Array(repeating: 0.1, count: 10))
    #expect(test.pValue > 1e-6)
  }

  @Test func conforms() {
    #expect(SemiBanditConformance.violations(of: RandomArms.self, isRandomized: true) == [])
  }

  @Test func typedCallsAndSettingsAgree() throws {
    let problem = NoiselessCurves.three.problem(horizon: 40)
    #expect(haveSameContents(RandomArms(problem), try RandomArms(settings: [:], problem: problem)))
  }
}
