import BanditGames
import BanditStreams
import BanditTesting
import Testing

/// Plays given actions and asks for everything in every round.
private struct Script: ExpertsLearner {
  let actions: [Int]

  mutating func selectAction(at round: Int, noise: inout RoundNoise) -> Int { actions[round - 1] }

  mutating func observe(_ losses: inout LossObservations, of action: Int, at round: Int) {
    var all = Array(repeating: 0.0, count: losses.actionCount)
    _ = losses.writeAll(into: &all)
  }
}

struct RecordedLossesTests {
  private func run(_ actions: [Int], _ feedback: LossFeedback = .full) -> RecordedLosses {
    RecordedLosses(
      learner: Script(actions: actions), environment: ScriptedLosses(rows: [[0, 1]]),
      problem: ExpertsProblem(actionCount: 2, horizon: actions.count, feedback: feedback, switchingCost: 2))
  }

  @Test func recordsAndSums() {
    let run = run([0, 1, 1, 0])
    #expect(run.actions == [0, 1, 1, 0] && run.observations == 8 && run.failure == nil)
    #expect(run.switches == 2 && run.externalRegret == 2 && run.switchingRegret == 6)
  }

  @Test func endsAtARefusedRequest() {
    let run = run([0, 0, 0], .budget(3))
    #expect(run.actions == [0, 0] && run.observations == 2)
    #expect(run.failure == "round 2: more than 3 observations were asked for")
  }

  @Test func endsAtAnActionThatDoesNotExist() {
    #expect(run([0, 2, 0]).actions == [0, 2])
  }
}
