/// The tables of a result folder.
public enum ResultFile: String, Sendable, CaseIterable {
  /// One row per replication, checkpoint and notion.
  case regret = "regret.csv"
  /// Statistics over replications at every checkpoint.
  case summary = "summary.csv"
  /// The summary at the last checkpoint, with ranks.
  case final = "final.csv"
  /// Paired differences between algorithms at the last checkpoint.
  case pairs = "pairs.csv"
  /// What was reported besides regret.
  case extras = "extras.csv"
  /// Statistics over replications of what was reported besides regret.
  case extrasSummary = "extras_summary.csv"
  /// The alarms of learners that watch for changes; only where there are such.
  case alarms = "alarms.csv"
  /// The points of a sweep, in the order of the scenario; only where there is one.
  case points = "points.csv"
  /// Everything that depends on the clock.
  case timing = "timing.csv"

  /// The tables that every manifest has checksums of: they depend neither on the clock nor on what there is.
  static let checked = allCases.filter { $0 != .timing && !occasional.contains($0) }

  /// The tables that a folder has only if there is something for them; then its manifest has checksums of them, too.
  static let occasional: [ResultFile] = [.alarms, .points]

  /// The header; of `points` without the swept paths.
  public var columns: [String] {
    let cell = ["scenario", "point", "environment", "algorithm"]
    return switch self {
    case .regret:
      cell + [
        "notion", "group", "replicate", "t", "n", "regret", "benchmark", "value", "reward", "switches", "cost",
      ]
    case .summary: cell + ["notion", "group", "t"] + ResultFile.statistics
    case .final: cell + ["notion", "group", "t"] + ResultFile.statistics + ["rank"]
    case .pairs:
      [
        "scenario", "point", "environment", "notion", "group", "algorithm_a", "algorithm_b", "n", "mean_diff",
        "se_diff", "ci_low", "ci_high", "p_value", "p_adjusted",
      ]
    case .extras: cell + ["replicate", "t", "name", "value"]
    case .extrasSummary:
      cell + [
        "t", "name", "replications", "mean", "sd", "se", "ci_low", "ci_high", "min", "q05", "q25", "median", "q75",
        "q95", "max",
      ]
    case .alarms: cell + ["replicate", "alarm", "location", "score"]
    case .points: ["scenario", "point"]
    case .timing: cell + ["replications", "rounds", "seconds", "rounds_per_second", "processor_seconds"]
    }
  }

  private static let statistics = [
    "replications", "mean", "sd", "se", "ci_low", "ci_high", "ci_level", "min", "q05", "q25", "median", "q75",
    "q95", "max", "lower_bound",
  ]
}
