import BanditAlgorithms
import BanditCards
import BanditCatalogue
import BanditEnvironments
import BanditGames

extension AlgorithmEntry {
  /// An entry for a learner for average reward, of your own or of the catalogue.
  @inlinable
  public static func averageReward<L: AverageRewardLearner & Configurable<AverageRewardProblem>>(_ learner: L.Type)
    -> AlgorithmEntry
  {
    AlgorithmEntry(
      L.card,
      [
        Seat(AverageRewardGame<TabularMDP, L>.self),
        Seat(L.self, erasedIn: AverageRewardGame<AnyProcess, AnyAverageRewardLearner>.self),
      ])
  }

  /// An entry for a yardstick for average reward.
  @inlinable
  public static func averageReward<L: AverageRewardLearner & Yardstick<AverageRewardProblem, AverageRewardTruth>>(
    yardstick: L.Type
  ) -> AlgorithmEntry {
    AlgorithmEntry(
      L.card,
      [
        Seat(yardstick: AverageRewardGame<TabularMDP, L>.self),
        Seat(yardstick: L.self, erasedIn: AverageRewardGame<AnyProcess, AnyAverageRewardLearner>.self),
      ])
  }
}

extension Catalogue {
  package static let averageReward = Page(
    .averageReward, ledger: AverageRewardLedger.self,
    environments: [.init(MDPModel.self), .init(RiverSwimModel.self), .init(RandomSwitchingMDPModel.self)],
    algorithms: [
      .averageReward(UCRL2.self), .averageReward(yardstick: UCRL2Oracle.self), .averageReward(RestartedUCRL2.self),
      .averageReward(SWUCRL2.self), .averageReward(PSRL.self), .averageReward(RBOCPDUCRL2.self),
      .averageReward(QLearning.self), .averageReward(SARSA.self), .averageReward(RandomPolicy.self),
      .averageReward(yardstick: OptimalPolicy.self),
    ])
}
