import BanditCards
import BanditComparators
import BanditNumerics

/// The accounts of rollouts: what batches were worth under the probabilities of their rounds.
public struct RolloutsLedger: Ledger {
  /// `dynamic`.
  public static let definitions = [
    Notion.Definition(
      .dynamic,
      benchmark:
        """
        the sum over rounds of the value of the best batch under the probabilities of the round, which the learner's own \
        past has led to
        """,
      value:
        """
        the sum over rounds of the value of the batch: minus the sum of (p - g*)^2 of a selection, the sum of Value(N_i, \
        p_i) of budgets
        """,
      formula:
        """
        selection: sum_{s<=t} sum_{i in B_s} (p_i - g*)^2 - min_B sum_{i in B} (p_i - g*)^2; budgets: sum_{s<=t} max_N sum_i \
        Value(N_i, p_i) - sum_i Value(N_i^s, p_i), Value(n, p) = (1 - p^n - (1 - p)^n) p (1 - p)^2
        """, unit: "value")
  ]

  /// What the rollouts taught, and what uniform budgets would have been worth.
  public static let metrics: [Metric] = [
    .effectiveFraction, .posteriorError, .uniformValue, .valueOverUniform,
  ]

  private let terms: RolloutTerms
  private var best: Best?
  private let comparesEven: Bool
  private var counts: [Int]
  private var even: [Int]
  private var benchmark = CompensatedSum()
  private var value = CompensatedSum()
  private var uniform = CompensatedSum()
  private var successes = 0
  private var rollouts = 0
  private var prompts = 0
  private var effective = 0

  private enum Best {
    case selection(RankHeap)
    case budgets(RolloutAllocation)
  }

  /// Opens the accounts of a run; the best batch is only looked for where the notion asks.
  public init(_ problem: RolloutsProblem, notions: [Notion], metrics: [Metric]) {
    terms = problem.terms
    let allocation = problem.allocation
    if !notions.isEmpty {
      best = allocation.map { .budgets($0) } ?? .selection(RankHeap(capacity: problem.promptCount))
    }
    counts = Array(repeating: 0, count: allocation == nil ? 0 : problem.promptCount)
    even = counts
    allocation?.writeEvenly(into: &even)
    comparesEven = metrics.contains(.uniformValue) || metrics.contains(.valueOverUniform)
  }

  /// Checks the batch of a round and records what it is worth.
  ///
  /// - Precondition: the batch keeps to the problem's terms, which is what a learner must do.
  /// - Complexity: O(N + B log N) for a selection, O(budget log N) for budgets.
  public mutating func open(_ batch: RolloutBatch, truth: PromptTruth, at round: Int) {
    if let fault = batch.fault { preconditionFailure("a batch has \(fault)") }
    let p = truth.probabilities
    switch terms {
    case .selection(let size, _, let target):
      func loss(_ prompt: Int) -> Double { (p[prompt] - target) * (p[prompt] - target) }
      for prompt in batch.prompts { value.add(0 - loss(prompt)) }
      guard case .selection(var heap)? = best else { return }
      best = nil
      heap.fill(p.count) { 0 - loss($0) }
      for _ in 0..<size { benchmark.add(heap.key(of: heap.removeFirst())) }
      best = .selection(heap)
    case .budgets:
      for (prompt, count) in zip(batch.prompts, batch.rollouts) { value.add(RolloutAllocation.value(count, p[prompt])) }
      if comparesEven { for prompt in even.indices { uniform.add(RolloutAllocation.value(even[prompt], p[prompt])) } }
      guard case .budgets(var allocation)? = best else { return }
      best = nil
      allocation.write(into: &counts) { p[$0] }
      for prompt in counts.indices { benchmark.add(RolloutAllocation.value(counts[prompt], p[prompt])) }
      best = .budgets(allocation)
    }
  }

  /// Records the successes of the batch.
  public mutating func close(_ batch: RolloutBatch) {
    for place in batch.prompts.indices {
      successes += batch.successes[place]
      rollouts += batch.rollouts[place]
      if batch.isEffective(place) { effective += 1 }
    }
    prompts += batch.prompts.count
  }

  public func entry(for notion: Notion, group: String, after round: Int) -> LedgerEntry {
    LedgerEntry(
      rounds: Double(round), benchmark: benchmark.value, value: value.value, reward: Double(successes),
      cost: Double(rollouts))
  }

  public func measure(_ metric: Metric, after round: Int) -> Double? {
    switch metric {
    case .effectiveFraction: return prompts == 0 ? nil : Double(effective) / Double(prompts)
    case .uniformValue: return even.isEmpty ? nil : uniform.value
    case .valueOverUniform: return even.isEmpty || uniform.value <= 0 ? nil : value.value / uniform.value
    default: return nil
    }
  }
}

extension Metric {
  /// How much of the batches taught anything.
  public static let effectiveFraction = Metric(
    "effective_fraction",
    "The share of the prompts of all batches so far that both succeeded and failed: 0 < s < k.", unit: "share",
    isCumulative: true)

  /// How well the learner knows the pool.
  public static let posteriorError = Metric(
    "posterior_error",
    """
    The mean over prompts of (the learner's estimate - the present probability)^2, over those that it has an estimate \
    of: posterior means of `mopps`, shares of the latest round of `knapsack-rollouts`.
    """, unit: "probability squared", isCumulative: true)

  /// What uniform budgets would have been worth.
  public static let uniformValue = Metric(
    "uniform_value",
    """
    The value so far of uniform budgets under the same probabilities, those that the learner's own past has led to; \
    missing where prompts are selected.
    """, unit: "value", isCumulative: true)

  /// What the budgets are worth beside uniform ones.
  public static let valueOverUniform = Metric(
    "value_over_uniform", "The value so far over `uniform_value`; missing where prompts are selected.", unit: "ratio",
    isCumulative: true)
}
