import BanditGames
import BanditStreams

/// The slates that a learner shows to users who do what a script says, and the learner afterwards.
///
/// A script says for each round whether the item at a place is clicked; `nil` for none.
func playSlates<Learner: SlateLearner>(
  _ learner: Learner, _ problem: SlateProblem, clicks: [Int?], seed: UInt64 = 1
) -> (learner: Learner, slates: [[Int]]) {
  var learner = learner
  var slates: [[Int]] = []
  var noise = RandomStream(key: StreamKey(seed: seed))
  for (round, click) in clicks.enumerated() {
    noise.move(to: 0, occurrence: round + 1)
    var slate = ArmSelection(armCount: problem.itemCount, capacity: problem.slateSize)
    learner.selectSlate(into: &slate, at: round + 1, noise: &noise)
    slates.append(slate.arms)
    learner.observe(click: click.map { slate.arms[$0] }, on: slate.arms, at: round + 1)
  }
  return (learner, slates)
}
