import BanditGames
import BanditTesting

/// What a policy knows of four arms in tests of typed initialisers.
let problemOfFour = BanditProblem(armCount: 4, horizon: 300, rewardRange: 0...1)

/// Whether two policies pull the same arms.
func pullTheSameArms(_ first: some BanditLearner, _ second: some BanditLearner) -> Bool {
  playScript(learner: first, rewards: unevenRewards, rounds: 300)
    == playScript(learner: second, rewards: unevenRewards, rounds: 300)
}
