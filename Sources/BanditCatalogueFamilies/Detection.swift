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
        Seat(
          refusedBy: GaussianStreamModel.self,
          because: "\(L.card.id) watches symbols, and this is a stream of numbers; accepted: \"r-bocpd-gaussian\""),
      ])
  }

  /// An entry for a learner that watches a stream of numbers, of your own or of the catalogue.
  @inlinable
  public static func numberStream<L: NumberStreamLearner & Configurable<DetectionProblem>>(_ learner: L.Type)
    -> AlgorithmEntry
  {
    AlgorithmEntry(
      L.card,
      [
        Seat(NumberStreamGame<GaussianStream, L>.self),
        Seat(L.self, erasedIn: NumberStreamGame<AnyNumberStream, AnyNumberStreamLearner>.self),
        Seat(
          refusedBy: CategoricalStreamModel.self,
          because: "\(L.card.id) watches numbers, and this is a stream of symbols; accepted: \"r-bocpd\""),
      ])
  }
}

extension Catalogue {
  package static let detection = Page(
    .detection, ledger: DetectionLedger.self,
    environments: [.init(CategoricalStreamModel.self), .init(GaussianStreamModel.self)],
    algorithms: [.detection(RBOCPD.self), .numberStream(RBOCPDGaussian.self)])
}
