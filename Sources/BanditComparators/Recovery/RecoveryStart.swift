/// How rested the arms are before the first period.
public enum RecoveryStart: String, Sendable, CaseIterable {
  /// As if all had been pulled in period 0: the first pull in period t comes after an idle time of t.
  case zero
  /// Fully recovered.
  case recovered
}
