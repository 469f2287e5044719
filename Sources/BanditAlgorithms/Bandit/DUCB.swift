import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// UCB1 on rewards that count less the older they are (Kocsis and Szepesvari 2006; Garivier and Moulines
/// 2011).
public struct DUCB: BanditLearner, Configurable, Caveated {
  /// `discount` of scenario files; `nil` is `auto`.
  public static let discount = Parameter<Double?>(
    AnyParameter(
      "discount", "The weight of a round relative to the next, or `auto`; 1 forgets nothing.",
      .either([.number(.closed(0.5...1)), .choice(["auto"])]), default: .value(.text("auto")),
      why: "the discount of the paper for one change and rewards in [0, 1]; for c changes give 1 - sqrt(c / T) / 4"),
    read: { $0?.asNumber }, write: { $0.map { .number($0) } ?? .text("auto") })
  /// `exploration` of scenario files.
  public static let exploration = Parameter.number(
    "exploration", "The factor of the squared bonus; 0 is greedy.", .nonNegative, default: 1,
    why: "with it, discount 1 is ucb1; it is 2 xi of the paper's xi = 1/2")

  public static let card = AlgorithmCard(
    id: "d-ucb", family: .bandit,
    summary: "Pulls the arm with the highest upper confidence bound computed from discounted rewards.",
    setting: "Rewards whose means change a few times or drift.",
    rewards: .subGaussian(parameter: NoiseScale.sigma.name),
    rule: [
      "Each arm once in index order; then",
      "A_t = argmax_a mean_a + s sqrt(2 exploration ln(n) / N_a),",
      "with N_a the sum of discount^(t-1-s) over the rounds s when a was pulled,",
      "mean_a the mean of its rewards with these weights, n the sum of all N_a, s = 2 sigma.",
      "auto: discount = 1 - 1 / (4 sqrt(T)).",
    ],
    parameters: [discount, exploration, TieBreaking.parameter, NoiseScale.sigma],
    example: ["discount": 0.99],
    swift: "try DUCB(problem, discount: 0.99)",
    guarantee:
      """
      With discount 1 - sqrt(c / T) / 4 for c changes, the expected pulls of arms that are not the best of their \
      round are O(sqrt(c T) ln T) (Garivier and Moulines 2011).
      """,
    complexity: "O(K) per round: two products, a division and a root an arm.",
    randomness: "None (one integer when a tie is broken at random).",
    numerics: "An arm whose weight has vanished below the least number has an infinite index.",
    deviations:
      """
      The paper's bonus 2 sqrt(xi ln(n) / N) with xi = 1/2 is that of exploration 1. Discounts below 1/2 are \
      refused: they remember less than two rounds.
      """,
    guide:
      """
      When means drift, or jump at unknown times; sw-ucb forgets abruptly and has the smaller bound by a factor \
      sqrt(ln T). On stationary arms both lose to ucb1.
      """,
    reference:
      """
      A. Garivier and E. Moulines, On upper-confidence bound policies for switching bandit problems, ALT 2011 \
      (arXiv 0805.3415); L. Kocsis and Cs. Szepesvari, Discounted UCB, 2nd PASCAL Challenges Workshop, 2006.
      """,
    isAnytime: false)

  private let discount: Double
  private let factor: Double
  private let ties: TieBreaking
  /// How many arms have been pulled; they are the lowest ones.
  private var pulled = 0
  private var pulls: [Double]
  private var sums: [Double]
  private var total = 0.0
  private var indices: [Double]
  private let noiseScale: NoiseScale

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, discount: settings[Self.discount], exploration: settings[Self.exploration],
      ties: settings[TieBreaking.parameter], sigma: settings[NoiseScale.sigma])
  }

  /// Creates the policy: `DUCB(problem, discount: 0.99)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(
    _ problem: BanditProblem, discount: Double? = Self.discount.default,
    exploration: Double = Self.exploration.default, ties: TieBreaking = TieBreaking.parameter.default,
    sigma: Double? = NoiseScale.sigma.default
  ) throws(InvalidSettings) {
    noiseScale = try NoiseScale(problem, sigma: sigma)
    try Self.discount.check(discount)
    try Self.exploration.check(exploration)
    self.discount = discount ?? 1 - 0.25 / Double(problem.horizon).squareRoot()
    factor = 2 * exploration * noiseScale.factor * noiseScale.factor
    self.ties = ties
    pulls = Array(repeating: 0, count: problem.armCount)
    sums = pulls
    indices = pulls
  }

  public var caveats: [String] { noiseScale.caveats() }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    if pulled < pulls.count { return pulled }
    let squared = factor * .log(total)
    for arm in indices.indices {
      indices[arm] =
        pulls[arm] > 0 ? sums[arm] / pulls[arm] + (squared / pulls[arm]).squareRoot() : .infinity
    }
    return ties.argmax(indices, noise: &noise)
  }

  /// Discounts the past and adds the newest round.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    for arm in pulls.indices {
      pulls[arm] *= discount
      sums[arm] *= discount
    }
    total = total * discount + 1
    pulls[arm] += 1
    sums[arm] += reward
    if arm == pulled { pulled += 1 }
  }
}
