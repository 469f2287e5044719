import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Tsallis-INF on blocks of growing length, so that it switches seldom.
public struct TsallisSwitch: BanditLearner, Configurable, Caveated {
  public static let card = AlgorithmCard(
    id: "tsallis-switch", family: .bandit,
    summary: "tsallis-inf that draws an arm for a whole block of rounds; blocks grow with the root of their number.",
    setting: "Any rewards of a known range, stochastic or chosen by an adversary, with a switching cost c; no horizon.",
    rewards: .range,
    rule: [
      "Block n = 1, 2, ... has max(1, ceil(a_n)) rounds, a_n = (3 c / 2) sqrt(n / K).",
      "Its arm is drawn from w = argmin <w, S> - (4 / eta_n) sum (sqrt(w_i) - w_i / 2),",
      "eta_n = (2 / (a_n + 1)) sqrt(2 / n);",
      "S_A += (sum of 1 - X over the block) / w_A.",
    ],
    parameters: [SwitchingCost.parameter, UnitRewards.range],
    example: ["switchingCost": 0.5],
    swift: "try TsallisSwitch(problem, switchingCost: 0.5)",
    guarantee: """
      Expected regret and switching cost of about 5.25 (c K)^(1/3) T^(2/3) + 6.4 sqrt(K T) and lower order, and less \
      where one arm is better by a fixed gap, following Rouyer, Seldin and Cesa-Bianchi 2021.
      """,
    complexity: "O(1) per round; O(K) times a few Newton steps per block.", randomness: "One uniform per block.",
    numerics:
      "Weights by bracketed Newton steps, warm from block to block; the smallest sum is taken off every 4096 blocks.",
    deviations: "None known.",
    guide: """
      For switching costs when only the loss of your own arm is seen and the horizon is unknown. With the horizon \
      known batched-exp3 is of the same order. Without a switching cost take tsallis-inf.
      """,
    reference: """
      Following C. Rouyer, Y. Seldin and N. Cesa-Bianchi, An Algorithm for Stochastic and Adversarial Bandits with \
      Switching Costs, ICML 2021.
      """,
    isAnytime: true)

  private let switchingCost: Double
  private var leader: FollowTheRegularizedLeader
  private var estimates: [Double]
  private var block = 0
  private var nextBlock = 1
  private var arm = 0
  private var loss = 0.0
  private let rewards: UnitRewards

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, switchingCost: settings[SwitchingCost.parameter], range: settings[UnitRewards.range])
  }

  /// Creates the learner: `TsallisSwitch(problem, switchingCost: 0.5)`.
  ///
  /// - Parameter switchingCost: the cost that it is tuned for; `nil` for that of the problem, the width of the range of
  ///   rewards if it has none.
  /// - Throws: `InvalidSettings` if the cost is out of the range that the card states, or the range of rewards is not
  ///   known.
  public init(
    _ problem: BanditProblem, switchingCost: Double? = SwitchingCost.parameter.default,
    range: ClosedRange<Double>? = UnitRewards.range.default
  ) throws(InvalidSettings) {
    try SwitchingCost.parameter.check(switchingCost)
    rewards = try UnitRewards(problem, range: range, for: Self.card.id)
    self.switchingCost = SwitchingCost.value(switchingCost, problem, rewards: rewards)
    leader = FollowTheRegularizedLeader(.tsallisHalf, items: problem.armCount)
    estimates = Array(repeating: 0, count: problem.armCount)
  }

  /// The length of a block and the rate that its arm is drawn with.
  static func block(_ number: Int, armCount: Int, switchingCost: Double) -> (length: Int, rate: Double) {
    let size = 1.5 * switchingCost * (Double(number) / Double(armCount)).squareRoot()
    let length = max(1, Int(min(size.rounded(.up), 1e18)))
    return (length, 2 / (size + 1) * (2 / Double(number)).squareRoot())
  }

  public var caveats: [String] { rewards.caveats }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    if round == nextBlock {
      if block > 0 { learn() }
      block += 1
      let (length, rate) = Self.block(block, armCount: estimates.count, switchingCost: switchingCost)
      nextBlock = round + length
      loss = 0
      leader.follow(rate: rate)
      arm = leader.item(at: noise.uniform())
    }
    return arm
  }

  private mutating func learn() {
    estimates[arm] = loss / leader.weights[arm]
    leader.add(estimates)
    estimates[arm] = 0
  }

  /// The weights of the latest block.
  var weights: [Double] { leader.weights }

  /// Adds the loss to that of the block.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    loss += 1 - rewards.unit(reward)
  }
}
