import BanditAlgorithms
import BanditCards
import BanditCatalogue
import BanditComparators
import BanditEnvironments
import BanditGames

extension AlgorithmEntry {
  /// An entry for a learner in episodic processes, whose transitions it is told; of your own or of the catalogue.
  @inlinable
  public static func episodic<L: EpisodicLearner & Yardstick<EpisodicProblem, LayeredProcess>>(
    _ learner: L.Type
  ) -> AlgorithmEntry {
    AlgorithmEntry(
      L.card,
      [
        Seat(yardstick: EpisodicGame<AdversarialMDP, L>.self),
        Seat(yardstick: L.self, erasedIn: EpisodicGame<AnyEpisodicProcess, AnyEpisodicLearner>.self),
      ])
  }
}

extension Catalogue {
  package static let episodic = Page(
    .episodic, ledger: EpisodicLedger.self, environments: [.init(AdversarialMDPModel.self)],
    algorithms: [.episodic(PolicyFTRL.self)])
}
