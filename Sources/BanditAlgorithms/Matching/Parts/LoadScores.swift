import BanditComparators
import BanditGames

/// The load of failed attempts of each vertex, and what a function makes of it: computed at a failure, not at each
/// arrival.
struct LoadScores: Sendable {
  private let function: BalanceFunction
  private var loads: [Double]
  private(set) var factors: [Double]

  init(_ function: BalanceFunction, vertexCount: Int) {
    self.function = function
    loads = Array(repeating: 0, count: vertexCount)
    factors = Array(repeating: function.value(0), count: vertexCount)
  }

  mutating func fail(_ edge: MatchingEdge) {
    loads[edge.vertex] += edge.probability
    factors[edge.vertex] = function.value(loads[edge.vertex])
  }
}
