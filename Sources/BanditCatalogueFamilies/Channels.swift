import BanditAlgorithms
import BanditCards
import BanditCatalogue
import BanditEnvironments
import BanditGames

extension AlgorithmEntry {
  /// An entry for a learner that steers channels, of your own or of the catalogue.
  @inlinable
  public static func channels<L: ChannelsLearner & Configurable<ChannelsProblem>>(_ learner: L.Type) -> AlgorithmEntry {
    AlgorithmEntry(
      L.card,
      [
        Seat(ChannelsGame<Autobidding, L>.self),
        Seat(L.self, erasedIn: ChannelsGame<AnyChannels, AnyChannelsLearner>.self),
      ])
  }

  /// An entry for a yardstick that steers channels.
  @inlinable
  public static func channels<L: ChannelsLearner & Yardstick<ChannelsProblem, ChannelsTruth>>(
    yardstick: L.Type
  ) -> AlgorithmEntry {
    AlgorithmEntry(
      L.card,
      [
        Seat(yardstick: ChannelsGame<Autobidding, L>.self),
        Seat(yardstick: L.self, erasedIn: ChannelsGame<AnyChannels, AnyChannelsLearner>.self),
      ])
  }
}

extension Catalogue {
  package static let channels = Page(
    .channels, ledger: ChannelsLedger.self, environments: [.init(AutobiddingModel.self)],
    algorithms: [
      .channels(SGDUCB.self), .channels(UniformBudgets.self), .channels(yardstick: OptimalBudgets.self),
      .channels(yardstick: ROIOnly.self), .channels(ChannelUCB.self), .channels(EmpiricalGreedy.self),
      .channels(AdaptivePacing.self),
    ])
}
