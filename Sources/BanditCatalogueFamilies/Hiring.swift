import BanditAlgorithms
import BanditCards
import BanditCatalogue
import BanditEnvironments
import BanditGames

extension AlgorithmEntry {
  /// An entry for a principal, of your own or of the catalogue.
  @inlinable
  public static func hiring<L: HiringLearner & Configurable<HiringProblem>>(_ learner: L.Type) -> AlgorithmEntry {
    AlgorithmEntry(
      L.card,
      [
        Seat(HiringGame<HiredAgent, L>.self), Seat(L.self, erasedIn: HiringGame<AnyHiring, AnyHiringLearner>.self),
      ])
  }

  /// An entry for a yardstick of hiring.
  @inlinable
  public static func hiring<L: HiringLearner & Yardstick<HiringProblem, HiringTruth>>(
    yardstick: L.Type
  ) -> AlgorithmEntry {
    AlgorithmEntry(
      L.card,
      [
        Seat(yardstick: HiringGame<HiredAgent, L>.self),
        Seat(yardstick: L.self, erasedIn: HiringGame<AnyHiring, AnyHiringLearner>.self),
      ])
  }
}

extension Catalogue {
  package static let hiring = Page(
    .hiring, ledger: HiringLedger.self, environments: [.init(HireOneAgentModel.self)],
    algorithms: [.hiring(HireThenCommit.self), .hiring(yardstick: HireOptimal.self)])
}
