import BanditEnvironments
import BanditExperiments
import BanditGames
import BanditStreams

extension AlgorithmEntry {
  /// An entry for a semi-bandit policy of one's own or of the catalogue; inlinable as `bandit(_:)`.
  @inlinable
  public static func semiBandit<Policy: ConfigurableSemiBanditPolicy>(_ type: Policy.Type) -> AlgorithmEntry {
    AlgorithmEntry(card: Policy.card) { settings, environment, context throws(SettingProblem) in
      let model = try semiBandit(environment)
      let fresh = try Policy(settings: settings, problem: model.problem)
      return simulation(of: model, context) { _ in fresh }
    }
  }

  /// An entry for a semi-bandit policy that is told the truth of its instance.
  @inlinable
  public static func semiBanditOracle<Policy: OracleSemiBanditPolicy>(_ type: Policy.Type) -> AlgorithmEntry {
    AlgorithmEntry(card: Policy.card) { settings, environment, context throws(SettingProblem) in
      let model = try semiBandit(environment)
      let problem = model.problem
      try Policy.check(settings: settings, problem: problem)
      return simulation(of: model, context) {
        Policy(settings: settings, problem: problem, truth: $0)
      }
    }
  }

  /// One line per environment: here the compiler meets every pair.
  @inlinable
  static func simulation<Policy: SemiBanditPolicy>(
    of model: SemiBanditEnvironmentModel, _ context: CellContext,
    policy: @escaping @Sendable (SemiBanditTruth) -> Policy
  ) -> Simulation {
    switch model {
    case .recovering(let model): simulation(of: model, context, policy: policy)
    }
  }

  @inlinable
  static func simulation<Model: SemiBanditModel, Policy: SemiBanditPolicy>(
    of model: Model, _ context: CellContext, policy: @escaping @Sendable (SemiBanditTruth) -> Policy
  ) -> Simulation {
    { replications, stop in
      ReplicationRunner.run(
        replications, context: context, itemCount: model.problem.armCount, stop: stop
      ) { _, instance in
        let environment = model.instance(from: &instance)
        return SemiBanditGame(
          environment: environment, policy: policy(environment.truth), coupling: context.streams.coupling)
      }
    }
  }

  @usableFromInline
  static func semiBandit(_ environment: EnvironmentModel) throws(SettingProblem) -> SemiBanditEnvironmentModel {
    guard case .semiBandit(let model) = environment else { throw mismatch(environment, .semiBandit) }
    return model
  }
}
