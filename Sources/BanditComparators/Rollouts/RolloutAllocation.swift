import BanditNumerics

/// How many rollouts each prompt gets when they have to be shared: the allocation with the largest value.
///
/// The value of n rollouts of a prompt that succeeds with probability p is
///
///     Value(n, p) = (1 - p^n - (1 - p)^n) p (1 - p)^2,
///
/// the probability that not all outcomes are alike, so that a gradient relative to the group's mean is not zero, times
/// what one step may gain. The form is in the spirit of the knapsack of arXiv 2509.25849. Its increments
///
///     Value(n + 1, p) - Value(n, p) = (p^n (1 - p) + (1 - p)^n p) p (1 - p)^2
///
/// strictly decrease in n for 0 < p < 1, so that giving each further rollout to the prompt with the largest increment is
/// exact: there is nothing that a dynamic programme could add.
public struct RolloutAllocation: Sendable {
  /// The number of all rollouts.
  public let budget: Int
  /// How many rollouts a prompt gets at least and at most.
  public let range: ClosedRange<Int>
  private var heap: RankHeap
  /// Prompts to which a further rollout is worth nothing.
  private var others: [Int] = []

  /// Makes room for allocations.
  ///
  /// - Precondition: 1 <= the least number, and `budget` is between `promptCount` times the least and times the largest.
  public init(promptCount: Int, budget: Int, range: ClosedRange<Int>) {
    precondition(
      range.lowerBound >= 1 && RolloutAllocation.accepted(promptCount, range).contains(budget),
      "\(budget) rollouts cannot be shared by \(promptCount) prompts with \(range) each")
    self.budget = budget
    self.range = range
    heap = RankHeap(capacity: promptCount)
    others.reserveCapacity(promptCount)
  }

  /// The budgets that so many prompts can share; a product that overflows counts as the largest number there is.
  public static func accepted(_ promptCount: Int, _ range: ClosedRange<Int>) -> ClosedRange<Int> {
    func times(_ number: Int) -> Int {
      let product = promptCount.multipliedReportingOverflow(by: number)
      return product.overflow ? Int.max : product.partialValue
    }
    return times(range.lowerBound)...times(range.upperBound)
  }

  /// What n >= 1 rollouts of a prompt are worth.
  public static func value(_ rollouts: Int, _ p: Double) -> Double {
    let count = Double(rollouts)
    return (1 - Double.pow(p, count) - Double.pow(1 - p, count)) * gain(p)
  }

  /// What the rollout after n others adds: O(1).
  public static func increment(after rollouts: Int, _ p: Double) -> Double {
    let count = Double(rollouts)
    return (Double.pow(p, count) * (1 - p) + Double.pow(1 - p, count) * p) * gain(p)
  }

  private static func gain(_ p: Double) -> Double { p * (1 - p) * (1 - p) }

  /// Writes the allocation with the largest value.
  ///
  /// Each prompt gets the least number. Every further rollout goes to the prompt with the largest increment that may
  /// have one more, the lowest index on ties; what those with 0 < p < 1 cannot take goes in turn to the prompts with p = 0,
  /// then to those with p = 1, to which it is worth nothing.
  ///
  /// - Parameters:
  ///   - counts: one for each prompt; overwritten.
  ///   - probability: of a prompt, in [0, 1].
  /// - Complexity: O(budget log prompts); allocates nothing.
  public mutating func write(into counts: inout [Int], probability: (_ prompt: Int) -> Double) {
    for prompt in counts.indices { counts[prompt] = range.lowerBound }
    var rest = budget - counts.count * range.lowerBound
    guard range.lowerBound < range.upperBound else { return }
    // A key of -1 stands for a prompt to which a further rollout is worth nothing.
    heap.fill(counts.count) { prompt in
      let p = probability(prompt)
      return p > 0 && p < 1 ? RolloutAllocation.increment(after: range.lowerBound, p) : -1
    }
    while rest > 0, let prompt = heap.first, heap.key(of: prompt) >= 0 {
      counts[prompt] += 1
      rest -= 1
      if counts[prompt] == range.upperBound {
        _ = heap.removeFirst()
      } else {
        // Next to 0 and 1 rounding may let an increment grow.
        let increment = RolloutAllocation.increment(after: counts[prompt], probability(prompt))
        heap.lowerFirst(to: min(increment, heap.key(of: prompt)))
      }
    }
    var wanted = 0.0
    while rest > 0, wanted <= 1 {
      others.removeAll(keepingCapacity: true)
      for prompt in counts.indices where probability(prompt) == wanted { others.append(prompt) }
      while rest > 0, let last = others.last, counts[last] < range.upperBound {
        for prompt in others where rest > 0 {
          counts[prompt] += 1
          rest -= 1
        }
      }
      wanted += 1
    }
  }

  /// Writes the allocation that treats all prompts alike; what is left over goes to the first ones.
  public func writeEvenly(into counts: inout [Int]) {
    let (share, rest) = budget.quotientAndRemainder(dividingBy: max(1, counts.count))
    for prompt in counts.indices { counts[prompt] = prompt < rest ? share + 1 : share }
  }

  /// How many rollouts it takes on average until both outcomes have been seen, for 0 < p < 1: 1 / (p (1 - p)) - 1.
  public static func meanRolloutsUntilBoth(_ p: Double) -> Double { 1 / (p * (1 - p)) - 1 }
}
