extension ArmPrior {
  /// The mean of the prior.
  public var mean: Double { mean(successes: 0, of: 0) }

  /// The mean of the posterior after some pulls.
  ///
  /// - Parameters:
  ///   - successes: how often the arm paid 1; fractions count, too.
  ///   - pulls: how often it was pulled.
  @inlinable
  public func mean(successes: Double, of pulls: Double) -> Double {
    switch self {
    case .beta(let a, let b): (a + successes) / (a + b + pulls)
    case .known(let mean): mean
    }
  }

  /// The probability of each number of successes in some pulls, from 0 on.
  ///
  /// - Complexity: O(pulls).
  public func successProbabilities(pulls: Int) -> [Double] {
    // From the middle of the law outwards, relative to it: nothing that matters underflows.
    let count = Double(pulls)
    let middle = min(pulls, max(0, Int((mean * count).rounded())))
    var weights = Array(repeating: 0.0, count: pulls + 1)
    weights[middle] = 1
    for place in middle..<max(middle, pulls) { weights[place + 1] = weights[place] * ratio(after: place, of: count) }
    for place in stride(from: middle, to: 0, by: -1) {
      weights[place - 1] = weights[place] / ratio(after: place - 1, of: count)
    }
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }

  /// P(s + 1 successes) / P(s successes).
  private func ratio(after successes: Int, of pulls: Double) -> Double {
    let s = Double(successes)
    switch self {
    case .beta(let a, let b): return (pulls - s) / (s + 1) * ((a + s) / (b + pulls - s - 1))
    case .known(let mean): return (pulls - s) / (s + 1) * (mean / (1 - mean))
    }
  }
}

/// Two arms with independent priors, of which the first is at least as good before anything is seen.
public struct ArmPriorPair: Hashable, Sendable {
  /// The arm that everybody would pull.
  public let first: ArmPrior
  /// The other one.
  public let second: ArmPrior

  /// Two priors.
  ///
  /// - Precondition: the mean of the first is not below that of the second.
  public init(_ first: ArmPrior, _ second: ArmPrior) {
    precondition(first.mean >= second.mean, "the first arm needs the higher prior mean")
    self.first = first
    self.second = second
  }

  /// E[G 1{G > 0}] for G = E[mu_2 - mu_1 | some pulls of the first arm]: what hidden exploration lives on.
  ///
  /// - Complexity: O(pulls).
  public func expectedGain(afterPulls pulls: Int) -> Double {
    guard case .beta = first else { return 0 }
    let probabilities = first.successProbabilities(pulls: pulls)
    var gain = 0.0
    for (successes, probability) in probabilities.enumerated() {
      let lead = second.mean - first.mean(successes: Double(successes), of: Double(pulls))
      // Rounding is no lead.
      if lead > 0 { gain += probability * lead }
    }
    return gain
  }

  /// The least number of pulls of the first arm after which the second one may look better; `nil` if that never
  /// happens.
  ///
  /// It is so as soon as it would be after failures alone.
  public var decisivePulls: Double? {
    guard case .beta(let a, let b) = first, second.mean > 0 else { return nil }
    var pulls = max(0, (a / second.mean - a - b).rounded(.down) - 1)
    // Beyond, one more is none for a double.
    while pulls < 1e15, first.mean(successes: 0, of: pulls) >= second.mean { pulls += 1 }
    return pulls
  }

  /// For each t in `0...rounds` the probability that those who pull the arm with the larger posterior mean, the first
  /// one on ties, and see all that was seen before, do not pull the second arm in rounds 1...t.
  ///
  /// - Complexity: O(rounds^2).
  public func untriedProbabilities(rounds: Int) -> [Double] {
    guard case .beta(let a, let b) = first else { return Array(repeating: 1, count: rounds + 1) }
    let limit = second.mean
    // The probability of each number of successes, and that the first arm was pulled in all rounds so far.
    var alive = [1.0] + Array(repeating: 0.0, count: rounds)
    var result = [1.0]
    for pulls in 0..<rounds {
      let count = a + b + Double(pulls)
      var total = 0.0
      for successes in stride(from: pulls, through: 0, by: -1) {
        let mean = (a + Double(successes)) / count
        if mean < limit {
          alive[successes] = 0
          continue
        }
        total += alive[successes]
        alive[successes + 1] += alive[successes] * mean
        alive[successes] *= 1 - mean
      }
      result.append(total)
    }
    return result
  }
}
