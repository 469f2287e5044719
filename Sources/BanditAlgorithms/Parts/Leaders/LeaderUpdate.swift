/// Where the weights of a round come from.
public enum LeaderUpdate: String, CaseIterable, Sendable {
  /// The leader of all losses so far, regularised at the present rate.
  case ftrl
  /// Mirror descent: a step from the weights before.
  case omd
}
