import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Successive elimination that lets each arm's tally fill up before it measures.
public struct WTBSuccessiveElimination: BanditLearner, Configurable, BanditBounding, Caveated {
  /// `memoryBound` of scenario files.
  public static let memoryBound = Parameter.whole(
    "memoryBound", "The bound M on the memory m.", 1...1_000_000_000, unit: "rounds")
  /// `delta` of scenario files.
  public static let delta = Parameter.number(
    "delta", "The probability with which the bound may fail.", .openUnit, default: 0.1)
  /// `confidenceScale` of scenario files.
  public static let confidenceScale = Parameter.number(
    "confidenceScale", "The factor of the confidence radius.", .nonNegative, default: 1,
    why: "the radius of the proof (Hoeffding)")
  /// `burnIn` of scenario files; `nil` is `auto`.
  public static let burnIn = Parameter.auto(
    "burnIn", "The pulls that are ignored each time an arm is taken up, or `auto` for M - 1.", 0...1_000_000_000,
    unit: "rounds", why: "after M - 1 pulls in a row the next one is at full tally")
  /// `minBlock` of scenario files.
  public static let minBlock = Parameter.whole(
    "minBlock", "The least number of pulls of an arm in an epoch that count.", 0...1_000_000_000, default: 0,
    unit: "rounds", why: "the bound is proved for doubling epochs")

  public static let card = AlgorithmCard(
    id: "wtb-successive-elimination", family: .bandit,
    summary: """
      Pulls each surviving arm many times in a row, ignores the first pulls, and drops arms that are clearly worse.
      """,
    setting: """
      Losses that depend on how often the arm was pulled in the last m rounds (weighted tallying), where some arm \
      pulled all the time is best (repeated exposure optimality); rewards in [0, 1]; the horizon T and a bound M on m.
      """,
    rewards: .subGaussian(parameter: NoiseScale.sigma.name),
    rule: [
      "Epoch s = 1, 2, ...: each active arm, in index order, is pulled burnIn times without looking",
      "and then n_s = max(2^s, minBlock) times; mean_a is the average reward of these n_s pulls.",
      "With C_s = 2 sigma confidenceScale sqrt(ln(2 K S / delta) / (2 n_s)), S = max(1, ceil(log2 T)),",
      "an arm leaves if mean_a < max over active b of mean_b - 2 C_s.",
      "A single survivor is pulled forever.",
    ],
    parameters: [memoryBound, delta, confidenceScale, burnIn, minBlock, NoiseScale.sigma],
    example: ["memoryBound": 5],
    swift: "try WTBSuccessiveElimination(problem, memoryBound: 5)",
    guarantee: """
      With probability at least 1 - delta, for M >= m and repeated exposure optimality, the sum of mean losses through \
      round t exceeds t h* by at most 2 K + (M - 1)(K S + 1) + 4 sqrt(K S t ln(2 K S / delta)), for every t <= T (own \
      proof, with confidenceScale 1, burnIn auto and minBlock 0; the order is that announced by Malik et al. 2023). \
      Reported as `bound`, on policy-lower (pseudo, where means are fixed), where all these conditions are known to \
      hold; times s for rewards in an interval no longer than s.
      """,
    complexity: "O(1) per round, O(K) at the end of an epoch.", randomness: "None.",
    numerics: "Means are of one epoch's pulls only.",
    deviations: """
      The paper is known to us by its abstract: an algorithm in its spirit, with our own constants and proof. An epoch \
      that the horizon cuts off drops nothing.
      """,
    guide: """
      For losses that change while an arm is being repeated, when m is large; M = 1 is plain elimination in blocks. \
      Its constants are those of a proof: for small m, ucb1 has less regret on most runs, and confidenceScale below 1 \
      helps. Its cost grows like M K times the number of epochs. Where rotating between arms is better than staying \
      (congested, blocking) it is the wrong tool.
      """,
    reference: """
      In the spirit of D. Malik, C. Igoe, Y. Li and A. Singh, weighted tallying bandits (arXiv 2305.02955), ICML 2023; \
      the epochs follow D. Malik, Y. Li and A. Singh, Complete Policy Regret Bounds for Tallying Bandits, COLT 2022, \
      algorithm 1.
      """,
    isAnytime: false, metrics: [.bound, .boundHolds])

