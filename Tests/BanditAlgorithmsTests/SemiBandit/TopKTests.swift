import BanditAlgorithms
import BanditCards
import BanditGames
import BanditTesting
import Testing

struct TopKTests {
  /// R_i(1) are .048, .037, .124, .133, .118: arms 3 and 2, .257 per period once they are tired.
  @Test func referenceInstance() throws {
    let run = play(try make(oracle: TopK.self, for: .rec5, horizon: 100), .rec5, rounds: 100)
    #expect(run.sets.allSatisfy { $0 == [2, 3] })
    #expect(abs(run.totals[99] - 25.7) < 1e-9)
  }

  @Test func conforms() { #expect(SemiBanditConformance.violations(ofOracle: TopK.self) == []) }

  @Test func typedCallsAndSettingsAgree() throws {
    let problem = NoiselessCurves.rec5.problem(horizon: 40)
    let truth = NoiselessCurves.rec5.truth
    #expect(
      try haveSameContents(
        TopK(problem, truth: truth), make(oracle: TopK.self, for: .rec5, horizon: 40)))
  }
}
