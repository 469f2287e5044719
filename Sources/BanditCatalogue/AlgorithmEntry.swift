import BanditCards
import BanditExperiments
import BanditGames

/// An algorithm that scenario files can name.
///
/// Your own learners become entries by `AlgorithmEntry.bandit(MyLearner.self)`.
public struct AlgorithmEntry: Sendable {
  /// What it is, and its parameters.
  public let card: AlgorithmCard
  private let seats: [Seat]

  /// Creates an entry for a learner from its seats; the first that fits is taken.
  public init(_ card: AlgorithmCard, _ seats: [Seat]) {
    self.card = card
    self.seats = seats
  }

  /// The families that it can play.
  public var families: [Family] {
    seats.map(\.family).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// Binds it to an environment of one of these families: the simulation of one cell, and what to say of it.
  ///
  /// - Throws: `InvalidSettings` if the learner refuses, or no seat is for this environment.
  public func bind(
    _ settings: Settings, _ model: any EnvironmentModel, _ context: CellContext
  ) throws(InvalidSettings) -> Seated {
    for seat in seats {
      if let seated = try seat.bind(settings, model, context) { return seated }
    }
    let environment = type(of: model).card
    let plays = families.map(\.id).joined(separator: ", ")
    throw InvalidSettings(
      "", "plays \(plays), but has no seat for \"\(environment.id)\" of the family \(environment.family.id)")
  }

  /// The entry with more seats, which are looked at before its own.
  public func seated(at seats: Seat...) -> AlgorithmEntry { AlgorithmEntry(card, seats + self.seats) }

  /// The entry without its erased seats: it plays only where its loop is specialised.
  var specialised: AlgorithmEntry { AlgorithmEntry(card, seats.filter { !$0.isErased }) }
}
