import BanditEnvironments
import BanditExperiments
import BanditGames
import BanditStreams

extension AlgorithmEntry {
  /// An entry for a policy of one's own or of the catalogue.
  ///
  /// Inlinable, so that the loop is specialised for the policy and every environment even when the
  /// policy comes from another package.
  @inlinable
  public static func bandit<Policy: ConfigurableBanditPolicy>(_ type: Policy.Type) -> AlgorithmEntry {
    AlgorithmEntry(card: Policy.card, families: [.bandit, .experts]) {
      settings, environment, context throws(SettingProblem) in
      if case .experts(let model) = environment { return try rewarded(type, settings, model, context) }
      guard case .bandit(let model) = environment else { throw mismatch(environment, .bandit) }
      let fresh = try Policy(settings: settings, problem: model.problem)
      return simulation(of: model, context) { _ in fresh }
    }
  }

  /// An entry for a policy that is told the truth of its instance.
  @inlinable
  public static func oracle<Policy: OracleBanditPolicy>(_ type: Policy.Type) -> AlgorithmEntry {
    AlgorithmEntry(card: Policy.card) { settings, environment, context throws(SettingProblem) in
      guard case .bandit(let model) = environment else { throw mismatch(environment, .bandit) }
      let problem = model.problem
      try Policy.check(settings: settings, problem: problem)
      return simulation(of: model, context) {
        Policy(settings: settings, problem: problem, truth: $0)
      }
    }
  }

  /// One line per environment: here the compiler meets every pair.
  @inlinable
  static func simulation<Policy: BanditPolicy>(
    of model: BanditEnvironmentModel, _ context: CellContext,
    policy: @escaping @Sendable (BanditTruth) -> Policy
  ) -> Simulation {
    switch model {
    case .bernoulli(let model): simulation(of: model, context, policy: policy)
    case .gaussian(let model): simulation(of: model, context, policy: policy)
    case .arms(let model): simulation(of: model, context, policy: policy)
    case .piecewise(let model): simulation(of: model, context, policy: policy)
    case .weightedTallying(let model): simulation(of: model, context, policy: policy)
    case .feature(let model): simulation(of: model, context, policy: policy)
    }
  }

  @inlinable
  static func simulation<Model: BanditInstances, Policy: BanditPolicy>(
    of model: Model, _ context: CellContext, policy: @escaping @Sendable (BanditTruth) -> Policy
  ) -> Simulation {
    { replications, stop in
      ReplicationRunner.run(
        replications, context: context, itemCount: model.problem.armCount, stop: stop
      ) { _, instance in
        let environment = model.instance(from: &instance)
        return BanditGame(
          environment: environment, policy: policy(environment.truth),
          coupling: context.streams.coupling)
      }
    }
  }
}
