import BanditAlgorithms
import BanditCards
import BanditCatalogue
import BanditEnvironments
import BanditGames

extension AlgorithmEntry {
  /// An entry for a learner for contextual bandits, of your own or of the catalogue.
  @inlinable
  public static func contextual<L: ContextualLearner & Configurable<ContextualProblem>>(
    _ learner: L.Type
  ) -> AlgorithmEntry {
    AlgorithmEntry(
      L.card,
      [
        Seat(ContextualGame<ContextualArms, L>.self), Seat(ReplayGame<L>.self),
        Seat(L.self, erasedIn: ContextualGame<AnyContextual, AnyContextualLearner>.self),
      ])
  }
}

extension AlgorithmEntry {
  /// An entry for a yardstick for contextual bandits.
  @inlinable
  public static func contextual<L: ContextualLearner & Yardstick<ContextualProblem, ContextualTruth>>(
    yardstick: L.Type
  ) -> AlgorithmEntry {
    AlgorithmEntry(
      L.card,
      [
        Seat(yardstick: ContextualGame<ContextualArms, L>.self), .noTruthInLogs,
        Seat(yardstick: L.self, erasedIn: ContextualGame<AnyContextual, AnyContextualLearner>.self),
      ])
  }
}

extension Catalogue {
  package static let contextual = Page(
    .contextual, ledger: ContextualLedger.self,
    environments: [
      .init(ContextualFiniteModel.self), .init(ContextualLinearModel.self), .init(ContextualDisjointModel.self),
      .init(ContextualLogisticModel.self), .init(ContextualLipschitzModel.self), .init(ContextualDriftingModel.self),
      .init(ContextualCSVModel.self), .init(ContextualReplayModel.self),
    ],
    algorithms: [
      .contextual(LinUCB.self), .contextual(LinTS.self), .contextual(EpsilonGreedyRegression.self),
      .contextual(SquareCB.self), .contextual(Falcon.self), .contextual(BaggedGreedy.self), .contextual(Exp4.self),
      .contextual(MajorityVote.self),
      .contextual(ExploreThenOracle.self),
      .contextual(PerContext.self), .contextual(FixedPolicy.self), .contextual(DLinUCB.self),
      .contextual(SWLinUCB.self),
      .contextual(LogisticUCB.self), .contextual(LogisticTS.self),
      .contextual(LinearPhasedElimination.self), .contextual(ContextMesh.self),
      .contextual(yardstick: FullFeedback.self),
    ])
}
