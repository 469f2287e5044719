import BanditAlgorithms
import BanditCards
import BanditCatalogue
import BanditEnvironments
import BanditGames

extension AlgorithmEntry {
  /// An entry for a learner of recurring tasks, of your own or of the catalogue.
  @inlinable
  public static func recurring<L: RecurringLearner & Configurable<RecurringProblem>>(
    _ learner: L.Type
  ) -> AlgorithmEntry {
    AlgorithmEntry(
      L.card,
      [
        Seat(RecurringGame<RecurringBernoulli, L>.self),
        Seat(L.self, erasedIn: RecurringGame<AnyRecurring, AnyRecurringLearner>.self),
      ])
  }
}

extension Catalogue {
  package static let recurring = Page(
    .recurring, ledger: RecurringLedger.self, environments: [.init(RecurringBernoulliModel.self)],
    algorithms: [
      .recurring(BayesPlanner.self), .recurring(Gittins.self), .recurring(SampledGreedy.self),
      .recurring(TrainedTable.self),
    ])
}
