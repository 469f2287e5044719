import BanditAlgorithms
import BanditCards
import BanditCatalogue
import BanditEnvironments
import BanditGames

extension AlgorithmEntry {
  /// An entry for a learner for semi-bandits, of your own or of the catalogue.
  @inlinable
  public static func semiBandit<L: SemiBanditLearner & Configurable<SemiBanditProblem>>(_ learner: L.Type)
    -> AlgorithmEntry
  {
    AlgorithmEntry(
      L.card,
      [
        Seat(SemiBanditGame<RecoveringBandit, L>.self),
        Seat(L.self, erasedIn: SemiBanditGame<AnySemiBandit, AnySemiBanditLearner>.self),
      ])
  }

  /// An entry for a yardstick for semi-bandits.
  @inlinable
  public static func semiBandit<L: SemiBanditLearner & Yardstick<SemiBanditProblem, SemiBanditTruth>>(
    yardstick: L.Type
  ) -> AlgorithmEntry {
    AlgorithmEntry(
      L.card,
      [
        Seat(yardstick: SemiBanditGame<RecoveringBandit, L>.self),
        Seat(yardstick: L.self, erasedIn: SemiBanditGame<AnySemiBandit, AnySemiBanditLearner>.self),
      ])
  }
}

extension Catalogue {
  package static let semiBandit = Page(
    .semiBandit, ledger: SemiBanditLedger.self, environments: [.init(RecoveringModel.self)],
    algorithms: [
      .semiBandit(RandomArms.self), .semiBandit(RoundRobin.self), .semiBandit(yardstick: TopK.self),
      .semiBandit(yardstick: MyopicGreedy.self), .semiBandit(yardstick: Lookahead.self),
      .semiBandit(yardstick: PurelyPeriodic.self), .semiBandit(MyopicUCB.self), .semiBandit(UCBZ.self),
      .semiBandit(OnlinePurelyPeriodic.self),
    ])
}
