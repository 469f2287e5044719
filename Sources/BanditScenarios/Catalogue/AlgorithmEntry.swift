import BanditExperiments
import BanditGames

/// An algorithm that scenario files can name.
///
/// One's own policies become entries by `AlgorithmEntry.bandit(MyPolicy.self)`.
public struct AlgorithmEntry: Sendable {
  /// What it is, and its parameters.
  public let card: AlgorithmCard
  /// The families that it can play: its card's own, and others that its entry adapts it to.
  public let families: [Family]
  /// Binds it to an environment of one of these families: the simulation of one cell.
  public let bind:
    @Sendable (
      _ settings: Settings, _ environment: EnvironmentModel, _ context: CellContext
    ) throws(SettingProblem) -> Simulation

  /// Creates an entry; without `families` it plays its card's own.
  public init(
    card: AlgorithmCard, families: [Family]? = nil,
    bind:
      @escaping @Sendable (
        _ settings: Settings, _ environment: EnvironmentModel, _ context: CellContext
      ) throws(SettingProblem) -> Simulation
  ) {
    self.card = card
    self.families = families ?? [card.family]
    self.bind = bind
  }

  /// What a binding says to an environment of a family that it does not know.
  @usableFromInline
  static func mismatch(_ environment: EnvironmentModel, _ family: Family) -> SettingProblem {
    SettingProblem(
      "",
      """
      plays environments of the family \(family.rawValue), but this one is of the family \
      \(environment.description.family.rawValue)
      """)
  }
}
