import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Upper confidence bounds whose arms are played for epochs of growing length (Auer, Cesa-Bianchi and Fischer 2002).
public struct UCB2: BanditLearner, Configurable, Caveated {
  /// `alpha` of scenario files.
  public static let alpha = Parameter.number(
    "alpha", "How fast epochs grow.", .closed(0.001...100), default: 0.5, why: "epochs half as long again")

  public static let card = AlgorithmCard(
    id: "ucb2", family: .bandit,
    summary: "Plays the arm with the highest upper confidence bound for an epoch, longer each time.",
    setting: "Stochastic rewards; no horizon.",
    rewards: .subGaussian(parameter: NoiseScale.sigma.name),
    rule: [
      "tau(r) = ceil((1 + alpha)^r), r_a = 0. Each arm once in index order;",
      "then, after n rounds, the arm with the highest mean_a + s sqrt((1 + alpha) ln(e n / tau(r_a)) / (2 tau(r_a))),",
      "s = 2 sigma, for tau(r_a + 1) - tau(r_a) rounds, after which r_a grows by 1;",
      "an epoch without rounds only makes r_a grow.",
    ],
    parameters: [alpha, NoiseScale.sigma],
    example: ["alpha": 0.1],
    swift: "try UCB2(problem, alpha: 0.1)",
    guarantee: """
      Pseudo-regret of at most about sum over suboptimal arms of (1 + alpha)(1 + 4 alpha) ln T / (2 gap), with O(ln T) \
      switches, following Auer et al. 2002, theorem 2.
      """,
    complexity: "O(K) per epoch, O(1) else.", randomness: "None.", numerics: "Ties go to the lowest arm.",
    deviations: "None known.",
    guide: """
      For stochastic rewards with a switching cost, when only your own arm is seen and the horizon is unknown; with \
      it, phased-elimination switches less. Not against adversaries: tsallis-switch.
      """,
    reference: """
      Following P. Auer, N. Cesa-Bianchi and P. Fischer, Finite-time analysis of the multiarmed bandit problem, \
      Machine Learning 47, 2002, figure 2.
      """,
    isAnytime: true)

  private let alpha: Double
  private var arms: ArmStatistics
  private var epochs: [Int]
  private var arm = 0
  private var remaining = 0
  private let noiseScale: NoiseScale

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, alpha: settings[Self.alpha], sigma: settings[NoiseScale.sigma])
  }

  /// Creates the learner: `UCB2(problem, alpha: 0.1)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(_ problem: BanditProblem, alpha: Double = Self.alpha.default, sigma: Double? = NoiseScale.sigma.default)
    throws(InvalidSettings)
  {
    noiseScale = try NoiseScale(problem, sigma: sigma)
    try Self.alpha.check(alpha)
    self.alpha = alpha
    arms = ArmStatistics(armCount: problem.armCount)
    epochs = Array(repeating: 0, count: problem.armCount)
  }

  /// tau(r), up to 10^18.
  static func length(_ epoch: Int, alpha: Double) -> Double {
    min(Double.pow(1 + alpha, Double(epoch)).rounded(.up), 1e18)
  }

  /// The bonus of an arm after its epochs and n rounds.
  static func bonus(epoch: Int, rounds: Int, alpha: Double) -> Double {
    let length = length(epoch, alpha: alpha)
    // An arm was pulled tau(r) times, so that n is no less.
    return ((1 + alpha) * (1 + .log(Double(rounds) / length)) / (2 * length)).squareRoot()
  }

  public var caveats: [String] { noiseScale.caveats() }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    if let fresh = arms.nextUnpulledArm() { return fresh }
    while remaining == 0 { chooseEpoch(after: round - 1) }
    remaining -= 1
    return arm
  }

  private mutating func chooseEpoch(after rounds: Int) {
    var highest = -Double.infinity
    for candidate in epochs.indices {
      let index =
        arms.means[candidate] + noiseScale.factor * Self.bonus(epoch: epochs[candidate], rounds: rounds, alpha: alpha)
      if index > highest {
        highest = index
        arm = candidate
      }
    }
    let length = Self.length(epochs[arm] + 1, alpha: alpha) - Self.length(epochs[arm], alpha: alpha)
    // At 10^18 rounds epochs no longer grow.
    remaining = length == 0 && Self.length(epochs[arm], alpha: alpha) >= 1e18 ? 1 : Int(length)
    epochs[arm] += 1
  }

  /// Updates the mean of the arm.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) { arms.observe(reward, of: arm) }
}
