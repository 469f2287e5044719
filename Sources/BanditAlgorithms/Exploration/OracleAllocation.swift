import BanditCards
import BanditGames
import BanditStreams

/// Asks queries in the shares that the lower bound asks for, of which it is told.
public struct OracleAllocation: ExplorationLearner, Yardstick {
  public static let card = AlgorithmCard(
    id: "oracle-allocation", family: .exploration,
    summary: "Asks queries in the shares of the lower bound for this very instance: a yardstick.",
    setting: "Any; it is told the truth, but answers from responses alone.",
    rule: [
      "x_t = argmax_x t lambda*_x - N_x.",
      "lambda*: vectors and sets, the minimum of rho*(lambda) = max_z |z* - z|^2 / gap(z)^2 in the norm of A(lambda)^-1;",
      "hypotheses, the maximum over lambda of min_h sum_x lambda_x kl(p_x, p_hx);",
      "thresholds, in proportion to 1/(|mu_x - level| + margin)^2. Where several answers are right, uniform.",
      AnswerEstimate.rule,
    ],
    swift: "OracleAllocation(settings: [:], problem: problem, truth: truth)",
    guarantee: "None proved here.",
    complexity: "O(K) per round; the shares once for an instance.", randomness: "None.",
    numerics: """
      rho* by 20,000 steps of exponentiated gradients, the best iterate kept (relative error of 1e-4 or less in the \
      cases tested); hypotheses by a linear programme. Ties: the first one.
      """,
    deviations: "None.",
    guide: """
      What a learner loses by not knowing where to look. The shares are for high confidence: with a budget of a few \
      queries others can do better.
      """,
    reference: """
      M. Soare, A. Lazaric and R. Munos, Best-arm identification in linear bandits, NIPS 2014; T. Fiez et al., Sequential \
      experimental design for transductive linear bandits, NeurIPS 2019.
      """)

  private let weights: [Double]
  private var estimate: AnswerEstimate

  public init(settings: Settings, problem: ExplorationProblem, truth: ExplorationTruth) {
    estimate = AnswerEstimate(problem)
    let count = problem.queryCount
    weights = truth.allocation?.weights ?? Array(repeating: 1 / Double(count), count: count)
  }

  public mutating func selectQuery(at round: Int, noise: inout RoundNoise) -> Int {
    var best = 0
    var largest = -Double.infinity
    for query in weights.indices {
      let lag = Double(round) * weights[query] - Double(estimate.counts[query])
      if lag > largest {
        largest = lag
        best = query
      }
    }
    return best
  }

  public mutating func observe(_ response: Double, to query: Int, at round: Int) {
    estimate.observe(response, to: query)
  }

  public var answer: [Int] { estimate.answer }
}
