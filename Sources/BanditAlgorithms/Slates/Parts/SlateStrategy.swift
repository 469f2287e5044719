import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// How a slate is made from posteriors of the items.
public enum SlateStrategy: String, Sendable, CaseIterable {
  /// One draw for each item; the items with the largest ones.
  case thompson
  /// The items with the largest posterior means.
  case greedy
  /// A uniformly random slate.
  case random
  /// One draw for each item and place, ranked; the first different items of the first ranks, then of the second, ....
  case inSlate = "in-slate"

  /// `strategy` of scenario files.
  static let parameter = Parameter.choice(
    "strategy",
    """
    How slates are made: `thompson`, the largest of one posterior draw each; `greedy`, the largest posterior means; \
    `random`; `in-slate`, S draws, each ranked, the first S different items of all first ranks, then of all second ranks, \
    and so on.
    """, default: SlateStrategy.thompson)

  /// What cards say of the rule.
  static let rule = "Slate: `thompson`, `greedy`, `random` or `in-slate` (S draws, ranked, read rank by rank)."
}

/// Makes slates by a strategy. Ties in rankings are broken at random.
struct SlateComposer: Sendable {
  private let strategy: SlateStrategy
  private let size: Int
  private var heap: RankHeap
  private var values: [Double]
  /// For each draw its first S ranks.
  private var ranking: [Int]
  private var tied: [Int] = []
  private var isIn: [Bool]

  init(_ problem: SlateProblem, strategy: SlateStrategy) {
    self.strategy = strategy
    size = problem.slateSize
    heap = RankHeap(capacity: problem.itemCount)
    values = Array(repeating: 0, count: problem.itemCount)
    ranking = Array(repeating: 0, count: strategy == .inSlate ? size * size : size)
    tied.reserveCapacity(problem.itemCount)
    isIn = Array(repeating: false, count: problem.itemCount)
  }

  /// The memory that rankings take, in bytes.
  static func bytes(_ problem: SlateProblem) -> Int { 8 * problem.slateSize * problem.slateSize }

  /// Makes a slate.
  ///
  /// - Parameters:
  ///   - mean: the posterior mean of an item's value, or any number that orders items as it does.
  ///   - draw: a draw from the posterior of an item's value; asked item by item, ranking after ranking.
  /// - Complexity: O(N + S log N); `in-slate` S times that.
  @inline(__always)
  mutating func compose(
    into slate: inout ArmSelection, noise: inout RoundNoise, mean: (Int) -> Double,
    draw: (Int, inout RoundNoise) -> Double
  ) {
    let rankings = strategy == .inSlate ? size : 1
    for number in 0..<rankings {
      for item in values.indices {
        switch strategy {
        case .thompson, .inSlate: values[item] = draw(item, &noise)
        case .greedy: values[item] = mean(item)
        case .random: values[item] = 0
        }
      }
      rank(to: number * size, noise: &noise)
    }
    var count = 0
    reading: for rank in 0..<size {
      for number in 0..<rankings {
        let item = ranking[number * size + rank]
        if isIn[item] { continue }
        isIn[item] = true
        slate.add(item)
        count += 1
        if count == size { break reading }
      }
    }
    for item in slate.arms { isIn[item] = false }
  }

  /// Writes the items with the S largest values, equal ones in random order.
  private mutating func rank(to start: Int, noise: inout RoundNoise) {
    heap.fill(values.count) { values[$0] }
    var filled = 0
    while filled < size {
      tied.removeAll(keepingCapacity: true)
      let first = heap.removeFirst()
      tied.append(first)
      while let next = heap.first, values[next] == values[first] { tied.append(heap.removeFirst()) }
      while filled < size, !tied.isEmpty {
        let place = tied.count > 1 ? noise.integer(below: tied.count) : 0
        ranking[start + filled] = tied[place]
        filled += 1
        tied.swapAt(place, tied.count - 1)
        tied.removeLast()
      }
    }
  }
}
