import BanditCards
import BanditGames

/// An environment that scenario files can name.
public struct EnvironmentEntry: Sendable {
  /// What it is, and its parameters.
  public let card: EnvironmentCard
  /// Creates it from settings.
  public let make: @Sendable (_ settings: Settings, _ horizon: Int) throws(InvalidSettings) -> any EnvironmentModel
  /// How many rows its data have, for the horizon `"rows"`; `nil` where there are no rows.
  public let rowCount: @Sendable (_ settings: Settings) throws(InvalidSettings) -> Int?

  /// Creates an entry for a model, of your own or of the catalogue.
  public init<Model: EnvironmentModel>(_ model: Model.Type) {
    self.init(
      card: Model.card, rowCount: { settings throws(InvalidSettings) in try Model.rowCount(settings: settings) },
      make: { settings, horizon throws(InvalidSettings) in try Model(settings: settings, horizon: horizon) })
  }

  init(
    card: EnvironmentCard,
    rowCount: @escaping @Sendable (_ settings: Settings) throws(InvalidSettings) -> Int? = {
      _ throws(InvalidSettings) in nil
    },
    make: @escaping @Sendable (_ settings: Settings, _ horizon: Int) throws(InvalidSettings) -> any EnvironmentModel
  ) {
    self.card = card
    self.make = make
    self.rowCount = rowCount
  }
}
