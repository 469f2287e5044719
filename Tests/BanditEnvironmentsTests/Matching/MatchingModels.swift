import BanditCards
import BanditComparators
import BanditEnvironments
import BanditGames
import BanditStreams

/// The vertices of each batch of s arrivals.
func neighborhoods(_ graph: MatchingGraph) -> [[Int]] { graph.kinds.map { $0.edges.map(\.vertex) } }

/// A setting for a list of numbers.
func numbers(_ values: [Double]) -> Setting { .list(values.map { .number($0) }) }

/// The instance of a replication.
func matching<Model: EnvironmentModel>(of model: Model, seed: UInt64 = 1) -> StochasticMatching
where Model.Instance == StochasticMatching {
  var stream = RandomStream(key: StreamKey(seed: seed))
  return model.instance(of: 0, from: &stream)
}
