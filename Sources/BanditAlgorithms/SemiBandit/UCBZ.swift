import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// UCB on every pair of arm and waiting time (Pike-Burke and Grunewalder's baseline).
public struct UCBZ: SemiBanditLearner, Configurable, Caveated {
  /// `noiseSd` of scenario files; `nil` where it is left out.
  public static let noiseSd = NoiseScale.parameter("noiseSd", unit: 0.5)

  public static let card = AlgorithmCard(
    id: "ucb-z", family: .semiBandit,
    summary: "UCB on every pair of arm and waiting time, with the bonus of the recovering-bandits experiments.",
    setting:
      "Rewards with noise of known standard deviation; known depths and horizon; no shape of the curves is used.",
    rewards: .subGaussian(parameter: noiseSd.name),
    rule: [
      "The K arms with the largest index of their cell: infinite if it is unseen,",
      "else mean + sqrt(2 s^2 (2 + 6 ln(T Z N)) / n),",
      "s = noiseSd, Z the largest depth, N the number of arms; the lowest indices on ties.",
    ],
    parameters: [noiseSd],
    example: ["noiseSd": 0.1],
    swift: "try UCBZ(problem, noiseSd: 0.1)",
    guarantee: "None against upper-bound; its bonus covers all cells at once.",
    complexity: "O(N K) per period.", randomness: "None.",
    numerics: "An index is computed when its cell is pulled.",
    deviations:
      """
      Unseen cells come first, the lowest arm first; the published program adds 1 instead of the reward in its first \
      rounds and no rewards later, which is not followed. Sets of K arms; the paper has K = 1.
      """,
    guide:
      """
      A baseline without any assumption on the curves: it has to see every arm at every waiting time. Where curves are \
      nondecreasing, online-purely-periodic uses that.
      """,
    reference: "C. Pike-Burke and S. Grunewalder, Recovering bandits, NeurIPS 2019 (UCB-Z, from the public program).",
    isAnytime: false)

  private let noiseScale: NoiseScale
  private var indices: RecoveryIndices

  public init(settings: Settings, problem: SemiBanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, noiseSd: settings[Self.noiseSd])
  }

  /// Creates the learner: `UCBZ(problem, noiseSd: 0.1)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(_ problem: SemiBanditProblem, noiseSd: Double? = Self.noiseSd.default) throws(InvalidSettings) {
    noiseScale = try NoiseScale(problem, sigma: noiseSd, parameter: Self.noiseSd)
    let sd = noiseScale.sigma
    let recovery = try problem.requireRecovery(for: Self.card.id)
    let pairs = Double(recovery.depths.max()!) * Double(problem.armCount)
    indices = RecoveryIndices(
      recovery, unseen: .infinity,
      squaredWidth: 2 * sd * sd * (2 + 6 * .log(Double(problem.horizon) * pairs)))
  }

  public var caveats: [String] { noiseScale.caveats(Self.noiseSd.name) }

  /// The arms with the largest indices.
  public mutating func selectArms(into selection: inout ArmSelection, at round: Int, noise: inout RoundNoise) {
    indices.addArms(to: &selection, at: round)
  }

  /// Updates the cells pulled.
  public mutating func observe(rewards: [Double], of arms: [Int], at round: Int) {
    indices.observe(rewards, of: arms, at: round)
  }
}
