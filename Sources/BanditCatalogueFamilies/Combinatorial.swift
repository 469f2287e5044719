import BanditAlgorithms
import BanditCards
import BanditCatalogue
import BanditEnvironments
import BanditGames

extension AlgorithmEntry {
  /// An entry for a learner of feasible sets, of your own or of the catalogue.
  @inlinable
  public static func combinatorial<L: CombinatorialLearner & Configurable<CombinatorialProblem>>(
    _ learner: L.Type
  ) -> AlgorithmEntry {
    AlgorithmEntry(
      L.card,
      [
        Seat(CombinatorialGame<ElementCosts, L>.self),
        Seat(L.self, erasedIn: CombinatorialGame<AnyCombinatorial, AnyCombinatorialLearner>.self),
      ])
  }

  /// An entry for a yardstick of feasible sets.
  @inlinable
  public static func combinatorial<L: CombinatorialLearner & Yardstick<CombinatorialProblem, CombinatorialTruth>>(
    yardstick: L.Type
  ) -> AlgorithmEntry {
    AlgorithmEntry(
      L.card,
      [
        Seat(yardstick: CombinatorialGame<ElementCosts, L>.self),
        Seat(yardstick: L.self, erasedIn: CombinatorialGame<AnyCombinatorial, AnyCombinatorialLearner>.self),
      ])
  }
}

extension Catalogue {
  package static let combinatorial = Page(
    .combinatorial, ledger: CombinatorialLedger.self,
    environments: [.init(RoutingModel.self), .init(MSetsModel.self), .init(SpanningTreesModel.self)],
    algorithms: [.combinatorial(FTPL.self), .combinatorial(SemiBanditHedge.self), .combinatorial(SemiBanditFTPL.self)])
}
