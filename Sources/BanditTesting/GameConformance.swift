import BanditCards
import BanditGames
import BanditStreams

/// A world without chance (or with little) for the learners of a family, and what they are told of it.
public struct ScriptedWorld<Environment: Sendable, Problem: Sendable>: Sendable {
  /// How a sentence about it begins, such as "rewards that are huge".
  public let name: String
  /// The world.
  public let environment: Environment
  /// What learners may know of it.
  public let problem: Problem
  /// How many rounds are played in it.
  public let rounds: Int
  /// How many decisions there are to choose from; see `Recorder`.
  public let choices: Int
  /// For how many places a decision is made at once; see `Recorder`.
  public let places: Int
  /// Whether a learner may refuse its problem.
  public let mayBeRefused: Bool

  /// Describes a world.
  public init(
    _ name: String, _ environment: Environment, _ problem: Problem, rounds: Int, choices: Int, places: Int = 1,
    mayBeRefused: Bool = true
  ) {
    self.name = name
    self.environment = environment
    self.problem = problem
    self.rounds = rounds
    self.choices = choices
    self.places = places
    self.mayBeRefused = mayBeRefused
  }
}

/// The worlds in which the learners of a family are examined.
public struct ScriptedArena<Environment: Sendable, Problem: Sendable>: Sendable {
  /// How long a run in the ordinary world is.
  public let rounds: Int
  /// Worlds in which no learner may stray.
  public let hostile: [ScriptedWorld<Environment, Problem>]
  /// A world for so many rounds in which all decisions matter; its beginning does not depend on their number.
  public let ordinary: @Sendable (_ rounds: Int) -> ScriptedWorld<Environment, Problem>

  /// Collects worlds.
  public init(
    rounds: Int, hostile: [ScriptedWorld<Environment, Problem>],
    ordinary: @escaping @Sendable (_ rounds: Int) -> ScriptedWorld<Environment, Problem>
  ) {
    self.rounds = rounds
    self.hostile = hostile
    self.ordinary = ordinary
  }
}

