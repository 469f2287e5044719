import BanditCards
import BanditExperiments
import BanditGames
import BanditNumerics

/// An algorithm that scenario files can name.
///
/// Your own learners become entries by `AlgorithmEntry.bandit(MyLearner.self)`.
public struct AlgorithmEntry: Sendable {
  /// What it is, and its parameters.
  public let card: AlgorithmCard
  private let seats: Once<[Seat]>

  /// Creates an entry for a learner from its seats; the first that fits is taken.
  ///
  /// - Parameters:
  ///   - card: of the learner.
  ///   - others: the families that it has seats for, besides that of its card.
  ///   - seats: made when they are needed: a run needs those of a few entries, and each takes types that the system has
  ///     to make.
  public init(
    _ card: AlgorithmCard, alsoPlaying others: [Family] = [], _ seats: @autoclosure @escaping @Sendable () -> [Seat]
  ) {
    self.card = card
    families = [card.family] + others
    self.seats = Once(seats)
  }

  /// The families that it can play.
  public let families: [Family]

  /// The families of its seats, each once, in their order.
  package var familiesOfSeats: [Family] {
    seats.value.map(\.family).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// Binds it to an environment of one of these families: the simulation of one cell, and what to say of it.
  ///
  /// - Throws: `InvalidSettings` if the learner refuses, or no seat is for this environment.
  public func bind(
    _ settings: Settings, _ model: any EnvironmentModel, _ context: CellContext
  ) throws(InvalidSettings) -> Seated {
    for seat in seats.value {
      if let seated = try seat.bind(settings, model, context) { return seated }
    }
    let environment = type(of: model).card
    let plays = families.map(\.id).joined(separator: ", ")
    throw InvalidSettings(
      "", "plays \(plays), but has no seat for \"\(environment.id)\" of the family \(environment.family.id)")
  }

  /// The entry with more seats, which are looked at before its own.
  public func seated(at seats: Seat...) -> AlgorithmEntry {
    var others = Array(families.dropFirst())
    for family in seats.map(\.family) where !families.contains(family) && !others.contains(family) {
      others.append(family)
    }
    return AlgorithmEntry(card, alsoPlaying: others, seats + self.seats.value)
  }

  /// The entry without its erased seats: it plays only where its loop is specialised.
  var specialised: AlgorithmEntry {
    AlgorithmEntry(card, alsoPlaying: Array(families.dropFirst()), seats.value.filter { !$0.isErased })
  }
}
