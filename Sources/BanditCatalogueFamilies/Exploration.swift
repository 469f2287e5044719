import BanditAlgorithms
import BanditCards
import BanditCatalogue
import BanditEnvironments
import BanditGames

extension AlgorithmEntry {
  /// An entry for a learner of pure exploration, of your own or of the catalogue.
  @inlinable
  public static func exploration<L: ExplorationLearner & Configurable<ExplorationProblem>>(
    _ learner: L.Type
  ) -> AlgorithmEntry {
    AlgorithmEntry(
      L.card,
      [
        Seat(ExplorationGame<MeanResponses, L>.self),
        Seat(L.self, erasedIn: ExplorationGame<AnyExploration, AnyExplorationLearner>.self),
      ])
  }

  /// An entry for a yardstick of pure exploration.
  @inlinable
  public static func exploration<L: ExplorationLearner & Yardstick<ExplorationProblem, ExplorationTruth>>(
    yardstick: L.Type
  ) -> AlgorithmEntry {
    AlgorithmEntry(
      L.card,
      [
        Seat(yardstick: ExplorationGame<MeanResponses, L>.self),
        Seat(yardstick: L.self, erasedIn: ExplorationGame<AnyExploration, AnyExplorationLearner>.self),
      ])
  }
}

extension Catalogue {
  package static let exploration = Page(
    .exploration, ledger: ExplorationLedger.self,
    environments: [
      .init(ThresholdsModel.self), .init(TwentyQuestionsModel.self), .init(TopMModel.self),
      .init(ThresholdingModel.self), .init(LinearBestArmModel.self), .init(JokesModel.self),
    ],
    algorithms: [
      .exploration(BinarySearch.self), .exploration(InformationGain.self), .exploration(APT.self),
      .exploration(CLUCB.self), .exploration(LinearTrackAndStop.self), .exploration(ExplorationUniform.self),
      .exploration(yardstick: OracleAllocation.self),
    ])
}
