import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct RecordedSemiBanditGameTests {
  struct Alternating: SemiBanditLearner {
    mutating func selectArms(into selection: inout ArmSelection, at round: Int, noise: inout RoundNoise) {
      selection.add(1)
      if round % 2 == 0 { selection.add(0) }
    }
  }

  /// By hand: arm 1 pays .4 each period; arm 0 rests two periods each time and pays .7.
  @Test func recordsBothSides() {
    let world = NoiselessCurves(truth: NoiselessCurves([[0.1, 0.7], [0.4]], capacity: 2).truth, scale: 10)
    let run = RecordedSemiBanditGame(learner: Alternating(), environment: world, rounds: 4)
    #expect(run.sets == [[1], [0, 1], [1], [0, 1]])
    #expect(zip(run.totals, [0.4, 1.5, 1.9, 3]).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(zip(run.rewards, [4, 15, 19, 30]).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(RecordedSemiBanditGame(learner: Alternating(), environment: world, rounds: 0).sets == [])
  }

  @Test func saysWhatAPolicyMayKnow() {
    let problem = NoiselessCurves([[0.1, 0.7], [-0.4]], capacity: 2, start: .recovered).problem(horizon: 5)
    #expect(
      problem
        == SemiBanditProblem(horizon: 5, capacity: 2, depths: [2, 1], start: .recovered, meanRange: -0.4...0.7))
    #expect(!NoiselessCurves([[0.7, 0.1]]).problem(horizon: 1).recovery!.isNondecreasing)
  }
}
