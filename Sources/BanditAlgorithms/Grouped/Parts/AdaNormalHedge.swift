import BanditNumerics

/// AdaNormalHedge of Luo and Schapire (2015) for experts of which some sleep: no learning rate, no horizon.
///
/// An expert has a regret R, what it would have saved the learner while awake, and a scale C, the sum of the
/// absolute changes of R. Its weight is W(R, C) = (e^a - e^b)/2 with a = max(R + 1, 0)^2 / (3(C + 1)) and
/// b = max(R - 1, 0)^2 / (3(C + 1)), kept as a logarithm, because a grows without bound.
public struct AdaNormalHedge: Sendable {
  /// The regret of each expert, R.
  public private(set) var regrets: [Double]
  /// The scale of each expert, C.
  public private(set) var scales: [Double]
  /// The probability of each expert that was awake when they were last set, in the order of that list.
  public private(set) var probabilities: [Double] = []
  /// How often no expert that was awake had a weight, so that the probabilities were uniform.
  public private(set) var uniformRounds = 0

  /// Creates the state before the first round.
  ///
  /// - Precondition: at least one expert.
  public init(expertCount: Int) {
    self.init(
      regrets: Array(repeating: 0, count: expertCount), scales: Array(repeating: 0, count: expertCount))
  }

  /// Creates a state.
  ///
  /// - Precondition: at least one expert; a regret and a scale for each, no scale below 0.
  public init(regrets: [Double], scales: [Double]) {
    precondition(
      !regrets.isEmpty && regrets.count == scales.count,
      "AdaNormalHedge needs at least one expert, and a regret and a scale for each")
    precondition(scales.allSatisfy { $0 >= 0 }, "AdaNormalHedge needs scales of 0 or more")
    self.regrets = regrets
    self.scales = scales
    probabilities.reserveCapacity(regrets.count)
  }

  /// The number of experts, N.
  public var expertCount: Int { regrets.count }

  /// ln W(R, C); minus infinity where W is 0, which is where R <= -1.
  ///
  /// - Precondition: `scale >= 0`.
  public static func logWeight(regret: Double, scale: Double) -> Double {
    let above = max(regret + 1, 0)
    let below = max(regret - 1, 0)
    let width = 3 * (scale + 1)
    let exponent = above * above / width
    let step = exponent - below * below / width
    guard step > 0 else { return -.infinity }
    return exponent + .log(-Double.expMinusOne(-step)) - .log(2)
  }

  /// Sets the probabilities of the experts that are awake: proportional to their weights, uniform if all of
  /// these are 0.
  ///
  /// - Parameter awake: different experts; if none is, all of them.
  /// - Complexity: O(number of experts awake).
  public mutating func setProbabilities(awake: [Int]) {
    probabilities.removeAll(keepingCapacity: true)
    if awake.isEmpty {
      for _ in regrets { probabilities.append(1 / Double(regrets.count)) }
      return
    }
    var largest = -Double.infinity
    for expert in awake {
      let weight = AdaNormalHedge.logWeight(regret: regrets[expert], scale: scales[expert])
      probabilities.append(weight)
      if weight > largest { largest = weight }
    }
    guard largest.isFinite else {
      for place in probabilities.indices { probabilities[place] = 1 / Double(awake.count) }
      uniformRounds += 1
      return
    }
    var total = 0.0
    for place in probabilities.indices {
      // Relative to the largest, no weight overflows.
      probabilities[place] = Double.exp(probabilities[place] - largest)
      total += probabilities[place]
    }
    for place in probabilities.indices { probabilities[place] /= total }
  }

  /// Updates regrets and scales with the losses of the experts for whom the probabilities were last set; the others
  /// stay as they are.
  ///
  /// - Parameters:
  ///   - losses: in the order of `awake`; the guarantee is for losses in [0, 1].
  ///   - awake: the same list as for the probabilities.
  /// - Returns: the expected loss under the probabilities; 0 if no expert is awake.
  /// - Complexity: O(number of experts awake).
  @discardableResult
  public mutating func update(losses: [Double], awake: [Int]) -> Double {
    var expected = 0.0
    for place in awake.indices { expected += probabilities[place] * losses[place] }
    for (place, expert) in awake.enumerated() {
      let regret = expected - losses[place]
      regrets[expert] += regret
      scales[expert] += abs(regret)
    }
    return expected
  }

  /// The bound on an expert's regret for losses in [0, 1] (Luo and Schapire 2015, theorem 1):
  /// R <= sqrt(3 C (ln N + ln B + 1)) with B = 1 + 3/2 times the mean over experts of 1 + ln(1 + C).
  public func bound(of expert: Int) -> Double {
    var total = 0.0
    for scale in scales { total += 1 + .log(1 + scale) }
    let breadth = 1 + 1.5 * total / Double(expertCount)
    let bracket = Double.log(Double(expertCount)) + .log(breadth) + 1
    return (3 * scales[expert] * bracket).squareRoot()
  }
}
