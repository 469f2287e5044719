import BanditCards
import BanditGames
import BanditStreams
import BanditTesting

/// A policy with the defaults of its card but for the given settings.
func make<Policy: BanditLearner & Configurable<BanditProblem>>(
  _ type: Policy.Type, _ settings: Settings = [:], arms: Int = 2, horizon: Int = 1000,
  rewards range: ClosedRange<Double>? = 0...1
) throws -> Policy {
  try Policy(
    settings: Settings(defaultsOf: Policy.card.parameters, given: settings),
    problem: BanditProblem(armCount: arms, horizon: horizon, rewardRange: range))
}

/// How often each arm occurs.
func counts(_ arms: [Int], of armCount: Int) -> [Int] {
  (0..<armCount).map { arm in arms.count { $0 == arm } }
}

/// A policy that learns nothing more.
struct Frozen<Policy: BanditLearner>: BanditLearner {
  var policy: Policy

  mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    policy.selectArm(at: round, noise: &noise)
  }

  mutating func observe(reward: Double, of arm: Int, at round: Int) {}
}
