import BanditCards
import BanditGames
import BanditStreams

/// The core of learners that forget everything at steps which do not depend on what they see.
struct RestartedEpisodes: Sendable {
  /// The episodes since the latest restart, and the numbers of all.
  private(set) var core: OptimisticEpisodes
  /// How often it started afresh.
  private(set) var restarts = 0
  private let clock: EpisodeClock
  /// The steps before the clock's first one.
  private var elapsed = 0

  /// Creates the core before the first step.
  init(_ core: OptimisticEpisodes, clock: EpisodeClock) {
    self.core = core
    self.clock = clock
  }

  /// Forgets everything before a step.
  mutating func restart(before round: Int) {
    core.forgetAll()
    restarts += 1
    if clock == .sinceRestart { elapsed = round - 1 }
  }

  /// The action of the policy of the present episode.
  mutating func selectAction(in state: Int, at round: Int, noise: inout RoundNoise) -> Int {
    core.selectAction(in: state, clock: round - elapsed, noise: &noise)
  }

  /// Records a transition.
  mutating func observe(_ transition: Transition) { core.observe(transition) }

  /// What it can report.
  static let metrics: [Metric] = OptimisticEpisodes.metrics + [.restarts]

  /// The value of one of its metrics.
  func measure(_ metric: Metric) -> Double? { metric == .restarts ? Double(restarts) : core.measure(metric) }
}
