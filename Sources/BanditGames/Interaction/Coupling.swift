/// How the environment's noise is shared between algorithms.
public enum Coupling: String, Sendable, CaseIterable {
  /// The n-th pull of an arm gives the same reward to every algorithm.
  case pulls
  /// Pulling an arm in round t gives the same reward to every algorithm.
  case rounds
  /// Every algorithm has its own noise.
  case independent
}
