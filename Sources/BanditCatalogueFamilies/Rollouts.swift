import BanditAlgorithms
import BanditCards
import BanditCatalogue
import BanditEnvironments
import BanditGames

extension AlgorithmEntry {
  /// An entry for a learner that chooses what is rolled out, of your own or of the catalogue.
  @inlinable
  public static func rollouts<L: RolloutsLearner & Configurable<RolloutsProblem>>(_ learner: L.Type) -> AlgorithmEntry {
    AlgorithmEntry(
      L.card,
      [
        Seat(RolloutsGame<PromptPool, L>.self),
        Seat(L.self, erasedIn: RolloutsGame<AnyPrompts, AnyRolloutsLearner>.self),
      ])
  }

  /// An entry for a yardstick that chooses what is rolled out.
  @inlinable
  public static func rollouts<L: RolloutsLearner & Yardstick<RolloutsProblem, PromptTruth>>(
    yardstick: L.Type
  ) -> AlgorithmEntry {
    AlgorithmEntry(
      L.card,
      [
        Seat(yardstick: RolloutsGame<PromptPool, L>.self),
        Seat(yardstick: L.self, erasedIn: RolloutsGame<AnyPrompts, AnyRolloutsLearner>.self),
      ])
  }
}

extension Catalogue {
  package static let rollouts = Page(
    .rollouts, ledger: RolloutsLedger.self,
    environments: [.init(PromptPoolModel.self), .init(RolloutBudgetsModel.self)],
    algorithms: [
      .rollouts(MoPPS.self), .rollouts(KnapsackRollouts.self), .rollouts(UniformRollouts.self),
      .rollouts(yardstick: OracleRollouts.self),
    ])
}
