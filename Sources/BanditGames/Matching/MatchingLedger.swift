import BanditCards
import BanditComparators
import BanditNumerics

/// The accounts of online matching with stochastic rewards.
///
/// The *load* of a vertex is the sum of the probabilities of the attempts at it. Whatever the algorithm, a vertex's
/// mean number of successes is its mean load (A. Mehta and D. Panigrahi, FOCS 2012, lemma 2): the difference of the two
/// is a martingale, which checks a run and narrows its intervals.
public struct MatchingLedger: Ledger {
  /// `matching-lp`, `clairvoyant` and `configuration`: the same value against three benchmarks.
  public static let definitions = [
    Notion.Definition(
      .matchingLP,
      benchmark: "the optimum of budgeted allocation on the arrivals so far, an upper bound on every algorithm's mean",
      value: "the weights of the vertices that have succeeded",
      formula:
        """
        max { sum w_u p_uv x_uv : sum_v p_uv x_uv <= 1, sum_u x_uv <= 1, x >= 0 } - sum of w_u over successes
        """, unit: "reward"),
    Notion.Definition(
      .clairvoyant,
      benchmark:
        """
        what the best algorithm earns on average that knows the arrivals so far and their probabilities, matches in \
        their order and sees outcomes
        """,
      value: "the value of matching-lp",
      formula: "V_1({}), V_t(S) = max(V_{t+1}(S), max_u p_ut (w_u + V_{t+1}(S + u)) + (1 - p_ut) V_{t+1}(S))",
      unit: "reward"),
    Notion.Definition(
      .configuration,
      benchmark:
        "the optimum of a programme over sets of arrivals offered to each vertex, an upper bound on clairvoyant",
      value: "the value of matching-lp",
      formula:
        """
        max { sum w_u (1 - prod_{v in S} (1 - p_uv)) x_uS : sum_S x_uS <= 1, \
        sum_{u, S with v} x_uS prod_{v' in S before v} (1 - p_uv') <= 1, x >= 0 } - sum of w_u over successes
        """, unit: "reward"),
  ]

  /// Ratios, each against a benchmark of its own; loads and successes; exact values.
  public static let metrics: [Metric] = [
    .clairvoyantRatio, .configurationRatio, .controlledReward, .controlledRatio, .exactReward, .matchingLoad,
    .matchingLPRatio, .successes, .symmetricReward, .vertexLoad, .vertexSuccesses,
  ]

  /// How much of the martingale is taken away: 1/(e - 1), which leaves the least variance for one vertex that is tried
  /// until its load is 1, in the limit of vanishing probabilities.
  public static let controlCoefficient = 1 / Double.expMinusOne(1)

  @usableFromInline var reward = CompensatedSum()
  /// The sum of w p over the attempts.
  @usableFromInline var weightedLoad = CompensatedSum()
  @usableFromInline var load = CompensatedSum()
  @usableFromInline var successCount = 0
  /// The load of each vertex, and whether it has succeeded; empty unless asked for.
  @usableFromInline var loads: [Double]
  @usableFromInline var hasSucceeded: [Bool]
  @usableFromInline var latestEdge: MatchingEdge?
  @usableFromInline var latestReward = 0.0
  private let exactValue: Double?
  let truth: MatchingTruth

  /// Opens the accounts of a run; only what the metrics need is kept.
  ///
  /// - Parameter exactValue: what the learner earns on average, where that is known.
  public init(truth: MatchingTruth, metrics: [Metric], exactValue: Double? = nil) {
    self.truth = truth
    self.exactValue = exactValue
    let count = metrics.contains { .vertexLoad ~= $0 || .vertexSuccesses ~= $0 } ? truth.graph.vertexCount : 0
    loads = Array(repeating: 0, count: count)
    hasSucceeded = Array(repeating: false, count: count)
  }

  /// Records an attempt.
  @inlinable
  public mutating func record(_ edge: MatchingEdge, weight: Double, isSuccess: Bool) {
    latestEdge = edge
    latestReward = isSuccess ? weight : 0
    load.add(edge.probability)
    weightedLoad.add(weight * edge.probability)
    if !loads.isEmpty { loads[edge.vertex] += edge.probability }
    guard isSuccess else { return }
    reward.add(weight)
    successCount += 1
    if !hasSucceeded.isEmpty { hasSucceeded[edge.vertex] = true }
  }

  /// Records an arrival that was tried with no vertex.
  @inlinable
  public mutating func skip() {
    latestEdge = nil
    latestReward = 0
  }

