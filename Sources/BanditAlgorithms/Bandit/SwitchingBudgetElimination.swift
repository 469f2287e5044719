import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Elimination under a hard limit on the number of switches.
public struct SwitchingBudgetElimination: BanditLearner, Configurable, Caveated {
  /// `switches` of scenario files.
  public static let switches = Parameter.whole(
    "switches", "S, the most switches that are allowed.", 0...Int.max, unit: "switches")

  public static let card = AlgorithmCard(
    id: "switching-budget-elimination", family: .bandit,
    summary: "Elimination in as many phases as a limit on the number of switches allows, then the best arm forever.",
    setting: "Stochastic rewards; the horizon; a limit on switches.",
    rewards: .subGaussian(parameter: NoiseScale.sigma.name),
    rule: [
      "m = floor((S - 1) / (K - 1)); e_i = (2 - 2^-(i-1)) / (2 - 2^-m);",
      "interval i = 1, ..., m + 1 ends after t_i = floor(K^(1 - e_i) T^(e_i)) rounds, t_{m+1} = T.",
      "Intervals 1 to m are divided equally among the active arms, each in one stretch, in index order,",
      "but the arm played last and the first in index order change places;",
      "the first arms play the rest, one round more;",
      "after each, an arm is dropped if mean + r is below the highest mean - r, r = 2 sigma sqrt(2 ln T / n).",
      "Interval m + 1 belongs to the arm with the highest mean.",
    ],
    parameters: [switches, NoiseScale.sigma],
    example: ["switches": 20],
    swift: "try SwitchingBudgetElimination(problem, switches: 20)",
    guarantee: """
      At most m (K - 1) + 1 <= S switches, for S of K or more (own analysis); pseudo-regret of the order T^(1 / (2 - \
      2^-m)) up to logarithms, following Simchi-Levi and Xu 2019.
      """,
    complexity: "O(1) per round, O(K) per interval.", randomness: "None.",
    numerics: "Means are sums divided by counts.",
    deviations: "Means are of all pulls so far. With fewer than K switches allowed arm 0 is played forever.",
    guide: """
      Where switches are limited rather than priced. With a price take phased-elimination or ucb2; against adversaries \
      tsallis-switch or batched-exp3.
      """,
    reference: """
      Following D. Simchi-Levi and Y. Xu, Phase Transitions in Bandits with Switching Constraints, NeurIPS 2019.
      """,
    isAnytime: false)

  private var phases: EliminationPhases
  private let noiseScale: NoiseScale

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, switches: settings[Self.switches], sigma: settings[NoiseScale.sigma])
  }

  /// Creates the learner: `SwitchingBudgetElimination(problem, switches: 20)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(_ problem: BanditProblem, switches: Int, sigma: Double? = NoiseScale.sigma.default)
    throws(InvalidSettings)
  {
    noiseScale = try NoiseScale(problem, sigma: sigma)
    try Self.switches.check(switches)
    phases = EliminationPhases(
      armCount: problem.armCount,
      ends: Self.ends(switches: switches, armCount: problem.armCount, horizon: problem.horizon),
      radiusSquared: noiseScale.factor * noiseScale.factor * 2 * .log(Double(problem.horizon)), endsWithBest: true)
  }

  /// The last rounds of the intervals, those without rounds left out.
  static func ends(switches: Int, armCount: Int, horizon: Int) -> [Int] {
    // More than 60 phases end in the same rounds as 60.
    let phases = armCount == 1 ? 0 : min(max(0, switches - 1) / (armCount - 1), 60)
    let scale = 2 - Double.pow(2, -Double(phases))
    let ends = (1...phases + 1).map { phase -> Int in
      if phase == phases + 1 { return horizon }
      let exponent = (2 - Double.pow(2, -Double(phase - 1))) / scale
      let end = (1 + 1e-12) * Double.pow(Double(armCount), 1 - exponent) * Double.pow(Double(horizon), exponent)
      return end < Double(horizon) ? Int(end) : horizon
    }
    return ends
  }

  public var caveats: [String] { noiseScale.caveats() }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    phases.selectArm(at: round)
  }

  /// Updates the mean of the arm.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) { phases.observe(reward, of: arm) }
}
