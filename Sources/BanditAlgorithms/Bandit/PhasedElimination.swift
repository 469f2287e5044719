import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Elimination in a few phases, so that arms change seldom.
public struct PhasedElimination: BanditLearner, Configurable, Caveated {
  public static let card = AlgorithmCard(
    id: "phased-elimination", family: .bandit,
    summary:
      "Plays the arms that may be best equally often, each in one stretch of a phase, and drops arms between phases.",
    setting: "Stochastic rewards; the horizon.",
    rewards: .subGaussian(parameter: NoiseScale.sigma.name),
    rule: [
      "Phase s = 1, ..., P ends after t_s = ceil(T^(1 - 2^-s)) rounds, the last one after T.",
      "Its rounds are divided equally among the active arms, each in one stretch, in index order,",
      "but the arm played last and the first in index order change places; the first arms play the rest,",
      "one round more.",
      "Then an arm is dropped if its mean plus r is below the highest mean less r,",
      "r = 2 sigma sqrt(ln(2 K P T) / (2 n)) with n its pulls so far.",
    ],
    parameters: [NoiseScale.sigma],
    swift: "try PhasedElimination(problem)",
    guarantee: """
      About log log T changes to each arm before phases become single rounds, and the regret of elimination up to \
      logarithms (the rate: Cesa-Bianchi, Dekel and Shamir 2013, as cited by Sherman and Koren 2021).
      """,
    complexity: "O(1) per round, O(K) per phase.", randomness: "None.", numerics: "Means are sums divided by counts.",
    deviations: "Means are of all pulls so far, not of the phase.",
    guide: """
      For stochastic rewards with a switching cost and a known horizon. ucb2 needs no horizon; against adversaries \
      take tsallis-switch.
      """,
    reference: """
      Following N. Cesa-Bianchi, O. Dekel and O. Shamir, Online Learning with Switching Costs and Other Adaptive \
      Adversaries, NIPS 2013.
      """,
    isAnytime: false)

  private var phases: EliminationPhases
  private let noiseScale: NoiseScale

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, sigma: settings[NoiseScale.sigma])
  }

  /// Creates the learner: `PhasedElimination(problem)`.
  ///
  /// - Throws: `InvalidSettings` if `sigma` is out of the range that the card states.
  public init(_ problem: BanditProblem, sigma: Double? = NoiseScale.sigma.default) throws(InvalidSettings) {
    noiseScale = try NoiseScale(problem, sigma: sigma)
    let ends = Self.ends(horizon: problem.horizon)
    let factor = 2 * Double(problem.armCount) * Double(ends.count) * Double(problem.horizon)
    phases = EliminationPhases(
      armCount: problem.armCount, ends: ends,
      radiusSquared: noiseScale.factor * noiseScale.factor * Double.log(factor) / 2, endsWithBest: false)
  }

  /// The last rounds of the phases.
  static func ends(horizon: Int) -> [Int] {
    var ends: [Int] = []
    var exponent = 0.5
    while ends.last != horizon {
      // Roots of powers of ten are whole numbers up to rounding.
      let end = Int((Double.pow(Double(horizon), exponent) * (1 - 1e-12)).rounded(.up))
      ends.append(min(horizon, exponent > 1 - 1e-15 ? horizon : max(end, (ends.last ?? 0) + 1)))
      exponent += (1 - exponent) / 2
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
