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
  /// Inlinable, so that the loop is specialised also for learners and environments from other packages.
  @inlinable
  public init<G: Game>(_ game: G.Type) where G.Learner: Configurable, G.Learner.Problem == G.Problem {
    self.init(family: G.family) { settings, model, context throws(InvalidSettings) in
      guard let model = model as? any EnvironmentModel<G.Environment, G.Problem> else { return nil }
      let problem = model.problem
      let learner = try G.Learner(settings: settings, problem: problem)
      return { replications, stop in
        ReplicationRunner.run(replications, context: context, addressCount: model.addressCount, stop: stop) {
          G(
            environment: model.instance(of: $0, from: &$1), learner: learner, problem: problem,
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
      guard let model = model as? any EnvironmentModel<G.Environment, G.Problem> else { return nil }
      let problem = model.problem
      try G.Learner.check(settings: settings, problem: problem, truth: model.commonInstance?.truth)
      return { replications, stop in
        ReplicationRunner.run(replications, context: context, addressCount: model.addressCount, stop: stop) {
          let environment = model.instance(of: $0, from: &$1)
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
