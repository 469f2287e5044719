import BanditAlgorithms
import BanditCards
import BanditCatalogue
import BanditEnvironments
import BanditGames

extension AlgorithmEntry {
  /// An entry for a learner that shows slates, of your own or of the catalogue.
  @inlinable
  public static func slate<L: SlateLearner & Configurable<SlateProblem>>(_ learner: L.Type) -> AlgorithmEntry {
    AlgorithmEntry(
      L.card,
      [
        Seat(SlateGame<SlateUsers, L>.self),
        Seat(L.self, erasedIn: SlateGame<AnySlates, AnySlateLearner>.self),
      ])
  }
}

extension Catalogue {
  package static let slate = Page(
    .slate, ledger: SlateLedger.self, environments: [.init(SlateModel.self)],
    algorithms: [
      .slate(MNLThompson.self), .slate(SlateBeta.self), .slate(SlateLaplace.self), .slate(SlateRandom.self),
    ])
}
