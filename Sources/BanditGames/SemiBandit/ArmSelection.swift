/// The set of arms that a policy pulls in a period: at most K different ones.
public struct ArmSelection: Sendable {
  /// How many arms may be chosen, K.
  public let capacity: Int
  /// The arms chosen so far, in the order in which they were chosen.
  public private(set) var arms: [Int] = []
  /// The latest period in which each arm was chosen.
  private var latest: [Int]
  private var latestCount = 0

  /// An empty set.
  ///
  /// - Precondition: `capacity >= 1`.
  public init(armCount: Int, capacity: Int) {
    precondition(capacity >= 1, "the capacity must be at least 1")
    self.capacity = capacity
    latest = Array(repeating: 0, count: armCount)
    arms.reserveCapacity(min(capacity, armCount))
  }

  /// Chooses an arm; each only once a period, and at most K.
  @inline(__always)
  public mutating func add(_ arm: Int) { arms.append(arm) }

  /// Chooses the arms with the largest values, K of them or all there are; ties go to the lowest index.
  ///
  /// O(N K) at worst, O(N) for values in decreasing order.
  ///
  /// - Precondition: nothing was chosen yet; one value for each arm.
  public mutating func addLargest(of values: [Double]) {
    precondition(
      arms.isEmpty && values.count == latest.count, "an empty selection and one value for each arm are needed")
    // Kept in decreasing order; a later arm moves in front of strictly smaller values only.
    for arm in values.indices {
      let value = values[arm]
      var place = arms.count
      if place == capacity {
        guard value > values[arms[place - 1]] else { continue }
        place -= 1
      } else {
        arms.append(arm)
      }
      while place > 0, value > values[arms[place - 1]] {
        arms[place] = arms[place - 1]
        place -= 1
      }
      arms[place] = arm
    }
  }

  /// Empties the set for the next period.
  @usableFromInline
  mutating func open() {
    latestCount = arms.count
    arms.removeAll(keepingCapacity: true)
  }

  /// Checks the set of a period, and says whether it differs from that of the period before.
  ///
  /// - Precondition: at most K different arms that exist: what a policy must keep to.
  @usableFromInline
  mutating func close(at round: Int) -> Bool {
    precondition(arms.count <= capacity, "\(arms.count) arms were chosen where \(capacity) may be pulled")
    var kept = 0
    for arm in arms {
      precondition(latest.indices.contains(arm), "arm \(arm) was chosen of \(latest.count)")
      let before = latest[arm]
      precondition(before != round, "arm \(arm) was chosen twice in a period")
      if before == round - 1 { kept += 1 }
      latest[arm] = round
    }
    // The first set is not a change.
    return round > 1 && (kept != arms.count || kept != latestCount)
  }
}
