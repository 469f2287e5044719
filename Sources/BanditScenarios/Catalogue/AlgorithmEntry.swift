import BanditExperiments
import BanditGames

/// An algorithm that scenario files can name.
///
/// One's own policies become entries by `AlgorithmEntry.bandit(MyPolicy.self)`.
public struct AlgorithmEntry: Sendable {
  /// What it is, and its parameters.
  public let card: AlgorithmCard
  /// Binds it to an environment of its family: the simulation of one cell.
  public let bind:
    @Sendable (
      _ settings: Settings, _ environment: EnvironmentModel, _ context: CellContext
    ) throws(SettingProblem) -> Simulation

  /// Creates an entry.
  public init(
    card: AlgorithmCard,
    bind:
      @escaping @Sendable (
        _ settings: Settings, _ environment: EnvironmentModel, _ context: CellContext
      ) throws(SettingProblem) -> Simulation
  ) {
    self.card = card
    self.bind = bind
  }
}
