import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// Greedy with weights that are lowered at random, once for all arrivals.
public struct PerturbedGreedy: DrawnAtStart, Configurable {
  public static let card = AlgorithmCard(
    id: "perturbed-greedy", family: .matching,
    summary: "Tries the available neighbour with the largest p w after each weight was lowered at random, once.",
    setting: "Probabilities p_uv = p_u p_v, a factor of the vertex times one of the arrival; any weights.",
    rewards: .free,
    rule: [
      "y_u uniform in [0, 1], drawn once; g(y) = e^(y-1);",
      "u = argmax p_uv w_u (1 - g(y_u)) over the neighbours of v that have not succeeded.",
    ],
    swift: "PerturbedGreedy(problem)",
    guarantee:
      """
      1 - 1/e of the offline optimum that knows the graph and sees outcomes, on average, for p_uv = p_u p_v (Goyal and \
      Udwani 2020, algorithm 1, theorem 1). Nothing is known for other probabilities, and it is no ratio to matching-lp.
      """,
    complexity: "O(degree) per arrival.",
    randomness: "A uniform number for each vertex before the first arrival.",
    numerics: "Scores tie within a relative 1e-12; the lowest index is tried then, which has probability 0.",
    deviations: "None.",
    guide:
      """
      The best ratio where it applies, large probabilities included. For equal probabilities and weights it is \
      ranking, of which it draws the same numbers.
      """,
    reference:
      """
      V. Goyal and R. Udwani, Online matching with stochastic rewards: optimal competitive ratio via path based \
      formulation, EC 2020; without stochastic rewards G. Aggarwal, G. Goel, C. Karande and A. Mehta, SODA 2011.
      """)

  public var moves: [MatchingMove] = []
  private var luck: VertexLuck
  /// 1 - g(y).
  private var factors: [Double]

  public init(settings: Settings, problem: MatchingProblem) throws(InvalidSettings) {
    _ = try Self.card.settings(settings)
    self.init(problem)
  }

  /// Creates the learner: `PerturbedGreedy(problem)`.
  public init(_ problem: MatchingProblem) {
    luck = VertexLuck(count: problem.vertexCount)
    factors = Array(repeating: 1, count: problem.vertexCount)
  }

  /// Creates the learner with its luck.
  ///
  /// - Parameter numbers: y of each vertex, in [0, 1].
  public init(numbers: [Double]) {
    luck = VertexLuck(numbers)
    factors = numbers.map(Self.factor)
  }

  private static func factor(_ number: Double) -> Double { -Double.expMinusOne(number - 1) }

  /// The numbers are drawn at the first arrival.
  public mutating func selectVertex(_ view: MatchingView, at round: Int, noise: inout RoundNoise) -> Int? {
    if luck.draw(from: &noise) {
      for vertex in factors.indices { factors[vertex] = Self.factor(luck.numbers[vertex]) }
    }
    var list: [MatchingMove] = []
    swap(&list, &moves)
    list.removeAll(keepingCapacity: true)
    writeMoves(&list, for: view, at: round)
    let vertex = list[0].vertex
    swap(&list, &moves)
    return vertex
  }

  public mutating func writeMoves(_ moves: inout [MatchingMove], for view: MatchingView, at round: Int) {
    BestNeighbors.write(&moves, for: view, ties: .lowest) {
      $0.probability * view.weights[$0.vertex] * factors[$0.vertex]
    }
  }

  /// Nothing is learned.
  public mutating func observe(success: Bool, of edge: MatchingEdge, at round: Int) {}
}
