import BanditCards
import BanditGames
import BanditStreams

/// A model with the defaults of its card but for the given settings.
func model<Model: EnvironmentModel>(_ type: Model.Type, _ settings: Settings, horizon: Int = 100) throws -> Model {
  try Model(settings: Settings(defaultsOf: Model.card.parameters, given: settings), horizon: horizon)
}

/// The losses of the first thirty rounds of the first three replications of a model.
func draws<Model: EnvironmentModel>(_ model: Model) -> [[[Double]]] where Model.Instance: ExpertsEnvironment {
  (0..<3).map { replication in
    var stream = RandomStream(key: StreamKey(seed: 1).child(index: replication))
    return losses(of: model.instance(of: replication, from: &stream), rounds: 30)
  }
}

/// A list of numbers as a setting.
func list(_ numbers: [Double]) -> Setting { .list(numbers.map { .number($0) }) }
