import BanditAlgorithms
import BanditCards
import BanditCatalogue
import BanditEnvironments
import BanditGames

extension AlgorithmEntry {
  /// An entry for a learner of one-sided feedback, of your own or of the catalogue.
  @inlinable
  public static func oneSided<L: OneSidedLearner & Configurable<OneSidedProblem>>(_ learner: L.Type) -> AlgorithmEntry {
    AlgorithmEntry(
      L.card,
      [
        Seat(OneSidedGame<FairOnesided, L>.self),
        Seat(L.self, erasedIn: OneSidedGame<AnyOneSided, AnyOneSidedLearner>.self),
      ])
  }
}

extension Catalogue {
  package static let oneSided = Page(
    .oneSided, ledger: OneSidedLedger.self, environments: [.init(FairOnesidedModel.self)],
    algorithms: [
      .oneSided(Exp2.self), .oneSided(ContextSemiBanditFTPL.self), .oneSided(OneSidedHedge.self),
      .oneSided(AcceptAll.self), .oneSided(RejectAll.self), .oneSided(OneSidedFixedPolicy.self),
    ])
}
