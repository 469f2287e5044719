import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// UCB1 on the most recent rounds (Garivier and Moulines 2011).
public struct SWUCB: BanditLearner, Configurable, Caveated {
  /// `window` of scenario files; `nil` is `auto`.
  public static let window = Parameter.window(
    "The number of rounds w that it remembers, or `auto`.", 1...maximumWindow, unit: "rounds",
    why: "the window of the paper for one change; for c changes give 2 sqrt(T ln T / c)")
  /// `exploration` of scenario files.
  public static let exploration = Parameter.number(
    "exploration", "The factor of the squared bonus; 0 is greedy.", .nonNegative, default: 1, why: "that of ucb1")

  public static let card = AlgorithmCard(
    id: "sw-ucb", family: .bandit,
    summary: "Pulls the arm with the highest upper confidence bound computed from the last rounds only.",
    setting: "Rewards whose means change a few times.",
    rewards: .subGaussian(parameter: NoiseScale.sigma.name),
    rule: [
      "The lowest arm without a pull among the last w rounds, if any;",
      "else A_t = argmax_a mean_a + s sqrt(2 exploration ln(min(t, w)) / n_a),",
      "with mean_a and n_a of the last w rounds, t the round about to be played, s = 2 sigma.",
      "auto: w = ceil(2 sqrt(T ln T)), at least K.",
    ],
    parameters: [window, exploration, TieBreaking.parameter, NoiseScale.sigma],
    example: ["window": 500],
    swift: "try SWUCB(problem, window: 500)",
    guarantee:
      """
      With w = 2 sqrt(T ln T / c) for c changes, the expected pulls of arms that are not the best of their round \
      are O(sqrt(c T ln T)) (Garivier and Moulines 2011).
      """,
    complexity: "O(K) per round; memory of 16 bytes for each round of the window.",
    randomness: "None (one integer when a tie is broken at random).",
    numerics:
      """
      The sums of the window are computed again each time the window has been filled once more, so that what additions \
      and subtractions lose does not build up.
      """,
    deviations:
      """
      The bonus is that of UCB1; the paper's is sqrt(xi ln(min(t, w)) / n) with xi above 1/2: exploration xi / 2. \
      A window below the number of arms is refused, because some arms would never be seen.
      """,
    guide:
      """
      When means jump and the number of jumps is roughly known; d-ucb forgets smoothly instead. On stationary arms \
      both lose to ucb1, because they never stop exploring.
      """,
    reference:
      """
      A. Garivier and E. Moulines, On upper-confidence bound policies for switching bandit problems, ALT 2011 \
      (arXiv 0805.3415).
      """,
    isAnytime: false)

  private static let maximumWindow = 10_000_000

  /// The number of rounds that it remembers.
  let window: Int
  private let factor: Double
  private let ties: TieBreaking
  /// The arms and rewards of the last rounds; the round r is at (r - 1) mod window.
  private var recentArms: [Int]
  private var recentRewards: [Double]
  private var pulls: [Int]
  private var sums: [Double]
  private var indices: [Double]
  private let noiseScale: NoiseScale

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, window: settings[Self.window], exploration: settings[Self.exploration],
      ties: settings[TieBreaking.parameter], sigma: settings[NoiseScale.sigma])
  }

  /// The arms and rewards of the window.
  public func historyBytes(problem: BanditProblem) -> Int { 24 * min(window, problem.horizon) }

  /// Creates the learner: `SWUCB(problem, window: 500)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or the window has fewer
  ///   rounds than there are arms.
  public init(
    _ problem: BanditProblem, window: Int? = Self.window.default, exploration: Double = Self.exploration.default,
    ties: TieBreaking = TieBreaking.parameter.default, sigma: Double? = NoiseScale.sigma.default
  ) throws(InvalidSettings) {
    noiseScale = try NoiseScale(problem, sigma: sigma)
    try Self.window.check(window)
    try Self.exploration.check(exploration)
    let length: Int
    if let window {
      guard window >= problem.armCount else {
        throw InvalidSettings("window", "found \(window); accepted: at least the number of arms, \(problem.armCount)")
      }
      length = window
    } else {
      let rounds = Double(problem.horizon)
      let tuned = (2 * (rounds * .log(rounds)).squareRoot()).rounded(.up)
      length = max(problem.armCount, Int(min(tuned, Double(Self.maximumWindow))))
    }
    self.window = length
    factor = 2 * exploration * noiseScale.factor * noiseScale.factor
    self.ties = ties
    let memory = min(length, problem.horizon)
    recentArms = Array(repeating: 0, count: memory)
    recentRewards = Array(repeating: 0, count: memory)
    pulls = Array(repeating: 0, count: problem.armCount)
    sums = Array(repeating: 0, count: problem.armCount)
    indices = sums
  }

  public var caveats: [String] { noiseScale.caveats() }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    if let arm = pulls.firstIndex(of: 0) { return arm }
    let squared = factor * .log(Double(min(round, window)))
    for arm in indices.indices {
      let count = Double(pulls[arm])
      indices[arm] = sums[arm] / count + (squared / count).squareRoot()
    }
    return ties.argmax(indices, noise: &noise)
  }

  /// Updates with the newest round and forgets the oldest.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    let place = (round - 1) % recentArms.count
    if round > recentArms.count {
      pulls[recentArms[place]] -= 1
      sums[recentArms[place]] -= recentRewards[place]
    }
    recentArms[place] = arm
    recentRewards[place] = reward
    pulls[arm] += 1
    sums[arm] += reward
    if place == recentArms.count - 1 { sumAnew() }
  }

  private mutating func sumAnew() {
    for arm in sums.indices { sums[arm] = 0 }
    for place in recentArms.indices { sums[recentArms[place]] += recentRewards[place] }
  }
}
