import BanditCards

/// The time in the radii and in the accuracy of planning of learners that start afresh.
public enum EpisodeClock: String, CaseIterable, Sendable {
  /// The step of the run.
  case global
  /// The step since the learner last forgot everything.
  case sinceRestart = "since-restart"

  /// `clock` of scenario files.
  public static let parameter = Parameter.choice(
    "clock",
    """
    The time in the radii and in the accuracy of planning: `global`, the step of the run, or `since-restart`, the step \
    since the learner last forgot everything.
    """, default: EpisodeClock.global, why: "as the paper's listing has it; its proof restarts the clock")
}