  private let burnIn: Int
  private let minBlock: Int
  /// C_s times sqrt(n_s).
  private let width: Double
  /// The bound at round t is this plus `slope` sqrt(t); `nil` under settings that have none.
  private let bound: (constant: Double, slope: Double)?
  private let memory: Int
  private var active: [Int]
  private var means: [Double]
  private var epoch = 1
  private var place = 0
  private var ignored = 0
  private var recorded = 0
  private var sum = 0.0
  private var rounds = 0
  private let noiseScale: NoiseScale

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, memoryBound: settings[Self.memoryBound], delta: settings[Self.delta],
      confidenceScale: settings[Self.confidenceScale], burnIn: settings[Self.burnIn],
      minBlock: settings[Self.minBlock], sigma: settings[NoiseScale.sigma])
  }

  /// Creates the learner: `WTBSuccessiveElimination(problem, memoryBound: 5)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(
    _ problem: BanditProblem, memoryBound memory: Int, delta: Double = Self.delta.default,
    confidenceScale scale: Double = Self.confidenceScale.default, burnIn: Int? = Self.burnIn.default,
    minBlock: Int = Self.minBlock.default, sigma: Double? = NoiseScale.sigma.default
  ) throws(InvalidSettings) {
    noiseScale = try NoiseScale(problem, sigma: sigma)
    try Self.memoryBound.check(memory)
    try Self.delta.check(delta)
    try Self.confidenceScale.check(scale)
    try Self.burnIn.check(burnIn)
    try Self.minBlock.check(minBlock)
    let ignored = burnIn ?? memory - 1
    self.burnIn = ignored
    self.minBlock = minBlock
    self.memory = memory
    let epochs = Double(WTBSuccessiveElimination.epochs(horizon: problem.horizon))
    let count = Double(problem.armCount)
    let logarithm = Double.log(2 * count * epochs / delta)
    width = noiseScale.factor * scale * (logarithm / 2).squareRoot()
    let isProved = scale == 1 && ignored == memory - 1 && minBlock == 0
    bound =
      isProved && noiseScale.isOfBoundedRewards
      ? (
        noiseScale.factor * (2 * count + Double(memory - 1) * (count * epochs + 1)),
        noiseScale.factor * 4 * (count * epochs * logarithm).squareRoot()
      ) : nil
    active = Array(0..<problem.armCount)
    means = Array(repeating: 0, count: problem.armCount)
  }

  /// max(1, ceil(log2 T)).
  static func epochs(horizon: Int) -> Int {
    max(1, Int.bitWidth - (max(1, horizon) - 1).leadingZeroBitCount)
  }

  /// The radius C_s of an epoch.
  func radius(epoch: Int) -> Double { width / Double(block(epoch)).squareRoot() }

  private func block(_ epoch: Int) -> Int { max(1 << min(epoch, 62), minBlock) }

  public var caveats: [String] { noiseScale.caveats() }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int { active[place] }

  /// Counts the reward unless the arm is warming up; drops arms at the end of an epoch.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    rounds = round
    if active.count == 1 { return }
    if ignored < burnIn {
      ignored += 1
      return
    }
    sum += reward
    recorded += 1
    let block = block(epoch)
    guard recorded == block else { return }
    means[arm] = sum / Double(block)
    (ignored, recorded, sum) = (0, 0, 0)
    place += 1
    guard place == active.count else { return }
    place = 0
    let bar = active.map { means[$0] }.max()! - 2 * radius(epoch: epoch)
    active.removeAll { means[$0] < bar }
    epoch += 1
  }

  /// The bound on arms whose means are fixed, or depend on the pulls of at most `memoryBound` rounds.
  public func regretBound(on truth: BanditTruth) -> RegretBound? {
    guard let bound else { return nil }
    let value = bound.constant + bound.slope * Double(rounds).squareRoot()
    switch truth.comparator {
    case is StationaryMeans: return RegretBound(.pseudo, value)
    // The ledger misses policy-lower, and with it the bound, without repeated exposure optimality.
    case let arms as RememberingArms where arms.tallies.map { $0.memory <= memory } ?? false:
      return RegretBound(.policyLower, value)
    default: return nil
    }
  }
}
