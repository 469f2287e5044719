import BanditCards
import BanditExperiments
import BanditGames
import BanditStreams

/// One kind of instance against one learner: the place where the compiler meets both, and specialises the loop for them.
///
/// A learner's entry has a seat for every type of instance of its families. Models that draw instances of a known type
/// cost nothing here.
public struct Seat: Sendable {
  /// The interaction.
  public let family: Family
  /// The simulation of a cell; `nil` where the model draws instances of another type, or the settings are for another
  /// seat.
  @usableFromInline
  let bind:
    @Sendable (
      _ settings: Settings, _ model: any EnvironmentModel, _ context: CellContext
    ) throws(InvalidSettings) -> Simulation?

  @usableFromInline
  init(
    family: Family,
    bind:
      @escaping @Sendable (
        _ settings: Settings, _ model: any EnvironmentModel, _ context: CellContext
      ) throws(InvalidSettings) -> Simulation?
  ) {
    self.family = family
    self.bind = bind
  }

  /// The seat of a learner.
  ///
  /// Inlinable, so that the loop is specialised also for learners and environments from other packages. A seat over an
  /// erased environment (`BanditGame<AnyBandit, MyLearner>`) takes every instance of the family.
  @inlinable
  public init<G: Game>(_ game: G.Type) where G.Learner: Configurable, G.Learner.Problem == G.Problem {
    self.init(family: G.family) { settings, model, context throws(InvalidSettings) in
      guard let source = InstanceSource(model, for: game) else { return nil }
      let problem = source.problem
      let learner = try G.Learner(settings: settings, problem: problem)
      return { replications, stop in
        ReplicationRunner.run(replications, context: context, addressCount: problem.addressCount, stop: stop) {
          G(
            environment: source.instance($0, &$1), learner: learner, problem: problem,
            coupling: context.streams.coupling)
        }
      }
    }
  }

  /// The seat of a yardstick, which is made anew for each replication, from the truth of its instance.
  @inlinable
  public init<G: Game>(yardstick game: G.Type)
  where
    G.Learner: Yardstick, G.Learner.Problem == G.Problem, G.Environment: Truthful,
    G.Learner.Truth == G.Environment.Truth
  {
    self.init(family: G.family) { settings, model, context throws(InvalidSettings) in
      guard let source = InstanceSource(model, for: game) else { return nil }
      let problem = source.problem
      try G.Learner.check(settings: settings, problem: problem, truth: source.common?.truth)
      return { replications, stop in
        ReplicationRunner.run(replications, context: context, addressCount: problem.addressCount, stop: stop) {
          let environment = source.instance($0, &$1)
          return G(
            environment: environment,
            learner: G.Learner(settings: settings, problem: problem, truth: environment.truth), problem: problem,
            coupling: context.streams.coupling)
        }
      }
    }
  }

  /// This seat, for settings that fulfil a condition only.
  public func when(_ condition: @escaping @Sendable (Settings) -> Bool) -> Seat {
    let bind = bind
    return Seat(family: family) { settings, model, context throws(InvalidSettings) in
      condition(settings) ? try bind(settings, model, context) : nil
    }
  }
}

/// The instances of a model, if a game can play them.
@usableFromInline
struct InstanceSource<Environment: Sendable, Problem: ProblemStatement>: Sendable {
  @usableFromInline let problem: Problem
  /// The instance of all replications; `nil` where they differ.
  @usableFromInline let common: Environment?
  @usableFromInline let instance: @Sendable (_ replication: Int, _ stream: inout RandomStream) -> Environment

  @usableFromInline
  init?<G: Game>(_ model: any EnvironmentModel, for game: G.Type)
  where G.Environment == Environment, G.Problem == Problem {
    if let model = model as? any EnvironmentModel<Environment, Problem> {
      problem = model.problem
      common = model.commonInstance
      instance = { model.instance(of: $0, from: &$1) }
      return
    }
    guard let erasing = Environment.self as? any ErasedEnvironment.Type, let source = Self.erased(model, erasing) else {
      return nil
    }
    self = source
  }

  private init(
    problem: Problem, common: Environment?,
    instance: @escaping @Sendable (_ replication: Int, _ stream: inout RandomStream) -> Environment
  ) {
    self.problem = problem
    self.common = common
    self.instance = instance
  }

  private static func erased<Model: EnvironmentModel>(
    _ model: Model, _ erasing: any ErasedEnvironment.Type
  ) -> InstanceSource? {
    guard let problem = model.problem as? Problem, erasing.erases(Model.Instance.self) else { return nil }
    @Sendable func erase(_ instance: Model.Instance) -> Environment {
      guard let erased = erasing.init(erasing: instance) as? Environment else {
        preconditionFailure("\(erasing) erases every \(Model.Instance.self)")
      }
      return erased
    }
    return InstanceSource(
      problem: problem, common: model.commonInstance.map(erase),
      instance: { erase(model.instance(of: $0, from: &$1)) })
  }
}
