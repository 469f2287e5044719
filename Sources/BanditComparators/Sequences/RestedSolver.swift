import BanditNumerics

/// Arms whose means depend on nothing but how often each was pulled itself: a rested bandit.
///
/// Only the numbers of pulls matter, so that the best total is the maximum over n_1 + ... + n_K = T of the sum of the
/// arms' totals S_i(n_i). Arms with falling means have concave totals: together they give the T largest means. Arms
/// with rising means have convex ones: one of them takes all. What remains is a max-plus convolution.
public struct RestedSolver: SequenceSolver {
  /// The mean of the first, second, ... pull of each arm; the last one lasts forever.
  public let means: [[Double]]

  /// Creates the arms.
  ///
  /// - Precondition: at least one arm; each has at least one mean.
  public init(means: [[Double]]) {
    precondition(
      !means.isEmpty && means.allSatisfy { !$0.isEmpty },
      "a rested bandit needs at least one arm, and an arm at least one mean")
    self.means = means
  }

  /// The mean of a pull of an arm, pulls counting from 1.
  public func mean(of arm: Int, pull: Int) -> Double {
    let list = means[arm]
    return list[min(pull, list.count) - 1]
  }

  /// How many convolutions the best totals take, each of O(length^2).
  public var convolutionCount: Int { max(0, groups.count - 1) }

  /// The largest sums of means.
  ///
  /// - Complexity: O(K length), and O(length^2) for each convolution.
  public func bestTotals(through length: Int) -> [Double] {
    fold(length).reduce(nil) { totals, part in
      totals.map { RestedSolver.convolution($0, part.totals).totals } ?? part.totals
    }!
  }

  /// A sequence with the largest sum of means: group by group, arms with falling means in the order of their means.
  ///
  /// - Complexity: that of the totals.
  public func bestSequence(through length: Int) -> [Int] {
    let parts = fold(length)
    var totals = parts[0].totals
    var shares: [[Int]] = []
    for part in parts.dropFirst() {
      let (combined, share) = RestedSolver.convolution(totals, part.totals)
      totals = combined
      shares.append(share)
    }
    var remaining = length
    var sequence: [[Int]] = []
    for (part, share) in zip(parts.dropFirst(), shares).reversed() {
      sequence.append(part.arms(share[remaining]))
      remaining -= share[remaining]
    }
    sequence.append(parts[0].arms(remaining))
    return sequence.reversed().flatMap { $0 }
  }

  // MARK: Groups

  private enum Group {
    /// Their means fall: the largest ones first.
    case falling([Int])
    /// Their means rise: one of them takes all.
    case rising([Int])
    /// Any other.
    case single(Int)
  }

  /// The arms that are solved together.
  private var groups: [Group] {
    var (falling, rising, others): ([Int], [Int], [Int]) = ([], [], [])
    var constant: [Int] = []
    for (arm, list) in means.enumerated() {
      let pairs = zip(list, list.dropFirst())
      let (falls, rises) = (pairs.contains { $0 > $1 }, pairs.contains { $0 < $1 })
      switch (falls, rises) {
      case (true, false): falling.append(arm)
      case (false, true): rising.append(arm)
      case (true, true): others.append(arm)
      case (false, false): constant.append(arm)
      }
    }
    // A constant arm fits into either group.
    if falling.isEmpty {
      rising = (rising + constant).sorted()
    } else {
      falling = (falling + constant).sorted()
    }
    return (falling.isEmpty ? [] : [.falling(falling)]) + (rising.isEmpty ? [] : [.rising(rising)])
      + others.map { .single($0) }
  }

  /// The best totals of a group, and the arms to pull for a number of pulls.
  private func fold(_ length: Int) -> [(totals: [Double], arms: (Int) -> [Int])] {
    groups.map { group in
      switch group {
      case .falling(let arms):
        let order = order(of: arms, length)
        return (RestedSolver.totals(order.map(\.mean)), { count in order.prefix(count).map(\.arm) })
      case .rising(let arms):
        let totals = arms.map { arm in
          RestedSolver.totals((1...max(length, 1)).prefix(length).map { mean(of: arm, pull: $0) })
        }
        let best = (0...length).map { count in totals.map { $0[count] }.max()! }
        return (
          best,
          { count in
            let arm = arms[totals.firstIndex { $0[count] == best[count] }!]
            return Array(repeating: arm, count: count)
          }
        )
      case .single(let arm):
        let list = (1...max(length, 1)).prefix(length).map { mean(of: arm, pull: $0) }
        return (RestedSolver.totals(list), { count in Array(repeating: arm, count: count) })
      }
    }
  }

  /// The largest means of falling arms in decreasing order, the lowest arm on ties.
  private func order(of arms: [Int], _ length: Int) -> [(arm: Int, mean: Double)] {
    var pulls = Array(repeating: 1, count: arms.count)
    return (0..<length).map { _ in
      var best = 0
      for place in arms.indices
      where mean(of: arms[place], pull: pulls[place]) > mean(of: arms[best], pull: pulls[best]) {
        best = place
      }
      let next = mean(of: arms[best], pull: pulls[best])
      pulls[best] += 1
      return (arms[best], next)
    }
  }

  private static func totals(_ means: [Double]) -> [Double] {
    var sum = CompensatedSum()
    return [0]
      + means.map { mean in
        sum.add(mean)
        return sum.value
      }
  }

  /// max over k of a[n - k] + b[k] for each n, and the k that attains it.
  private static func convolution(_ a: [Double], _ b: [Double]) -> (totals: [Double], share: [Int]) {
    var totals = Array(repeating: -Double.infinity, count: a.count)
    var share = Array(repeating: 0, count: a.count)
    for length in a.indices {
      for pulls in 0...length where a[length - pulls] + b[pulls] > totals[length] {
        totals[length] = a[length - pulls] + b[pulls]
        share[length] = pulls
      }
    }
    return (totals, share)
  }
}
