import BanditAlgorithms
import BanditCards
import BanditCatalogue
import BanditEnvironments
import BanditGames

extension AlgorithmEntry {
  /// An entry for a learner on grouped data, of your own or of the catalogue.
  @inlinable
  public static func grouped<L: GroupedLearner & Configurable<GroupedProblem>>(_ learner: L.Type) -> AlgorithmEntry {
    AlgorithmEntry(
      L.card,
      [
        Seat(GroupedGame<OrderedData, L>.self),
        Seat(L.self, erasedIn: GroupedGame<AnyGroupedData, AnyGroupedLearner>.self),
      ])
  }
}

extension Catalogue {
  package static let grouped = Page(
    .grouped, ledger: GroupedLedger.self,
    environments: [.init(GroupwiseSyntheticModel.self), .init(GroupwiseCSVModel.self)],
    algorithms: [
      .grouped(OnlineRidge.self), .grouped(VovkAzouryWarmuth.self),
      // The reduction's base learner is a setting, and so the type of the learner is.
      AlgorithmEntry(
        GroupwiseRidge.card,
        [
          Seat(GroupedGame<OrderedData, Groupwise<VovkAzouryWarmuth>>.self).when { $0["base"] == .text("vaw") },
          Seat(Groupwise<VovkAzouryWarmuth>.self, erasedIn: GroupedGame<AnyGroupedData, AnyGroupedLearner>.self).when {
            $0["base"] == .text("vaw")
          },
          Seat(GroupedGame<OrderedData, Groupwise<OnlineRidge>>.self),
          Seat(Groupwise<OnlineRidge>.self, erasedIn: GroupedGame<AnyGroupedData, AnyGroupedLearner>.self),
        ]),
    ])
}
