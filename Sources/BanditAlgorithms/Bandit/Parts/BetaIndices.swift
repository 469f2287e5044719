import BanditNumerics

/// Beta posteriors of arms, and the arm with the highest upper quantile at the level `1 - 1 / t`, found with few
/// quantiles.
///
/// The index of an arm that is not pulled rises with ln t along a concave curve: any tangent stays above it, so that one
/// look at an arm bounds its index for many rounds. In between lies a *bar* that no rival reaches before some round. As
/// long as the posterior probability above the bar of the arm that is pulled exceeds `1 / t`, its index is above the bar;
/// that probability follows its successes and failures by a recurrence. Bounds have room for the errors of everything they
/// are made of; where they do not decide, the indices themselves are compared.
struct BetaIndices: Sendable {
  /// A line above the index of an arm as a function of ln t, from the round on in which it was drawn.
  private struct Ceiling {
    var height = Double.infinity
    var slope = 0.0
    var start = 0.0

    func value(at time: Double) -> Double { height + slope * (time - start) }

    /// When the line reaches a height.
    func time(reaching height: Double) -> Double { start + (height - self.height) / slope }
  }

  private var successes: [Double]
  private var failures: [Double]
  private var ceilings: [Ceiling]
  /// The arm of the latest observation.
  private var latest = 0
  /// The tail of the latest arm above the bar, if its posterior was followed from the bar on.
  private var tail: BetaTail?
  /// The first round in which a rival may have reached the bar.
  private var expiry = 0
  /// About the index of the latest arm, before its latest reward.
  private var estimate = 0.0
  private var latestReward = 0.0

  /// Uniform priors.
  init(armCount: Int) {
    let ones = Array(repeating: 1.0, count: armCount)
    self.init(successes: ones, failures: ones)
  }

  /// Posteriors of these shapes, 1 or more.
  init(successes: [Double], failures: [Double]) {
    self.successes = successes
    self.failures = failures
    ceilings = Array(repeating: Ceiling(), count: successes.count)
  }

  /// The index of an arm in a round.
  func index(of arm: Int, at round: Int) -> Double {
    BetaQuantile.upper(1 / Double(round), a: successes[arm], b: failures[arm])
  }

  /// Updates the posterior of an arm with a reward in [0, 1], a fraction of a success.
  @inline(__always)
  mutating func observe(_ reward: Double, of arm: Int) {
    successes[arm] += reward
    failures[arm] += 1 - reward
    latestReward = reward
    if arm == latest && reward == 0 {
      tail?.addFailure()
    } else if arm == latest && reward == 1 {
      tail?.addSuccess()
    } else {
      tail = nil
      latest = arm
    }
    // An index falls with a failure, and no line stays above one that jumps.
    if reward != 0 { ceilings[arm].height = .infinity }
  }

  /// The lowest of the arms with the highest index.
  @inline(__always)
  mutating func highest(at round: Int) -> Int {
    if round < expiry, let tail, (tail.probability - tail.error) * Double(round) > BetaIndices.room { return latest }
    return search(at: round)
  }

  // MARK: Bounds

  /// More than 1 by more than the error of the distribution function at the root that a quantile is.
  private static let room = 1 + 2e-8

  private mutating func search(at round: Int) -> Int {
    let time = Double.log(Double(round))
    if raiseBar(at: round, time: time) { return latest }
    tail = nil
    var best = latest
    var bar = index(of: latest, at: round)
    drawCeiling(of: latest, touching: bar, at: round, time: time)
    for arm in ceilings.indices where arm != latest {
      if ceilings[arm].value(at: time) < bar || isBelow(bar, arm, at: round, time: time) { continue }
      let rival = index(of: arm, at: round)
      drawCeiling(of: arm, touching: rival, at: round, time: time)
      if rival > bar || (rival == bar && arm < best) {
        best = arm
        bar = rival
      }
    }
    estimate = bar
    // The posterior of the arm that is pulled is another one in the next round.
    return best
  }

  /// Sets a bar between the ceilings of the rivals and the index of the latest arm; false if none is found.
  private mutating func raiseBar(at round: Int, time: Double) -> Bool {
    let (a, b) = (successes[latest], failures[latest])
    var highest = 0.0
    for arm in ceilings.indices where arm != latest { highest = max(highest, ceilings[arm].value(at: time)) }
    let index: Double
    if let tail {
      index = tail.point + .log(max(tail.probability, .leastNormalMagnitude) * Double(round)) * tail.rise
    } else {
      index = estimate + (latestReward - estimate) / (a + b)
    }
    let bar = highest + 0.25 * (min(index, 1) - highest)
    guard bar > highest * (1 + 1e-9), bar < 1, BetaQuantile.isAccurate(a: a, b: b),
      let tail = BetaTail(above: bar, a: a, b: b),
      (tail.probability - tail.error) * Double(round) > BetaIndices.room
    else { return false }
    self.tail = tail
    var end = 41.0
    for arm in ceilings.indices where arm != latest { end = min(end, ceilings[arm].time(reaching: bar * (1 - 1e-10))) }
    expiry = Int(Double.exp(end) * (1 - 1e-9))
    return true
  }

  /// Whether an arm's index is surely below a bar, by one look at its tail above it, which makes a new ceiling.
  private mutating func isBelow(_ bar: Double, _ arm: Int, at round: Int, time: Double) -> Bool {
    let (a, b) = (successes[arm], failures[arm])
    guard bar > 0, bar < 1, BetaQuantile.isAccurate(a: a, b: b),
      let tail = BetaTail(above: bar * (1 - 1e-10), a: a, b: b)
    else { return false }
    let share = tail.probability * Double(round)
    guard share > 1e-3, (tail.probability + tail.error) * Double(round) * BetaIndices.room < 1 else { return false }
    // The tangent where the index will be at the bar, with room for an error of its slope.
    let wait = -Double.log(share)
    let slope = tail.rise
    ceilings[arm] = Ceiling(height: bar - slope * (wait * (1 - 1e-5) - 1e-6), slope: slope * (1 + 1e-5), start: time)
    return true
  }

  /// The tangent at the index of an arm in a round.
  private mutating func drawCeiling(of arm: Int, touching index: Double, at round: Int, time: Double) {
    let (a, b) = (successes[arm], failures[arm])
    ceilings[arm] = Ceiling()
    guard index > 0, index < 1, BetaQuantile.isAccurate(a: a, b: b), let tail = BetaTail(above: index, a: a, b: b)
    else { return }
    ceilings[arm] = Ceiling(height: index * (1 + 1e-10), slope: tail.rise * (1 + 1e-5), start: time)
  }
}
