import BanditAlgorithms
import BanditCards
import BanditCatalogue
import BanditEnvironments
import BanditGames

extension AlgorithmEntry {
  /// An entry for a player, of your own or of the catalogue, who chooses rows against a twin or another player.
  @inlinable
  public static func twoPlayer<L: Player & Configurable<PlayerProblem>>(_ player: L.Type) -> AlgorithmEntry {
    AlgorithmEntry(
      L.card,
      [
        Seat(TwoPlayerGame<MatrixGame, Facing<L>>.self),
        Seat(Facing<L>.self, erasedIn: TwoPlayerGame<AnyTwoPlayer, AnyTwoPlayerLearner>.self),
      ])
  }
}

extension Catalogue {
  package static let twoPlayer = Page(
    .twoPlayer, ledger: TwoPlayerLedger.self, environments: [.init(MatrixGameModel.self)],
    algorithms: [
      .twoPlayer(TwoPlayerHedge.self), .twoPlayer(RegretMatching.self), .twoPlayer(RegretMatchingPlus.self),
      .twoPlayer(BestResponse.self), .twoPlayer(FixedStrategy.self), .twoPlayer(LossLearner.self),
    ])
}
