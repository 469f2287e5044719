import BanditAlgorithms
import BanditEnvironments
import BanditExperiments
import BanditGames
import BanditStreams

extension AlgorithmEntry {
  /// An entry for a policy that plays for losses.
  ///
  /// Inlinable, so that the loop is specialised for the policy and every source even when the policy comes from another
  /// package.
  @inlinable
  public static func experts<Policy: ConfigurableExpertsPolicy>(_ type: Policy.Type) -> AlgorithmEntry {
    AlgorithmEntry(card: Policy.card) { settings, environment, context throws(SettingProblem) in
      guard case .experts(let model) = environment else { throw mismatch(environment, .experts) }
      return simulation(of: model, context, policy: try Policy(settings: settings, problem: model.problem))
    }
  }

  /// An entry for follow-the-regularized-leader, which sees the losses of all actions where its settings say so.
  static func ftrl(_ type: FTRLPolicy.Type) -> AlgorithmEntry {
    let asBandit = bandit(type)
    return AlgorithmEntry(card: type.card, families: asBandit.families) {
      settings, environment, context throws(SettingProblem) in
      guard case .experts(let model) = environment, FTRLExperts.isMeant(by: settings) else {
        return try asBandit.bind(settings, environment, context)
      }
      return simulation(of: model, context, policy: try FTRLExperts(settings: settings, problem: model.problem))
    }
  }

  /// A bandit policy in a game of losses: the simulation of a cell.
  ///
  /// - Throws: `SettingProblem` if the policy refuses its settings, or cannot see its own loss in every round.
  @inlinable
  static func rewarded<Policy: ConfigurableBanditPolicy>(
    _ type: Policy.Type, _ settings: Settings, _ model: ExpertsEnvironmentModel, _ context: CellContext
  ) throws(SettingProblem) -> Simulation {
    let problem = model.problem
    try problem.requireOwnLosses(for: Policy.card.id)
    let policy = try Policy(settings: settings, problem: problem.asBandit)
    return simulation(of: model, context, policy: RewardedByLosses(policy))
  }

  /// One line per kind of source: here the compiler meets every pair.
  @inlinable
  static func simulation<Policy: ExpertsPolicy>(
    of model: ExpertsEnvironmentModel, _ context: CellContext, policy: Policy
  ) -> Simulation {
    let problem = model.problem
    return switch model {
    case .iid(let model): simulation(problem, context, policy) { model.instance(from: &$0) }
    case .table(let model): simulation(problem, context, policy) { model.instance(from: &$0) }
    case .piecewise(let model): simulation(problem, context, policy) { model.instance(from: &$0) }
    case .constrained(let model): simulation(problem, context, policy) { model.instance(from: &$0) }
    case .randomWalk(let model): simulation(problem, context, policy) { model.instance(from: &$0) }
    }
  }

  // Generic over the source, not the model: models that share a source share the loop.
  @inlinable
  static func simulation<Environment: ExpertsEnvironment, Policy: ExpertsPolicy>(
    _ problem: ExpertsProblem, _ context: CellContext, _ policy: Policy,
    instance: @escaping @Sendable (_ stream: inout RandomStream) -> Environment
  ) -> Simulation {
    { replications, stop in
      ReplicationRunner.run(
        replications, context: context, itemCount: problem.actionCount, stop: stop
      ) { _, stream in
        ExpertsGame(environment: instance(&stream), policy: policy, problem: problem)
      }
    }
  }
}
