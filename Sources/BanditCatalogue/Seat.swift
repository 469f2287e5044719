import BanditCards
import BanditExperiments
import BanditGames
import BanditStreams

/// One kind of instance against one learner: the place where the compiler meets both, and specialises the loop for
/// them.
///
/// A learner's entry has a seat for every type of instance of its families. Models that draw instances of a known type
/// cost nothing here.
public struct Seat: Sendable {
  /// The interaction.
  public let family: Family
  /// Whether its loop knows the types of neither.
  let isErased: Bool
  /// The learner's simulation of a cell; `nil` where the model draws instances of another type, or the settings are for
  /// another seat.
  @usableFromInline
  let bind:
    @Sendable (
      _ settings: Settings, _ model: any EnvironmentModel, _ context: CellContext
    ) throws(InvalidSettings) -> Seated?

  @usableFromInline
  init(
    family: Family, isErased: Bool = false,
    bind:
      @escaping @Sendable (
        _ settings: Settings, _ model: any EnvironmentModel, _ context: CellContext
      ) throws(InvalidSettings) -> Seated?
  ) {
    self.family = family
    self.isErased = isErased
    self.bind = bind
  }

  /// The seat of a learner; inlinable, so that the loop is specialised also for types from other packages.
  @inlinable
  public init<G: Game>(_ game: G.Type) where G.Learner: Configurable, G.Learner.Problem == G.Problem {
    self.init(lockstep: InTurn<G>.self)
  }

  /// The seat of a learner that is played many replications at a time; only for settings and results that allow it, so
  /// that the learner needs a plain seat, too.
  @inlinable
  public init<B: BlockGame & ~Copyable>(lockstep block: B.Type)
  where B.Base.Learner: Configurable, B.Base.Learner.Problem == B.Base.Problem {
    self.init(family: B.Base.family) { settings, model, context throws(InvalidSettings) in
      guard let model = model as? any EnvironmentModel<B.Base.Environment, B.Base.Problem> else { return nil }
      let problem = model.problem
      let learner = try B.Base.Learner(settings: settings, problem: problem)
      guard B.suits(learner, problem: problem, notions: context.layout.notions, metrics: context.layout.metrics) else {
        return nil
      }
      return Seated(
        historyBytes: learner.historyBytes(problem: problem),
        caveats: Caveats.of(learner) + Caveats.missing(context.layout.notions, for: B.Base.Learner.self),
        Simulation(B.self, context, problem, environment: { model.instance(of: $0, from: &$1) }) { _ in learner })
    }
  }

