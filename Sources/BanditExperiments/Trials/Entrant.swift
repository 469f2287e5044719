import BanditCards
import BanditGames
import BanditStreams

/// A learner that takes part in trials, with its place in the game of its family.
public struct Entrant<Environment: Sendable, Problem: ProblemStatement>: Sendable {
  /// The label that was asked for; `nil` for the id.
  let label: String?
  /// What tables and figures call it; `nil` for its label.
  private(set) var title: Title?
  /// The id of its card, or its type's name in kebab case.
  let id: String?
  /// Its settings, if it was made from settings.
  let settings: Settings?
  let family: Family
  let notions: [Notion]
  /// What its card and its family's ledger report; `nil` if it has no card, so that nobody knows.
  let metrics: [Metric]?
  /// Which guarantees do not hold.
  let caveats: [String]
  @usableFromInline let simulation:
    @Sendable (_ arena: Arena<Environment, Problem>, _ context: CellContext) -> Simulation

  @usableFromInline
  init(
    label: String?, id: String?, settings: Settings?, family: Family, notions: [Notion], metrics: [Metric]?,
    caveats: [String],
    simulation: @escaping @Sendable (_ arena: Arena<Environment, Problem>, _ context: CellContext) -> Simulation
  ) {
    self.label = label
    self.id = id
    self.settings = settings
    self.family = family
    self.notions = notions
    self.metrics = metrics
    self.caveats = caveats
    self.simulation = simulation
  }

  /// Lets a learner take part in a game; inlinable, so that the loop is specialised for it.
  @inlinable
  public init<G: Game>(
    _ game: G.Type, _ learner: G.Learner, label: String? = nil, named type: Any.Type? = nil, settings: Settings? = nil
  ) where G.Environment == Environment, G.Problem == Problem {
    self.init(lockstep: InTurn<G>.self, learner, label: label, named: type, settings: settings)
  }

  /// Lets a learner take part, played many replications at a time where its settings and the results allow it.
  @inlinable
  public init<B: BlockGame & ~Copyable>(
    lockstep block: B.Type, _ learner: B.Base.Learner, label: String? = nil, named type: Any.Type? = nil,
    settings: Settings? = nil
  ) where B.Base.Environment == Environment, B.Base.Problem == Problem {
    self.init(
      label: label, id: EntrantLabels.id(of: type ?? B.Base.Learner.self), settings: settings, family: B.Base.family,
      notions: B.Base.Account.notions,
      metrics: EntrantLabels.card(of: type ?? B.Base.Learner.self).map { $0.metrics + B.Base.Account.metrics },
      caveats: Caveats.of(learner)
    ) { arena, context in
      let layout = context.layout
      return B.suits(learner, problem: arena.problem, notions: layout.notions, metrics: layout.metrics)
        ? Simulation(block, context, arena.problem, environment: arena.instance) { _ in learner }
        : Simulation(InTurn<B.Base>.self, context, arena.problem, environment: arena.instance) { _ in learner }
    }
  }

  /// The same learner under a label of your own.
  public func labelled(_ label: String) -> Entrant {
    Entrant(
      label: label, id: id, settings: settings, family: family, notions: notions, metrics: metrics,
      caveats: caveats, simulation: simulation
    ).titled(title)
  }

  /// The same learner under a title for tables and figures, which changes no number: `.titled("UCB1, c = 1/4")`.
  public func titled(_ title: Title?) -> Entrant {
    var entrant = self
    entrant.title = title
    return entrant
  }
}

/// The learners of trials, one per line: values, `Entrant`s, lists, and `if`s and loops over them.
@resultBuilder
public enum Lineup<Environment: Sendable, Problem: ProblemStatement> {
  /// The learners, in order.
  public static func buildBlock(_ parts: [Entrant<Environment, Problem>]...) -> [Entrant<Environment, Problem>] {
    parts.flatMap { $0 }
  }

  /// The learners of a loop.
  public static func buildArray(_ parts: [[Entrant<Environment, Problem>]]) -> [Entrant<Environment, Problem>] {
    parts.flatMap { $0 }
  }

  /// The learners of an `if`, or none.
  public static func buildOptional(_ part: [Entrant<Environment, Problem>]?) -> [Entrant<Environment, Problem>] {
    part ?? []
  }

  /// The learners of the first branch.
  public static func buildEither(first: [Entrant<Environment, Problem>]) -> [Entrant<Environment, Problem>] { first }

  /// The learners of the second branch.
  public static func buildEither(second: [Entrant<Environment, Problem>]) -> [Entrant<Environment, Problem>] { second }

  /// A learner with its game.
  public static func buildExpression(_ entrant: Entrant<Environment, Problem>) -> [Entrant<Environment, Problem>] {
    [entrant]
  }

  /// Learners with their games.
  public static func buildExpression(_ entrants: [Entrant<Environment, Problem>]) -> [Entrant<Environment, Problem>] {
    entrants
  }
}

/// The labels of learners and environments in trials.
@usableFromInline
enum EntrantLabels {
  /// The id of a learner's card; of a type without one, its name.
  @usableFromInline
  static func id(of type: Any.Type) -> String { card(of: type)?.id ?? name(of: type) }

  /// The card of a learner's type, if it has one.
  @usableFromInline
  static func card(of type: Any.Type) -> AlgorithmCard? {
    (type as? any Configurable.Type)?.card ?? (type as? any Yardstick.Type)?.card
  }

  /// A type's name in kebab case, without a final `Bandit`: `bernoulli` for `BernoulliBandit`.
  static func name(of type: Any.Type) -> String { kebab(String("\(type)".prefix { $0 != "<" })) }

  static func kebab(_ type: String) -> String {
    let characters = Array(type)
    var name = ""
    for (place, character) in characters.enumerated() {
      let follows = place > 0 && (characters[place - 1].isLowercase || characters[place - 1].isNumber)
      let begins = place > 0 && place + 1 < characters.count && characters[place + 1].isLowercase
      if character.isUppercase && (follows || begins) && name.last != "-" { name += "-" }
      name += character.lowercased()
    }
    return name.hasSuffix("-bandit") ? String(name.dropLast(7)) : name
  }

  /// The label of each learner: the one asked for, else its id, then `id-2`, `id-3`, ..., so that no two are equal.
  ///
  /// - Throws: `InvalidSettings` if two ask for the same label.
  static func labels(of entrants: [(label: String?, id: String?)]) throws(InvalidSettings) -> [String] {
    var taken: Set<String> = []
    for case let label? in entrants.map(\.label) where !taken.insert(label).inserted {
      throw InvalidSettings("label", "\"\(label)\" labels another learner already; accepted: different labels")
    }
    var uses: [String: Int] = [:]
    return entrants.map { label, id in
      if let label { return label }
      let id = id ?? "learner"
      var label: String
      repeat {
        let use = uses[id, default: 0] + 1
        uses[id] = use
        label = use == 1 ? id : "\(id)-\(use)"
      } while !taken.insert(label).inserted
      return label
    }
  }
}
