import BanditEnvironments
import BanditExperiments
import BanditGames
import BanditStreams

extension EnvironmentEntry {
  /// An entry for advertising channels.
  static func channels<Model: ChannelsModel>(
    _ type: Model.Type, _ wrap: @escaping @Sendable (Model) -> ChannelsEnvironmentModel
  ) -> EnvironmentEntry {
    EnvironmentEntry(card: Model.card) { settings, horizon throws(SettingProblem) in
      .channels(wrap(try Model(settings: settings, horizon: horizon)))
    }
  }
}

extension AlgorithmEntry {
  /// An entry for a learner of one's own or of the catalogue that steers channels.
  @inlinable
  public static func channels<Policy: ConfigurableChannelsPolicy>(_ type: Policy.Type) -> AlgorithmEntry {
    AlgorithmEntry(card: Policy.card) { settings, environment, context throws(SettingProblem) in
      guard case .channels(let model) = environment else { throw mismatch(environment, .channels) }
      return simulation(of: model, context, policy: try Policy(settings: settings, problem: model.problem))
    }
  }

  /// An entry for a policy that is told the truth about the channels.
  @inlinable
  public static func channelsOracle<Policy: OracleChannelsPolicy>(_ type: Policy.Type) -> AlgorithmEntry {
    AlgorithmEntry(card: Policy.card) { settings, environment, context throws(SettingProblem) in
      guard case .channels(let model) = environment else { throw mismatch(environment, .channels) }
      return simulation(
        of: model, context,
        policy: try Policy(settings: settings, problem: model.problem, truth: model.truth))
    }
  }

  /// One line per environment: here the compiler meets every pair.
  @inlinable
  static func simulation<Policy: ChannelsPolicy>(
    of model: ChannelsEnvironmentModel, _ context: CellContext, policy: Policy
  ) -> Simulation {
    switch model {
    case .autobidding(let model): simulation(of: model, context, policy: policy)
    }
  }

  @inlinable
  static func simulation<Model: ChannelsModel, Policy: ChannelsPolicy>(
    of model: Model, _ context: CellContext, policy: Policy
  ) -> Simulation {
    { replications, stop in
      ReplicationRunner.run(
        replications, context: context, itemCount: model.problem.channelCount, stop: stop
      ) { _, instance in
        ChannelsGame(environment: model.instance(from: &instance), policy: policy)
      }
    }
  }
}
