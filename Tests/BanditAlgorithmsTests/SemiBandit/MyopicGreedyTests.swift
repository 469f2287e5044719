import BanditAlgorithms
import BanditCards
import BanditGames
import BanditTesting
import Testing

struct MyopicGreedyTests {
  /// The reference run: 459.869 over 720 periods, .639609 per period over 12000.
  @Test func referenceInstance() throws {
    let run = play(try make(oracle: MyopicGreedy.self, for: .rec5, horizon: 12000), .rec5, rounds: 12000)
    #expect(abs(run.totals[719] - 459.869) < 0.0005)
    #expect(abs(run.totals[11999] / 12000 - 0.639609) < 5e-7)
    // An independent program (Tests/Reference/recovering.py).
    #expect(abs(run.totals[399] - 255.215) < 1e-9 && checksum(Array(run.sets.prefix(400))) == 369467)
  }

  /// 1, 2, 1, 2, ...: 3.9 of 5.2 in 6 periods, 19.5 of 26 in 30; the third example's 3.6 and 7.4.
  @Test func workedExamples() throws {
    let patient = play(try make(oracle: MyopicGreedy.self, for: .patient, horizon: 30), .patient, rounds: 30)
    #expect(abs(patient.totals[5] - 3.9) < 1e-12 && abs(patient.totals[29] - 19.5) < 1e-12)
    #expect(Array(patient.sets.prefix(4)) == [[0], [1], [0], [1]])
    let three = play(try make(oracle: MyopicGreedy.self, for: .three, horizon: 12), .three, rounds: 12)
    #expect(abs(three.totals[5] - 3.6) < 1e-12 && abs(three.totals[11] - 7.4) < 1e-12)
    let first = NoiselessCurves([[0, 1], [0.4]])
    #expect(
      abs(play(try make(oracle: MyopicGreedy.self, for: first, horizon: 6), first, rounds: 6).totals[5] - 4.2) < 1e-12)
  }

  @Test func conforms() { #expect(SemiBanditConformance.violations(ofOracle: MyopicGreedy.self) == []) }

  @Test func typedCallsAndSettingsAgree() throws {
    let problem = NoiselessCurves.rec5.problem(horizon: 40)
    let truth = NoiselessCurves.rec5.truth
    #expect(
      try haveSameContents(
        MyopicGreedy(problem, truth: truth), make(oracle: MyopicGreedy.self, for: .rec5, horizon: 40)))
  }
}
