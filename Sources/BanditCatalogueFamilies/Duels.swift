import BanditAlgorithms
import BanditCards
import BanditCatalogue
import BanditEnvironments
import BanditGames

extension AlgorithmEntry {
  /// An entry for a learner that lets arms duel, of your own or of the catalogue.
  @inlinable
  public static func duels<L: DuelsLearner & Configurable<DuelsProblem>>(_ learner: L.Type) -> AlgorithmEntry {
    AlgorithmEntry(
      L.card,
      [
        Seat(DuelsGame<PreferenceDuels, L>.self),
        Seat(L.self, erasedIn: DuelsGame<AnyDuels, AnyDuelsLearner>.self),
      ])
  }
}

extension Catalogue {
  package static let duels = Page(
    .duels, ledger: DuelsLedger.self, environments: [.init(DuelsModel.self)],
    algorithms: [
      .duels(RUCB.self), .duels(DoubleThompson.self), .duels(InterleavedFilter.self), .duels(BeatTheMean.self),
      .duels(DuelsUniform.self),
    ])
}
