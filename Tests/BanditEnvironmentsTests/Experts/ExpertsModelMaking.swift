import BanditCards
import BanditGames

/// A model with the defaults of its card but for the given settings.
func model<Model: EnvironmentModel>(_ type: Model.Type, _ settings: Settings, horizon: Int = 100) throws -> Model {
  try Model(settings: Settings(defaultsOf: Model.card.parameters, given: settings), horizon: horizon)
}

/// A list of numbers as a setting.
func list(_ numbers: [Double]) -> Setting { .list(numbers.map { .number($0) }) }
