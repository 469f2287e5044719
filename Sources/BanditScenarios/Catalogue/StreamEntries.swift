import BanditEnvironments
import BanditExperiments
import BanditGames
import BanditStreams

extension AlgorithmEntry {
  /// An entry for a learner that watches a stream of symbols.
  @inlinable
  public static func stream<Learner: ConfigurableStreamLearner>(_ type: Learner.Type) -> AlgorithmEntry {
    AlgorithmEntry(card: Learner.card) { settings, environment, context throws(SettingProblem) in
      guard case .stream(let model) = environment else { throw mismatch(environment, .stream) }
      let learner = try Learner(settings: settings, problem: model.problem)
      return { replications, stop in
        ReplicationRunner.run(replications, context: context, itemCount: 1, stop: stop) { _, stream in
          StreamGame(stream: model.instance(from: &stream), learner: learner)
        }
      }
    }
  }
}

extension EnvironmentEntry {
  /// An entry for the stream of symbols.
  static func stream(_ type: CategoricalStreamModel.Type) -> EnvironmentEntry {
    EnvironmentEntry(card: type.card) { settings, horizon throws(SettingProblem) in
      .stream(try CategoricalStreamModel(settings: settings, horizon: horizon))
    }
  }
}

/// What the planner asks of a stream of symbols.
extension CategoricalStreamModel: EnvironmentDescription {
  /// A stream.
  public var family: Family { .stream }

  /// One: the stream itself.
  public var itemCount: Int { 1 }
}
