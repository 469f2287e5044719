import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Interleaved filter: a candidate duels with all that are left, in turn, until it is beaten or alone.
public struct InterleavedFilter: DuelsLearner, Configurable {
  /// `pruning` of scenario files.
  public static let pruning = Parameter.flag(
    "pruning",
    """
    Whether a new candidate also removes the arms that the old one beat in more than half of their duels, as the form \
    IF2 does; without, IF1.
    """, default: true, why: "the form whose expected regret is of the best order")
  /// `scale` of scenario files.
  public static let scale = Parameter.number(
    "scale", "The factor of ln(1/delta) / n in the squared radius of confidence.", .closed(1e-3...1e3), default: 4,
    why: "that of the journal's analysis, as usually quoted")

  public static let card = AlgorithmCard(
    id: "interleaved-filter", family: .duels,
    summary:
      "Lets a candidate duel with all arms that are left, in turn, until an arm beats it or none is left; then stays.",
    setting: """
      A total order of the arms, strongly transitive (P(i, k) >= max(P(i, j), P(j, k)) for i above j above k) and with \
      the stochastic triangle inequality; a known horizon.
      """,
    rule: [
      "delta = 1 / (T K^2). Candidate b: an arm at random; W: all others.",
      "Pass after pass b duels once with each arm of W. p(a): the share that b won of its n duels with a as the candidate;",
      "c = sqrt(scale ln(1/delta) / n). After a pass all a with p(a) - c > 1/2 leave W.",
      "If p(a) + c < 1/2 for some a, the lowest index: with pruning, all with p > 1/2 leave W;",
      "a leaves W and is the candidate, n = 0.",
      "W empty: b duels with itself to the end.",
    ],
    parameters: [pruning, scale],
    example: ["pruning": false, "scale": 1],
    swift: "try InterleavedFilter(problem, pruning: false, scale: 1)",
    guarantee: """
      Under the setting, expected strong regret O((K / eps) ln T) with pruning and O((K ln K / eps) ln T) without, eps \
      = P(best, second best) - 1/2 (Yue et al. 2012; the orders as usually quoted). With probability 1/T or less a \
      wrong arm stays.
      """,
    complexity: "O(1) per round, O(K) at the end of a pass.", randomness: "One integer, in the first round.",
    numerics: "Counts are exact.",
    deviations: """
      The arms of a pass duel in the order of their indices. An unfinished pass at the horizon decides nothing. \
      Written from the rule as it is usually quoted, not beside the paper.
      """,
    guide: """
      The first algorithm for duels, explore then exploit: its confidence radii are wide, so that short horizons end \
      in exploration. For comparison.
      """,
    reference: """
      Y. Yue, J. Broder, R. Kleinberg and T. Joachims, The K-armed dueling bandits problem, COLT 2009 and Journal of \
      Computer and System Sciences 78, 2012.
      """,
    isAnytime: false)

  private let armCount: Int
  private let prunes: Bool
  /// scale ln(1/delta).
  private let spread: Double
  /// Drawn in the first round.
  private(set) var candidate: Int?
  /// The arms that are left, in the order of their indices.
  private(set) var rivals: [Int] = []
  /// The duels that the candidate won against each arm.
  private var wins: [Int]
  /// The finished passes since the candidate is one.
  private var passes = 0
  /// The place in `rivals` of the next duel.
  private var place = 0

  public init(settings: Settings, problem: DuelsProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, pruning: settings[Self.pruning], scale: settings[Self.scale])
  }

  /// Creates the learner: `InterleavedFilter(problem, pruning: false)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(
    _ problem: DuelsProblem, pruning: Bool = Self.pruning.default, scale: Double = Self.scale.default
  ) throws(InvalidSettings) {
    try Self.scale.check(scale)
    armCount = problem.armCount
    prunes = pruning
    spread = scale * (.log(Double(problem.horizon)) + 2 * .log(Double(problem.armCount)))
    wins = Array(repeating: 0, count: problem.armCount)
  }

  public mutating func selectPair(at round: Int, noise: inout RoundNoise) -> DuelPair {
    if let candidate { return DuelPair(candidate, rivals.isEmpty ? candidate : rivals[place]) }
    let first = noise.integer(below: armCount)
    candidate = first
    rivals = (0..<armCount).filter { $0 != first }
    return DuelPair(first, rivals.first ?? first)
  }

  public mutating func observe(firstWon: Bool, of pair: DuelPair, at round: Int) {
    guard !rivals.isEmpty else { return }
    if firstWon { wins[pair.second] += 1 }
    place += 1
    guard place == rivals.count else { return }
    place = 0
    passes += 1
    filter()
  }

  /// What a pass decides.
  private mutating func filter() {
    let radius = (spread / Double(passes)).squareRoot()
    let share = { [wins, passes] (arm: Int) in Double(wins[arm]) / Double(passes) }
    rivals.removeAll { share($0) - radius > 0.5 }
    guard let better = rivals.first(where: { share($0) + radius < 0.5 }) else { return }
    if prunes { rivals.removeAll { share($0) > 0.5 } }
    rivals.removeAll { $0 == better }
    candidate = better
    for arm in wins.indices { wins[arm] = 0 }
    passes = 0
  }
}