  /// The seat of a yardstick, which is made for each replication, from the truth of its instance.
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
      return Seated(
        caveats: G.Learner.caveats(settings: settings, problem: problem)
          + Caveats.missing(context.layout.notions, for: G.Learner.self),
        Simulation(InTurn<G>.self, context, problem, environment: { model.instance(of: $0, from: &$1) }) {
          G.Learner(settings: settings, problem: problem, truth: $0.truth)
        })
    }
  }

  /// The last seat of a learner: in a game of erased types, at any environment of the family. One loop serves all
  /// learners, so that this costs no code for each of them.
  ///
  /// - Parameters:
  ///   - learner: whose seat it is.
  ///   - game: of erased types, such as `BanditGame<AnyBandit, AnyBanditLearner>`.
  public init<L: Configurable, G: Game>(_ learner: L.Type, erasedIn game: G.Type)
  where G.Environment: ErasedEnvironment, G.Learner: ErasedLearner, L.Problem == G.Problem {
    self.init(family: G.family, isErased: true) { settings, model, context throws(InvalidSettings) in
      guard let source = ErasedSource(model, for: game) else { return nil }
      let itself = try L(settings: settings, problem: source.problem)
      let learner = G.Learner(erasing: itself)!
      return Seated(
        historyBytes: itself.historyBytes(problem: source.problem),
        caveats: Caveats.of(itself) + Caveats.missing(context.layout.notions, for: L.self),
        Simulation(InTurn<G>.self, context, source.problem, environment: source.instance) { _ in learner })
    }
  }

  /// The last seat of a yardstick.
  public init<L: Yardstick, G: Game>(yardstick: L.Type, erasedIn game: G.Type)
  where
    G.Environment: ErasedEnvironment & Truthful, G.Learner: ErasedLearner, L.Problem == G.Problem,
    L.Truth == G.Environment.Truth
  {
    self.init(family: G.family, isErased: true) { settings, model, context throws(InvalidSettings) in
      guard let source = ErasedSource(model, for: game) else { return nil }
      let problem = source.problem
      try L.check(settings: settings, problem: problem, truth: source.common?.truth)
      return Seated(
        caveats: L.caveats(settings: settings, problem: problem)
          + Caveats.missing(context.layout.notions, for: L.self),
        Simulation(InTurn<G>.self, context, problem, environment: source.instance) {
          G.Learner(erasing: L(settings: settings, problem: problem, truth: $0.truth))!
        })
    }
  }

  /// The seat of another program at bandits of any type. One loop serves them all: the pipes take most of the time.
  ///
  /// - Parameter command: what settings say of the program, which works in a folder.
  package init(
    external command:
      @escaping @Sendable (
        _ settings: Settings, _ problem: BanditProblem, _ folder: String
      ) throws(InvalidSettings) -> ExternalCommand
  ) {
    self.init(family: .bandit) { settings, model, context throws(InvalidSettings) in
      guard let source = ErasedSource(model, for: ExternalBlock.Base.self) else { return nil }
      if model is any BanditTermsModel {
        throw InvalidSettings(
          "",
          "another program is told each reward at once and chooses among all arms; this environment has terms of play "
            + "(`delay`, `available` or costs)")
      }
      let command = try command(settings, source.problem, context.folder)
      return Seated(
        warnings: command.unwatchedFiles.map {
          "\($0) is not among its \"files\", so that nobody notices when it changes, and what it played before stays"
        }, Simulation(command, context, source.problem, environment: source.instance))
    }
  }

  /// The seat that a learner cannot take: its models refuse it, with a sentence.
  public init<Model: EnvironmentModel>(refusedBy model: Model.Type, because sentence: String) {
    self.init(family: Model.card.family) { _, model, _ throws(InvalidSettings) in
      guard model is Model else { return nil }
      throw InvalidSettings("", sentence)
    }
  }

  /// This seat, for settings that fulfil a condition only.
  public func when(_ condition: @escaping @Sendable (Settings) -> Bool) -> Seat {
    let bind = bind
    return Seat(family: family, isErased: isErased) { settings, model, context throws(InvalidSettings) in
      condition(settings) ? try bind(settings, model, context) : nil
    }
  }
}

/// A learner that has taken its seat: the simulation of a cell.
public struct Seated: Sendable {
  /// The memory that the learner of a replication takes beyond a few numbers for each address, in bytes.
  public let historyBytes: Int
  /// Which guarantees do not hold, see `Caveated`.
  public let caveats: [String]
  /// What a user should know before the run, and results need not say.
  public let warnings: [String]
  /// Simulates some replications.
  public let simulation: Simulation

  @usableFromInline
  init(historyBytes: Int = 0, caveats: [String] = [], warnings: [String] = [], _ simulation: Simulation) {
    self.historyBytes = historyBytes
    self.caveats = caveats
    self.warnings = warnings
    self.simulation = simulation
  }
}

/// The instances of a model of any type, for a game of erased types.
private struct ErasedSource<Environment: ErasedEnvironment, Problem: ProblemStatement>: Sendable {
  let problem: Problem
  /// The instance of all replications; `nil` where they differ.
  let common: Environment?
  let instance: @Sendable (_ replication: Int, _ stream: inout RandomStream) -> Environment

  /// `nil` if the model is of another family.
  init?<G: Game>(_ model: any EnvironmentModel, for game: G.Type)
  where G.Environment == Environment, G.Problem == Problem {
    guard let source = Self.source(model) else { return nil }
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

  private static func source<Model: EnvironmentModel>(_ model: Model) -> ErasedSource? {
    guard let problem = model.problem as? Problem, Environment.erases(Model.Instance.self) else { return nil }
    return ErasedSource(
      problem: problem, common: model.commonInstance.map { Environment(erasing: $0)! },
      instance: { Environment(erasing: model.instance(of: $0, from: &$1))! })
  }
}
