import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// The minimax optimal strategy in the stochastic case (Audibert and Bubeck 2009).
public struct MOSS: AffineIndexLearner, Configurable, BanditBounding, Caveated {
  /// The argument of the logarithm.
  public enum Horizon: String, Sendable, CaseIterable {
    /// The horizon T.
    case known
    /// The round about to be played.
    case anytime
  }

  /// `horizon` of scenario files.
  public static let horizon = Parameter.choice(
    "horizon", "The argument of the logarithm: the horizon T, `known` in advance, or the round t: `anytime`.",
    default: Horizon.known, why: "the form of the paper")
  /// `exploration` of scenario files.
  public static let exploration = Parameter.number(
    "exploration", "The factor of the squared bonus.", .nonNegative, default: 4,
    why: "the usual factor for 1-subgaussian rewards; the paper has 1, for rewards in [0, 1] and sigma 1")

  public static let card = AlgorithmCard(
    id: "moss", family: .bandit,
    summary: "Pulls the arm with the highest upper bound, which vanishes for arms pulled more than their share.",
    setting: "Stochastic rewards (for rewards of a known range, exploration 1 is enough).",
    rewards: .subGaussian(parameter: NoiseScale.wideSigma.name),
    rule: [
      "Each arm once in index order; then",
      "A_t = argmax_a mean_a + sigma sqrt((exploration / n_a) max(0, ln(horizon / (K n_a)))),",
      "where horizon is T (known) or the round t about to be played (anytime), with the rounds of `start`.",
    ],
    parameters: [horizon, exploration, TieBreaking.parameter, NoiseScale.wideSigma, EarlierPulls.parameter],
    example: ["horizon": "anytime"],
    swift: "try MOSS(problem, horizon: .anytime)",
    guarantee:
      """
      horizon known: pseudo-regret O(sqrt(K T)), without a logarithm, on every instance: in expectation at most 39 s \
      sqrt(K T) + sum of gaps with exploration 4 (standard, see Lattimore and Szepesvari, Bandit Algorithms, 2020). \
      Reported as `bound` where means are fixed, rewards are known to lie in an interval no longer than s and there is \
      no `start`.
      """,
    complexity: "O(K) per round: a division, a logarithm and a root an arm.",
    randomness: "None (one integer when a tie is broken at random).",
    numerics: "The logarithm is cut off at 0.",
    deviations:
      """
      The default factor is 4 instead of the paper's 1. The anytime form puts t for T, as is usual; no theorem of \
      the paper covers it.
      """,
    guide:
      """
      For the worst case: gaps of the size sqrt(K / T), known horizon. On easy instances kl-ucb and thompson-beta \
      are better, and its regret there is sensitive to the horizon.
      """,
    reference: "J.-Y. Audibert and S. Bubeck, Minimax policies for adversarial and stochastic bandits, COLT 2009.",
    isAnytime: false, acceptsDelays: true, acceptsAbsence: true, metrics: [.bound, .boundHolds])

  private let exploration: Double
  private let fixedShare: Double?
  private let isFresh: Bool
  /// The rounds before the first one.
  private let earlier: Int
  /// 39 s sqrt(K T), where the bound holds.
  private let rateOfBound: Double?
  private let ties: TieBreaking
  private var arms: ArmStatistics
  private var indices: [Double]
  private let noiseScale: NoiseScale

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, horizon: settings[Self.horizon], exploration: settings[Self.exploration],
      ties: settings[TieBreaking.parameter], sigma: settings[NoiseScale.wideSigma],
      start: settings[EarlierPulls.parameter])
  }

  /// Creates the learner: `MOSS(problem, exploration: 1)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(
    _ problem: BanditProblem, horizon: Horizon = Self.horizon.default,
    exploration: Double = Self.exploration.default, ties: TieBreaking = TieBreaking.parameter.default,
    sigma: Double? = NoiseScale.wideSigma.default, start: EarlierPulls? = EarlierPulls.parameter.default
  ) throws(InvalidSettings) {
    noiseScale = try NoiseScale(problem, sigma: sigma, parameter: NoiseScale.wideSigma, unit: 1)
    try Self.exploration.check(exploration)
    try start?.check(EarlierPulls.parameter, armCount: problem.armCount)
    earlier = start?.total ?? 0
    isFresh = start == nil
    self.exploration = exploration * noiseScale.factor * noiseScale.factor
    fixedShare = horizon == .known ? (Double(problem.horizon) + Double(earlier)) / Double(problem.armCount) : nil
    let rate = 39 * noiseScale.factor * (Double(problem.armCount) * Double(problem.horizon)).squareRoot()
    rateOfBound = horizon == .known && exploration == 4 && noiseScale.isOfBoundedRewards && isFresh ? rate : nil
    self.ties = ties
    arms = start.map { ArmStatistics(pulls: $0.pulls, sums: $0.sums) } ?? ArmStatistics(armCount: problem.armCount)
    indices = Array(repeating: 0, count: problem.armCount)
  }

  public var caveats: [String] { noiseScale.caveats() }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    if let arm = arms.nextUnpulledArm() { return arm }
    let share = fixedShare ?? Double(earlier + round) / Double(arms.armCount)
    for arm in indices.indices { indices[arm] = arms.means[arm] + bonus(ofPulls: arms.pulls[arm], share: share) }
    return ties.argmax(indices, noise: &noise)
  }

  public mutating func selectArm(at round: Int, among present: PresentArms, noise: inout RoundNoise) -> Int {
    if let arm = present.arms.first(where: { arms.pulls[$0] == 0 }) { return arm }
    let share = fixedShare ?? Double(earlier + round) / Double(arms.armCount)
    return ties.argmax(among: present.arms, noise: &noise) {
      arms.means[$0] + bonus(ofPulls: arms.pulls[$0], share: share)
    }
  }

  /// Updates the mean of the arm.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    arms.observe(reward, of: arm)
  }

  private func bonus(ofPulls pulls: Int, share: Double) -> Double {
    let pulls = Double(pulls)
    return (exploration / pulls * max(0, Double.log(share / pulls))).squareRoot()
  }

  /// With a known horizon an arm's bonus depends on its pulls alone.
  public var hasAffineIndex: Bool { fixedShare != nil && ties == .lowest && isFresh }

  /// 1: the bonus is in the weight.
  public func width(at round: Int) -> Double { 1 }

  public func weight(ofPulls pulls: Int) -> Double { bonus(ofPulls: pulls, share: fixedShare ?? 0) }

  public mutating func resume(pulls: [Int], sums: [Double]) { arms = ArmStatistics(pulls: pulls, sums: sums) }

  /// The bound at the horizon, of arms whose means are fixed.
  public func regretBound(on truth: BanditTruth) -> RegretBound? {
    guard let rateOfBound, truth.isStationary else { return nil }
    return RegretBound(.pseudo, truth.means.reduce(rateOfBound) { $0 + truth.bestMean - $1 })
  }
}
