import BanditAlgorithms
import BanditCards
import BanditCatalogue
import BanditEnvironments
import BanditGames

extension AlgorithmEntry {
  /// An entry for a learner that plays for losses, of your own or of the catalogue.
  @inlinable
  public static func experts<L: ExpertsLearner & Configurable<ExpertsProblem>>(_ learner: L.Type) -> AlgorithmEntry {
    AlgorithmEntry(
      L.card,
      [
        Seat(ExpertsGame<SegmentedLosses, L>.self), Seat(ExpertsGame<LossTable, L>.self),
        Seat(ExpertsGame<MultiScaleRandomWalk, L>.self),
        Seat(L.self, erasedIn: ExpertsGame<AnyLosses, AnyExpertsLearner>.self),
      ])
  }
}

extension Catalogue {
  package static let experts = Page(
    .experts, ledger: ExpertsLedger.self,
    environments: [
      .init(IIDLossesModel.self), .init(PiecewiseLossesModel.self), .init(StochasticallyConstrainedModel.self),
      .init(MultiScaleRandomWalkModel.self), .init(LossTableModel.self),
    ],
    algorithms: [
      .experts(Hedge.self), .experts(ShrinkingDartboard.self), .experts(RandomWalkPerturbation.self),
      .experts(LazyLeader.self), .experts(BatchedOMD.self), .experts(LimitedAdvice.self),
    ])
}
