import BanditAlgorithms
import BanditCards
import BanditGames
import BanditTesting
import Testing

struct OnlinePurelyPeriodicTests {
  /// An independent program in Python with exact fractions, without noise (Tests/Reference/recovering.py).
  @Test func agreesWithThePlainProgram() throws {
    let slow = play(
      try make(OnlinePurelyPeriodic.self, ["phase": .whole(25)], for: .rec5, horizon: 400), .rec5, rounds: 400)
    #expect(abs(slow.totals[399] - 199.399) < 1e-9 && checksum(slow.sets) == 801959)
    let quick = play(
      try make(OnlinePurelyPeriodic.self, ["phase": .whole(20), "c": .number(0.05)], for: .rec5, horizon: 400), .rec5,
      rounds: 400)
    #expect(abs(quick.totals[399] - 253.252) < 1e-9 && checksum(quick.sets) == 109218)
    #expect(
      Array(quick.sets.suffix(12)) == [[0], [1, 3], [4], [3], [0, 2], [3], [], [1, 3], [0, 4], [3], [2], [3]])
  }

  /// All bounds are 1 at first, so that the first K arms are pulled throughout the first phase of ceil(sqrt(T))
  /// periods.
  @Test func optimismFillsTheFirstPhase() throws {
    let run = play(try make(OnlinePurelyPeriodic.self, for: .rec5, horizon: 395), .rec5, rounds: 21)
    #expect(run.sets.prefix(20).allSatisfy { $0 == [0, 1] })
    #expect(run.sets[20] != [0, 1])
  }

  /// Without a confidence radius and with every cell at hand by itself the plan is soon that of the true curves.
  @Test func learnsASingleArm() throws {
    let world = NoiselessCurves([[0.1, 0.9]])
    let run = play(
      try make(OnlinePurelyPeriodic.self, ["phase": .whole(4), "c": .number(0)], for: world, horizon: 40), world,
      rounds: 40)
    // Period 1 is tried first; U = (.1, 1) then asks for every second period.
    #expect(run.sets.suffix(8).map(\.count).reduce(0, +) == 4)
  }

  @Test func refusesWhatItCannotPlan() {
    func message(_ world: NoiselessCurves) -> String? {
      do { _ = try make(OnlinePurelyPeriodic.self, for: world, horizon: 9) } catch {
        return (error as? InvalidSettings)?.message
      }
      return nil
    }
    #expect(message(.patient) == "optimism needs means in [0, 1]; the environment's have [0.1, 1.4]")
    #expect(
      message(NoiselessCurves([[0.5, 0.2]]))
        == "the plan needs curves that never decrease with the idle time; this environment has others")
  }

  @Test func conforms() {
    #expect(SemiBanditConformance.violations(of: OnlinePurelyPeriodic.self, isRandomized: false) == [])
  }

  @Test func typedCallsAndSettingsAgree() throws {
    let problem = NoiselessCurves.three.problem(horizon: 40)
    let typed = try OnlinePurelyPeriodic(problem, phase: 5, c: 0.5, refinement: 2)
    #expect(
      haveSameContents(
        typed,
        try OnlinePurelyPeriodic(settings: ["phase": .whole(5), "c": .number(0.5), "J": .whole(2)], problem: problem)))
    #expect(
      haveSameContents(try OnlinePurelyPeriodic(problem), try OnlinePurelyPeriodic(settings: [:], problem: problem)))
    #expect(!haveSameContents(typed, try OnlinePurelyPeriodic(problem)))
  }
}
