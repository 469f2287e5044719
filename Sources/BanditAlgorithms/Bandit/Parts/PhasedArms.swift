/// Arms that are played equally often in each of a number of phases, each arm in one stretch, and dropped between
/// phases.
struct PhasedArms: Sendable {
  /// What was seen of them.
  private(set) var statistics: ArmStatistics
  /// The arms that are left, in the order of their play.
  private(set) var active: [Int]
  private var place = 0
  private var remaining = 0
  private var share = 0
  private var rest = 0

  /// All arms.
  init(armCount: Int) {
    statistics = ArmStatistics(armCount: armCount)
    active = Array(0..<armCount)
  }

  /// Divides the rounds of a phase: equally, the first arms one more if there is a rest. The arm played last comes
  /// first, so that a phase begins without a switch.
  mutating func begin(rounds: Int, latest: Int?) {
    active.sort()
    if let latest, let index = active.firstIndex(of: latest) { active.swapAt(0, index) }
    share = rounds / active.count
    rest = rounds % active.count
    place = 0
    remaining = share + (rest > 0 ? 1 : 0)
  }

  /// The arm of the next round of the phase.
  mutating func next() -> Int {
    while remaining == 0, place + 1 < active.count {
      place += 1
      remaining = share + (place < rest ? 1 : 0)
    }
    remaining -= 1
    return active[place]
  }

  /// Updates the mean of the arm.
  mutating func observe(_ reward: Double, of arm: Int) { statistics.observe(reward, of: arm) }

  /// Keeps the arms whose mean plus radius reaches the highest mean less radius; a radius depends on the number of
  /// pulls.
  ///
  /// An arm that was never pulled stays.
  mutating func drop(radius: (_ pulls: Double) -> Double) {
    var highest = -Double.infinity
    for arm in active where statistics.pulls[arm] > 0 {
      highest = max(highest, statistics.means[arm] - radius(Double(statistics.pulls[arm])))
    }
    let (pulls, means) = (statistics.pulls, statistics.means)
    active.removeAll { pulls[$0] > 0 && means[$0] + radius(Double(pulls[$0])) < highest }
  }

  /// Keeps the arm with the highest mean, the lowest on ties.
  mutating func commit() {
    active.sort()
    var best = active[0]
    for arm in active where statistics.means[arm] > statistics.means[best] { best = arm }
    active = [best]
  }
}
