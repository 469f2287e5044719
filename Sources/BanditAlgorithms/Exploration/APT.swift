import BanditCards
import BanditGames
import BanditStreams

/// Asks the arm that is hardest to place on one side of the level.
public struct APT: ExplorationLearner, Configurable {
  public static let card = AlgorithmCard(
    id: "apt", family: .exploration,
    summary: "Anytime parameter-free thresholding: asks the arm that is hardest to place on one side of a level.",
    setting: "Arms with fixed means and subgaussian responses, to be compared with a level, a fixed budget.",
    rule: [
      "Each arm once; then argmin_i sqrt(N_i) (|m_i - level| + epsilon), m_i the empirical mean.",
      "Answer: the arms with m_i >= level.",
    ],
    swift: "try APT(problem)",
    guarantee: """
      None proved here. Its authors bound the error probability by a term that falls exponentially in T/H, H the sum of \
      1/(|mu_i - level| + epsilon)^2; constants are not checked here.
      """,
    complexity: "O(K) per round.", randomness: "None.", numerics: "Ties: the first arm.",
    deviations: "epsilon is that of the environment. After the first K rounds, ties go to the first arm.",
    guide: "Sorting arms by a level with a budget. It never stops by itself.",
    reference: """
      A. Locatelli, M. Gutzeit and A. Carpentier, An optimal algorithm for the thresholding bandit problem, ICML 2016, \
      Algorithm 1.
      """)

  private let level: Double
  private let margin: Double
  private var counts: [Int]
  private var sums: [Double]

  public init(settings: Settings, problem: ExplorationProblem) throws(InvalidSettings) {
    _ = try Self.card.settings(settings)
    try self.init(problem)
  }

  /// Creates the learner: `APT(problem)`.
  ///
  /// - Throws: `InvalidSettings` if the environment has no level.
  public init(_ problem: ExplorationProblem) throws(InvalidSettings) {
    (level, margin) = try problem.requireLevel(for: Self.card.id)
    counts = Array(repeating: 0, count: problem.queryCount)
    sums = Array(repeating: 0, count: problem.queryCount)
  }

  /// sqrt(N) (|m - level| + epsilon), of an arm that was asked.
  func certainty(of arm: Int) -> Double {
    let count = Double(counts[arm])
    return count.squareRoot() * (abs(sums[arm] / count - level) + margin)
  }

  public mutating func selectQuery(at round: Int, noise: inout RoundNoise) -> Int {
    if round <= counts.count { return round - 1 }
    var best = 0
    var least = Double.infinity
    for arm in counts.indices {
      let certainty = certainty(of: arm)
      if certainty < least {
        least = certainty
        best = arm
      }
    }
    return best
  }

  public mutating func observe(_ response: Double, to query: Int, at round: Int) {
    counts[query] += 1
    sums[query] += response
  }

  public var answer: [Int] { counts.indices.filter { counts[$0] > 0 && sums[$0] / Double(counts[$0]) >= level } }
}
