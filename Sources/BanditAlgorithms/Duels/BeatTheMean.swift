import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Beat the mean: the arms that are left duel with one of them at random, and the worst leaves.
public struct BeatTheMean: DuelsLearner, Configurable {
  /// `gamma` of scenario files.
  public static let gamma = Parameter.number(
    "gamma", "By how much transitivity may be violated; the radius of confidence is 3 gamma^2 sqrt(ln(1/delta) / n).",
    .closed(1e-2...1e3), default: 1, why: "strongly transitive preferences")

  public static let card = AlgorithmCard(
    id: "beat-the-mean", family: .duels,
    summary: "Compares each arm that is left with the mean of those, removes the worst, and stays with the last.",
    setting: """
      A total order of the arms, transitive up to gamma >= 1 (gamma P'(1, k) >= max(P'(1, j), P'(j, k)), P' = P - 1/2, \
      arm 1 the best) and with the stochastic triangle inequality; a known horizon.
      """,
    rule: [
      "delta = 1 / (2 T K). W: all arms. n_b: duels of b as the first arm; w_b of them won; p_b = w_b / n_b, 1/2 for none.",
      "b: an arm of W with the least n_b, ties at random; b': any arm of W, b among them. (b, b') duel; n_b, w_b count it.",
      "c = 3 gamma^2 sqrt(ln(1/delta) / min n), 1 where that is 0.",
      "If min p + c <= max p - c, the arm with the least p leaves W, and duels with it leave n and w.",
      "One arm left: it duels with itself to the end.",
    ],
    parameters: [gamma],
    example: ["gamma": 1.2],
    swift: "try BeatTheMean(problem, gamma: 1.2)",
    guarantee: """
      Under the setting, regret O((gamma^7 K / eps) ln T) with high probability, eps = P(best, second best) - 1/2 (Yue \
      and Joachims 2011; the order as usually quoted). None for gamma below 1, which only narrows the radius.
      """,
    complexity: "O(K) per round, K^2 numbers.", randomness: "Two integers per round, while more than one arm is left.",
    numerics: "Counts are exact.",
    deviations:
      "None known; written from the rule as it is usually quoted (algorithm 1, online), not beside the paper.",
    guide: """
      Explore then exploit, from each duel one number: with the constants of the proof horizons below some 10^5 rounds \
      end in exploration.
      """,
    reference: "Y. Yue and T. Joachims, Beat the mean bandit, ICML 2011.",
    isAnytime: false)

  private let armCount: Int
  /// 3 gamma^2 sqrt(ln(1/delta)).
  private let spread: Double
  /// The arms that are left, in the order of their indices.
  private(set) var active: [Int]
  /// Duels of each arm as the first one, by the second one: b K + b'; and those that it won.
  private var duels: [Int]
  private var victories: [Int]
  /// Their sums over the arms that are left.
  private(set) var duelCounts: [Int]
  private(set) var winCounts: [Int]
  private var least: [Int] = []

  public init(settings: Settings, problem: DuelsProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, gamma: settings[Self.gamma])
  }

  /// Creates the learner: `BeatTheMean(problem, gamma: 1.2)`.
  ///
  /// - Throws: `InvalidSettings` if the argument is out of the range that the card states.
  public init(_ problem: DuelsProblem, gamma: Double = Self.gamma.default) throws(InvalidSettings) {
    try Self.gamma.check(gamma)
    armCount = problem.armCount
    let level = Double.log(2) + .log(Double(problem.horizon)) + .log(Double(problem.armCount))
    spread = 3 * gamma * gamma * level.squareRoot()
    active = Array(0..<problem.armCount)
    duels = Array(repeating: 0, count: problem.armCount * problem.armCount)
    victories = duels
    duelCounts = Array(repeating: 0, count: problem.armCount)
    winCounts = duelCounts
  }

  public mutating func selectPair(at round: Int, noise: inout RoundNoise) -> DuelPair {
    if active.count == 1 { return DuelPair(active[0], active[0]) }
    var fewest = Int.max
    least.removeAll(keepingCapacity: true)
    for arm in active {
      if duelCounts[arm] < fewest {
        fewest = duelCounts[arm]
        least.removeAll(keepingCapacity: true)
      }
      if duelCounts[arm] == fewest { least.append(arm) }
    }
    let first = noise.element(of: least)
    return DuelPair(first, noise.element(of: active))
  }

  public mutating func observe(firstWon: Bool, of pair: DuelPair, at round: Int) {
    guard active.count > 1 else { return }
    let place = pair.first * armCount + pair.second
    duels[place] += 1
    duelCounts[pair.first] += 1
    if firstWon {
      victories[place] += 1
      winCounts[pair.first] += 1
    }
    var (worst, lowest, highest, fewest) = (active[0], Double.infinity, -Double.infinity, Int.max)
    for arm in active {
      let share = duelCounts[arm] == 0 ? 0.5 : Double(winCounts[arm]) / Double(duelCounts[arm])
      if share < lowest { (worst, lowest) = (arm, share) }
      highest = max(highest, share)
      fewest = min(fewest, duelCounts[arm])
    }
    let radius = fewest == 0 ? 1 : spread / Double(fewest).squareRoot()
    if lowest + radius <= highest - radius { remove(worst) }
  }

  private mutating func remove(_ worst: Int) {
    active.removeAll { $0 == worst }
    for arm in active {
      duelCounts[arm] -= duels[arm * armCount + worst]
      winCounts[arm] -= victories[arm * armCount + worst]
    }
  }
}
