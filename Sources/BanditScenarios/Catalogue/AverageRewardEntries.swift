import BanditEnvironments
import BanditExperiments
import BanditGames
import BanditStreams

extension EnvironmentEntry {
  /// An entry for an average-reward problem.
  static func averageReward<Model: AverageRewardModel>(
    _ type: Model.Type, _ wrap: @escaping @Sendable (Model) -> AverageRewardEnvironmentModel
  ) -> EnvironmentEntry {
    EnvironmentEntry(card: Model.card) { settings, horizon throws(SettingProblem) in
      .averageReward(wrap(try Model(settings: settings, horizon: horizon)))
    }
  }
}

extension AlgorithmEntry {
  /// An entry for a learner of average-reward problems, of one's own or of the catalogue.
  ///
  /// Inlinable, so that the loop is specialised for the learner even when it comes from another package.
  @inlinable
  public static func averageReward<Learner: ConfigurableAverageRewardLearner>(
    _ type: Learner.Type
  ) -> AlgorithmEntry {
    AlgorithmEntry(card: Learner.card) { settings, environment, context throws(SettingProblem) in
      guard case .averageReward(let model) = environment else { throw mismatch(environment, .averageReward) }
      let fresh = try Learner(settings: settings, problem: model.problem)
      return simulation(of: model, context) { _ in fresh }
    }
  }

  /// An entry for a learner of average-reward problems that is told the truth of its instance.
  @inlinable
  public static func averageRewardOracle<Learner: OracleAverageRewardLearner>(
    _ type: Learner.Type
  ) -> AlgorithmEntry {
    AlgorithmEntry(card: Learner.card) { settings, environment, context throws(SettingProblem) in
      guard case .averageReward(let model) = environment else { throw mismatch(environment, .averageReward) }
      let problem = model.problem
      try Learner.check(settings: settings, problem: problem)
      return simulation(of: model, context) { Learner(settings: settings, problem: problem, truth: $0) }
    }
  }

  @inlinable
  static func simulation<Learner: AverageRewardLearner>(
    of model: AverageRewardEnvironmentModel, _ context: CellContext,
    learner: @escaping @Sendable (AverageRewardTruth) -> Learner
  ) -> Simulation {
    { replications, stop in
      ReplicationRunner.run(
        replications, context: context, itemCount: model.problem.pairCount, stop: stop
      ) { _, instance in
        let environment = model.instance(from: &instance)
        return AverageRewardGame(
          environment: environment, learner: learner(environment.truth), coupling: context.streams.coupling)
      }
    }
  }
}