  /// The state of a notion after a round.
  public func entry(for notion: Notion, group: String, after round: Int) -> LedgerEntry {
    LedgerEntry(
      rounds: Double(round), benchmark: truth.benchmark(of: notion, through: round) ?? .nan, value: reward.value,
      reward: reward.value)
  }

  /// The reward less a multiple of what luck has added to it.
  private var controlled: Double {
    reward.value - MatchingLedger.controlCoefficient * (reward.value - weightedLoad.value)
  }

  /// The value of a metric after a round.
  public func measure(_ metric: Metric, after round: Int) -> Double? {
    switch metric {
    case .matchingLPRatio: ratio(reward.value, .matchingLP, round)
    case .clairvoyantRatio: ratio(reward.value, .clairvoyant, round)
    case .configurationRatio: ratio(reward.value, .configuration, round)
    case .controlledReward: controlled
    case .controlledRatio: ratio(controlled, .matchingLP, round)
    case .exactReward: round == truth.graph.arrivals.count ? exactValue : nil
    case .symmetricReward: round == truth.graph.arrivals.count ? truth.symmetricValue : nil
    case .matchingLoad: load.value
    case .successes: Double(successCount)
    case .vertexLoad: metric.event.flatMap { loads.indices.contains($0) ? loads[$0] : nil }
    case .vertexSuccesses:
      metric.event.flatMap { hasSucceeded.indices.contains($0) ? (hasSucceeded[$0] ? 1 : 0) : nil }
    default: nil
    }
  }

  private func ratio(_ value: Double, _ notion: Notion, _ round: Int) -> Double? {
    guard let benchmark = truth.benchmark(of: notion, through: round), benchmark > 0 else { return nil }
    return value / benchmark
  }
}

extension Metric {
  /// The share of budgeted allocation.
  public static let matchingLPRatio = Metric(
    "matching_lp_ratio", "The reward so far over the benchmark of matching-lp for this replication's arrivals so far.",
    unit: "ratio", isCumulative: true)

  /// The share of the clairvoyant value.
  public static let clairvoyantRatio = Metric(
    "clairvoyant_ratio", "The reward so far over the benchmark of clairvoyant for this replication's arrivals so far.",
    unit: "ratio", isCumulative: true)

  /// The share of the relaxation over configurations.
  public static let configurationRatio = Metric(
    "configuration_ratio",
    "The reward so far over the benchmark of configuration for this replication's arrivals so far.", unit: "ratio",
    isCumulative: true)

  /// The reward with less noise.
  public static let controlledReward = Metric(
    "controlled_reward",
    """
    The reward so far less (reward - sum of w p over the attempts) / (e - 1): the same mean with less variance, \
    because what is taken away has the mean 0.
    """, unit: "reward", isCumulative: true)

  /// The share of budgeted allocation with less noise.
  public static let controlledRatio = Metric(
    "controlled_matching_lp_ratio", "controlled_reward over the benchmark of matching-lp.", unit: "ratio",
    isCumulative: true)

  /// The mean reward by enumeration.
  public static let exactReward = Metric(
    "exact_reward",
    """
    What the algorithm earns on average on this replication's graph, by enumeration of outcomes, draws and ties; \
    missing where that would take too long, and for algorithms that draw all their luck at the start.
    """, unit: "reward", isCumulative: false)

  /// The mean reward by symmetry.
  public static let symmetricReward = Metric(
    "symmetric_reward",
    """
    What every algorithm earns on average that never passes up a neighbour and treats those available alike (ties at \
    random), on batches whose neighbourhoods are nested; missing elsewhere.
    """, unit: "reward", isCumulative: false)

  /// How much was tried.
  public static let matchingLoad = Metric(
    "load", "The probabilities of all attempts so far, added up; its mean is that of successes.", unit: "successes",
    isCumulative: true)

  /// How much succeeded.
  public static let successes = Metric(
    "successes", "How many vertices have succeeded so far.", unit: "successes", isCumulative: true)

  /// How much each vertex was tried.
  public static let vertexLoad = Metric(
    "vertex_load",
    "The probabilities of all attempts at the vertex so far, added up; its mean is that of vertex_successes.",
    unit: "successes", isCumulative: true, scope: .item)

  /// Whether each vertex has succeeded.
  public static let vertexSuccesses = Metric(
    "vertex_successes", "1 if the vertex has succeeded, else 0.", unit: "0 or 1", isCumulative: true, scope: .item)
}
