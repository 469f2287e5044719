import BanditEnvironments
import BanditGames

/// An environment that scenario files can name.
public struct EnvironmentEntry: Sendable {
  /// What it is, and its parameters.
  public let card: EnvironmentCard
  /// Creates it from validated settings.
  public let make: @Sendable (_ settings: Settings, _ horizon: Int) throws(SettingProblem) -> EnvironmentModel

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
    EnvironmentEntry(card: Model.card) { settings, horizon throws(SettingProblem) in
      .experts(wrap(try Model(settings: settings, horizon: horizon)))
    }
  }

  /// An entry for a bandit whose means depend on a feature of each arm's history.
  static func feature<Model: FeatureBanditModel>(_ type: Model.Type) -> EnvironmentEntry {
    EnvironmentEntry(card: Model.card) { settings, horizon throws(SettingProblem) in
      .bandit(.feature(try Model.instances(settings: settings, horizon: horizon)))
    }
  }
}
