import BanditCards
import BanditGames
import Testing

struct RestartReviewTests {
  /// Changes of everything at 101 and 201; what each restart is, by hand.
  @Test func restartsOfEverything() {
    let changes = [LawChange(round: 101), LawChange(round: 201)]
    let restarts = [50, 101, 130, 199].map { Restart(round: $0) }
    let review = RestartReview(restarts: restarts, changes: changes, through: 300)
    // 50 comes too early; 101 is the first round of the new law; 130 and 199 find nothing new.
    #expect(review.count == 4 && review.falseAlarms == 3 && review.detections == 1)
    #expect(review.delay(ofChangeAt: 101) == 1 && review.delay(ofChangeAt: 201) == nil)
    #expect(review.delay(ofChangeAt: 150) == nil)
  }

  @Test func aRoundSeesOnlyWhatCameBefore() {
    let changes = [LawChange(round: 101), LawChange(round: 201)]
    let restarts = [110, 215].map { Restart(round: $0) }
    let early = RestartReview(restarts: restarts, changes: changes, through: 109)
    #expect(early.count == 0 && early.detections == 0 && early.delay(ofChangeAt: 101) == nil)
    let late = RestartReview(restarts: restarts, changes: changes, through: 215)
    #expect(late.count == 2 && late.falseAlarms == 0 && late.detections == 2)
    #expect(late.delay(ofChangeAt: 101) == 10 && late.delay(ofChangeAt: 201) == 15)
  }

  /// Arm 0 changes at 101, arms 0 and 2 at 201.
  @Test func restartsOfArms() {
    let changes = [LawChange(round: 101, items: [0]), LawChange(round: 201, items: [0, 2])]
    let restarts = [
      Restart(round: 120, item: 1),  // arm 1 never changes
      Restart(round: 140, item: 0),
      Restart(round: 160, item: 0),  // again, without a reason
      Restart(round: 220, item: 2),
      Restart(round: 230, item: 0),
      Restart(round: 240),  // all arms are as they were at their last restarts, but nothing was forgotten as a whole
    ]
    let review = RestartReview(restarts: restarts, changes: changes, through: 300)
    #expect(review.falseAlarms == 2)
    #expect(review.delay(ofChangeAt: 101) == 40 && review.delay(ofChangeAt: 201) == 20)
    // A restart of everything covers each arm.
    let again = RestartReview(
      restarts: [Restart(round: 150), Restart(round: 170, item: 0)], changes: changes, through: 300)
    #expect(again.falseAlarms == 1 && again.delay(ofChangeAt: 101) == 50)
  }

  /// Round 101 begins a stretch of the same law, 201 one of another, 301 one whose law nobody knows.
  @Test func sameLawsAndUnknownOnes() {
    let changes = [LawChange(round: 101, items: []), LawChange(round: 201), LawChange(round: 301)]
    let restarts = [110, 250, 310].map { Restart(round: $0) }
    func values(through round: Int) -> [Double?] {
      let review = RestartReview(restarts: restarts, changes: changes, unknownFrom: 301, through: round)
      return RestartReview.metrics.dropLast().map { review.measure($0) }
        + [101, 201, 301].map {
          review.measure(Metric.delay.at($0))
        }
    }
    #expect(values(through: 300) == [2, 1, 1, nil, 50, nil])
    #expect(values(through: 301) == [2, nil, nil, nil, 50, nil])
    #expect(values(through: 400) == [3, nil, nil, nil, 50, nil])
    // A change is detected after a boundary that is none, and not after the last known round.
    let late = RestartReview(
      restarts: [Restart(round: 110)], changes: [LawChange(round: 51)] + changes, unknownFrom: 301, through: 400)
    #expect(late.delay(ofChangeAt: 51) == 60)
    #expect(
      RestartReview(restarts: [Restart(round: 310)], changes: changes, unknownFrom: 301, through: 400)
        .delay(ofChangeAt: 201) == nil)
  }

  @Test func measures() {
    let review = RestartReview(restarts: [Restart(round: 7)], changes: [LawChange(round: 5)], through: 9)
    #expect(RestartReview.metrics.dropLast().map { review.measure($0) } == [1, 0, 1])
    #expect(review.measure(Metric.delay.at(5)) == 3)
    #expect(review.measure(Metric.delay.at(6)) == nil && review.measure(.delay) == nil)
    #expect(review.measure(.minFraction) == nil)
  }
}
