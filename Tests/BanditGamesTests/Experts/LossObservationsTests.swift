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
    let own = [observations.loss(of: 1), observations.loss(of: 1)]
    #expect(own == [0.5, 0.5] && observations.count == 1 && observations.refusal == nil)
    let other = observations.loss(of: 0)
    #expect(other == nil && observations.count == 1)
    #expect(
      observations.refusal == "round 1: the loss of another action than the one played was asked for (feedback bandit)")
  }

  @Test func fullGrantsAll() {
    var observations = opened(.full)
    var losses = [0.0, 0, 0]
    for round in 1...3 {
      observations.open(round: round, action: 0)
      let isGranted = observations.writeAll(into: &losses)
      let again = observations.loss(of: 2)
      #expect(isGranted && losses == [0.25, 0.5, 0.75] && again == 0.75)
    }
    #expect(observations.count == 9 && observations.remaining == nil && observations.refusal == nil)
  }

  /// The learner's own loss is free, each further entry is counted once in its round.
  @Test func extraEntriesAreCounted() {
    var observations = opened(.extra(3))
    let own = observations.loss(of: 1)
    #expect(own == 0.5 && observations.remaining == 3)
    let others = [observations.loss(of: 0), observations.loss(of: 0)]
    #expect(others == [0.25, 0.25] && observations.remaining == 2)
    observations.open(round: 2, action: 0)
    let next = observations.loss(of: 0)
    #expect(next == 0.25 && observations.remaining == 2)
    var losses = [0.0, 0, 0]
    let isGranted = observations.writeAll(into: &losses)
    #expect(isGranted && losses == [0.25, 0.5, 0.75] && observations.remaining == 0 && observations.count == 5)
    observations.open(round: 3, action: 2)
    let last = [observations.loss(of: 2), observations.loss(of: 0)]
    #expect(last == [0.75, nil])
    // Nothing is granted any more, not even what would be free.
    observations.open(round: 4, action: 2)
    let after = observations.loss(of: 2)
    let isGrantedAfter = observations.writeAll(into: &losses)
    #expect(after == nil && !isGrantedAfter)
    #expect(observations.refusal == "round 3: more than 3 extra observations were asked for")
  }

  /// The free loss of the learner's own action is part of a vector: it costs K - 1.
  @Test func aVectorOfExtrasCostsOneLess() {
    var observations = opened(.extra(2))
    var losses = [0.0, 0, 0]
    let isGranted = observations.writeAll(into: &losses)
    #expect(isGranted && observations.remaining == 0 && observations.count == 3)
  }

  /// T = 10, K = 3, B = 7: two full vectors cost 6; one entry is left, and the 8th request is refused.
  @Test func aBudgetCountsEverything() {
    var observations = opened(.budget(7))
    var losses = [0.0, 0, 0]
    for round in [3, 9] {
      observations.open(round: round, action: 0)
      let isGranted = observations.writeAll(into: &losses)
      #expect(isGranted)
    }
    #expect(observations.count == 6 && observations.remaining == 1)
    observations.open(round: 10, action: 1)
    let last = [observations.loss(of: 1), observations.loss(of: 2)]
    #expect(last == [0.5, nil] && observations.remaining == 0 && observations.count == 7)
    #expect(observations.refusal == "round 10: more than 7 observations were asked for")
  }

  /// A vector that the budget does not last for is refused as a whole.
  @Test func nothingOfARefusedVectorIsGranted() {
    var observations = opened(.budget(2))
    var losses = [9.0, 9, 9]
    let isGranted = observations.writeAll(into: &losses)
    #expect(!isGranted && losses == [9, 9, 9] && observations.count == 0 && observations.remaining == 2)
    #expect(observations.refusal != nil)
  }
}
