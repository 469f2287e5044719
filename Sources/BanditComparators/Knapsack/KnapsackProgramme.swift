import BanditNumerics

/// The linear programme of a bandit with knapsacks: maximise the mean reward of a round, r . D, over distributions D on the
/// arms, under the rates at which resources may be consumed, c_i . D <= B / T.
///
/// What a distribution does not give to arms goes to the null arm, which neither earns nor consumes. Without a null arm it
/// is the share of rounds after an early stop.
public struct KnapsackProgramme: Hashable, Sendable {
  /// The optimum, per round.
  public let value: Double
  /// An optimal D, an entry for each arm; what is missing to 1 is the null arm's.
  public let mixture: [Double]
  /// The price of each resource: how much the optimum grows with its rate.
  public let prices: [Double]

  /// Solves the programme.
  ///
  /// - Parameters:
  ///   - rewards: r.
  ///   - consumptions: c, a list for each resource.
  ///   - rates: B / T, one for each resource.
  /// - Precondition: an entry for each arm; rates of 0 or more.
  public init?(rewards: [Double], consumptions: [[Double]], rates: [Double]) {
    var programme = LinearProgram(maximizing: rewards)
    for (consumption, rate) in zip(consumptions, rates) { programme.require(consumption, .atMost, rate) }
    programme.require(rewards.map { _ in 1 }, .atMost, 1)
    guard case .optimal(let solution) = programme.solve() else { return nil }
    value = solution.value
    mixture = solution.variables
    prices = Array(solution.prices.prefix(rates.count))
  }
}

/// The best fixed distribution in hindsight against outcomes that an adversary has fixed: the largest reward that playing
/// D in each of the first tau rounds earns on average, over all D and tau such that the mean consumption stays within the
/// budget.
public struct FixedDistributionOptimum: Hashable, Sendable {
  /// The rounds after which an optimum is known, in increasing order; the last one is the horizon.
  public let rounds: [Int]
  /// The largest reward of the rounds up to each of them, whenever one stops.
  public let values: [Double]
  /// The best distribution over the whole horizon; what is missing to 1 is the null arm's.
  public let mixture: [Double]

  /// Solves a programme for each tau, or for so many that are evenly spaced.
  ///
  /// - Parameters:
  ///   - horizon: T.
  ///   - budget: B.
  ///   - limit: the largest number of programmes.
  ///   - means: the mean reward of each arm in a round, and its mean consumption, resource by resource.
  /// - Complexity: O(K d T) and `limit` programmes at most.
  public init(
    armCount: Int, resourceCount: Int, horizon: Int, budget: Double, limit: Int = 20_000,
    means: (_ round: Int) -> (rewards: [Double], consumptions: [[Double]])
  ) {
    let step = (horizon + limit - 1) / limit
    var programme = PackingProgramme(variableCount: armCount, rowCount: resourceCount + 1)
    var rewards = Array(repeating: 0.0, count: armCount)
    var coefficients = Array(repeating: 0.0, count: armCount * resourceCount) + Array(repeating: 1.0, count: armCount)
    let bounds = Array(repeating: budget, count: resourceCount) + [1]
    var (rounds, values): ([Int], [Double]) = ([], [])
    var best = 0.0
    var mixture = rewards
    for round in 1...horizon {
      let (earned, consumed) = means(round)
      for arm in 0..<armCount {
        rewards[arm] += earned[arm]
        for resource in 0..<resourceCount { coefficients[resource * armCount + arm] += consumed[resource][arm] }
      }
      guard round.isMultiple(of: step) || round == horizon else { continue }
      if programme.solve(maximizing: rewards, coefficients: coefficients, bounds: bounds), programme.value > best {
        best = programme.value
        mixture = programme.variables
      }
      rounds.append(round)
      values.append(best)
    }
    self.rounds = rounds
    self.values = values
    self.mixture = mixture
  }

  /// The optimum of the last round before or at a round after which one is known; 0 before the first.
  public func value(after round: Int) -> Double {
    var (low, high) = (0, rounds.count)
    while low < high {
      let middle = (low + high) / 2
      if rounds[middle] <= round { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? 0 : values[low - 1]
  }
}
