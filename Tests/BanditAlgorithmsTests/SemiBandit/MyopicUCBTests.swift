import BanditAlgorithms
import BanditCards
import BanditGames
import BanditTesting
import Testing

struct MyopicUCBTests {
  /// An independent program in Python, without noise (Tests/Reference/recovering.py).
  @Test func agreesWithThePlainProgram() throws {
    let run = play(try make(MyopicUCB.self, for: .rec5, horizon: 400), .rec5, rounds: 400)
    #expect(abs(run.totals[399] - 220.197) < 1e-9 && checksum(run.sets) == 789715)
  }

  /// T = 2, c = 2 by hand: a cell once seen has the index mean + sqrt(2 ln 2) > 1, above every unseen one.
  @Test func seenCellsCanBeatUnseenOnes() throws {
    let world = NoiselessCurves([[0.1], [0.2]])
    #expect(play(try make(MyopicUCB.self, for: world, horizon: 2), world, rounds: 2).sets == [[0], [0]])
    // Without a bonus the seen cell's 0.1 is below the unseen one's 1.
    let plain = try make(MyopicUCB.self, ["c": .number(0)], for: world, horizon: 3)
    #expect(play(plain, world, rounds: 3).sets == [[0], [1], [1]])
  }

  @Test func conforms() {
    #expect(SemiBanditConformance.violations(of: MyopicUCB.self, isRandomized: false) == [])
  }

  @Test func typedCallsAndSettingsAgree() throws {
    let problem = NoiselessCurves.three.problem(horizon: 40)
    let typed = try MyopicUCB(problem, c: 0.5)
    #expect(haveSameContents(typed, try MyopicUCB(settings: ["c": .number(0.5)], problem: problem)))
    #expect(haveSameContents(try MyopicUCB(problem), try MyopicUCB(settings: [:], problem: problem)))
    #expect(!haveSameContents(typed, try MyopicUCB(problem)))
  }
}
