import BanditStreams
import BanditTesting
import Testing

@testable import BanditGames

struct LossObservationsTests {
  private func opened(_ feedback: LossFeedback, action: Int = 1) -> LossObservations {
    var observations = LossObservations(feedback: feedback, actionCount: 3)
    observations.losses = [0.25, 0.5, 0.75]
    observations.open(round: 1, action: action)
    return observations
  }

  @Test func banditGrantsOnesOwnLossOnly() {
    var observations = opened(.bandit)
    #expect(observations.loss(of: 1) == 0.5)
    #expect(observations.loss(of: 1) == 0.5 && observations.count == 1 && observations.refusal == nil)
    #expect(observations.loss(of: 0) == nil)
    #expect(
      observations.refusal == "round 1: the loss of another action than the one played was asked for (feedback bandit)")
    #expect(observations.count == 1)
  }

  @Test func fullGrantsAll() {
    var observations = opened(.full)
    var losses = [0.0, 0, 0]
    for round in 1...3 {
      observations.open(round: round, action: 0)
      #expect(observations.writeAll(into: &losses) && losses == [0.25, 0.5, 0.75])
      #expect(observations.loss(of: 2) == 0.75)
    }
    #expect(observations.count == 9 && observations.remaining == nil && observations.refusal == nil)
  }

  /// One's own loss is free, each further entry is counted once in its round.
  @Test func extraEntriesAreCounted() {
    var observations = opened(.extra(3))
    #expect(observations.loss(of: 1) == 0.5 && observations.remaining == 3)
    #expect(observations.loss(of: 0) == 0.25 && observations.remaining == 2)
    #expect(observations.loss(of: 0) == 0.25 && observations.remaining == 2)
    observations.open(round: 2, action: 0)
    #expect(observations.loss(of: 0) == 0.25 && observations.remaining == 2)
    var losses = [0.0, 0, 0]
    #expect(observations.writeAll(into: &losses) && losses == [0.25, 0.5, 0.75])
    #expect(observations.remaining == 0 && observations.count == 5)
    observations.open(round: 3, action: 2)
    #expect(observations.loss(of: 2) == 0.75)
    #expect(observations.loss(of: 0) == nil)
    #expect(observations.refusal == "round 3: more than 3 extra observations were asked for")
    // Nothing is granted any more, not even what would be free.
    observations.open(round: 4, action: 2)
    #expect(observations.loss(of: 2) == nil && !observations.writeAll(into: &losses))
    #expect(observations.refusal == "round 3: more than 3 extra observations were asked for")
  }

  /// T = 10, K = 3, B = 7: two full vectors cost 6; one entry is left, and the 8th request is refused.
  @Test func aBudgetCountsEverything() {
    var observations = opened(.budget(7))
    var losses = [0.0, 0, 0]
    for round in [3, 9] {
      observations.open(round: round, action: 0)
      #expect(observations.writeAll(into: &losses))
    }
    #expect(observations.count == 6 && observations.remaining == 1)
    observations.open(round: 10, action: 1)
    #expect(observations.loss(of: 1) == 0.5 && observations.remaining == 0)
    #expect(observations.loss(of: 2) == nil)
    #expect(observations.refusal == "round 10: more than 7 observations were asked for" && observations.count == 7)
  }

  /// A vector that the budget does not last for is refused as a whole.
  @Test func nothingOfARefusedVectorIsGranted() {
    var observations = opened(.budget(2))
    var losses = [9.0, 9, 9]
    #expect(!observations.writeAll(into: &losses))
    #expect(losses == [9, 9, 9] && observations.count == 0 && observations.remaining == 2)
    #expect(observations.refusal != nil)
  }
}
