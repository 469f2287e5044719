/// The lowest of the arms with the highest mean, kept as means change one at a time: most changes are decided by one
/// comparison.
struct LeadingArm: Sendable {
  /// The arm.
  private(set) var arm = 0
  /// No other arm's mean is above this.
  private var rival = -Double.infinity

  /// The leader of means that are all equal.
  init(armCount: Int, mean: Double = 0) {
    if armCount > 1 { rival = mean }
  }

  /// The leader of some means.
  init(of means: [Double]) { search(means) }

  /// Takes notice of the change of one mean.
  ///
  /// - Complexity: O(1), but O(K) when the leader falls to the level of a rival, or on ties.
  @inline(__always)
  mutating func update(_ means: [Double], changed: Int) {
    let mean = means[changed]
    if changed == arm {
      if mean > rival { return }
    } else if mean < means[arm] {
      if mean > rival { rival = mean }
      return
    }
    search(means)
  }

  /// As `TieBreaking.argmax`, with the highest of the others.
  @inline(never)
  private mutating func search(_ means: [Double]) {
    arm = 0
    rival = -.infinity
    for other in means.indices.dropFirst() {
      if means[other] > means[arm] {
        rival = max(rival, means[arm])
        arm = other
      } else {
        rival = max(rival, means[other])
      }
    }
  }
}
