import BanditAlgorithms
import BanditEnvironments
import BanditExperiments
import BanditGames
import BanditStreams

extension AlgorithmEntry {
  /// An entry for a learner on grouped data, of one's own or of the catalogue; specialised for every
  /// environment, also from another package.
  @inlinable
  public static func grouped<Learner: ConfigurableGroupedLearner>(_ type: Learner.Type) -> AlgorithmEntry {
    AlgorithmEntry(card: Learner.card) { settings, environment, context throws(SettingProblem) in
      let model = try groupedModel(environment)
      return simulation(of: model, context, learner: try Learner(settings: settings, problem: model.problem))
    }
  }

  /// The entry for the groupwise reduction: its base learner is a setting.
  static func groupwise(_ type: GroupwiseRidge.Type) -> AlgorithmEntry {
    AlgorithmEntry(card: GroupwiseRidge.card) { settings, environment, context throws(SettingProblem) in
      let model = try groupedModel(environment)
      let problem = model.problem
      if settings.text("base") == "vaw" {
        let base = try VovkAzouryWarmuth(settings: settings, problem: problem)
        return simulation(
          of: model, context, learner: GroupwiseRidge.learner(over: base, settings: settings, problem: problem))
      }
      let base = try OnlineRidge(settings: settings, problem: problem)
      return simulation(
        of: model, context, learner: GroupwiseRidge.learner(over: base, settings: settings, problem: problem))
    }
  }

  /// One line per environment: here the compiler meets every pair.
  @inlinable
  static func simulation<Learner: GroupedLearner>(
    of model: GroupedEnvironmentModel, _ context: CellContext, learner: Learner
  ) -> Simulation {
    switch model {
    case .synthetic(let model): simulation(of: model, context, learner: learner)
    case .csv(let model): simulation(of: model, context, learner: learner)
    }
  }

  @inlinable
  static func simulation<Model: GroupedModel, Learner: GroupedLearner>(
    of model: Model, _ context: CellContext, learner: Learner
  ) -> Simulation {
    { replications, stop in
      ReplicationRunner.run(replications, context: context, itemCount: 1, stop: stop) { replication, instance in
        GroupedGame(environment: model.instance(of: replication, from: &instance), learner: learner)
      }
    }
  }

  @usableFromInline
  static func groupedModel(_ environment: EnvironmentModel) throws(SettingProblem) -> GroupedEnvironmentModel {
    guard case .grouped(let model) = environment else { throw mismatch(environment, .grouped) }
    return model
  }
}
