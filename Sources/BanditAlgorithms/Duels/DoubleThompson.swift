import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Double Thompson sampling: both arms of a duel are drawn from posteriors of the preferences.
public struct DoubleThompson: DuelsLearner, Configurable {
  /// `alpha` of scenario files.
  public static let alpha = Parameter.number(
    "alpha", "The factor of ln t in the squared bonus of the bounds that rule arms out.", .closed(1e-3...1e3),
    default: 0.51, why: "just above 1/2, from where on the guarantee holds")

  public static let card = AlgorithmCard(
    id: "double-thompson", family: .duels,
    summary: "Draws the first arm from the posteriors of all preferences, the second one from those against the first.",
    setting:
      "Any preferences; arms that beat most others are sought, which is the Condorcet winner where there is one.",
    rule: [
      "u_ij, l_ij = w_ij / n_ij +- sqrt(alpha ln t / n_ij), 1 and 0 where n_ij = 0; w_ij of n_ij duels were won by i.",
      "C = the arms i with the most j such that u_ij > 1/2.",
      "theta_ij ~ Beta(w_ij + 1, w_ji + 1) for i < j, theta_ji = 1 - theta_ij;",
      "first: the arm of C with the most j such that theta_ij > 1/2, ties at random.",
      "Anew theta_i ~ Beta(w_i,first + 1, w_first,i + 1) for other arms, theta_first = 1/2;",
      "second: the arm with the largest theta_i among those with l_i,first <= 1/2.",
    ],
    parameters: [alpha],
    example: ["alpha": 0.6],
    swift: "try DoubleThompson(problem, alpha: 0.6)",
    guarantee: """
      For alpha > 1/2: regret O(K^2 ln T) against arms that beat the most others, and O(K ln T + K^2 ln ln T) where \
      one beats all others (Wu and Liu 2016, abstract), in expectation.
      """,
    complexity: "O(K^2) per round; beta draws for each pair with an arm of C, and for each rival of the first.",
    randomness: "Two gamma draws for each beta draw.", numerics: "Counts are exact.",
    deviations: """
      Pairs without an arm of C are not drawn: no choice depends on them. Written from the rule as it is usually \
      quoted (arXiv 1604.07101, algorithm 1), not beside the paper.
      """,
    guide:
      "The first choice in practice; also without a Condorcet winner, where it finds an arm that beats most others.",
    reference: """
      H. Wu and X. Liu, Double Thompson sampling for dueling bandits, NeurIPS 2016 (arXiv 1604.07101).
      """)

  private let alpha: Double
  private(set) var counts: DuelCounts
  /// For each arm the number of others that it may beat; of candidates, later, how many it beats in the draw.
  private var scores: [Int]
  private var candidates: [Int] = []
  private var isCandidate: [Bool]

  public init(settings: Settings, problem: DuelsProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, alpha: settings[Self.alpha])
  }

  /// Creates the learner: `DoubleThompson(problem, alpha: 0.6)`.
  ///
  /// - Throws: `InvalidSettings` if the argument is out of the range that the card states.
  public init(_ problem: DuelsProblem, alpha: Double = Self.alpha.default) throws(InvalidSettings) {
    try Self.alpha.check(alpha)
    self.alpha = alpha
    counts = DuelCounts(armCount: problem.armCount)
    scores = Array(repeating: 0, count: problem.armCount)
    isCandidate = Array(repeating: false, count: problem.armCount)
  }

  public mutating func selectPair(at round: Int, noise: inout RoundNoise) -> DuelPair {
    let spread = alpha * .log(Double(round))
    let first = firstArm(spread, &noise)
    var (second, largest) = (first, 0.5)
    for arm in scores.indices where arm != first && counts.lower(arm, first, spread: spread) <= 0.5 {
      let draw = posterior(arm, first, &noise)
      if draw > largest { (second, largest) = (arm, draw) }
    }
    return DuelPair(first, second)
  }

  private mutating func firstArm(_ spread: Double, _ noise: inout RoundNoise) -> Int {
    for arm in scores.indices {
      scores[arm] = scores.indices.count { counts.upper(arm, $0, spread: spread) > 0.5 }
    }
    let most = scores.max() ?? 0
    for arm in scores.indices {
      isCandidate[arm] = scores[arm] == most
      scores[arm] = 0
    }
    for arm in scores.indices {
      for other in (arm + 1)..<max(arm + 1, scores.count) where isCandidate[arm] || isCandidate[other] {
        scores[posterior(arm, other, &noise) > 0.5 ? arm : other] += 1
      }
    }
    candidates.removeAll(keepingCapacity: true)
    var best = -1
    for arm in scores.indices where isCandidate[arm] {
      if scores[arm] > best {
        best = scores[arm]
        candidates.removeAll(keepingCapacity: true)
      }
      if scores[arm] == best { candidates.append(arm) }
    }
    return noise.element(of: candidates)
  }

  /// A draw of the probability that an arm beats another one.
  private func posterior(_ arm: Int, _ other: Int, _ noise: inout RoundNoise) -> Double {
    Beta.draw(a: counts.wins(of: arm, over: other) + 1, b: counts.wins(of: other, over: arm) + 1, from: &noise)
  }

  /// Counts the duel.
  public mutating func observe(firstWon: Bool, of pair: DuelPair, at round: Int) {
    counts.add(pair, firstWon: firstWon)
  }
}
