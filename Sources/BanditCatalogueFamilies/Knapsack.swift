import BanditAlgorithms
import BanditCards
import BanditCatalogue
import BanditEnvironments
import BanditGames

extension AlgorithmEntry {
  /// An entry for a learner that spends budgets, of your own or of the catalogue.
  @inlinable
  public static func knapsack<L: KnapsackLearner & Configurable<KnapsackProblem>>(_ learner: L.Type) -> AlgorithmEntry {
    AlgorithmEntry(
      L.card,
      [
        Seat(KnapsackGame<KnapsackInstance, L>.self),
        Seat(L.self, erasedIn: KnapsackGame<AnyKnapsack, AnyKnapsackLearner>.self),
      ])
  }

  /// An entry for a yardstick that spends budgets.
  @inlinable
  public static func knapsack<L: KnapsackLearner & Yardstick<KnapsackProblem, KnapsackTruth>>(
    yardstick: L.Type
  ) -> AlgorithmEntry {
    AlgorithmEntry(
      L.card,
      [
        Seat(yardstick: KnapsackGame<KnapsackInstance, L>.self),
        Seat(yardstick: L.self, erasedIn: KnapsackGame<AnyKnapsack, AnyKnapsackLearner>.self),
      ])
  }
}

extension Catalogue {
  package static let knapsack = Page(
    .knapsack, ledger: KnapsackLedger.self,
    environments: [.init(KnapsackModel.self), .init(KnapsackPricingModel.self), .init(KnapsackPhasesModel.self)],
    algorithms: [
      .knapsack(UCBBwK.self), .knapsack(SuccessiveEliminationBwK.self), .knapsack(LagrangeBwK.self),
      .knapsack(yardstick: BestMixture.self),
    ])
}
