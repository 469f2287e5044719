import BanditGames
import BanditTesting

/// A policy with the defaults of its card but for the given settings.
func make<Policy: ConfigurableBanditPolicy>(
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
