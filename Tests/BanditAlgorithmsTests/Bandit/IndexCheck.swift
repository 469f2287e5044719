/// The rounds in which a policy did not pull an arm whose index, computed plainly from all rewards of the
/// arm so far, is the highest; the first K rounds are off unless they pull the arms in order.
///
/// - Parameters:
///   - arms: what the policy pulled under the scripted `rewards`.
///   - tolerance: how far below the highest index the arm's may be, because two ways to round differ in
///     the last bits where two indices agree to that many.
///   - index: the index of an arm, from its rewards so far and the round about to be played.
func roundsOffTheIndex(
  _ arms: [Int], rewards: [[Double]], tolerance: Double = 1e-12,
  index: (_ rewards: [Double], _ round: Int) -> Double
) -> [Int] {
  var seen: [[Double]] = Array(repeating: [], count: rewards.count)
  var off: [Int] = []
  for (place, arm) in arms.enumerated() {
    if place < rewards.count {
      if arm != place { off.append(place + 1) }
    } else {
      let indices = seen.map { index($0, place + 1) }
      if !(indices[arm] >= indices.max()! - tolerance) { off.append(place + 1) }
    }
    seen[arm].append(rewards[arm][seen[arm].count % rewards[arm].count])
  }
  return off
}

/// Rewards in [0, 1] of four arms whose means are close and whose spreads differ.
let unevenRewards = [[0.2, 0.9, 0.1], [0.55, 0.35], [0.8, 0.05, 0.45, 0.6], [0.3]]

extension [Double] {
  /// The arithmetic mean.
  var mean: Double { reduce(0, +) / Double(count) }

  /// The variance with n in the denominator, by its definition.
  var variance: Double {
    let mean = mean
    return map { ($0 - mean) * ($0 - mean) }.mean
  }
}
