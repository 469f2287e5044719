import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// Combinatorial lower and upper confidence bounds: asks until no set can be better than the best one.
public struct CLUCB: ExplorationLearner, Stopping, Reporting, Configurable {
  /// `delta` of scenario files.
  public static let delta = Parameter.number(
    "delta", "The probability with which it may be wrong.", .openUnit, default: 0.05, unit: "probability",
    why: "a usual level")

  public static let card = AlgorithmCard(
    id: "clucb", family: .exploration,
    summary:
      "Asks the least known of the arms in which the best set and its best rival differ, until there is no rival.",
    setting: """
      Arms with fixed means and sigma-subgaussian responses (1/2 if they are 0 or 1, the standard deviation of normal ones), \
      sets over which sums can be maximised, a fixed confidence.
      """,
    rule: [
      "Each arm once; then M = argmax over sets of the sum of empirical means m_e.",
      "rad_e = sigma sqrt(2 ln(4 n t^3/delta)/N_e), t the rounds so far.",
      "w_e = m_e - rad_e for e in M, m_e + rad_e for others; M' = argmax over sets of the sum of w.",
      "If the sums of w of M and M' are equal, it stops with the answer M; else it asks the e with the largest rad_e in the "
        + "symmetric difference of M and M'.",
    ],
    parameters: [delta],
    example: ["delta": 0.1],
    swift: "try CLUCB(problem, delta: 0.1)",
    guarantee: """
      If it stops, its set is not the best one with probability delta at most: by a union bound over arms, rounds and \
      counts all means are within their radii, but for a probability of delta pi^2/12. Where several sets are the best, it \
      goes on to the horizon. The answer at the horizon of one that has not stopped has no guarantee.
      """,
    complexity: "Two maximisations over the sets per round, O(n) or O(n log n) for matroids.", randomness: "None.",
    numerics: "Sums are equal if they differ by 1e-12 of their size. Ties of radii: the first arm.",
    deviations: "Radii are multiplied by sigma, which the environment tells.",
    guide: "Top-m and other sets with a fixed confidence. Its radii are wide: it asks more than needed.",
    reference: """
      S. Chen, T. Lin, I. King, M. R. Lyu and W. Chen, Combinatorial pure exploration of multi-armed bandits, NIPS 2014, \
      Algorithm 1, in the form usually quoted.
      """, metrics: [.stoppingTime, .stopped])

  private let level: Double
  private let sigma: Double
  private var sets: FeasibleSets
  private var counts: [Int]
  private var sums: [Double]
  private var costs: [Double]
  private var radii: [Double]
  private var leader: [Int] = []
  private var rival: [Int] = []
  private var isIn: [Bool]
  /// Why not to stop; found after each response.
  private(set) var next: Int?
  public private(set) var stop = StopRecord()

  public init(settings: Settings, problem: ExplorationProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, delta: settings[Self.delta])
  }

  /// Creates the learner: `CLUCB(problem, delta: 0.1)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or answers are no sets.
  public init(_ problem: ExplorationProblem, delta: Double = Self.delta.default) throws(InvalidSettings) {
    try Self.delta.check(delta)
    sets = try problem.requireSets(for: Self.card.id)
    level = delta
    sigma = problem.noise.scale
    let count = problem.queryCount
    counts = Array(repeating: 0, count: count)
    sums = Array(repeating: 0, count: count)
    costs = sums
    radii = sums
    isIn = Array(repeating: false, count: count)
  }

  /// As if so many responses had come from each arm, with these means.
  mutating func assume(counts: [Int], means: [Double]) {
    self.counts = counts
    sums = zip(counts, means).map { Double($0) * $1 }
    look(after: counts.reduce(0, +))
  }

  /// The sets M and M', and what they say: an arm to ask, or `nil` to stop.
  private mutating func look(after round: Int) {
    let t = Double(round)
    let logarithm = 2 * Double.log(4 * Double(counts.count) * t * t * t / level)
    for arm in counts.indices {
      radii[arm] = sigma * (logarithm / Double(counts[arm])).squareRoot()
      costs[arm] = -(sums[arm] / Double(counts[arm]))
      isIn[arm] = false
    }
    sets.writeCheapest(for: costs, into: &leader)
    for arm in leader { isIn[arm] = true }
    for arm in counts.indices { costs[arm] += isIn[arm] ? radii[arm] : -radii[arm] }
    sets.writeCheapest(for: costs, into: &rival)
    let own = leader.reduce(0) { $0 - costs[$1] }
    let other = rival.reduce(0) { $0 - costs[$1] }
    if other <= own + 1e-12 * (1 + abs(own)) {
      next = nil
      return
    }
    for arm in rival { isIn[arm].toggle() }
    var widest: Int?
    for arm in counts.indices where isIn[arm] && radii[arm] > (widest.map { radii[$0] } ?? 0) { widest = arm }
    next = widest
  }

  /// rad_e of the latest look.
  func radius(of arm: Int) -> Double { radii[arm] }

  /// w_e of the latest look.
  func bound(of arm: Int) -> Double { -costs[arm] }

  /// M and M' of the latest look.
  var sides: (leader: [Int], rival: [Int]) { (leader, rival) }

  public mutating func selectQuery(at round: Int, noise: inout RoundNoise) -> Int {
    round <= counts.count ? round - 1 : next ?? 0
  }

  public mutating func observe(_ response: Double, to query: Int, at round: Int) {
    counts[query] += 1
    sums[query] += response
    guard round >= counts.count else { return }
    look(after: round)
    if next == nil, !stop.hasStopped { stop.stop(after: round) }
  }

  public var answer: [Int] {
    if !leader.isEmpty || counts.allSatisfy({ $0 > 0 }) { return leader }
    // Before every arm was asked: those that were not count as the worst of the others.
    let means = counts.indices.map { counts[$0] > 0 ? sums[$0] / Double(counts[$0]) : .infinity }
    let least = means.min().map { $0.isFinite ? $0 : 0 } ?? 0
    var sets = sets
    var set: [Int] = []
    sets.writeCheapest(for: means.map { $0.isFinite ? -$0 : -least }, into: &set)
    return set
  }
}
