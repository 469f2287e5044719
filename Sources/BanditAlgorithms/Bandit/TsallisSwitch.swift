import BanditGames
import BanditNumerics
import BanditStreams

/// Tsallis-INF on blocks of growing length, so that it switches seldom.
public struct TsallisSwitch: ConfigurableBanditPolicy {
  /// The card.
  public static let card = AlgorithmCard(
    id: "tsallis-switch", family: .bandit,
    summary: "tsallis-inf that draws an arm for a whole block of rounds; blocks grow with the root of their number.",
    setting: "Any rewards in [0, 1], stochastic or chosen by an adversary, with a switching cost c; no horizon.",
    rule: """
      Block n = 1, 2, ... has max(1, ceil(a_n)) rounds, a_n = (3 c / 2) sqrt(n / K). Its arm is drawn from w = argmin <w, \
      S> - (4 / eta_n) sum (sqrt(w_i) - w_i / 2), eta_n = (2 / (a_n + 1)) sqrt(2 / n); S_A += (sum of 1 - X over the \
      block) / w_A.
      """,
    parameters: [SwitchingCost.parameter],
    guarantee: """
      Expected regret and switching cost of about 5.25 (c K)^(1/3) T^(2/3) + 6.4 sqrt(K T) and lower order, and less \
      where one arm is better by a fixed gap, following Rouyer, Seldin and Cesa-Bianchi 2021.
      """,
    complexity: "O(1) per round; O(K) times a few Newton steps per block.", randomness: "One uniform per block.",
    numerics: "Weights by bracketed Newton steps, warm from block to block; sums are rebased when they are large.",
    deviations: "None known.",
    guide: """
      For switching costs when only the loss of one's own arm is seen and the horizon is unknown. With the horizon known \
      batched-exp3 is of the same order. Without a switching cost take tsallis-inf.
      """,
    reference: """
      Following C. Rouyer, Y. Seldin and N. Cesa-Bianchi, An Algorithm for Stochastic and Adversarial Bandits with \
      Switching Costs, ICML 2021.
      """,
    isAnytime: true)

  private let switchingCost: Double
  private var totals: [Double]
  private(set) var weights: [Double]
  private var multiplier = Double.nan
  private var block = 0
  private var nextBlock = 1
  private var arm = 0
  private var loss = 0.0

  /// Creates the policy.
  ///
  /// - Throws: `SettingProblem` if rewards are not known to lie in [0, 1].
  public init(settings: Settings, problem: BanditProblem) throws(SettingProblem) {
    guard let range = problem.rewardRange, range.lowerBound >= 0, range.upperBound <= 1 else {
      throw SettingProblem("", "tsallis-switch needs rewards in [0, 1], which this environment does not promise")
    }
    switchingCost = SwitchingCost.value(settings, problem)
    totals = Array(repeating: 0, count: problem.armCount)
    weights = Array(repeating: 1 / Double(problem.armCount), count: problem.armCount)
  }

  /// The length of a block and the rate that its arm is drawn with.
  static func block(_ number: Int, armCount: Int, switchingCost: Double) -> (length: Int, rate: Double) {
    let size = 1.5 * switchingCost * (Double(number) / Double(armCount)).squareRoot()
    let length = max(1, Int(min(size.rounded(.up), 1e18)))
    return (length, 2 / (size + 1) * (2 / Double(number)).squareRoot())
  }

  /// The arm of a round.
  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    if round == nextBlock {
      if block > 0 { totals[arm] += loss / weights[arm] }
      block += 1
      let (length, rate) = Self.block(block, armCount: weights.count, switchingCost: switchingCost)
      nextBlock = round + length
      loss = 0
      draw(rate: rate, at: noise.uniform())
    }
    return arm
  }

  private mutating func draw(rate: Double, at uniform: Double) {
    SimplexSolver.solve(totals, TsallisHalf(rate: rate), multiplier: &multiplier, into: &weights)
    arm = InverseDistribution.index(at: uniform, weights: weights)
    // Only differences matter, and those of large numbers lose digits.
    if totals[0] > 1e6, let least = totals.min(), least > 1e6 {
      for arm in totals.indices { totals[arm] -= least }
      multiplier -= least
    }
  }

  /// Adds the loss to that of the block.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) { loss += 1 - reward }
}
