import BanditCards
import BanditExperiments
import BanditGames

/// An algorithm that scenario files can name.
///
/// Your own learners become entries by `AlgorithmEntry.bandit(MyLearner.self)`.
public struct AlgorithmEntry: Sendable {
  /// What it is, and its parameters.
  public let card: AlgorithmCard
  /// The families that it can play.
  public let families: [Family]
  /// Binds it to an environment of one of these families: the simulation of one cell.
  ///
  /// - Throws: `InvalidSettings` if the learner refuses, or no seat is for this environment.
  public let bind:
    @Sendable (
      _ settings: Settings, _ model: any EnvironmentModel, _ context: CellContext
    ) throws(InvalidSettings) -> Simulation

  /// Creates an entry for a learner from its seats; the first that fits is taken.
  public init(_ card: AlgorithmCard, _ seats: [Seat]) {
    let families = seats.map(\.family).reduce(into: [Family]()) { if !$0.contains($1) { $0.append($1) } }
    self.init(card, families: families) { settings, model, context throws(InvalidSettings) in
      for seat in seats {
        if let simulation = try seat.bind(settings, model, context) { return simulation }
      }
      let environment = type(of: model).card
      let plays = families.map(\.id).joined(separator: ", ")
      throw InvalidSettings(
        "", "plays \(plays), but has no seat for \"\(environment.id)\" of the family \(environment.family.id)")
    }
  }

  init(
    _ card: AlgorithmCard, families: [Family],
    bind:
      @escaping @Sendable (
        _ settings: Settings, _ model: any EnvironmentModel, _ context: CellContext
      ) throws(InvalidSettings) -> Simulation
  ) {
    self.card = card
    self.families = families
    self.bind = bind
  }

  /// The entry with more seats, which are looked at before its own.
  public func seated(at seats: Seat...) -> AlgorithmEntry {
    let own = bind
    let others = AlgorithmEntry(card, seats)
    let all = families + others.families.filter { !families.contains($0) }
    return AlgorithmEntry(card, families: all) { settings, model, context throws(InvalidSettings) in
      for seat in seats {
        if let simulation = try seat.bind(settings, model, context) { return simulation }
      }
      return try own(settings, model, context)
    }
  }
}
