import Synchronization

/// A flag that asks a run to stop; it keeps what is finished.
public final class StopSignal: Sendable {
  private let flag = Atomic<Bool>(false)
  /// Watches how fast rounds pass, of a signal that is raised by the clock.
  private let probe = Mutex(Probe(latest: ContinuousClock.now))
  private let deadline: ContinuousClock.Instant?

  /// Another signal whose raising is this one's, too.
  private let leader: StopSignal?

  /// Creates a signal that is not raised.
  public init() { (deadline, leader) = (nil, nil) }

  /// Creates a signal that is raised by itself or with another one.
  init(following leader: StopSignal) { (deadline, self.leader) = (nil, leader) }

  /// Creates a signal that raises itself after a time and sees how fast rounds pass until then. What was simulated of a
  /// block that it stops is returned, its later checkpoints missing.
  init(after time: Duration) { (deadline, leader) = (ContinuousClock.now + time, nil) }

  /// Asks to stop. Safe from any thread.
  public func raise() { flag.store(true, ordering: .relaxed) }

  /// Whether a stop was requested.
  public var isRaised: Bool {
    flag.load(ordering: .relaxed) || deadline.map { ContinuousClock.now >= $0 } == true || leader?.isRaised == true
  }

  /// Whether what was simulated before the stop is wanted.
  @usableFromInline var wantsParts: Bool { deadline != nil }

  /// How many rounds may pass before the next look: so many that looks cost nothing, and at first few, so that a slow
  /// learner is seen to be one.
  @usableFromInline
  func longestPause(after round: Int) -> Int { deadline == nil ? 1 << 16 : min(max(1, round), 1 << 16) }

  /// Told that lanes have come to a round.
  @usableFromInline
  func note(_ round: Int, lanes: Int) {
    if deadline != nil { probe.withLock { $0.note(round, lanes: lanes, at: ContinuousClock.now) } }
  }

  /// How fast rounds passed.
  var pace: Pace { probe.withLock { $0.pace } }
}

/// How long replications take.
struct Pace {
  /// Groups of lanes that were begun.
  var groups = 0
  /// Seconds that the first one took to begin, with its first round.
  var firstSetUp = 0.0
  /// Seconds that the others took to begin.
  var laterSetUps = 0.0
  /// Rounds of lanes after the first round, of the first group.
  var firstRounds = 0.0
  /// Seconds that those took, with what is made once for all groups during them: the optimum at a checkpoint.
  var firstSeconds = 0.0
  /// Rounds of lanes after the first round, of the other groups.
  var laterRounds = 0.0
  /// Seconds that those took.
  var laterSeconds = 0.0

  /// Adds the pace of groups after these.
  mutating func add(_ later: Pace) {
    groups += later.groups
    laterSetUps += later.firstSetUp + later.laterSetUps
    laterRounds += later.firstRounds + later.laterRounds
    laterSeconds += later.firstSeconds + later.laterSeconds
  }

  /// Seconds of a round of a lane: of later groups, if they came half as far as the first one.
  var secondsPerRound: Double {
    if laterRounds > 0, 2 * laterRounds >= firstRounds { return laterSeconds / laterRounds }
    let rounds = firstRounds + laterRounds
    return rounds == 0 ? 0 : (firstSeconds + laterSeconds) / rounds
  }

  /// Seconds that the first group took for what the others find made.
  var madeOnce: Double { firstSetUp + max(0, firstSeconds - secondsPerRound * firstRounds) }
}

private struct Probe: Sendable {
  var pace = Pace()
  var latest: ContinuousClock.Instant
  private var round = 0

  init(latest: ContinuousClock.Instant) { self.latest = latest }

  mutating func note(_ round: Int, lanes: Int, at now: ContinuousClock.Instant) {
    let seconds = (now - latest) / .seconds(1)
    if round == 1 {
      if pace.groups == 0 { pace.firstSetUp = seconds } else { pace.laterSetUps += seconds }
      pace.groups += 1
    } else {
      let rounds = Double((round - self.round) * lanes)
      if pace.groups < 2 {
        pace.firstRounds += rounds
        pace.firstSeconds += seconds
      } else {
        pace.laterRounds += rounds
        pace.laterSeconds += seconds
      }
    }
    (latest, self.round) = (now, round)
  }
}
