import BanditEnvironments
import BanditGames

/// An environment that scenario files can name.
public struct EnvironmentEntry: Sendable {
  /// What it is, and its parameters.
  public let card: EnvironmentCard
  /// Creates it from validated settings.
  public let make: @Sendable (_ settings: Settings, _ horizon: Int) throws(SettingProblem) -> EnvironmentModel
  /// How many rows its data have, for the horizon `"rows"`; `nil` where there are no rows.
  public let rowCount: (@Sendable (_ settings: Settings) throws(SettingProblem) -> Int)?

  /// Creates an entry.
  init(
    card: EnvironmentCard, rowCount: (@Sendable (_ settings: Settings) throws(SettingProblem) -> Int)? = nil,
    make: @escaping @Sendable (_ settings: Settings, _ horizon: Int) throws(SettingProblem) -> EnvironmentModel
  ) {
    self.card = card
    self.make = make
    self.rowCount = rowCount
  }

  /// An entry for a K-armed bandit.
  static func bandit<Model: BanditModel>(
    _ type: Model.Type, _ wrap: @escaping @Sendable (Model) -> BanditEnvironmentModel
  ) -> EnvironmentEntry {
    EnvironmentEntry(card: Model.card) { settings, horizon throws(SettingProblem) in
      .bandit(wrap(try Model(settings: settings, horizon: horizon)))
    }
  }

  /// An entry for a source of losses.
  static func experts<Model: ExpertsModel>(
    _ type: Model.Type, _ wrap: @escaping @Sendable (Model) -> ExpertsEnvironmentModel
  ) -> EnvironmentEntry {
    EnvironmentEntry(
      card: Model.card,
      rowCount: Model.rowCount,
      make: { settings, horizon throws(SettingProblem) in
        .experts(wrap(try Model(settings: settings, horizon: horizon)))
      })
  }

  /// An entry for a bandit whose means depend on a feature of each arm's history.
  static func feature<Model: FeatureBanditModel>(_ type: Model.Type) -> EnvironmentEntry {
    EnvironmentEntry(card: Model.card) { settings, horizon throws(SettingProblem) in
      .bandit(.feature(try Model.instances(settings: settings, horizon: horizon)))
    }
  }

  /// An entry for grouped data.
  static func grouped<Model: GroupedModel>(
    _ type: Model.Type, _ wrap: @escaping @Sendable (Model) -> GroupedEnvironmentModel
  ) -> EnvironmentEntry {
    EnvironmentEntry(
      card: Model.card,
      rowCount: Model.rowCount,
      make: { settings, horizon throws(SettingProblem) in
        .grouped(wrap(try Model(settings: settings, horizon: horizon)))
      })
  }

  /// An entry for a semi-bandit.
  static func semiBandit<Model: SemiBanditModel>(
    _ type: Model.Type, _ wrap: @escaping @Sendable (Model) -> SemiBanditEnvironmentModel
  ) -> EnvironmentEntry {
    EnvironmentEntry(card: Model.card) { settings, horizon throws(SettingProblem) in
      .semiBandit(wrap(try Model(settings: settings, horizon: horizon)))
    }
  }
}
