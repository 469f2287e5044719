import BanditNumerics

/// The last m pulls, and the weighted tally of each arm among them.
///
/// A pull costs O(1) for flat, linear and decaying weights: counts, sums of times and discounted counts are updated for
/// the pull that enters and the one that drops out. Listed weights cost O(m).
public struct TallyWindow: Sendable {
  private enum Rule {
    case flat, linear
    /// The place of decay^0 in `tables`.
    case decay(Int)
    /// The place of the weight of the present pull in `tables`.
    case list(Int)
  }

  private let memory: Int
  private var rules: [Rule] = []
  private var tables: [Double] = []
  /// The pulls of the window; the next one goes to `place`.
  private var ring: [Int32]
  private var place = 0
  /// The number of pulls so far, which is the time of the latest one.
  private var time = 0
  /// What is known of each arm's pulls in the window: their number, and the sum of their times.
  private var counts: [Int]
  private var timeSums: [Int]
  /// The sum of decay^age over an arm's pulls in the window, as of its latest pull.
  private var discounted: [Double]
  private var latest: [Int]

  /// An empty window.
  ///
  /// - Precondition: `memory >= 1`; lists have one weight for each round of it; fewer than 2^31 arms.
  public init(memory: Int, weights: [TallyWeights]) {
    precondition(memory >= 1, "a window needs a memory of at least one round")
    self.memory = memory
    ring = Array(repeating: 0, count: memory)
    counts = Array(repeating: 0, count: weights.count)
    timeSums = counts
    latest = counts
    discounted = Array(repeating: 0, count: weights.count)
    var places: [TallyWeights: Int] = [:]
    for weights in weights {
      switch weights {
      case .flat: rules.append(.flat)
      case .linear: rules.append(.linear)
      case .decay(let decay):
        let start = places[weights] ?? tables.count
        if start == tables.count { tables += TallyWeights.powers(of: decay, count: memory) }
        places[weights] = start
        rules.append(.decay(start))
      case .list(let list):
        precondition(list.count == memory, "a list needs one weight for each round of the memory")
        let start = places[weights] ?? tables.count
        if start == tables.count { tables += list }
        places[weights] = start
        rules.append(.list(start))
      }
    }
  }

  /// Records a pull; returns the tally of its arm, this pull included.
  ///
  /// Rounding: counts and linear tallies are exact; a decaying tally is off by about 1e-16 m / (1 - decay) at most.
  public mutating func pull(_ arm: Int) -> Double {
    time += 1
    if time > memory { drop(Int(ring[place])) }
    ring[place] = Int32(truncatingIfNeeded: arm)
    place += 1
    if place == memory { place = 0 }
    counts[arm] += 1
    switch rules[arm] {
    case .flat:
      return Double(counts[arm])
    case .linear:
      timeSums[arm] += time
      // Ages are 0...m-1: count - (sum of ages)/m.
      return Double(counts[arm] * memory - (counts[arm] * time - timeSums[arm])) / Double(memory)
    case .decay(let powers):
      let age = time - latest[arm]
      discounted[arm] = latest[arm] > 0 && age < memory ? 1 + discounted[arm] * tables[powers + age] : 1
      latest[arm] = time
      return discounted[arm]
    case .list(let weights):
      var sum = 0.0
      var position = place
      for age in 0..<min(memory, time) {
        position = position == 0 ? memory - 1 : position - 1
        if ring[position] == arm { sum += tables[weights + age] }
      }
      return sum
    }
  }

  /// Forgets the pull of m rounds ago.
  private mutating func drop(_ arm: Int) {
    counts[arm] -= 1
    switch rules[arm] {
    case .linear: timeSums[arm] -= time - memory
    case .decay(let powers):
      // As of the arm's latest pull, which is that of m rounds ago or a later one.
      discounted[arm] -= tables[powers + latest[arm] - (time - memory)]
    case .flat, .list: break
    }
  }
}