/// What every learner must do, whatever its family and its rule.
///
/// * The defaults of its card and the settings are of the kinds that the card declares, and it can be created with
///   them.
/// * The same key gives the same decisions, also from a copy; other keys give other decisions exactly if it is
///   randomized.
/// * Where the card says anytime, a run to T is the beginning of a run to 2T.
/// * In hostile worlds of its family, no decision is one that no learner may make, and the game does not fail.
/// * Every value at a bound of a parameter is either refused with a message or plays on.
///
/// A learner that traps ends the process: that, too, is a failed test. The suites of the families
/// (`BanditConformance` and so on) supply the worlds, and laws of their own. A family of your own supplies an
/// extension of `Recorder` and worlds:
///
///     let suite = GameConformance<MyGame<MyWorld, Recorder<MyLearner, Int>>, MyLearner, Int>(arena)
///     #expect(suite.violations() == [])
public struct GameConformance<G: Game, Base: Sendable, Entry: Hashable & Sendable>: Sendable
where G.Learner == Recorder<Base, Entry> {
  /// The worlds of the family.
  public typealias World = ScriptedWorld<G.Environment, G.Problem>

  /// What else may be wrong with a run.
  public typealias Audit = @Sendable (PlayedGame<G>) -> String?

  /// Whether the learner draws random numbers under these settings; `nil` to leave that unchecked.
  public let isRandomized: Bool?
  private let card: AlgorithmCard
  private let settings: Settings
  private let arena: ScriptedArena<G.Environment, G.Problem>
  private let audit: Audit?
  private let make: @Sendable (Settings, World) throws(InvalidSettings) -> Base

  private init(
    _ card: AlgorithmCard, _ arena: ScriptedArena<G.Environment, G.Problem>, _ settings: Settings,
    _ isRandomized: Bool?,
    _ audit: Audit?, make: @escaping @Sendable (Settings, World) throws(InvalidSettings) -> Base
  ) {
    self.card = card
    self.arena = arena
    self.settings = Settings(defaultsOf: card.parameters, given: settings)
    self.isRandomized = isRandomized
    self.audit = audit
    self.make = make
  }

  /// Describes the examination of a learner.
  ///
  /// - Parameters:
  ///   - arena: the worlds.
  ///   - settings: the parameters that the card requires, and others to test besides the defaults.
  ///   - isRandomized: whether it draws random numbers under these settings; `nil` to leave that unchecked.
  ///   - audit: looks at every run and says what else is wrong with it; `nil` if nothing is.
  public init(
    _ arena: ScriptedArena<G.Environment, G.Problem>, settings: Settings = [:], isRandomized: Bool? = nil,
    audit: Audit? = nil
  ) where Base: Configurable<G.Problem> {
    self.init(Base.card, arena, settings, isRandomized, audit) { settings, world throws(InvalidSettings) in
      try Base(settings: settings, problem: world.problem)
    }
  }

  /// Describes the examination of a yardstick, which is told the truth of each world.
  public init(
    _ arena: ScriptedArena<G.Environment, G.Problem>, settings: Settings = [:], isRandomized: Bool? = nil,
    audit: Audit? = nil
  ) where G.Environment: Truthful, Base: Yardstick<G.Problem, G.Environment.Truth> {
    self.init(Base.card, arena, settings, isRandomized, audit) { settings, world throws(InvalidSettings) in
      let truth = world.environment.truth
      try Base.check(settings: settings, problem: world.problem, truth: truth)
      return Base(settings: settings, problem: world.problem, truth: truth)
    }
  }

  /// Examines the learner.
  ///
  /// - Parameter own: further laws that hold for its family alone.
  /// - Returns: a sentence for each law broken; none for a learner that conforms.
  public func violations(
    and own: (GameConformance) throws(InvalidSettings) -> [String] = { _ in [] }
  ) -> [String] {
    var violations = misdeclarations()
    guard violations.isEmpty else { return violations }
    do throws(InvalidSettings) {
      violations += try reproducibility()
      if card.isAnytime { violations += try prefixes() }
      violations += try own(self)
    } catch {
      return violations + ["refuses its settings: \(error.path): \(error.message)"]
    }
    return violations + arena.hostile.flatMap { complaints(in: $0) } + bounds()
  }

  /// The entries of a fresh learner's run under its settings.
  public func entries(in world: World) throws(InvalidSettings) -> [Entry] {
    play(try make(settings, world), world).entries
  }

  // MARK: The laws

  private func misdeclarations() -> [String] {
    card.parameters.flatMap { parameter -> [String] in
      var violations: [String] = []
      if case .value(let value) = parameter.defaultValue, !parameter.kind.accepts(value) {
        violations.append("the default of '\(parameter.name)' is not of its kind: \(value)")
      }
      if let value = settings[parameter.name] {
        if !parameter.kind.accepts(value) {
          violations.append("the value of '\(parameter.name)' is not of its kind: \(value)")
        }
      } else if parameter.defaultValue == .required {
        violations.append("'\(parameter.name)' is required: give it in the settings of this test")
      }
      return violations
    }
  }

  private func reproducibility() throws(InvalidSettings) -> [String] {
    let world = arena.ordinary(arena.rounds)
    let learner = try make(settings, world)
    let run = play(learner, world)
    var violations = run.fault.map { ["\(world.name): \($0)"] } ?? []
    if play(learner, world).entries != run.entries {
      violations.append("a copy decides otherwise under the same key: the learner shares state with its copies")
    }
    if try entries(in: world) != run.entries { violations.append("the same key gives other decisions") }
    let seeds: ClosedRange<UInt64> = 1...8
    if let isRandomized, seeds.allSatisfy({ play(learner, world, seed: $0).entries == run.entries }) == isRandomized {
      violations.append(
        isRandomized ? "randomized, yet every key gives the same decisions" : "not randomized, yet the key matters")
    }
    return violations
  }

  private func prefixes() throws(InvalidSettings) -> [String] {
    let short = try entries(in: arena.ordinary(arena.rounds))
    return try entries(in: arena.ordinary(2 * arena.rounds)).starts(with: short)
      ? [] : ["anytime, yet a run to \(arena.rounds) is not the beginning of one to \(2 * arena.rounds)"]
  }

  private func bounds() -> [String] {
    let world = arena.ordinary(max(1, arena.rounds / 4))
    return card.parameters.flatMap { parameter in
      parameter.kind.boundaryValues(listCount: 3).flatMap { value in
        complaints(
          in: ScriptedWorld(
            "'\(parameter.name)' = \(value)", world.environment, world.problem, rounds: world.rounds,
            choices: world.choices, places: world.places),
          settings.replacing(parameter.name, by: value))
      }
    }
  }

  private func complaints(in world: World, _ settings: Settings? = nil) -> [String] {
    do throws(InvalidSettings) {
      let learner = try make(settings ?? self.settings, world)
      let run = play(learner, world)
      if let fault = run.fault { return ["\(world.name): \(fault)"] }
      // Nothing is said of other keys: many learners draw where there are ties, and only there.
      return play(learner, world).entries == run.entries ? [] : ["\(world.name): a copy decides otherwise"]
    } catch {
      if error.message.isEmpty { return ["\(world.name): refused without a message"] }
      return world.mayBeRefused ? [] : ["\(world.name): refused: \(error.path): \(error.message)"]
    }
  }

  private func play(_ learner: Base, _ world: World, seed: UInt64 = 0) -> (entries: [Entry], fault: String?) {
    let recorder = Recorder<Base, Entry>(learner, choices: world.choices, places: world.places)
    let played = PlayedGame(
      G(environment: world.environment, learner: recorder, problem: world.problem, coupling: .rounds),
      rounds: world.rounds, addressCount: world.choices * world.places, key: StreamKey(seed: 0),
      learnerKey: StreamKey(seed: seed))
    return (played.game.learner.entries, played.game.learner.fault ?? played.game.failure ?? audit?(played))
  }
}
