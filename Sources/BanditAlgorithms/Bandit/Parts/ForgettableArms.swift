/// Counts and sums of arms whose rewards can be forgotten, and the choice by UCB1's bound.
struct ForgettableArms: Sendable {
  /// How often each arm was pulled since it was forgotten.
  private(set) var pulls: [Int]
  /// The sum of the rewards of these pulls.
  private var sums: [Double]
  /// The pulls of all arms.
  private(set) var total = 0

  /// Nothing known of any arm.
  init(armCount: Int) {
    pulls = Array(repeating: 0, count: armCount)
    sums = Array(repeating: 0, count: armCount)
  }

  /// The lowest arm without a pull; else the arm with the highest mean + sqrt(squaredWidth / n), the lowest on ties.
  func highestBound(squaredWidth: Double) -> Int {
    var best = 0
    var highest = -Double.infinity
    for arm in pulls.indices {
      if pulls[arm] == 0 { return arm }
      let count = Double(pulls[arm])
      let index = sums[arm] / count + (squaredWidth / count).squareRoot()
      if index > highest {
        highest = index
        best = arm
      }
    }
    return best
  }

  /// Updates the arm with a reward.
  mutating func observe(_ reward: Double, of arm: Int) {
    pulls[arm] += 1
    sums[arm] += reward
    total += 1
  }

  /// Forgets the rewards of an arm.
  mutating func forget(_ arm: Int) {
    total -= pulls[arm]
    pulls[arm] = 0
    sums[arm] = 0
  }
}
