import BanditGames
import BanditStreams

/// Explores with a fixed probability, else pulls the arm with the highest empirical mean.
public struct EpsilonGreedy: ConfigurableBanditPolicy {
  /// The card.
  public static let card = AlgorithmCard(
    id: "epsilon-greedy", family: .bandit,
    summary: "With probability epsilon a uniform arm, else the arm with the highest empirical mean.",
    setting: "Stochastic rewards.",
    rule: "Each arm once in index order; then with probability epsilon A_t uniform on the arms, else A_t = argmax_a mean_a.",
    parameters: [
      Parameter(
        "epsilon", "The probability of exploring; 0 is greedy.", .number(.unit), default: .value(.number(0.1)),
        why: "the usual textbook value"),
      TieBreaking.parameter,
    ],
    guarantee: "Pseudo-regret grows linearly, at least epsilon times the mean gap per round.",
    complexity: "O(K) per round, O(1) when it explores.",
    randomness: "One uniform per round (none when epsilon is 0), one integer when exploring or breaking a tie.",
    numerics: "Means are sums divided by counts.", deviations: "Every arm is pulled once first.",
    guide: "A baseline; greedy (epsilon 0) shows how often pure exploitation fails for ever.",
    reference:
      "R. S. Sutton and A. G. Barto, Reinforcement Learning, 2nd edition, 2018, section 2.4; A. Slivkins, Introduction to Multi-Armed Bandits, 2019 (arXiv 1904.07272), section 1.2.")

  private let epsilon: Double
  private let ties: TieBreaking
  private var arms: ArmStatistics

  /// Creates the policy.
  public init(settings: Settings, problem: BanditProblem) throws(SettingProblem) {
    epsilon = settings.number("epsilon")
    ties = TieBreaking(settings: settings)
    arms = ArmStatistics(armCount: problem.armCount)
  }

  /// The arm of a round.
  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    if let arm = arms.nextUnpulledArm() { return arm }
    if epsilon > 0 && noise.uniform() < epsilon { return noise.integer(below: arms.armCount) }
    return ties.argmax(arms.means, noise: &noise)
  }

  /// Updates the mean of the arm.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    arms.observe(reward, of: arm)
  }
}
