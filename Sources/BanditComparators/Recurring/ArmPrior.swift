/// What is known of an arm's mean before a task begins.
public enum ArmPrior: Hashable, Sendable {
  /// A beta law with two shapes above 0.
  case beta(a: Double, b: Double)
  /// The mean itself, in [0, 1].
  case known(Double)

  /// Whether rewards tell something of the mean.
  public var isUnknown: Bool {
    if case .beta = self { true } else { false }
  }

  /// The mean given rewards: (a + s) / (a + b + s + f), or the known value.
  ///
  /// One division: arms with the same prior and the same counts have means that are equal as doubles.
  @inlinable
  public func mean(successes: Int, failures: Int) -> Double {
    switch self {
    case .beta(let a, let b): (a + Double(successes)) / (a + b + Double(successes + failures))
    case .known(let value): value
    }
  }
}

extension [Double] {
  /// The lowest index among the numbers within a tolerance of the largest.
  ///
  /// - Precondition: at least one number.
  package func lowestOfLargest(within tolerance: Double) -> Int {
    var largest = self[0]
    for value in self where value > largest { largest = value }
    for index in indices where self[index] >= largest - tolerance { return index }
    return 0
  }
}

/// What a policy earns in tasks, exactly.
public struct TaskValue: Hashable, Sendable {
  /// The long-run reward per round.
  public let reward: Double
  /// The long-run share of rounds whose arm has a posterior mean that is more than 1e-12 below the largest.
  public let exploredShare: Double
  /// The probability that at least two arms are played in a task.
  public let secondArmShare: Double

  /// States the value.
  public init(reward: Double, exploredShare: Double, secondArmShare: Double) {
    self.reward = reward
    self.exploredShare = exploredShare
    self.secondArmShare = secondArmShare
  }
}
