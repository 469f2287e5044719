import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Relative upper confidence bound: a champion that may beat all others meets who may beat it.
public struct RUCB: DuelsLearner, Configurable {
  /// `alpha` of scenario files.
  public static let alpha = Parameter.number(
    "alpha", "The factor of ln t in the squared bonus.", .closed(1e-3...1e3), default: 0.51,
    why: "just above 1/2, from where on the guarantee holds")

  public static let card = AlgorithmCard(
    id: "rucb", family: .duels,
    summary: "Lets an arm that may beat all others duel with the one that is most likely to beat it, by upper bounds.",
    setting: "An arm beats every other one with a probability above 1/2: a Condorcet winner.",
    rule: [
      "u_ij = w_ij / n_ij + sqrt(alpha ln t / n_ij), 1 where n_ij = 0, u_ii = 1/2; i won w_ij of its n_ij duels with j.",
      "C = {i : u_ij >= 1/2 for all j}; B = B with C in common, B = C where C is a single arm.",
      "c: any arm if C is empty; else B's with probability 1/2 if it has one, else any other of C.",
      "d = argmax_j u_jc, ties at random, c only if it is alone. (c, d) duel.",
    ],
    parameters: [alpha],
    example: ["alpha": 0.6],
    swift: "try RUCB(problem, alpha: 0.6)",
    guarantee: """
      With a Condorcet winner and alpha > 1/2: average regret O(K^2 + K ln t), in expectation (for alpha > 1) and with \
      high probability (Zoghi et al. 2014; the orders as usually quoted, without constants). Without a Condorcet winner \
      there is no guarantee: the champion never settles.
      """,
    complexity: "O(K^2) per round, with K^2 square roots.",
    randomness: "At most two uniforms and an integer per round, where there is something to choose.",
    numerics: "Counts are exact.",
    deviations: """
      None known; written from the rule as it is usually quoted (arXiv 1312.3393, algorithm 1), not beside the paper.
      """,
    guide: "The usual learner where a best arm exists and nothing is known of the others; double-thompson is faster.",
    reference: """
      M. Zoghi, S. Whiteson, R. Munos and M. de Rijke, Relative upper confidence bound for the K-armed dueling bandit \
      problem, ICML 2014 (arXiv 1312.3393).
      """)

  private let alpha: Double
  private(set) var counts: DuelCounts
  /// The hypothesised best arm; B has at most one.
  private(set) var hypothesis: Int?
  private var candidates: [Int] = []
  private var rivals: [Int] = []

  public init(settings: Settings, problem: DuelsProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, alpha: settings[Self.alpha])
  }

  /// Creates the learner: `RUCB(problem, alpha: 0.6)`.
  ///
  /// - Throws: `InvalidSettings` if the argument is out of the range that the card states.
  public init(_ problem: DuelsProblem, alpha: Double = Self.alpha.default) throws(InvalidSettings) {
    try Self.alpha.check(alpha)
    self.alpha = alpha
    counts = DuelCounts(armCount: problem.armCount)
  }

  public mutating func selectPair(at round: Int, noise: inout RoundNoise) -> DuelPair {
    let spread = alpha * .log(Double(round))
    candidates.removeAll(keepingCapacity: true)
    for arm in 0..<counts.armCount {
      if (0..<counts.armCount).allSatisfy({ counts.upper(arm, $0, spread: spread) >= 0.5 }) { candidates.append(arm) }
    }
    if let arm = hypothesis, !candidates.contains(arm) { hypothesis = nil }
    if candidates.count == 1 { hypothesis = candidates[0] }
    let champion = champion(&noise)
    return DuelPair(champion, challenger(of: champion, spread, &noise))
  }

  private mutating func champion(_ noise: inout RoundNoise) -> Int {
    if candidates.isEmpty { return noise.integer(below: counts.armCount) }
    if candidates.count == 1 { return candidates[0] }
    if let arm = hypothesis {
      if noise.uniform() < 0.5 { return arm }
      candidates.removeAll { $0 == arm }
    }
    return noise.element(of: candidates)
  }

  private mutating func challenger(of champion: Int, _ spread: Double, _ noise: inout RoundNoise) -> Int {
    var best = -Double.infinity
    rivals.removeAll(keepingCapacity: true)
    for arm in 0..<counts.armCount {
      let bound = counts.upper(arm, champion, spread: spread)
      if bound > best {
        best = bound
        rivals.removeAll(keepingCapacity: true)
      }
      if bound == best { rivals.append(arm) }
    }
    if rivals.count > 1 { rivals.removeAll { $0 == champion } }
    return noise.element(of: rivals)
  }

  /// Counts the duel.
  public mutating func observe(firstWon: Bool, of pair: DuelPair, at round: Int) {
    counts.add(pair, firstWon: firstWon)
  }
}
