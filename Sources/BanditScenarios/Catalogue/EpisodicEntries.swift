import BanditEnvironments
import BanditExperiments
import BanditGames
import BanditStreams

extension AlgorithmEntry {
  /// An entry for a learner in episodic processes.
  @inlinable
  public static func episodic<Learner: ConfigurableEpisodicLearner>(_ type: Learner.Type) -> AlgorithmEntry {
    AlgorithmEntry(card: Learner.card) { settings, environment, context throws(SettingProblem) in
      guard case .episodic(let model) = environment else { throw mismatch(environment, .episodic) }
      let problem = model.problem
      try Learner.check(settings: settings, problem: problem)
      return { replications, stop in
        ReplicationRunner.run(
          replications, context: context, itemCount: problem.layerCount, stop: stop
        ) { _, stream in
          let environment = model.instance(from: &stream)
          let learner = Learner(settings: settings, problem: problem, process: environment.process)
          return EpisodicGame(environment: environment, learner: learner)
        }
      }
    }
  }
}

extension EnvironmentEntry {
  /// An entry for the episodic process.
  static func episodic(_ type: AdversarialProcessModel.Type) -> EnvironmentEntry {
    EnvironmentEntry(card: type.card) { settings, horizon throws(SettingProblem) in
      .episodic(try AdversarialProcessModel(settings: settings, horizon: horizon))
    }
  }
}

/// What the planner asks of an episodic process.
extension AdversarialProcessModel: EnvironmentDescription {
  /// Episodes.
  public var family: Family { .episodic }

  /// What instance and learner keep numbers of: a few for each pair and for each transition.
  public var itemCount: Int { problem.pairCount * (1 + problem.stateCount) }
}
