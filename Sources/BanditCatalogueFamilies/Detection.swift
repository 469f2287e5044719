import BanditAlgorithms
import BanditCards
import BanditCatalogue
import BanditEnvironments
import BanditGames

extension AlgorithmEntry {
  /// An entry for a learner that watches a stream of symbols, of your own or of the catalogue.
  @inlinable
  public static func detection<L: DetectionLearner & Configurable<DetectionProblem>>(_ learner: L.Type)
    -> AlgorithmEntry
  {
    AlgorithmEntry(
      L.card,
      [
        Seat(DetectionGame<CategoricalStream, L>.self),
        Seat(L.self, erasedIn: DetectionGame<AnyStream, AnyDetectionLearner>.self),
      ])
  }
}

extension Catalogue {
  package static let detection = Page(
    .detection, ledger: DetectionLedger.self, environments: [.init(CategoricalStreamModel.self)],
    algorithms: [.detection(RBOCPD.self)])
}
