import BanditAlgorithms
import BanditCards
import BanditCatalogue
import BanditEnvironments
import BanditGames

extension AlgorithmEntry {
  /// An entry for a learner that matches arrivals, of your own or of the catalogue.
  @inlinable
  public static func matching<L: MatchingLearner & Configurable<MatchingProblem>>(_ learner: L.Type) -> AlgorithmEntry {
    AlgorithmEntry(
      L.card,
      [
        Seat(MatchingGame<StochasticMatching, L>.self),
        Seat(L.self, erasedIn: MatchingGame<AnyMatching, AnyMatchingLearner>.self),
      ])
  }
}

extension Catalogue {
  package static let matching = Page(
    .matching, ledger: MatchingLedger.self,
    environments: [
      .init(MatchingGKModel.self), .init(MatchingStarModel.self), .init(MatchingNestedModel.self),
      .init(MatchingZGraphModel.self), .init(RandomGraphModel.self), .init(MatchingArrivalsModel.self),
      .init(MatchingFileModel.self),
    ],
    algorithms: [
      .matching(MatchingGreedy.self), .matching(StochasticBalance.self), .matching(Ranking.self),
      .matching(PerturbedGreedy.self), .matching(GeneralisedBalance.self), .matching(WeightedBalance.self),
      .matching(FractionalRounding.self), .matching(NonAdaptive.self), .matching(SemiAdaptive.self),
      .matching(MatchingRandom.self), .matching(MatchingFirst.self), .matching(MatchingLast.self),
    ])
}
